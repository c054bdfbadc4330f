"""The snippet gives the values of the cases, which it did not compute; tests/js/noise.test.mjs runs the script."""

from __future__ import annotations

import json
from typing import Any

import pytest
from scipy import stats

from snippets.evaluation import noise
from tests.support.tree import ROOT, fail_with

FILE = ROOT / "tests" / "cases" / "noise.json"
CONTENT = json.loads(FILE.read_text(encoding="utf-8"))
CASES, LARGE = CONTENT["cases"], CONTENT["large"]
FUNCTIONS = {
    "wilson",
    "newcombe",
    "newcombe_paired",
    "mcnemar_exact",
    "items_needed_unpaired",
    "items_needed_paired",
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
    assert {case["function"] for case in CASES} == FUNCTIONS
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


def test_the_values_of_large_counts_are_scipys() -> None:
    for case in LARGE:
        one, other = case["arguments"]
        assert case["expect"] == pytest.approx(stats.binomtest(one, one + other).pvalue, rel=1e-9), case


@pytest.mark.parametrize("case", LARGE, ids=lambda case: str(case["arguments"]))
def test_python_gives_the_value_of_large_counts(case: dict[str, Any]) -> None:
    assert noise.mcnemar_exact(*case["arguments"]) == pytest.approx(case["expect"], rel=1e-9)
