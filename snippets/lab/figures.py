"""Gives the figures of the result notebooks: a caption, a drawing with a text alternative, and its numbers as a table.

A notebook shows a figure as the HTML of one element, which its page passes through as it is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from snippets.lab.arms import look
from snippets.lab.charts import LABELS, Dot, Point, beside, draw_curve, draw_dots, draw_panels, number
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
        title: what is compared, without a final full stop; it heads the caption.
        summary: one or two sentences that say what the drawing shows, for who cannot see it, and that no caption
            says; the first and last numbers of each arm follow.
        caption: what a reader needs to read the drawing: what the intervals are, how many items and seeds.
        unit: name of the vertical axis, with its unit after a comma.

    Raises:
        FigureError: on no points, an unknown arm, a damaged interval, labels outside the scale, or a bad name.

    """
    _check(name, points)
    ordered = sorted(points, key=lambda each: each.labels)
    arms = _arms(points)
    told = {"title": summary, "desc": " ".join(_told(ordered, arms))}
    drawing = draw_curve(ordered, arms, unit, name, told)
    rows = [[look(each.arm).name, *_cells(each)] for arm in arms for each in ordered if each.arm == arm]
    table = _table(title, ["Arm", "Labels", unit, "95 % interval"], rows)
    return Figure(name, title, _with_shift(caption, [ordered]), drawing, table)


def panels(
    groups: Mapping[str, Sequence[Point]],
    *,
    name: str,
    title: str,
    summary: str,
    caption: str,
    unit: str = "Accuracy, %",
) -> Figure:
    """Draw a curve for each group beside each other, on one scale of heights. For the rest see `curve`."""
    points = [each for own in groups.values() for each in own]
    _check(name, points)
    ordered = {group: sorted(own, key=lambda each: each.labels) for group, own in groups.items()}
    arms = _arms(points)
    told = [f"{group}. {' '.join(_told(own, _arms(own)))}" for group, own in ordered.items()]
    drawing = draw_panels(ordered, arms, unit, name, {"title": summary, "desc": " ".join(told)})
    rows = [
        [f"{group}, {look(arm).name}", *_cells(each)]
        for group, own in ordered.items()
        for arm in arms
        for each in own
        if each.arm == arm
    ]
    table = _table(title, ["Row", "Labels", unit, "95 % interval"], rows)
    return Figure(name, title, _with_shift(caption, ordered.values()), drawing, table)


def _arms(points: Iterable[Point]) -> list[str]:
    return list(dict.fromkeys(each.arm for each in points))


def _told(ordered: Sequence[Point], arms: Iterable[str]) -> list[str]:
    """Say the first and the last number of each arm."""
    told = []
    for arm in arms:
        own = [each for each in ordered if each.arm == arm]
        ends = [own[0], own[-1]] if len(own) > 1 else own
        parts = [
            f"{number(e.value)} ({_interval(e)}) {f'at {e.labels} labels' if e.labels else ''}".strip() for e in ends
        ]
        told.append(f"{look(arm).name}: {', '.join(parts)}.")
    return told


def _with_shift(caption: str, charts: Iterable[Sequence[Point]]) -> str:
    """Add to a caption that points are moved sideways, if any are."""
    shifted = any(beside(own, _arms(own), each) for own in charts for each in own if each.labels)
    return f"{caption} Points at the same number of labels stand side by side." if shifted else caption


def _cells(each: Point) -> list[str]:
    return [str(each.labels), number(each.value), _interval(each)]


def dots(
    rows: Sequence[Dot],
    *,
    name: str,
    title: str,
    summary: str,
    caption: str,
    unit: str = "Accuracy, %",
    reference: float | None = None,
    between: str = "95 % interval",
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
        between: what the ends of the lines are.

    Raises:
        FigureError: on no rows, an unknown arm, a damaged interval, or a bad name.

    """
    _check(name, rows)
    cells = []
    for each in rows:  # one cell for what a row is, as five columns would be too wide for a phone
        arm = look(each.arm).name if each.arm else ""
        parts = (each.group, each.label, "" if each.label.startswith(arm) else arm)
        cells.append([", ".join(part for part in parts if part), number(each.value), _interval(each)])
    told = " ".join(f"{what}: {value} ({interval})." for what, value, interval in cells)
    drawing = draw_dots(rows, unit, reference, name, {"title": summary, "desc": told})
    return Figure(name, title, caption, drawing, _table(title, ["Row", unit, between], cells))


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
