"""Lays out the charts of the lab: values over labelled examples, alone or in panels, and values in labelled lines."""

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

import altair as alt

from snippets.lab.arms import CONTEXT, Look, look
from snippets.lab.drawing import (
    INK,
    LINE,
    MARK,
    QUIET,
    Frame,
    Row,
    across,
    axis,
    down,
    legend,
    lines,
    paint,
    points,
    svg,
    words,
)

_PLAIN = Look("", CONTEXT, "circle")
LABELS = (8, 16, 32, 64, 128, 256)


@dataclass(frozen=True)
class Point:
    """One arm at one number of labelled examples (0: a level line), with the ends of its interval."""

    arm: str
    labels: int
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Dot:
    """One value in a line named `label`, under the head `group`, drawn as `arm` if it has one."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    arm: str = ""
    group: str = ""


def number(value: float) -> str:
    """Write a value with one decimal place and a true minus sign."""
    return f"{value:.1f}".replace("-0.0", "0.0").replace("-", "\N{MINUS SIGN}")


def beside(measured: Sequence[Point], arms: Sequence[str], each: Point) -> float:
    """Return how far right of its labels a point stands, in units: arms at the same labels would hide each other."""
    same = [arm for arm in arms if any((other.arm, other.labels) == (arm, each.labels) for other in measured)]
    return MARK * (same.index(each.arm) - (len(same) - 1) / 2)


def _heights(measured: Sequence[Point]) -> alt.Y:
    """Give an axis that holds all values and intervals, between round numbers."""
    ends = [end for each in measured for end in (each.low, each.value, each.high) if end is not None]
    low = 10 * math.floor(min(ends) / 10)
    high = max(low + 10, 10 * math.ceil(max(ends) / 10))
    return down("value", alt.Scale(domain=[low, high], zero=False), axis())


def draw_curve(measured: Sequence[Point], arms: Sequence[str], unit: str, name: str, told: Mapping[str, str]) -> str:
    """Draw values over labelled examples, on a scale on which each doubling is a step; arms stand side by side."""
    frame = Frame(260, left=40, right=8, top=34, bottom=58 + 22 * math.ceil(len(arms) / 2))
    edges = (LABELS[0] / 1.45, LABELS[-1] * 1.45)
    x = across("x", alt.Scale(type="log", base=2, domain=edges, nice=False), axis(LABELS, grid=False))
    doubling = frame.width / math.log2(edges[1] / edges[0])
    levels, rows = [], []
    for each in measured:
        row = {**asdict(each), **paint(look(each.arm))}
        if each.labels:
            rows.append({**row, "x": each.labels * 2 ** (beside(measured, arms, each) / doubling)})
        else:
            levels += [{**row, "x": edge} for edge in edges]
    marks = _marks(levels, rows, x, _heights(measured))
    heads = [{"x": -frame.left, "y": -20, "text": unit}, {"x": 0, "y": frame.height + 40, "text": "Labelled examples"}]
    notes = [words([{**head, "colour": QUIET} for head in heads]), *legend(arms, 4 - frame.left, frame.height + 58)]
    return svg(marks, notes, frame, told, name)


def _marks(levels: Sequence[Row], rows: Sequence[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Draw level lines, and for each arm a line with its intervals and points, which stand on top."""
    bars = [{**row, "dash": []} for row in rows if row["low"] is not None]
    marks = [lines(each, "line", x=x, y=y) for each in (levels, rows) if each]
    marks += [lines(bars, width=1.5, x=x, y="low:Q", y2="high")] if bars else []
    return marks + ([points(rows, x=x, y=y)] if rows else [])


def draw_panels(
    measured: Mapping[str, Sequence[Point]], arms: Sequence[str], unit: str, name: str, told: Mapping[str, str]
) -> str:
    """Draw one curve beside the other on one scale of heights, each under its name; labels measured are equal steps."""
    everything = [each for points in measured.values() for each in points]
    steps = sorted({each.labels for each in everything if each.labels})
    frame = Frame(200, left=40, right=0, top=52, bottom=58 + 22 * math.ceil(len(arms) / 2))
    width = frame.width / len(measured)
    levels, rows, heads, ticks = [], [], [], []
    dividers: list[Row] = []
    for number, (panel, own) in enumerate(measured.items()):
        left = number * width
        heads.append({"x": left + width / 2, "y": -14, "text": panel, "colour": INK})
        dividers += [{"x": left, "value": end, "colour": LINE, "arm": panel, "dash": []} for end in (0, frame.height)]
        places = {each: left + (place + 0.5) * width / len(steps) for place, each in enumerate(steps)}
        ticks += [{"x": x, "y": frame.height + 16, "text": str(each), "colour": QUIET} for each, x in places.items()]
        for each in own:
            row = {**asdict(each), **paint(look(each.arm)), "arm": f"{panel} {each.arm}"}
            if each.labels:
                rows.append({**row, "x": places[each.labels] + beside(own, arms, each)})
            else:
                levels += [{**row, "x": end} for end in (left, left + width)]
    marks = _marks(levels, rows, across(), _heights(everything))
    axes = [{"x": -frame.left, "y": -38, "text": unit}, {"x": 0, "y": frame.height + 40, "text": "Labelled examples"}]
    notes = [
        lines(dividers, "line", width=1, x=across(), y=down("value")),
        words([{**each, "colour": QUIET} for each in axes]),
        words(heads, 600, "center"),
        words(ticks, align="center"),
        *legend(arms, 4 - frame.left, frame.height + 58),
    ]
    return svg(marks, notes, frame, told, name)


def draw_dots(values: Sequence[Dot], unit: str, reference: float | None, name: str, told: Mapping[str, str]) -> str:
    """Draw one line for each value, its number at the right; labels wrap in the left margin."""
    left, right = 152, 52
    heads: list[Row] = []
    labels: list[Row] = []
    rows: list[Row] = []
    bottom = 0.0
    for group, members in groupby(values, key=lambda each: each.group):
        if group:
            heads.append({"x": -left, "y": bottom + 16, "text": group, "colour": INK})
            bottom += 30
        for label, same in groupby(members, key=lambda each: each.label):
            text, own = textwrap.wrap(label, 20), list(same)
            labels.append({"x": -left, "y": bottom + 12, "text": "\n".join(text), "colour": INK})
            for index, each in enumerate(own):
                style = paint(look(each.arm) if each.arm else _PLAIN)
                rows.append({**asdict(each), **style, "y": bottom + 12 + 20 * index})
            bottom += max(20 * len(own), 17 * len(text) + 3) + 5
    arms = list(dict.fromkeys(each.arm for each in values if each.arm))
    frame = Frame(bottom, left, right, top=8, bottom=58 + 22 * math.ceil(len(arms) / 2))
    x = across("value", alt.Scale(zero=False, nice=True), axis())
    upright = [{"value": reference, "y": 0, "y2": bottom, "colour": QUIET, "dash": [4, 3]}]
    bars = [{**row, "dash": []} for row in rows if row["low"] is not None]
    marks = [lines(upright, width=1, x=x, y=down(), y2="y2")] if reference is not None else []
    marks += [lines(bars, x="low:Q", x2="high", y=down())] if bars else []
    marks.append(points(rows, x=x, y=down()))
    labels += [{"x": frame.width + 8, "y": row["y"], "text": number(row["value"]), "colour": INK} for row in rows]
    labels.append({"x": 0, "y": bottom + 40, "text": unit, "colour": QUIET})
    notes = [words(labels), *([words(heads, 600)] if heads else []), *legend(arms, 4 - left, bottom + 58)]
    return svg(marks, notes, frame, told, name)
