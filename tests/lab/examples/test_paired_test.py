"""The counts that the paired example shows fit together."""

import re
from collections.abc import Callable

import pytest

from snippets.evaluation.noise import mcnemar_exact


def test_the_shown_counts_give_the_shown_difference_and_p(shown: Callable[[str], str]) -> None:
    numbers = [float(number) for number in re.findall(r"[-+]?\d+\.?\d*", shown("paired_test"))]
    prompted, tuned, items, only_tuned, only_prompted, difference, low, high, p = numbers
    assert tuned - prompted == only_tuned - only_prompted
    assert difference == pytest.approx((tuned - prompted) / items, abs=0.005)
    assert low <= difference <= high
    assert p == pytest.approx(mcnemar_exact(int(only_tuned), int(only_prompted)), abs=0.005)
