"""The bills of the snippet and of the calculator's script both meet tests/cases/bill.json, which neither computed."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from playwright.sync_api import Page

from overrides.rendering.data import load
from snippets.cost.bill import (
    DECIDED,
    EXAMPLE,
    BillError,
    Inputs,
    bill,
    break_even,
    corners,
    saving,
    spread,
    swings,
)
from tests.support.tree import ROOT, fail_with

FILE = "tests/cases/bill.json"
CASES = json.loads((ROOT / FILE).read_text(encoding="utf-8"))["cases"]
NEAR = 1e-9

# Runs one case through the script and returns what bill.json can hold of it.
RUN_CASE = """
async (cases) => {
  const b = await import("/assets/js/break-even/bill.mjs");
  return cases.map((given) => {
    try {
      const inputs = b.makeInputs(given.inputs);
      const costs = b.bill(inputs);
      const requests = b.requestsOf(inputs);
      const total = (option) => b.totalOf(costs[option], requests);
      const of = (wanted, value) => Object.fromEntries(Object.keys(wanted ?? {}).map((each) => [each, value(each)]));
      const made = {
        totals: of(given.totals, total),
        per_thousand: of(given.per_thousand, (each) => 1000 * total(each) / requests),
        break_even: (given.break_even ?? []).map(({ option, baseline }) => b.breakEven(costs[option], costs[baseline])),
      };
      if (given.ranges) {
        const score = (each) => b.saving(each, given.option, given.baseline);
        made.swings = b.swings(inputs, given.ranges, score)
          .map(({ name, atLow, atHigh }) => ({ name, at_low: atLow, at_high: atHigh }));
        made.corners = b.corners(inputs, given.ranges, score).map(score);
      }
      return made;
    } catch (error) {
      return { error: error.input ?? String(error) };
    }
  });
}
"""


def by_python(given: dict[str, Any]) -> dict[str, Any]:
    """Return what the snippet makes of a case."""
    try:
        inputs = Inputs(**given["inputs"])
        costs = bill(inputs)
        made: dict[str, Any] = {
            "totals": {each: costs[each].total(inputs.requests) for each in given.get("totals", {})},
            "per_thousand": {
                each: 1_000 * costs[each].total(inputs.requests) / inputs.requests
                for each in given.get("per_thousand", {})
            },
            "break_even": [
                vars(break_even(costs[each["option"]], costs[each["baseline"]])) for each in given.get("break_even", [])
            ],
        }
        if "ranges" in given:

            def score(each: Inputs) -> float:
                return saving(each, given["option"], given["baseline"])

            made["swings"] = [vars(each) for each in swings(inputs, given["ranges"], score)]
            made["corners"] = [score(each) for each in corners(inputs, given["ranges"], score)]
    except BillError as error:
        return {"error": error.name}
    return made


def differences(given: dict[str, Any], made: dict[str, Any]) -> list[str]:
    """Return where a result misses what the case expects."""
    if "error" in given or "error" in made:
        return [] if given.get("error") == made.get("error") else [f"error: {made} instead of {given.get('error')}"]

    def near(value: float, expected: float) -> bool:
        return value == pytest.approx(expected, rel=NEAR, abs=1e-12)

    found = [
        f"{kind} of {option}: {made[kind][option]} instead of {expected['sum']} = {expected['value']}"
        for kind in ("totals", "per_thousand")
        for option, expected in given.get(kind, {}).items()
        if not near(made[kind][option], expected["value"])
    ]
    for expected, result in zip(given.get("break_even", []), made["break_even"], strict=True):
        volumes = [each["value"] for each in expected["volumes"]]
        if result["kind"] != expected["kind"] or not near(list(result["volumes"]), volumes):
            found.append(f"break-even of {expected['option']}: {result} instead of {expected['kind']} {volumes}")
    if "ranges" in given:
        for expected, result in zip(given["swings"], made["swings"], strict=True):
            ends = [expected["at_low"], expected["at_high"]]
            if result["name"] != expected["name"] or not near([result["at_low"], result["at_high"]], ends):
                found.append(f"swing: {result} instead of {expected['name']} {ends}")
        if not near(made["corners"], [each["value"] for each in given["corners"]]):
            found.append(f"corners: {made['corners']} instead of {given['corners']}")
    return found


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert len({each["name"] for each in CASES}) == len(CASES)


@pytest.mark.parametrize("given", CASES, ids=lambda each: each["name"])
def test_python_meets_the_case(given: dict[str, Any]) -> None:
    fail_with(
        f"{FILE}: {given['name']}: snippets/cost/bill.py: {each}" for each in differences(given, by_python(given))
    )


@pytest.mark.slow
def test_javascript_meets_every_case(page: Page) -> None:
    page.goto("/404.html")
    usable = [{key: value for key, value in each.items() if key != "how"} for each in CASES]
    results = page.evaluate(RUN_CASE, usable)
    fail_with(
        f"{FILE}: {given['name']}: bill.mjs: {each}"
        for given, made in zip(CASES, results, strict=True)
        for each in differences(given, made)
    )


@pytest.mark.slow
def test_both_know_the_same_inputs(page: Page) -> None:
    page.goto("/404.html")
    names, decided = page.evaluate(
        "async () => { const b = await import('/assets/js/break-even/bill.mjs'); return [b.NAMES, [...b.DECIDED]]; }"
    )
    assert names == [each.name for each in fields(Inputs)]
    assert set(decided) == DECIDED


@pytest.mark.slow
def test_both_spread_the_example_alike(page: Page) -> None:
    page.goto("/404.html")
    made = page.evaluate(
        """async (given) => {
          const b = await import('/assets/js/break-even/bill.mjs');
          return b.spread(b.makeInputs(given), 0.25);
        }""",
        vars(EXAMPLE),
    )
    assert {name: tuple(ends) for name, ends in made.items()} == spread(EXAMPLE, 0.25)


def test_the_form_asks_for_every_input_and_opens_with_the_example() -> None:
    asked = {
        each["id"].replace("-", "_"): each["value"] for group in load()["cost"]["groups"] for each in group["inputs"]
    }
    assert asked == vars(EXAMPLE)


def test_the_options_of_the_data_are_those_of_the_bill() -> None:
    assert [each["id"] for each in load()["cost"]["options"]] == list(bill(EXAMPLE))


def test_labels_are_unique_and_presets_fill_inputs_that_exist() -> None:
    cost = load()["cost"]
    labels = [each["label"] for group in cost["groups"] for each in group["inputs"]]
    assert len(set(labels)) == len(labels)
    known = {each["id"] for group in cost["groups"] for each in group["inputs"]}
    assert {price["input"] for preset in cost["presets"] for price in preset["prices"]} <= known
    for preset in cost["presets"]:
        Inputs(**{price["input"].replace("-", "_"): price["value"] for price in preset["prices"]})
