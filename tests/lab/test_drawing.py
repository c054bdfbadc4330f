"""A drawing keeps its parts where they belong, whatever fonts a machine has."""

from xml.etree import ElementTree

from snippets.lab.arms import look
from snippets.lab.drawing import INK, WIDTH, Frame, across, down, legend, lines, paint, points, svg, words

FRAME = Frame(60, left=20, right=10, top=5, bottom=15)


def draw(*notes: object) -> ElementTree.Element:
    mark = {"x": 1, "y": 2, **paint(look("lora"))}
    data = [points([mark], x=across(), y=down())]
    return ElementTree.fromstring(svg(data, list(notes), FRAME, {"title": "T", "desc": "D"}, "name"))


def test_the_box_is_the_plot_and_its_margins() -> None:
    assert FRAME.width == 410
    assert draw(*legend(["lora"], 0, 0)).get("viewBox") == f"0 0 {WIDTH} 80"


def test_words_break_where_they_are_told_and_keep_their_second_line() -> None:
    drawn = draw(words([{"x": 3, "y": 4, "text": "one\ntwo", "colour": INK}]))
    assert [(each.text, each.get("dy")) for each in drawn.iter("tspan")] == [("one", None), ("two", "17")]


def test_a_dashed_rule_keeps_its_dashes_and_a_full_one_has_none() -> None:
    ends = {"x": 0, "x2": 9, "y": 1}
    rows = [{**ends, **paint(look(arm))} for arm in ("tf-idf", "lora")]
    drawn = draw(lines(rows, x=across(), x2="x2", y=down()))
    assert [each.get("stroke-dasharray") for each in drawn.iter("line")] == ["2,3", None]


def test_a_legend_has_two_columns() -> None:
    drawn = draw(*legend(["lora", "full", "tf-idf"], 0, 0))
    places = {each.text: each.get("transform") for each in drawn.iter("text")}
    assert list(places) == ["LoRA", "Full fine-tuning", "TF-IDF regression"]
    assert places["Full fine-tuning"].startswith(f"translate({WIDTH // 2 + 40},")


def test_a_hollow_point_is_filled_with_the_page() -> None:
    fills = [paint(look(arm))["fill"] for arm in ("few-shot", "few-shot-contextual")]
    assert fills == [look("few-shot").colour, "var(--cw-page, none)"]
