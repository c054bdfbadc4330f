"""A figure says in words and in a table what it draws, takes its colours from the page, and is always the same."""

import re
from collections.abc import Callable
from functools import cache
from xml.etree import ElementTree

import pytest

from snippets.lab.arms import LOOKS
from snippets.lab.errors import FigureError
from snippets.lab.figures import Dot, Figure, Point, curve, dots, panels

TOLD = {"name": "made-up", "title": "Made-up <rows>", "summary": "LoRA rises & TF-IDF falls.", "caption": "Bars: 95 %."}
POINTS = [
    Point("zero-shot", 0, 51.5, 45.0, 57.0),
    Point("lora", 128, 82.25, 77.7, 86.1),
    Point("lora", 8, 61.4, 55.2, 67.3),
    Point("tf-idf", 8, 60.3),
]
DOTS = [
    Dot("Order of the demonstrations", 63.6, 58.1, 69.2, "few-shot", "Products"),
    Dot("Order of the demonstrations", 71.9, 66.4, 77.8, "lora", "Products"),
    Dot("Format", -4.2, group="Intent"),
]


@cache
def curve_figure() -> Figure:
    return curve(POINTS, **TOLD)


@cache
def dots_figure() -> Figure:
    return dots(DOTS, **TOLD, unit="Change, points", reference=0)


@cache
def panels_figure() -> Figure:
    return panels({"First": POINTS, "Second": POINTS[:2]}, **TOLD)


BOTH = pytest.mark.parametrize("make", [curve_figure, dots_figure, panels_figure])


def tree(figure: Figure) -> ElementTree.Element:
    return ElementTree.fromstring(figure._repr_markdown_())


@BOTH
def test_the_drawing_is_an_image_that_says_what_no_caption_says(make: Callable[[], Figure]) -> None:
    image = next(tree(make()).iter("svg"))
    ids = {each.get("id"): each for each in image.iter() if each.get("id")}
    title, description = (ids[each] for each in image.get("aria-labelledby", "").split())
    assert image.get("role") == "img"
    assert (title.tag, title.text) == ("title", TOLD["summary"])
    assert description.tag == "desc"
    caption = "".join(next(tree(make()).iter("figcaption")).itertext())
    assert TOLD["title"] in caption
    assert (title.text or "") not in caption
    assert (description.text or "") not in caption


def test_a_caption_tells_of_points_that_are_moved_sideways() -> None:
    told = "Points at the same number of labels stand side by side."
    assert curve(POINTS, **TOLD).caption == f"{TOLD['caption']} {told}"
    assert curve(POINTS[:3], **TOLD).caption == TOLD["caption"]


def test_the_description_gives_the_first_and_last_numbers_of_each_arm() -> None:
    told = tree(curve_figure()).findtext(".//desc", "")
    assert "Zero-shot: 51.5 (45.0 to 57.0)." in told
    assert "LoRA: 61.4 (55.2 to 67.3) at 8 labels, 82.2 (77.7 to 86.1) at 128 labels." in told
    assert "TF-IDF regression: 60.3 (no interval) at 8 labels." in told


def test_the_description_of_dots_gives_every_number() -> None:
    told = tree(dots_figure()).findtext(".//desc", "")
    assert "Products, Order of the demonstrations, LoRA: 71.9 (66.4 to 77.8)." in told
    assert "Intent, Format: −4.2 (no interval)." in told  # noqa: RUF001


@BOTH
def test_the_table_has_scopes_and_a_caption(make: Callable[[], Figure]) -> None:
    table = next(tree(make()).iter("table"))
    assert table.findtext("caption")
    assert {each.get("scope") for each in table.findall("thead//th")} == {"col"}
    assert [each.get("scope") for each in table.findall("tbody//th")] == ["row"] * len(table.findall("tbody/tr"))


def table_rows(figure: Figure) -> list[list[str | None]]:
    return [[cell.text for cell in row] for row in tree(figure).findall(".//tbody/tr")]


def test_the_table_of_a_curve_has_every_row_sorted_by_labels() -> None:
    assert table_rows(curve_figure()) == [
        ["Zero-shot", "0", "51.5", "45.0 to 57.0"],
        ["LoRA", "8", "61.4", "55.2 to 67.3"],
        ["LoRA", "128", "82.2", "77.7 to 86.1"],
        ["TF-IDF regression", "8", "60.3", "no interval"],
    ]


def test_the_table_of_dots_has_every_row_in_the_order_given() -> None:
    assert table_rows(dots_figure()) == [
        ["Products, Order of the demonstrations, Few-shot", "63.6", "58.1 to 69.2"],
        ["Products, Order of the demonstrations, LoRA", "71.9", "66.4 to 77.8"],
        ["Intent, Format", "−4.2", "no interval"],  # noqa: RUF001
    ]


@BOTH
def test_every_colour_is_the_pages_own(make: Callable[[], Figure]) -> None:
    elements = [each for each in tree(make()).iter("svg") for each in each.iter()]
    colours = {each.get(key) for each in elements for key in ("fill", "stroke")} - {None, "none"}
    assert colours
    assert not [each for each in colours if not re.fullmatch(r"var\(--cw-[a-z]+, (currentColor|none)\)", str(each))]


@BOTH
def test_nothing_is_styled_or_loaded_and_no_font_is_named(make: Callable[[], Figure]) -> None:
    names = {key for each in tree(make()).iter() for key in each.attrib}
    assert not names & {"style", "href", "font-family", "onclick"}
    assert not [each for each in tree(make()).iter() if each.tag in {"style", "image", "script", "use"}]


@BOTH
def test_no_text_is_smaller_than_eleven_pixels_on_a_phone(make: Callable[[], Figure]) -> None:
    image = next(tree(make()).iter("svg"))
    width = float(image.get("viewBox", "").split()[2])
    sizes = [float(each.get("font-size", "99px").removesuffix("px")) for each in image.iter()]
    assert min(sizes) * 350 / width >= 11


@BOTH
def test_the_same_rows_give_the_same_text_without_empty_lines(make: Callable[[], Figure]) -> None:
    shown = make()._repr_markdown_()
    make.cache_clear()
    assert shown == make()._repr_markdown_()
    assert "\n\n" not in shown
    assert not re.search(r"\.\d{2}", shown), "a place finer than a tenth may differ from machine to machine"


@BOTH
def test_every_arm_drawn_is_in_the_legend(make: Callable[[], Figure]) -> None:
    written = {each.text for each in tree(make()).iter("text")}
    used = {each.arm for each in (DOTS if make is dots_figure else POINTS) if each.arm}
    assert {LOOKS[arm].name for arm in used} <= written


def test_the_short_form_names_the_figure() -> None:
    assert repr(curve_figure()) == "<Figure made-up: Made-up <rows>>"


@pytest.mark.parametrize("draw", [curve, dots])
def test_no_rows_are_an_error(draw: Callable[..., Figure]) -> None:
    with pytest.raises(FigureError, match="made-up: no rows"):
        draw([], **TOLD)


@pytest.mark.parametrize(("draw", "row"), [(curve, Point("prefix", 8, 50)), (dots, Dot("Format", 50, arm="prefix"))])
def test_an_unknown_arm_is_an_error(draw: Callable[..., Figure], row: Point | Dot) -> None:
    with pytest.raises(FigureError, match="'prefix' has no look"):
        draw([row], **TOLD)


def test_half_an_interval_or_one_without_its_value_is_an_error() -> None:
    for low, high in ((55.0, 60.0), (40.0, None)):
        with pytest.raises(FigureError, match="interval"):
            curve([Point("lora", 8, 50.0, low, high)], **TOLD)


def test_labels_outside_the_scale_are_an_error() -> None:
    with pytest.raises(FigureError, match="512"):
        curve([Point("lora", 512, 50.0)], **TOLD)


def test_a_name_that_cannot_be_an_id_is_an_error() -> None:
    with pytest.raises(FigureError, match="'Made up' cannot name"):
        curve(POINTS, **{**TOLD, "name": "Made up"})
