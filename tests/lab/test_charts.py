"""The charts put values where their axes say."""

import re
from xml.etree import ElementTree

import pytest

from snippets.lab.charts import Dot, Point, draw_curve, draw_dots, number


def places(drawing: str, tag: str) -> list[tuple[float, float]]:
    """Return where the elements of a kind stand, in the plot's own units."""
    moves = [each.get("transform", "") for each in ElementTree.fromstring(drawing).iter(tag)]
    found = [re.fullmatch(r"translate\(([-\d.]+),([-\d.]+)\)", move) for move in moves]
    return [(float(each[1]), float(each[2])) for each in found if each]


def test_doublings_of_the_labels_are_equal_steps_and_higher_values_stand_higher() -> None:
    measured = [Point("lora", labels, value) for labels, value in ((8, 50.0), (16, 60.0), (32, 80.0))]
    (x1, y1), (x2, y2), (x3, y3) = places(draw_curve(measured, ["lora"], "%", "n", "t", "d"), "path")[:3]
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.02)
    assert 2 * (y1 - y2) == pytest.approx(y2 - y3, abs=0.02)
    assert y1 > y2 > y3


def test_arms_at_the_same_labels_stand_side_by_side() -> None:
    measured = [Point(arm, 8, 50.0) for arm in ("few-shot", "lora", "full")]
    drawn = places(draw_curve(measured, ["few-shot", "lora", "full"], "%", "n", "t", "d"), "path")[:3]
    assert [y for _, y in drawn] == [drawn[0][1]] * 3
    assert drawn[1][0] - drawn[0][0] > 5


def test_an_interval_reaches_from_its_low_to_its_high_end() -> None:
    drawn = ElementTree.fromstring(draw_dots([Dot("a", 5, 0, 10)], "%", None, "n", "t", "d"))
    bar = next(each for each in drawn.iter("line") if "accent" in each.get("stroke", ""))
    assert float(bar.get("x2", "0")) == 236


def test_values_of_one_label_have_lines_of_their_own_below_each_other() -> None:
    values = [Dot("a", 1, arm="few-shot"), Dot("a", 2, arm="lora"), Dot("b", 3, arm="lora")]
    drawn = places(draw_dots(values, "%", 0, "n", "t", "d"), "path")[:3]
    assert [y for _, y in drawn] == [12, 34, 62]


def test_long_labels_wrap() -> None:
    drawn = ElementTree.fromstring(draw_dots([Dot("Order of the demonstrations", 1)], "%", None, "n", "t", "d"))
    assert [each.text for each in drawn.iter("tspan")] == ["Order of the", "demonstrations"]


def test_numbers_have_a_true_minus_sign_and_no_minus_nothing() -> None:
    assert [number(each) for each in (-3.21, -0.04, 10.0, -10.0)] == [
        "\N{MINUS SIGN}3.2",
        "0.0",
        "10.0",
        "\N{MINUS SIGN}10.0",
    ]
