"""Every arm can be told from every other without seeing colours, and an unknown one is named."""

import pytest

from snippets.lab.arms import LOOKS, look
from snippets.lab.errors import FigureError


def test_no_two_arms_of_a_figure_look_alike_in_black_and_white() -> None:
    sides = {"context", "weights"}  # stand for a whole family, where no arm does
    looks = [(each.shape, each.dash, each.hollow) for arm, each in LOOKS.items() if arm not in sides]
    alike = [each for each in looks if looks.count(each) > 1]
    assert not alike


def test_names_fit_into_half_a_phone() -> None:
    assert max(len(each.name) for each in LOOKS.values()) <= 22


def test_an_unknown_arm_is_named_with_the_known_ones() -> None:
    with pytest.raises(FigureError, match=r"'prefix' has no look.*zero-shot"):
        look("prefix")
