"""Lays out the two charts of the lab: values over labelled examples, and values in labelled lines."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

import altair as alt

from snippets.lab.arms import CONTEXT, Look, look
from snippets.lab.drawing import INK, QUIET, Frame, Row, across, axis, down, legend, lines, paint, points, svg, words

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


def draw_curve(measured: Sequence[Point], arms: Sequence[str], unit: str, name: str, title: str, told: str) -> str:
    """Draw values over labelled examples, on a scale on which each doubling is a step; arms stand side by side."""
    ends = [end for each in measured for end in (each.low, each.value, each.high) if end is not None]
    frame = Frame(260, left=40, right=8, top=34, bottom=58 + 22 * math.ceil(len(arms) / 2))
    edges = (LABELS[0] / 1.45, LABELS[-1] * 1.45)
    x = across("x", alt.Scale(type="log", base=2, domain=edges, nice=False), axis(LABELS, grid=False))
    low = 10 * math.floor(min(ends) / 10)
    high = max(low + 10, 10 * math.ceil(max(ends) / 10))
    y = down("value", alt.Scale(domain=[low, high], zero=False), axis())
    levels, rows = [], []
    for each in measured:
        row = {**asdict(each), **paint(look(each.arm))}
        if each.labels:  # arms at the same labels stand a ninth of a doubling apart, or their intervals would merge
            beside = [arm for arm in arms if any((other.arm, other.labels) == (arm, each.labels) for other in measured)]
            rows.append({**row, "x": each.labels * 2 ** ((beside.index(each.arm) - (len(beside) - 1) / 2) / 9)})
        else:
            levels += [{**row, "x": edge} for edge in edges]
    bars = [{**row, "dash": []} for row in rows if row["low"] is not None]
    marks = [lines(each, "line", x=x, y=y) for each in (levels, rows) if each]
    marks += [lines(bars, width=1.5, x=x, y="low:Q", y2="high")] if bars else []
    marks += [points(rows, x=x, y=y)] if rows else []
    heads = [{"x": -frame.left, "y": -20, "text": unit}, {"x": 0, "y": frame.height + 40, "text": "Labelled examples"}]
    notes = [words([{**head, "colour": QUIET} for head in heads]), *legend(arms, 4 - frame.left, frame.height + 58)]
    return svg(marks, notes, frame, {"title": title, "desc": told}, name)


def draw_dots(values: Sequence[Dot], unit: str, reference: float | None, name: str, title: str, told: str) -> str:
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
                rows.append({**asdict(each), **style, "y": bottom + 12 + 22 * index})
            bottom += max(22 * len(own), 17 * len(text) + 5) + 6
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
    return svg(marks, notes, frame, {"title": title, "desc": told}, name)
