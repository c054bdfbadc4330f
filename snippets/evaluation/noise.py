"""Gives the noise of accuracies: Wilson and Newcombe intervals, exact McNemar test, items needed."""

from dataclasses import dataclass
from math import ceil, comb, exp, isfinite, ldexp, log1p, pi, sqrt
from numbers import Real
from statistics import NormalDist


# --8<-- [start:wilson]
@dataclass(frozen=True)
class Interval:
    """An estimate with the ends of its interval, as shares between -1 and 1."""

    estimate: float
    low: float
    high: float


def wilson(correct: int, items: int, *, level: float = 0.95) -> Interval:
    """Wilson score interval of one accuracy.

    Wilson 1927 (https://doi.org/10.1080/01621459.1927.10502953). It stays within 0 and 1 and keeps
    its meaning at 0 or all correct, where the usual estimate plus or minus two errors fails.

    >>> interval = wilson(correct=80, items=100)
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.711, 0.867)
    """
    correct, items = _count("correct", correct), _count("items", items)
    if items < 1 or correct > items:
        raise ValueError(f"correct must lie between 0 and items, got {correct} of {items}.")
    z, p = _z(level), correct / items
    middle = (p + z * z / (2 * items)) / (1 + z * z / items)
    margin = z * sqrt(p * (1 - p) / items + (z / (2 * items)) ** 2) / (1 + z * z / items)
    # At 0 and at all correct the end is exact; rounding must not move it.
    low = 0.0 if correct == 0 else middle - margin
    return Interval(p, low, 1.0 if correct == items else middle + margin)


# --8<-- [end:wilson]


# --8<-- [start:newcombe]
def newcombe(
    correct_1: int,
    items_1: int,
    correct_2: int,
    items_2: int,
    *,
    level: float = 0.95,
) -> Interval:
    """Interval of accuracy 1 minus accuracy 2, for systems tested on different items.

    Newcombe's hybrid of two Wilson intervals (1998, Statistics in Medicine 17:873-890, method 10,
    https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I).

    >>> interval = newcombe(56, 70, 48, 80)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0524, 0.3339)
    """
    return _combine(wilson(correct_1, items_1, level=level), wilson(correct_2, items_2, level=level), 0.0)


def newcombe_paired(
    both: int,
    only_1: int,
    only_2: int,
    neither: int,
    *,
    level: float = 0.95,
) -> Interval:
    """Interval of accuracy 1 minus accuracy 2, for systems tested on the same items.

    Takes the items that both, only one, or neither got right. As above, less what the agreement of
    the two systems explains (1998, Statistics in Medicine 17:2635-2650, method 10,
    https://doi.org/10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C).

    >>> interval = newcombe_paired(both=36, only_1=12, only_2=2, neither=0)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.0569, 0.3404)
    """
    counts = {"both": both, "only_1": only_1, "only_2": only_2, "neither": neither}
    both, only_1, only_2, neither = (_count(name, value) for name, value in counts.items())
    items = both + only_1 + only_2 + neither
    if items == 0:
        raise ValueError(f"{', '.join(counts)} are all 0: count the items of the test set.")
    margins = (both + only_1) * (only_2 + neither) * (both + only_2) * (only_1 + neither)
    excess: float = both * neither - only_1 * only_2
    if excess > 0:  # the continuity correction of method 10
        excess = max(excess - items / 2, 0)
    agreement = excess / sqrt(margins) if margins else 0.0
    first, second = wilson(both + only_1, items, level=level), wilson(both + only_2, items, level=level)
    return _combine(first, second, agreement)


def _combine(first: Interval, second: Interval, agreement: float) -> Interval:
    difference = first.estimate - second.estimate

    def margin(one: float, other: float) -> float:
        return sqrt(max(one**2 - 2 * agreement * one * other + other**2, 0.0))

    below = margin(first.estimate - first.low, second.high - second.estimate)
    above = margin(first.high - first.estimate, second.estimate - second.low)
    # Wilson ends lie within 0 and 1, so only rounding can lead past -1 or 1.
    return Interval(difference, max(difference - below, -1.0), min(difference + above, 1.0))


# --8<-- [end:newcombe]


# --8<-- [start:mcnemar]
def mcnemar_exact(only_1: int, only_2: int) -> float:
    """Two-sided p-value of no difference, from the items that only one of the systems got right.

    If the systems were equal, each such item would fall to either like a coin: an exact binomial
    test (McNemar 1947, https://doi.org/10.1007/BF02295996). Items that both got right or wrong do
    not enter. No such item at all gives 1; a p-value below about 1e-308 comes out as 0.

    >>> round(mcnemar_exact(20, 8), 4)
    0.0357
    """
    only_1, only_2 = _count("only_1", only_1), _count("only_2", only_2)
    if abs(only_1 - only_2) <= 1:  # the two tails cover every outcome
        return 1.0
    fewer, discordant = min(only_1, only_2), only_1 + only_2
    # From the likeliest outcome of the tail downwards, until what is left cannot change the sum.
    term, tail = _coin_tosses(fewer, discordant), 0.0
    for k in range(fewer, -1, -1):
        if term <= tail * 1e-17:
            break
        tail += term
        term *= k / (discordant - k + 1)
    return min(1.0, 2 * tail)


def _coin_tosses(k: int, n: int) -> float:
    """Chance of exactly k heads in n tosses, 0 <= k <= n / 2.

    Counted where that is quick, and else by Loader's method, which loses no digits to large
    factorials (https://www.r-project.org/doc/reports/CLoader-dbinom-2002.pdf).
    """
    if k < 16 or n < 1_000:
        return ldexp(comb(n, k), -n)
    half = n / 2
    logarithm = _stirling_error(n) - _stirling_error(k) - _stirling_error(n - k)
    logarithm -= _deviance(k, half) + _deviance(n - k, half)
    return exp(logarithm) * sqrt(n / (2 * pi * k * (n - k)))


def _stirling_error(n: int) -> float:
    """Give log(n!) less Stirling's approximation of it, to all digits of a float from 16 on."""
    square = n * n
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n


def _deviance(k: int, expected: float) -> float:
    off = (k - expected) / expected
    return expected * ((1 + off) * log1p(off) - off)


# --8<-- [end:mcnemar]


# --8<-- [start:needed]
def items_needed_unpaired(
    accuracy_1: float,
    accuracy_2: float,
    *,
    power: float = 0.8,
    level: float = 0.95,
) -> int:
    """Test items for each of two systems to tell these accuracies apart on different items.

    The normal approximation with a pooled variance under no difference, as in R's power.prop.test.

    >>> items_needed_unpaired(0.50, 0.75, power=0.90)
    77
    """
    for name, value in {"accuracy_1": accuracy_1, "accuracy_2": accuracy_2}.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{name} must lie between 0 and 1, got {value}: give a share, not a percentage.")
    if accuracy_1 == accuracy_2:
        raise ValueError("accuracy_1 and accuracy_2 are equal: no number of items tells them apart.")
    mean = (accuracy_1 + accuracy_2) / 2
    equal = 2 * mean * (1 - mean)
    apart = accuracy_1 * (1 - accuracy_1) + accuracy_2 * (1 - accuracy_2)
    return _needed(abs(accuracy_1 - accuracy_2), equal, apart, power, level)


def items_needed_paired(
    difference: float,
    discordant: float,
    *,
    power: float = 0.8,
    level: float = 0.95,
) -> int:
    """Test items to detect `difference` between two systems tested on the same items.

    `discordant` is the share of items that just one of them gets right; look it up in a pilot run.
    Connor 1987 (Biometrics 43:207-211, https://doi.org/10.2307/2531961).

    >>> items_needed_paired(difference=0.40, discordant=0.50)
    23
    """
    if not 0 < abs(difference) <= discordant <= 1:
        raise ValueError(
            f"difference {difference} and discordant {discordant} do not fit: "
            "the difference is not 0 and at most the discordant share, which is at most 1."
        )
    return _needed(abs(difference), discordant, discordant - difference**2, power, level)


def _needed(difference: float, equal: float, apart: float, power: float, level: float) -> int:
    """Items at which a test of size 1 - level has this power; variances if equal, and if apart."""
    if not 0.5 <= power < 1:
        raise ValueError(f"power must lie between 0.5 and 1, got {power}: 0.8 is usual.")
    reach = _z(level) * sqrt(equal) + NormalDist().inv_cdf(power) * sqrt(apart)
    return ceil((reach / difference) ** 2)


# --8<-- [end:needed]


def _z(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, got {level}: 0.95 is usual.")
    return NormalDist().inv_cdf((1 + level) / 2)


def _count(name: str, value: object) -> int:
    """Give the count as a plain integer, which no product of counts can overflow."""
    whole = float(value) if isinstance(value, Real) else -1.0
    if not isfinite(whole) or whole < 0 or not whole.is_integer():
        raise ValueError(
            f"{name} must be a whole number of items, 0 or more, got {value}: "
            "count the items instead of working them out from a percentage."
        )
    return int(value) if isinstance(value, int) else int(whole)


# --8<-- [start:example]
if __name__ == "__main__":
    # Made-up counts: a tuned model gets 85 of 100 items right, a prompted one 80.
    def points(interval: Interval) -> str:
        """Write the interval in percentage points."""
        shown = [f"{100 * share:.1f}" for share in (interval.estimate, interval.low, interval.high)]
        return f"{shown[0]} ({shown[1]} to {shown[2]})"

    print(f"accuracy, 85 of 100:       {points(wilson(85, 100))}")
    print(f"difference, other items:   {points(newcombe(85, 100, 80, 100))}")
    print(f"difference, same items:    {points(newcombe_paired(78, 7, 2, 13))}")
    print(f"exact McNemar p, 7 and 2:  {mcnemar_exact(7, 2):.3f}")
    print(f"items to tell 85 from 80:  {items_needed_unpaired(0.85, 0.80):,} for each system")
    print(f"the same items for both:   {items_needed_paired(0.05, discordant=0.09):,} in all")
# --8<-- [end:example]
