"""The snippet's bill meets the cases, which it did not compute; tests/js/bill.test.mjs runs the script."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

import pytest

from snippets.cost.bill import (
    DECIDED,
    EXAMPLE,
    BillError,
    Inputs,
    bill,
    break_even,
    corners,
    per_accepted_answer,
    saving,
    swings,
)
from tests.support.tree import ROOT, fail_with, gate

FILE = "tests/cases/bill.json"
CASES = json.loads((ROOT / FILE).read_text(encoding="utf-8"))["cases"]
NEAR = 1e-9


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
            "accepted": {
                each: [
                    per_accepted_answer(costs[each], inputs.requests, one["passing"], one["review"]) for one in wanted
                ]
                for each, wanted in given.get("accepted", {}).items()
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
    found += [
        f"accepted answer of {option}: {price} instead of {expected['sum']} = {expected['value']}"
        for option, wanted in given.get("accepted", {}).items()
        for expected, price in zip(wanted, made["accepted"][option], strict=True)
        if not near(price, expected["value"])
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


def test_both_know_the_same_inputs() -> None:
    script = (ROOT / "docs" / "assets" / "js" / "break-even" / "bill.mjs").read_text(encoding="utf-8")
    names = re.search(r"export const NAMES = \[(.*?)\];", script, re.S)
    assert names
    assert re.findall(r'"(\w+)"', names[1]) == [each.name for each in fields(Inputs)]


def test_what_is_decided_and_not_estimated_is_the_same_in_the_form() -> None:
    inputs = [each for group in gate().data["cost"]["groups"] for each in group["inputs"]]
    assert {each["id"].replace("-", "_") for each in inputs if "decided" in each} == DECIDED


def test_the_form_asks_for_every_input_and_opens_with_the_example() -> None:
    asked = {
        each["id"].replace("-", "_"): each["value"]
        for group in gate().data["cost"]["groups"]
        for each in group["inputs"]
    }
    assert asked == vars(EXAMPLE)


def test_the_options_of_the_data_are_those_of_the_bill() -> None:
    assert [each["id"] for each in gate().data["cost"]["options"]] == list(bill(EXAMPLE))


def test_labels_are_unique_and_presets_fill_inputs_that_exist() -> None:
    cost = gate().data["cost"]
    labels = [each["label"] for group in cost["groups"] for each in group["inputs"]]
    assert len(set(labels)) == len(labels)
    known = {each["id"] for group in cost["groups"] for each in group["inputs"]}
    assert {price["input"] for preset in cost["presets"] for price in preset["prices"]} <= known
    for preset in cost["presets"]:
        Inputs(**{price["input"].replace("-", "_"): price["value"] for price in preset["prices"]})
