"""Gives the figures of the result notebooks: a caption, a drawing with a text alternative, and its numbers as a table.

A notebook shows a figure as the HTML of one element, which its page passes through as it is.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from snippets.lab.arms import look
from snippets.lab.charts import LABELS, Dot, Point, draw_curve, draw_dots, number
from snippets.lab.errors import FigureError


@dataclass(frozen=True)
class Figure:
    """What a notebook shows: `name` is unique on its page, `drawing` is SVG and `table` HTML."""

    name: str
    title: str
    caption: str
    drawing: str
    table: str

    def __repr__(self) -> str:
        """Name the figure; the drawing is far too long."""
        return f"<Figure {self.name}: {self.title}>"

    def _repr_markdown_(self) -> str:
        """Return the figure as HTML without empty lines, which Markdown leaves alone."""
        title, caption = escape(self.title, quote=False), escape(self.caption, quote=False)
        return "\n".join(
            [
                f'<figure class="figure chart-figure" id="{self.name}">',
                f"<figcaption><strong>{title}</strong> {caption}</figcaption>",
                self.drawing,
                '<details class="chart-numbers">',
                f'<summary>The numbers of this figure<span class="chart-hidden">: {title}</span></summary>',
                self.table,
                "</details>",
                "</figure>",
            ]
        )


def curve(
    points: Sequence[Point], *, name: str, title: str, summary: str, caption: str, unit: str = "Accuracy, %"
) -> Figure:
    """Draw values against the number of labelled examples, with intervals; points at 0 labels become level lines.

    Args:
        points: any order; arms are drawn in the order of their first point.
        name: lower-case letters, digits and hyphens; unique on the page.
        title: what is shown, without a final full stop: it is also the name of the drawing.
        summary: one or two sentences that say what the drawing shows; the first and last numbers of each arm follow.
        caption: what a reader needs to read the drawing: what the intervals are, how many items and seeds.
        unit: name of the vertical axis, with its unit after a comma.

    Raises:
        FigureError: on no points, an unknown arm, a damaged interval, labels outside the scale, or a bad name.

    """
    _check(name, points)
    ordered = sorted(points, key=lambda each: each.labels)
    arms = list(dict.fromkeys(each.arm for each in points))
    told = [summary]
    for arm in arms:
        own = [each for each in ordered if each.arm == arm]
        ends = [own[0], own[-1]] if len(own) > 1 else own
        parts = [
            f"{number(e.value)} ({_interval(e)}) {f'at {e.labels} labels' if e.labels else ''}".strip() for e in ends
        ]
        told.append(f"{look(arm).name}: {', '.join(parts)}.")
    rows = [
        [look(each.arm).name, str(each.labels), number(each.value), _interval(each)]
        for arm in arms
        for each in ordered
        if each.arm == arm
    ]
    drawing = draw_curve(ordered, arms, unit, name, title, " ".join(told))
    return Figure(name, title, caption, drawing, _table(title, ["Arm", "Labels", unit, "95 % interval"], rows))


def dots(
    rows: Sequence[Dot],
    *,
    name: str,
    title: str,
    summary: str,
    caption: str,
    unit: str = "Accuracy, %",
    reference: float | None = None,
) -> Figure:
    """Draw values with intervals, one line each, under the heads of their groups; one label may have several arms.

    Args:
        rows: in the order in which they are drawn; those of one group and of one label stand together.
        name: as in `curve`.
        title: as in `curve`.
        summary: as in `curve`, but all values follow it.
        caption: as in `curve`.
        unit: name of the horizontal axis, with its unit after a comma.
        reference: where to draw an upright line, such as 0 for differences.

    Raises:
        FigureError: on no rows, an unknown arm, a damaged interval, or a bad name.

    """
    _check(name, rows)
    cells = []
    for each in rows:  # one cell for what a row is, as five columns would be too wide for a phone
        parts = (each.group, each.label, look(each.arm).name if each.arm else "")
        cells.append([", ".join(part for part in parts if part), number(each.value), _interval(each)])
    told = " ".join([summary, *(f"{what}: {value} ({interval})." for what, value, interval in cells)])
    drawing = draw_dots(rows, unit, reference, name, title, told)
    return Figure(name, title, caption, drawing, _table(title, ["Row", unit, "95 % interval"], cells))


def _check(name: str, rows: Sequence[Point | Dot]) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise FigureError(f"'{name}' cannot name a figure. Use lower-case letters, digits and hyphens.")
    if not rows:
        raise FigureError(f"{name}: no rows to draw. Check the filter that selects the runs.")
    for each in rows:
        if each.arm or isinstance(each, Point):
            look(each.arm)
        if (each.low is None) != (each.high is None):
            raise FigureError(f"{name}: {each} has half an interval.")
        if each.low is not None and each.high is not None and not each.low <= each.value <= each.high:
            raise FigureError(f"{name}: {each} lies outside its interval.")
        if isinstance(each, Point) and each.labels and not LABELS[0] <= each.labels <= LABELS[-1]:
            raise FigureError(f"{name}: {each.labels} labels are not between {LABELS[0]} and {LABELS[-1]}.")


def _interval(row: Point | Dot) -> str:
    return "no interval" if row.low is None or row.high is None else f"{number(row.low)} to {number(row.high)}"


def _table(caption: str, heads: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "\n".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(each)}</td>" for each in others)}</tr>'
        for first, *others in rows
    )
    caption = f"<caption>{escape(caption)}</caption>"
    return (
        f'<table class="chart-table">\n{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'
    )
