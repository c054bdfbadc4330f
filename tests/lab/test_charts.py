"""The charts put values where their axes say."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from snippets.lab.arms import LOOKS, look
from snippets.lab.charts import Dot, Point, draw_curve, draw_dots, draw_panels, number
from snippets.lab.drawing import MARK

TOLD = {"title": "t", "desc": "d"}


def places(drawing: str, tag: str) -> list[tuple[float, float]]:
    """Return where the elements of a kind stand, in the plot's own units."""
    moves = [each.get("transform", "") for each in ElementTree.fromstring(drawing).iter(tag)]
    found = [re.fullmatch(r"translate\(([-\d.]+),([-\d.]+)\)", move) for move in moves]
    return [(float(each[1]), float(each[2])) for each in found if each]


def test_doublings_of_the_labels_are_equal_steps_and_higher_values_stand_higher() -> None:
    measured = [Point("lora", labels, value) for labels, value in ((8, 50.0), (16, 60.0), (32, 80.0))]
    (x1, y1), (x2, y2), (x3, y3) = places(draw_curve(measured, ["lora"], "%", "n", TOLD), "path")[:3]
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.11)
    assert 2 * (y1 - y2) == pytest.approx(y2 - y3, abs=0.11)
    assert y1 > y2 > y3


MANY = ["few-shot", "retrieved", "lora", "full", "soft-prompt", "tf-idf", "embedding"]


def test_arms_at_the_same_labels_stand_side_by_side_and_hide_no_other() -> None:
    measured = [Point(arm, labels, 50.0) for labels in (64, 128) for arm in MANY]
    drawn = sorted(places(draw_curve(measured, MANY, "%", "n", TOLD), "path")[:14])
    assert {y for _, y in drawn} == {drawn[0][1]}
    at_64, at_128 = drawn[:7], drawn[7:]
    for beside in (at_64, at_128):
        assert [right - left for (left, _), (right, _) in pairwise(beside)] == pytest.approx([MARK] * 6, abs=0.11)


def test_no_mark_is_wider_than_the_step_between_marks() -> None:
    arms = [arm for arm in LOOKS if look(arm).shape != "stroke"]
    drawn = ElementTree.fromstring(draw_curve([Point(arm, 8, 50.0) for arm in arms], arms, "%", "n", TOLD))
    marks = [each.get("d", "") for each in drawn.iter("path") if each.get("transform")]
    assert len(marks) == 2 * len(arms), "each stands in the plot and in the legend"
    reach = [
        float(place) for mark in marks for point in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", mark) for place in point
    ]
    assert 2 * max(map(abs, reach)) + 2 <= MARK, "two of them and half an outline on each side would touch"


def test_panels_stand_beside_each_other_on_one_scale_of_heights() -> None:
    groups = {name: [Point("lora", 8, 50.0), Point("lora", 32, high)] for name, high in (("A", 60.0), ("B", 80.0))}
    drawn = places(draw_panels(groups, ["lora"], "%", "n", TOLD), "path")[:4]
    (left, low), (middle, sixty), (right, also_low), (end, eighty) = drawn
    assert low == also_low
    assert middle - left == pytest.approx(end - right, abs=0.11)
    assert right - left == pytest.approx(200, abs=0.11)
    assert 3 * (low - sixty) == pytest.approx(low - eighty, abs=0.4)


def test_an_interval_reaches_from_its_low_to_its_high_end() -> None:
    drawn = ElementTree.fromstring(draw_dots([Dot("a", 5, 0, 10)], "%", None, "n", TOLD))
    bar = next(each for each in drawn.iter("line") if "accent" in each.get("stroke", ""))
    assert float(bar.get("x2", "0")) == 236


def test_values_of_one_label_have_lines_of_their_own_below_each_other() -> None:
    values = [Dot("a", 1, arm="few-shot"), Dot("a", 2, arm="lora"), Dot("b", 3, arm="lora")]
    drawn = places(draw_dots(values, "%", 0, "n", TOLD), "path")[:3]
    assert [y for _, y in drawn] == [12, 32, 57]


def test_long_labels_wrap() -> None:
    drawn = ElementTree.fromstring(draw_dots([Dot("Order of the demonstrations", 1)], "%", None, "n", TOLD))
    assert [each.text for each in drawn.iter("tspan")] == ["Order of the", "demonstrations"]


def test_numbers_have_a_true_minus_sign_and_no_minus_nothing() -> None:
    assert [number(each) for each in (-3.21, -0.04, 10.0, -10.0)] == [
        "\N{MINUS SIGN}3.2",
        "0.0",
        "10.0",
        "\N{MINUS SIGN}10.0",
    ]
