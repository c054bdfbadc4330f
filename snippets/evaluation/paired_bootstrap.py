"""Gives the interval and the verdict for two systems scored on the same test items."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


# --8<-- [start:bootstrap]
@dataclass(frozen=True)
class Comparison:
    """Mean of first minus second, its interval, and what that supports."""

    difference: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """`first better`, `second better`, or `undecided` where the interval holds zero."""
        if self.low > 0:
            return "first better"
        return "second better" if self.high < 0 else "undecided"


def paired_bootstrap(
    first: ArrayLike,
    second: ArrayLike,
    *,
    level: float = 0.95,
    resamples: int = 10_000,
    seed: int = 0,
) -> Comparison:
    """Percentile bootstrap interval of the mean difference of scores, resampling whole items.

    Both systems answered item i, so an item is drawn with both its scores; what makes an item hard
    for both cancels out (Efron and Tibshirani 1993, An Introduction to the Bootstrap; for language
    tasks Koehn 2004, https://aclanthology.org/W04-3250/). Items must be independent: where several
    share a source, give one mean score for each source.

    Args:
        first: scores of the first system, one for each item: 0 or 1 for correctness, or grades.
        second: scores of the second system on the same items in the same order.
        level: probability that the interval is meant to cover the true difference.
        resamples: number of resampled test sets.
        seed: the same seed gives the same interval.

    Raises:
        ValueError: where lengths differ, there are fewer than two items, or an option is out of range.

    """
    one, two = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if one.shape != two.shape or one.ndim != 1 or one.size < 2:
        raise ValueError(
            f"first and second must score the same two or more items, got shapes {one.shape} and {two.shape}."
        )
    if not np.isfinite(one - two).all():
        raise ValueError("first and second must hold finite scores: score a missing answer 0.")
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, got {level}: 0.95 is usual.")
    if not resamples >= 100 or resamples % 1:
        raise ValueError(f"resamples must be a whole number, 100 or more, got {resamples}: 10,000 is usual.")

    # Items with the same difference are interchangeable, so drawing how often each difference
    # occurs equals drawing the items.
    values, counts = np.unique(one - two, return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(one.size, counts / one.size, size=resamples)
    low, high = np.quantile(drawn @ values / one.size, [(1 - level) / 2, (1 + level) / 2])
    return Comparison(float((one - two).mean()), float(low), float(high))


# --8<-- [end:bootstrap]


# --8<-- [start:example]
if __name__ == "__main__":
    # Made-up results on 200 items: both right on 150, only the first on 22, only the second on 8.
    both, only_first, only_second, neither = 150, 22, 8, 20
    first = np.repeat([1, 1, 0, 0], [both, only_first, only_second, neither])
    second = np.repeat([1, 0, 1, 0], [both, only_first, only_second, neither])
    for items in (200, 100):
        # Taking every second item gives half the test set with the same shares.
        result = paired_bootstrap(first[:: 200 // items], second[:: 200 // items])
        points, low, high = (100 * value for value in (result.difference, result.low, result.high))
        print(f"{items} items: {points:+.1f} points, {low:+.1f} to {high:+.1f}: {result.verdict}")
# --8<-- [end:example]
