"""Intervals, test and sample sizes agree with published tables, SciPy and simulation."""

from math import comb, isnan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from snippets.evaluation.noise import (
    items_needed_paired,
    items_needed_unpaired,
    mcnemar_exact,
    newcombe,
    newcombe_paired,
    wilson,
)

TABLE = st.tuples(*[st.integers(0, 60)] * 4).filter(any)
COUNTS = st.integers(1, 300).flatmap(lambda items: st.tuples(st.integers(0, items), st.just(items)))


@pytest.mark.parametrize(
    ("correct", "items", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:857-872, method 3, as the R package propint quotes it
    # (https://github.com/m-Py/propint/tree/master/tests/testthat; so too the two tables below).
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)],
)
def test_wilson_gives_the_published_intervals(correct: int, items: int, low: float, high: float) -> None:
    assert (wilson(correct, items).low, wilson(correct, items).high) == pytest.approx((low, high), abs=5.1e-5)


@given(COUNTS, st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_agrees_with_scipy(counts: tuple[int, int], level: float) -> None:
    expected = stats.binomtest(*counts).proportion_ci(level, method="wilson")
    ours = wilson(*counts, level=level)
    assert (ours.low, ours.high) == pytest.approx((expected.low, expected.high), abs=1e-12)
    assert 0 <= ours.low <= ours.estimate <= ours.high <= 1


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:873-890, method 10.
    [((56, 70, 48, 80), 0.0524, 0.3339), ((9, 10, 3, 10), 0.1705, 0.8090)],
)
def test_newcombe_gives_the_published_intervals(counts: tuple, low: float, high: float) -> None:
    assert (newcombe(*counts).low, newcombe(*counts).high) == pytest.approx((low, high), abs=5.1e-5)


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:2635-2650, method 10.
        ((36, 12, 2, 0), 0.0569, 0.3404),
        ((18, 12, 2, 18), 0.0562, 0.3290),
        ((53, 0, 0, 1), -0.0729, 0.0729),
        ((0, 30, 0, 0), 0.8395, 1.0),
    ],
)
def test_newcombe_paired_gives_the_published_intervals(table: tuple, low: float, high: float) -> None:
    ours = newcombe_paired(*table)
    assert (ours.low, ours.high) == pytest.approx((low, high), abs=5.1e-5)


@given(COUNTS, COUNTS)
def test_swapping_the_systems_mirrors_the_interval(one: tuple, other: tuple) -> None:
    there, back = newcombe(*one, *other), newcombe(*other, *one)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert -1 <= there.low <= there.estimate <= there.high <= 1


@given(TABLE)
def test_swapping_the_paired_systems_mirrors_the_interval(table: tuple[int, int, int, int]) -> None:
    both, only_1, only_2, neither = table
    there, back = newcombe_paired(*table), newcombe_paired(both, only_2, only_1, neither)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert -1 <= there.low <= there.estimate <= there.high <= 1
    assert not isnan(there.low)


def test_systems_that_agree_get_a_narrower_interval_from_pairing() -> None:
    paired, unpaired = newcombe_paired(78, 7, 2, 13), newcombe(85, 100, 80, 100)
    assert paired.high - paired.low < unpaired.high - unpaired.low


@given(st.integers(0, 200), st.integers(0, 200))
def test_mcnemar_is_scipys_binomial_test(only_1: int, only_2: int) -> None:
    expected = stats.binomtest(only_1, only_1 + only_2).pvalue if only_1 + only_2 else 1.0
    assert mcnemar_exact(only_1, only_2) == pytest.approx(expected)


@pytest.mark.parametrize("counts", [(5_000, 5_200), (58_292, 56_926), (200_000, 190_000), (1_000_000, 998_000)])
def test_mcnemar_takes_any_number_of_items(counts: tuple[int, int]) -> None:
    assert mcnemar_exact(*counts) == pytest.approx(stats.binomtest(counts[0], sum(counts)).pvalue, rel=1e-9)


def test_a_vanishing_p_value_is_a_number() -> None:
    # A table that made another exact test run for minutes: https://github.com/scipy/scipy/pull/9291
    assert 0 <= mcnemar_exact(5_829_225, 5_692_693) < 1e-300


def test_large_counts_lose_no_digits() -> None:
    # The sum in whole numbers, which is exact and too slow for much larger counts.
    for fewer, more in [(40, 60), (480, 520), (1_400, 1_600), (2_000, 2_100)]:
        tail = sum(comb(fewer + more, k) for k in range(fewer + 1))
        assert mcnemar_exact(fewer, more) == pytest.approx(2 * tail / 2 ** (fewer + more), rel=1e-12)


@pytest.mark.parametrize("count", [0, 1, 7, 16, 50, 1_000, 123_456])
def test_no_p_value_lies_above_1(count: int) -> None:
    # Doubling the one-sided tail does that: https://github.com/rasbt/mlxtend/issues/851
    assert mcnemar_exact(count, count) == 1
    assert mcnemar_exact(count, count + 1) == 1
    assert mcnemar_exact(count, count + 2) < 1


def test_items_needed_match_published_examples() -> None:
    # help(power.prop.test) in R gives 76.7.
    assert items_needed_unpaired(0.50, 0.75, power=0.90) == 77
    # powerandsamplesize.com, McNemar's Z-test with p01 = 0.45 and p10 = 0.05, after Connor 1987.
    assert items_needed_paired(0.40, 0.50) == 23


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_items_needed_follow_the_formula_with_scipys_quantiles(one: float, two: float) -> None:
    if abs(one - two) < 0.01:
        return
    mean = (one + two) / 2
    z = stats.norm.ppf([0.975, 0.8])
    spread = z[0] * sqrt(2 * mean * (1 - mean)) + z[1] * sqrt(one * (1 - one) + two * (1 - two))
    assert items_needed_unpaired(one, two) == pytest.approx((spread / (one - two)) ** 2, abs=1.0001)


def test_the_items_needed_give_the_power_that_was_asked_for() -> None:
    rng = np.random.default_rng(0)
    items = items_needed_paired(0.05, discordant=0.15)
    only_1, only_2, _ = rng.multinomial(items, [0.10, 0.05, 0.85], size=20_000).T
    found = (only_1 - only_2) ** 2 > stats.norm.ppf(0.975) ** 2 * (only_1 + only_2)
    assert found.mean() == pytest.approx(0.80, abs=0.015)

    items = items_needed_unpaired(0.85, 0.80)
    one, two = rng.binomial(items, [[0.85], [0.80]], size=(2, 20_000)) / items
    mean = (one + two) / 2
    found = np.abs(one - two) > stats.norm.ppf(0.975) * np.sqrt(2 * mean * (1 - mean) / items)
    assert found.mean() == pytest.approx(0.80, abs=0.015)


@given(st.floats(0.02, 0.3), st.floats(0.02, 0.3))
def test_fewer_discordant_items_or_a_larger_gap_need_fewer_items(gap: float, extra: float) -> None:
    assert items_needed_paired(gap, gap + extra / 2) <= items_needed_paired(gap, gap + extra)
    assert items_needed_paired(-gap, gap + extra) == items_needed_paired(gap, gap + extra)


def test_counts_from_arrays_neither_overflow_nor_round() -> None:
    # The product of four such counts does not fit into the 64 bits of NumPy's integers.
    counts = (3_000_000, 200_000, 190_000, 3_000_000)
    assert newcombe_paired(*np.array(counts)) == newcombe_paired(*counts)
    assert mcnemar_exact(np.int32(2**31 - 1), np.int32(2**31 - 3)) == mcnemar_exact(2**31 - 1, 2**31 - 3)
    assert wilson(28.0, 30.0) == wilson(28, 30)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: wilson(5, 0), "correct must lie between 0 and items, got 5 of 0"),
        (lambda: wilson(11, 10), "got 11 of 10"),
        (lambda: wilson(5, 10, level=95), "level must lie between 0 and 1, got 95"),
        (lambda: wilson(27.6, 30), "correct must be a whole number of items, 0 or more, got 27.6: count the items"),
        (lambda: wilson(27, 30.5), "items must be a whole number of items, 0 or more, got 30.5"),
        (lambda: wilson(-1, 30), "correct must be a whole number of items, 0 or more, got -1"),
        (lambda: wilson("27", 30), "correct must be a whole number of items, 0 or more, got 27"),
        (lambda: newcombe(27.6, 30, 25, 30), "correct must be a whole number of items, 0 or more, got 27.6"),
        (lambda: newcombe_paired(1, -1, 0, 0), "only_1 must be a whole number of items, 0 or more, got -1"),
        (lambda: newcombe_paired(float("nan"), 1, 0, 0), "both must be a whole number of items, 0 or more, got nan"),
        (lambda: mcnemar_exact(float("inf"), 1), "only_1 must be a whole number of items, 0 or more, got inf"),
        (lambda: newcombe_paired(0, 0, 0, 0), "both, only_1, only_2, neither are all 0"),
        (lambda: mcnemar_exact(2, 0.5), "only_2 must be a whole number of items"),
        (lambda: items_needed_unpaired(85, 80), "accuracy_1 must lie between 0 and 1, got 85: give a share"),
        (lambda: items_needed_unpaired(0.8, 0.8), "accuracy_1 and accuracy_2 are equal"),
        (lambda: items_needed_paired(0.2, 0.1), "difference 0.2 and discordant 0.1 do not fit"),
        (lambda: items_needed_paired(0.0, 0.1), "difference 0.0 and discordant 0.1 do not fit"),
        (lambda: items_needed_paired(0.1, 0.2, power=80), "power must lie between 0.5 and 1, got 80"),
    ],
)
def test_bad_arguments_are_named(call: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
