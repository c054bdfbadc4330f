"""The noise check in the browser and the Python snippet give the values of the same cases, which neither computed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page
from scipy import stats

from snippets.evaluation import noise
from tests.support.tree import ROOT, fail_with

FILE = ROOT / "tests" / "cases" / "noise.json"
CASES = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
IN_JAVASCRIPT = {
    "wilson": "wilson",
    "newcombe": "newcombe",
    "newcombe_paired": "newcombePaired",
    "mcnemar_exact": "mcnemarExact",
    "items_needed_unpaired": "itemsNeededUnpaired",
    "items_needed_paired": "itemsNeededPaired",
}


def in_python(case: dict[str, Any]) -> Any:
    """Return the snippet's value for a case: a number, the ends of an interval, or "error"."""
    function, arguments = getattr(noise, case["function"]), case["arguments"]
    try:
        value = function(*arguments[:2], power=arguments[2]) if "needed" in case["function"] else function(*arguments)
    except ValueError:
        return "error"
    if isinstance(value, noise.Interval):
        return {"estimate": value.estimate, "low": value.low, "high": value.high}
    return value


def differences(case: dict[str, Any], value: Any) -> list[str]:
    """Return what is wrong with one value, as lines."""
    if case.get("error"):
        return [] if value == "error" else [f"{case['id']}: {value} instead of an error"]
    if value == "error":
        return [f"{case['id']}: an error instead of {case['expect']}"]
    expect = case["expect"] if isinstance(case["expect"], dict) else {"value": case["expect"]}
    found = value if isinstance(value, dict) else {"value": value}
    return [
        f"{case['id']}: {name} is {found[name]}, expected {wanted} ({case['how']})"
        for name, wanted in expect.items()
        if found[name] != pytest.approx(wanted, abs=case["tolerance"], rel=case["tolerance"])
    ]


def test_there_are_enough_cases_with_a_named_source() -> None:
    assert len(CASES) >= 40
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert {case["function"] for case in CASES} == set(IN_JAVASCRIPT)
    assert all(case["how"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_python_gives_the_expected_value(case: dict[str, Any]) -> None:
    fail_with(differences(case, in_python(case)))


def test_the_expected_values_are_scipys_where_scipy_has_them() -> None:
    problems = []
    for case in CASES:
        if case.get("error") or "published" in case["how"]:
            continue
        if case["function"] == "wilson":
            interval = stats.binomtest(*case["arguments"]).proportion_ci(0.95, method="wilson")
            problems += differences(case, {**case["expect"], "low": interval.low, "high": interval.high})
        elif case["function"] == "mcnemar_exact" and any(case["arguments"]):
            only_1, only_2 = case["arguments"]
            problems += differences(case, stats.binomtest(only_1, only_1 + only_2).pvalue)
    fail_with(problems)


@pytest.mark.slow
def test_javascript_gives_the_expected_values(page: Page, base_url: str, trouble: Any) -> None:
    page.goto("/decide/noise-check/")
    jobs = [[IN_JAVASCRIPT[case["function"]], case["arguments"]] for case in CASES]
    values = page.evaluate(
        """async ([address, jobs]) => {
          const noise = await import(address);
          return jobs.map(([name, given]) => { try { return noise[name](...given); } catch { return "error"; } });
        }""",
        [f"{base_url}/assets/js/noise-check/noise.mjs", jobs],
    )
    fail_with(problem for case, value in zip(CASES, values, strict=True) for problem in differences(case, value))


@pytest.mark.slow
def test_the_exact_test_holds_where_python_would_be_slow(page: Page, base_url: str) -> None:
    pairs = [[500_000, 498_000], [250_000, 250_001], [900, 700], [100_000, 99_000], [16, 31], [15, 2]]
    page.goto("/decide/noise-check/")
    values = page.evaluate(
        """async ([address, pairs]) => {
          const { mcnemarExact } = await import(address);
          return pairs.map((pair) => mcnemarExact(...pair));
        }""",
        [f"{base_url}/assets/js/noise-check/noise.mjs", pairs],
    )
    assert values == [pytest.approx(stats.binomtest(one, one + two).pvalue, rel=1e-7) for one, two in pairs]
