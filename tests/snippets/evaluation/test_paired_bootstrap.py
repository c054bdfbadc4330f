"""The paired bootstrap resamples items, repeats with its seed, and says when it cannot tell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from snippets.evaluation.paired_bootstrap import Comparison, paired_bootstrap

SCORES = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=2, max_size=40)


def pair(both: int, only_first: int, only_second: int, neither: int) -> tuple[np.ndarray, np.ndarray]:
    counts = [both, only_first, only_second, neither]
    return np.repeat([1, 1, 0, 0], counts), np.repeat([1, 0, 1, 0], counts)


def test_it_agrees_with_scipy() -> None:
    first, second = pair(60, 25, 10, 5)
    ours = paired_bootstrap(first, second, resamples=20_000)
    theirs = stats.bootstrap(
        (first, second),
        lambda a, b, axis: np.mean(a - b, axis=axis),
        paired=True,
        method="percentile",
        n_resamples=20_000,
        rng=1,
    ).confidence_interval
    assert ours.low == pytest.approx(theirs.low, abs=0.0101)  # one item of 100
    assert ours.high == pytest.approx(theirs.high, abs=0.0101)


@given(SCORES, st.integers(0, 5))
def test_the_same_seed_gives_the_same_interval_whatever_the_order(pairs: list, seed: int) -> None:
    first, second = np.array(pairs).T
    result = paired_bootstrap(first, second, resamples=200, seed=seed)
    assert result == paired_bootstrap(first[::-1], second[::-1], resamples=200, seed=seed)
    assert -1 <= result.low <= result.high <= 1


@given(SCORES)
def test_more_confidence_is_wider(pairs: list) -> None:
    first, second = np.array(pairs).T
    narrow = paired_bootstrap(first, second, resamples=500, level=0.8)
    wide = paired_bootstrap(first, second, resamples=500, level=0.99)
    assert wide.low <= narrow.low <= narrow.high <= wide.high


def test_items_that_both_get_right_do_not_move_the_verdict() -> None:
    few = paired_bootstrap(*pair(0, 20, 5, 75))
    many = paired_bootstrap(*pair(75, 20, 5, 0))
    assert few == many


def test_grades_count_as_well_as_right_and_wrong() -> None:
    result = paired_bootstrap([0.9, 0.8, 1.0, 0.7], [0.5, 0.6, 0.4, 0.2])
    assert result.difference == pytest.approx(0.425)
    assert result.verdict == "first better"


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.01, 0.2, "first better"),
        (-0.2, -0.01, "second better"),
        (-0.1, 0.1, "undecided"),
        (0.0, 0.1, "undecided"),
        (-0.1, 0.0, "undecided"),
        (0.0, 0.0, "undecided"),
    ],
)
def test_a_verdict_needs_zero_outside_the_interval(low: float, high: float, verdict: str) -> None:
    assert Comparison(0.0, low, high).verdict == verdict


def test_equal_systems_are_called_different_about_as_often_as_the_level_says() -> None:
    rng = np.random.default_rng(0)
    runs = 400
    wrong = 0
    for run in range(runs):
        first, second = rng.random((2, 150)) < 0.7
        wrong += paired_bootstrap(first, second, resamples=500, seed=run).verdict != "undecided"
    assert 0.02 < wrong / runs < 0.09


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"second": [1, 0]}, r"same two or more items, got shapes \(3,\) and \(2,\)"),
        ({"first": [1], "second": [1]}, "same two or more items"),
        ({"first": [1, 0, float("nan")]}, "finite scores: score a missing answer 0"),
        ({"level": 95}, "level must lie between 0 and 1, got 95"),
        ({"resamples": 10}, "resamples must be a whole number, 100 or more, got 10"),
        ({"resamples": 1_000.5}, "resamples must be a whole number, 100 or more, got 1000.5"),
    ],
)
def test_bad_arguments_are_named(arguments: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        paired_bootstrap(**{"first": [1, 0, 1], "second": [1, 1, 0], **arguments})
