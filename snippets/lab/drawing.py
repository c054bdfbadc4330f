"""Draws static charts as SVG text that is the same on every machine and takes its colours from the page.

Altair gives scales, axes and marks; the margins are fixed, so that nothing depends on the fonts of this machine.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from xml.etree import ElementTree

import altair as alt
import vl_convert

from snippets.lab.arms import Look, look

WIDTH = 440  # at 350 pixels, on a phone, text of 14 is still 11 pixels high
MARK = 10.5  # what the largest point takes with its outline
INK = "var(--cw-ink, currentColor)"
QUIET = "var(--cw-quiet, currentColor)"
LINE = "var(--cw-line, currentColor)"
PAGE = "var(--cw-page, none)"
_PLACES = {"transform", "d", "x", "y", "x1", "x2", "y1", "y2", "dy"}
_PAINT = {"fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "text-anchor", "font-size", "font-weight"}
# What SVG takes for granted, and what the parts of a group inherit from it.
_USUAL = {("opacity", "1"), ("transform", "translate(0,0)"), ("font-weight", "400"), ("text-anchor", "start")}
_USUAL |= {("x2", "0"), ("y2", "0"), ("stroke-dasharray", "")}
_SHARED = ("fill", "stroke", "stroke-width", "text-anchor", "font-size", "font-weight")

Row = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """The plot's size and margins, in units of the drawing."""

    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """What the margins leave of the drawing's width."""
        return WIDTH - self.left - self.right


def paint(style: Look) -> Row:
    """Give the fields by which `points` and `lines` draw an arm; a hollow point hides the line that it stands on."""
    fill = PAGE if style.hollow else style.colour
    return {"colour": style.colour, "dash": list(style.dash), "shape": style.shape, "fill": fill}


def axis(values: Sequence[float] = (), *, grid: bool = True) -> alt.Axis:
    """Give a quiet axis with lines at `values`, or at about four round numbers."""
    look = {"labelColor": QUIET, "labelFontSize": 14, "labelPadding": 6, "labelOverlap": False, "labelFlush": False}
    line = {"grid": grid, "gridColor": LINE, "domain": not grid, "domainColor": QUIET, "ticks": False, "title": None}
    return alt.Axis(**look, **line, **({"values": list(values), "format": "d"} if values else {"tickCount": 4}))


def across(field: str = "x", scale: alt.Scale | None = None, axis: alt.Axis | None = None) -> alt.X:
    """Place marks from left to right; without a scale the field holds units of the drawing."""
    return alt.X(field, type="quantitative", scale=scale, axis=axis)


def down(field: str = "y", scale: alt.Scale | None = None, axis: alt.Axis | None = None) -> alt.Y:
    """Place marks from top to bottom; without a scale the field holds units of the drawing."""
    return alt.Y(field, type="quantitative", scale=scale, axis=axis)


def _alike(rows: Sequence[Row]) -> alt.Data:
    """Hold rows with those next to each other that are painted alike."""
    return alt.Data(values=sorted(rows, key=lambda row: (row["colour"], row.get("fill", ""))))


def points(rows: Sequence[Row], **places: Any) -> alt.Chart:
    """Draw one point of at most MARK units for each row."""
    looks = {
        "fill": alt.Fill("fill", type="nominal", scale=None),
        "stroke": alt.Stroke("colour", type="nominal", scale=None),
    }
    chart = alt.Chart(_alike(rows)).mark_point(size=50, strokeWidth=2, opacity=1)
    return chart.encode(**looks, shape=alt.Shape("shape", type="nominal", scale=None), **places)


def lines(rows: Sequence[Row], kind: str = "rule", width: float = 2, **places: Any) -> alt.Chart:
    """Draw a straight rule for each row, or (`kind` line) one line through the rows of each arm."""
    looks = {"color": alt.Color("colour", type="nominal", scale=None)}
    dash = {"strokeDash": alt.StrokeDash("dash", type="nominal", scale=None)}
    by_arm = {"detail": alt.Detail("arm", type="nominal")} if kind == "line" else {}
    chart = getattr(alt.Chart(_alike(rows)), f"mark_{kind}")(strokeWidth=width)
    return chart.encode(**looks, **dash, **by_arm, **places)


def words(rows: Sequence[Row], weight: int = 400, align: str = "left") -> alt.Chart:
    """Write `text` to the right of x (or around it: `align` center), its first line centred on y, in `colour`."""
    how = {"align": align, "baseline": "middle", "fontSize": 14, "lineHeight": 17, "lineBreak": "\n"}
    chart = alt.Chart(alt.Data(values=list(rows))).mark_text(fontWeight=weight, **how)
    said = {"text": alt.Text("text", type="nominal"), "color": alt.Color("colour", type="nominal", scale=None)}
    return chart.encode(**said, x=across(), y=down())


def legend(arms: Sequence[str], left: float, top: float) -> list[alt.Chart]:
    """Explain the arms in two columns of 22 units a line, from `left` and `top` on."""
    if not arms:
        return []
    rows = [
        {"x": left + index % 2 * WIDTH / 2, "y": top + 11 + index // 2 * 22, **paint(look(arm)), "text": look(arm).name}
        for index, arm in enumerate(arms)
    ]
    ends = [{**row, "x2": row["x"] + 30} for row in rows]
    middles = [{**row, "x": row["x"] + 15} for row in rows if row["shape"] != "stroke"]
    names = [{**row, "x": row["x"] + 40, "colour": INK} for row in rows]
    marks = [points(middles, x=across(), y=down())] if middles else []
    return [lines(ends, x=across(), x2="x2", y=down()), *marks, words(names)]


def svg(data: Sequence[alt.Chart], notes: Sequence[alt.Chart], frame: Frame, told: Mapping[str, str], name: str) -> str:
    """Render what has scales and what has not, with `told` (title and desc) as the text alternative."""
    both = alt.layer(alt.layer(*data), alt.layer(*notes)).resolve_scale(x="independent", y="independent")
    margins = {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom}
    chart = both.properties(width=frame.width, height=frame.height, padding=margins, autosize="none")
    version = alt.SCHEMA_VERSION.removeprefix("v").rpartition(".")[0]
    drawn = vl_convert.vegalite_to_svg(chart.configure_view(stroke=None).to_json(), vl_version=version)
    root = ElementTree.fromstring(re.sub(r' xmlns(:\w+)?="[^"]*"', "", drawn))
    _tidy(root)
    size = f"0 0 {WIDTH} {frame.top + frame.height + frame.bottom:g}"
    root.attrib = {"viewBox": size, "role": "img", "aria-labelledby": f"{name}-title {name}-desc"}
    for index, (tag, text) in enumerate(told.items()):
        root.insert(index, ElementTree.Element(tag, id=f"{name}-{tag}"))
        root[index].text = text
    return ElementTree.tostring(root, encoding="unicode")


def _tidy(element: ElementTree.Element) -> None:
    """Keep what is drawn and how, with places rounded to a tenth; say once what all parts of a group share."""
    for key, value in list(element.attrib.items()):
        if key in _PLACES:
            element.set(key, re.sub(r"-?\d+\.\d+(?:e-?\d+)?", lambda each: f"{round(float(each[0]), 1) + 0:g}", value))
        if (key not in _PLACES | _PAINT) or (key, element.get(key)) in _USUAL:
            del element.attrib[key]
    kept: list[ElementTree.Element] = []
    for child in element:
        unseen = child.get("class") in ("background", "foreground")
        _tidy(child)
        if unseen or (child.tag in ("g", "path", "rect", "defs") and not child.get("d") and not len(child)):
            continue
        kept += list(child) if child.tag == "g" and not child.attrib else [child]
    element[:] = _sharing(kept, _SHARED) if element.tag == "g" else kept


def _sharing(parts: list[ElementTree.Element], keys: Sequence[str]) -> list[ElementTree.Element]:
    """Put parts next to each other that are painted alike into a group that says so once."""
    if not keys:
        return parts
    found = []
    for paint, run in groupby(parts, key=lambda part: part.get(keys[0])):
        alike = list(run)
        if paint is None or len(alike) == 1:
            found += _sharing(alike, keys[1:])
            continue
        for part in alike:
            del part.attrib[keys[0]]
        inner = _sharing(alike, keys[1:])
        if len(inner) > 1:
            group = ElementTree.Element("g")
            group[:] = inner
            inner = [group]
        inner[0].set(keys[0], paint)
        found += inner
    return found
