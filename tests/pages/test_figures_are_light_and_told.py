"""Every figure is small, takes its colours from the page, and says in words what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import nbformat
import pytest

from overrides.rendering.pages import page_files, pages
from tests.support.notebooks import NOTEBOOKS
from tests.support.tree import DOCS, fail_with, relative

MOST = 12_000  # bytes, before compression
DRAWN = sorted((DOCS / "assets" / "figures").glob("*.svg"))
# Text is written, and lines are drawn, in the colours that figures.css gives these classes in both schemes.
OURS = re.compile(r"fig-(?:line|box|soft|accent|accent-line|text|muted|on-accent|strong|on-accent-line|divider|dim)")
PAINTED = {"fill", "stroke", "color", "style"}


def stored() -> Iterator[tuple[str, str]]:
    """Yield the figures that notebooks store, each with where it stands."""
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                html = output.get("data", {}).get("text/markdown", "")
                if html.startswith("<figure"):
                    yield f"{relative(path)}: {ET.fromstring(html).get('id')}", html


STORED = dict(stored())


def told(image: ET.Element) -> list[str]:
    """Return what an image says of itself: the texts that its label names."""
    texts = {
        each.get("id"): each.text or "" for each in image.iter() if each.tag.rpartition("}")[2] in ("title", "desc")
    }
    return [texts.get(name, "") for name in image.get("aria-labelledby", "").split()]


def test_figures_were_found() -> None:
    assert len(DRAWN) > 10
    assert len(STORED) > 8


@pytest.mark.parametrize("path", DRAWN, ids=relative)
def test_a_drawing_is_small_and_has_a_title_and_a_description(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) <= MOST
    image = ET.fromstring(text)
    title, description = told(image)
    assert image.get("role") == "img"
    assert title
    assert len(description) > len(title)
    assert all(name.startswith(path.stem) for name in image.get("aria-labelledby", "").split()), "ids meet on one page"
    fail_with(
        f"{relative(path)}: <{each.tag}> is painted by {wrong}. Give it a class of figures.css, made for both schemes."
        for each in image.iter()
        if (wrong := sorted({key for key in PAINTED & each.attrib.keys() if each.get(key) != "none"}))
        or [name for name in each.get("class", "").split() if not OURS.fullmatch(name)]
    )


def test_every_drawing_stands_on_a_page() -> None:
    texts = [path.read_text(encoding="utf-8") for path in page_files()]
    fail_with(
        f"{relative(path)} stands on no page. Embed it, or remove it."
        for path in DRAWN
        if not any(f"assets/figures/{path.name}" in text for text in texts)
    )


@pytest.mark.parametrize("name", STORED)
def test_a_chart_is_small_and_its_numbers_stand_in_a_table(name: str) -> None:
    figure = ET.fromstring(STORED[name])
    image = next(figure.iter("svg"))
    assert len(ET.tostring(image)) <= MOST
    title, description = told(image)
    assert title not in "".join(next(figure.iter("figcaption")).itertext()), "the alternative text repeats the caption"
    rows = figure.findall(".//tbody/tr")
    assert rows
    numbers = [row.findall("td")[-2].text for row in rows]
    assert any(number and number in description for number in numbers)


def test_every_notebook_of_the_lab_opens_with_a_figure() -> None:
    lab = {page.path for page in pages() if page.path.endswith(".ipynb")} - {"evidence/how-much-is-noise.ipynb"}
    opening = {path.relative_to(DOCS).as_posix(): first_output(path) for path in NOTEBOOKS}
    fail_with(f"docs/{name} begins with no figure." for name in sorted(lab) if not opening[name].startswith("<figure"))


def first_output(path: Path) -> str:
    """Return the first thing that a notebook shows."""
    cells = nbformat.read(path, as_version=4).cells
    outputs = (output for cell in cells for output in cell.get("outputs", []))
    return str(next(outputs).get("data", {}).get("text/markdown", ""))
