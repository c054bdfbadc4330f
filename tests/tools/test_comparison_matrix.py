"""The comparison matrix: readers filter it, compare options, rank them by their own weights, and take it away."""

from __future__ import annotations

import csv
import json
import random
import re
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.axe import violations
from tests.support.tree import fail_with, gate
from tests.support.views import in_every_view

pytestmark = pytest.mark.slow

ADDRESS = "/decide/comparison-matrix/"
MATRIX = gate().data["matrix"]
CRITERIA = {each["id"]: each for each in MATRIX["criteria"]}
OPTIONS = {each["id"]: each["name"] for each in MATRIX["options"]}
THEMES = {each["id"]: each["title"] for each in MATRIX["themes"]}
SCORES = {each["id"]: each["score"] for each in MATRIX["levels"]}
LABELS = {each["id"]: each["label"] for each in MATRIX["levels"]}
LAST = MATRIX["criteria"][-1]
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}

WEIGHTINGS: dict[str, dict[str, int]] = {
    "default": {},
    "one criterion only": {**dict.fromkeys(CRITERIA, 0), "privacy-and-deletion": 3},
    "training": {"measured-gap": 3, "latency-limit": 3, "request-volume": 3, "task-stability": 0},
    "upkeep": {"task-stability": 3, "team-and-upkeep": 3, "knowledge-change": 2, "measured-gap": 0},
    "all at three": dict.fromkeys(CRITERIA, 3),
    "random": {each: random.Random(7).randrange(4) if number % 2 else 2 for number, each in enumerate(CRITERIA)},
}


def expected_ranking(weights: dict[str, int]) -> list[tuple[str, str, str]]:
    """Compute (rank, option name, average) from the data: sum(weight x score) / sum(weights), ties in column order."""
    given = {each: weights.get(each, 1) for each in CRITERIA}
    means = {
        option: Fraction(
            sum(weight * SCORES[CRITERIA[each]["cells"][option]["level"]] for each, weight in given.items()),
            sum(given.values()),
        )
        for option in OPTIONS
    }
    rows = []
    for option, mean in sorted(means.items(), key=lambda item: -item[1]):
        place = 1 + sum(other > mean for other in means.values())
        tied = list(means.values()).count(mean) > 1
        rows.append((f"{place}, tied" if tied else str(place), OPTIONS[option], mean))
    return rows


def shown_ranking(page: Page) -> list[tuple[str, str, str]]:
    rows = page.get_by_role("table", name="Options by your weights").get_by_role("row").all()[1:]
    return [(row.get_by_role("cell").nth(0).inner_text(), row.get_by_role("rowheader").inner_text(),
             row.get_by_role("cell").nth(1).inner_text().strip()) for row in rows]  # fmt: skip


def check_ranking(page: Page, weights: dict[str, int]) -> None:
    shown, expected = shown_ranking(page), expected_ranking(weights)
    assert [row[:2] for row in shown] == [row[:2] for row in expected]
    for (_, _, text), (_, _, mean) in zip(shown, expected, strict=True):
        assert abs(Fraction(text) - mean) <= Fraction(1, 200), f"{text} shown for {float(mean)}"


def table(page: Page) -> Locator:
    return page.get_by_role("table", name="Ways to adapt a model")


def columns(page: Page) -> list[str]:
    return table(page).get_by_role("columnheader").all_inner_texts()[1:]


def rows(page: Page) -> list[str]:
    return table(page).evaluate(
        "table => [...table.querySelectorAll('tr[id]')].filter(row => row.checkVisibility()).map(row => row.id)"
    )


def fragment_of(weights: dict[str, int]) -> str:
    return "#weights=" + ",".join(f"{each}:{weight}" for each, weight in weights.items())


@pytest.fixture
def matrix(page: Page, trouble: Any) -> Page:
    """Return the page with the matrix, enhanced and watched."""
    page.goto(ADDRESS)
    expect(page.get_by_text("Showing all")).to_be_visible()
    return page


READ_CELLS = """row => [...row.querySelectorAll("td")].map((cell) => ({
  level: cell.querySelector(".level").textContent,
  note: cell.querySelector(".matrix-note").textContent,
  marks: cell.querySelectorAll("[data-claim]").length,
  visible: cell.checkVisibility() && cell.getBoundingClientRect().width > 90,
}))"""


def test_the_whole_table_is_there_without_javascript(browser: Browser, base_url: str) -> None:
    for size in SIZES.values():
        context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=size)
        page = context.new_page()
        page.goto(ADDRESS)
        assert columns(page) == list(OPTIONS.values())
        for criterion in CRITERIA.values():
            row = page.locator(f"#{criterion['id']}")
            expect(row).to_contain_text(criterion["question"])
            expect(row).to_contain_text(criterion["measure"])
            cells = row.evaluate(READ_CELLS)
            assert cells == [
                {"level": LABELS[cell["level"]], "note": cell["note"], "marks": len(cell["claims"]), "visible": True}
                for cell in (criterion["cells"][option] for option in OPTIONS)
            ]
        expect(page.get_by_role("checkbox", name="Readiness")).to_have_count(0)  # nothing that would not work
        expect(page.get_by_role("link", name="complete table as data")).to_have_attribute(
            "href", "../../data/matrix.yml"
        )
        context.close()


def picture(page: Page) -> Locator:
    return page.get_by_role("table", name="Levels at a glance")


READ_PICTURE = """table => [...table.querySelectorAll("tr[data-row]")]
  .filter((row) => row.checkVisibility()).map((row) =>
  [row.dataset.row, [...row.querySelectorAll("td")].filter((cell) => cell.checkVisibility())
    .map((cell) => [cell.dataset.option, cell.textContent])])"""


def test_the_picture_shows_every_level_on_one_screen_and_leads_to_the_words(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=SIZES["phone"])
    page = context.new_page()
    page.goto(ADDRESS)
    assert picture(page).evaluate(READ_PICTURE) == [
        [each, [[option, LABELS[cell["level"]]] for option, cell in criterion["cells"].items()]]
        for each, criterion in CRITERIA.items()
    ]
    box = picture(page).bounding_box()
    assert box["height"] < SIZES["phone"]["height"] - 48, "the picture and the site's header fill more than a screen"
    assert box["x"] + box["width"] <= SIZES["phone"]["width"]
    picture(page).locator("[data-row=context-limit] [data-option=peft] a").click()
    expect(table(page).locator("[id=context-limit--peft]")).to_be_in_viewport()
    context.close()


def test_a_cell_of_the_picture_opens_its_words_in_place(matrix: Page) -> None:
    mark = picture(matrix).locator("[data-row=context-limit] [data-option=peft] a")
    mark.click()
    cell = CRITERIA["context-limit"]["cells"]["peft"]
    words = picture(matrix).get_by_role("status")
    for text in (OPTIONS["peft"], LABELS[cell["level"]], cell["note"], CRITERIA["context-limit"]["question"]):
        expect(words).to_contain_text(text)
    expect(words.locator("[data-claim]")).to_have_count(len(cell["claims"]))
    expect(mark).to_have_attribute("aria-expanded", "true")
    mark.click()
    expect(words).to_have_count(0)
    mark.click()
    words.get_by_role("link", name="All options in this row").click()
    expect(matrix.locator("[id=context-limit--peft]")).to_be_in_viewport()


def test_the_picture_shows_what_the_table_shows(matrix: Page) -> None:
    matrix.get_by_role("checkbox", name=THEMES["task"]).check()
    for option in ("peft", "few-shot"):
        matrix.get_by_role("checkbox", name=OPTIONS[option]).check()
    shown = picture(matrix).evaluate(READ_PICTURE)
    assert [row for row, _ in shown] == rows(matrix)
    assert {tuple(option for option, _ in cells) for _, cells in shown} == {("few-shot", "peft")}
    picture(matrix).evaluate("table => { location.hash = 'context-limit--retrieval'; }")
    expect(matrix.locator("[id=context-limit--retrieval]")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 800, 1000, 1440])
def test_the_table_is_no_wider_than_its_column(page: Page, trouble: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(ADDRESS)
    edges = page.evaluate("""() => [".matrix", ".md-content__inner"].map((name) =>
      document.querySelector(name).getBoundingClientRect().right)""")
    assert edges[0] <= edges[1]


def test_a_theme_filters_the_rows(matrix: Page) -> None:
    matrix.get_by_role("checkbox", name=THEMES["data"]).check()
    assert rows(matrix) == [each for each, criterion in CRITERIA.items() if criterion["theme"] == "data"]
    matrix.get_by_role("checkbox", name=THEMES["task"]).check()
    assert rows(matrix) == [each for each, criterion in CRITERIA.items() if criterion["theme"] in ("task", "data")]
    expect(matrix.get_by_text(f"Showing {len(rows(matrix))} of {len(CRITERIA)} criteria")).to_be_visible()
    matrix.get_by_role("button", name="Show everything").click()
    assert rows(matrix) == list(CRITERIA)


def test_options_are_compared_side_by_side(matrix: Page) -> None:
    for option in ("peft", "few-shot"):
        matrix.get_by_role("checkbox", name=OPTIONS[option]).check()
    assert columns(matrix) == [OPTIONS["few-shot"], OPTIONS["peft"]]
    for criterion in CRITERIA.values():
        cells = matrix.locator(f"#{criterion['id']}").get_by_role("cell").all_inner_texts()
        assert [text.partition("\n")[0].strip() for text in cells] == [
            LABELS[criterion["cells"][option]["level"]] for option in ("few-shot", "peft")
        ]
    matrix.get_by_role("checkbox", name=OPTIONS["retrieval"]).check()
    assert columns(matrix) == [OPTIONS["few-shot"], OPTIONS["retrieval"], OPTIONS["peft"]]


@pytest.mark.parametrize("name", WEIGHTINGS)
def test_the_ranking_is_the_weighted_average_of_the_levels(page: Page, trouble: Any, name: str) -> None:
    page.goto(ADDRESS + fragment_of(WEIGHTINGS[name]))
    panel = page.locator("summary", has_text="what matters to me")
    if not page.get_by_role("table", name="Options by your weights").is_visible():
        panel.click()
    check_ranking(page, WEIGHTINGS[name])


def test_ties_are_shown_as_ties() -> None:
    ranks = [rank for rank, _, _ in expected_ranking(WEIGHTINGS["one criterion only"])]
    assert any("tied" in rank for rank in ranks), "choose a weighting with ties for the ranking test"


def test_weights_are_chosen_and_reset_and_order_the_columns(matrix: Page) -> None:
    matrix.locator("summary", has_text="what matters to me").click()
    expect(matrix.get_by_text("All criteria weigh the same")).to_be_visible()
    weights = {"measured-gap": 3, "latency-limit": 2, "task-stability": 0}
    for each, weight in weights.items():
        matrix.get_by_label(CRITERIA[each]["name"], exact=True).select_option(str(weight))
    check_ranking(matrix, weights)
    expect(matrix.locator("#measured-gap")).to_contain_text("Your weight: 3")
    matrix.get_by_role("checkbox", name="Put the columns in this order").check()
    assert columns(matrix) == [name for _, name, _ in expected_ranking(weights)]
    assert rows(matrix)[0] == "measured-gap"
    matrix.get_by_role("button", name="Reset weights").click()
    check_ranking(matrix, {})
    assert columns(matrix) == list(OPTIONS.values())
    assert rows(matrix) == list(CRITERIA)


def test_nothing_is_ranked_when_no_weight_is_left(page: Page, trouble: Any) -> None:
    page.goto(ADDRESS + fragment_of(dict.fromkeys(CRITERIA, 0)))
    expect(page.get_by_text("Every weight is 0")).to_be_visible()
    expect(page.get_by_role("table", name="Options by your weights")).to_have_count(0)
    assert "NaN" not in page.locator("body").inner_text()


def test_the_ranking_says_what_it_is_worth(matrix: Page) -> None:
    matrix.locator("summary", has_text="what matters to me").click()
    for sentence in (
        "the sum of weight \u00d7 level",
        "divided by the sum of the weights",
        "is not a verdict",
        f"moves an average by {1 / len(CRITERIA):.2f}",
        ", ".join(f"{LABELS[level].lower()} {score}" for level, score in SCORES.items()),
    ):
        expect(matrix.get_by_text(sentence).first).to_be_visible()


def test_the_address_keeps_every_choice(matrix: Page) -> None:
    matrix.get_by_role("checkbox", name=THEMES["cost"]).check()
    for option in ("many-shot", "distillation"):
        matrix.get_by_role("checkbox", name=OPTIONS[option]).check()
    matrix.locator("summary", has_text="what matters to me").click()
    matrix.get_by_label(CRITERIA["latency-limit"]["name"], exact=True).select_option("3")
    matrix.get_by_role("checkbox", name="Put the columns in this order").check()
    expect(matrix).to_have_url(re.compile("order=ranking"))
    shown = columns(matrix), rows(matrix), shown_ranking(matrix)
    length = matrix.evaluate("history.length")
    address = matrix.url
    matrix.goto("about:blank")
    matrix.goto(address)
    assert (columns(matrix), rows(matrix), shown_ranking(matrix)) == shown
    matrix.reload()
    assert (columns(matrix), rows(matrix), shown_ranking(matrix)) == shown
    expect(matrix.get_by_role("checkbox", name=THEMES["cost"])).to_be_checked()
    expect(matrix.get_by_label(CRITERIA["latency-limit"]["name"], exact=True)).to_have_value("3")
    assert length == 2, "choices must not pile up in the history"


def test_a_link_to_a_row_opens_at_that_row(page: Page, trouble: Any) -> None:
    for size in SIZES.values():
        page.set_viewport_size(size)
        page.goto("about:blank")
        page.goto(f"{ADDRESS}#privacy-and-deletion")
        expect(page.get_by_text("Showing all")).to_be_attached()
        expect(page.locator("#privacy-and-deletion .matrix-name")).to_be_in_viewport()
    page.goto("about:blank")
    page.goto(f"{ADDRESS}#themes=task")
    expect(page.locator("#privacy-and-deletion")).to_be_hidden()
    page.evaluate("location.hash = 'privacy-and-deletion'")
    expect(page.locator("#privacy-and-deletion .matrix-name")).to_be_in_viewport()


BAD = {
    "an unknown key": ("#colour=red&themes=task", "does not have"),
    "a repeated key": ("#themes=task&themes=data", "the first counts"),
    "an unknown theme": ("#themes=task,nowhere", "unknown group"),
    "a script": ("#themes=%3Cscript%3Ealert(1)%3C%2Fscript%3E,task", "unknown group"),
    "a weight too large": ("#weights=latency-limit:9&themes=task", "cannot be used"),
    "a prototype": ("#__proto__=1&constructor=2&themes=task", "does not have"),
    "a percent sign": ("#themes=%E0%A4%A&themes=task", "does not have"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_address_keeps_what_can_be_read_and_says_so(page: Page, trouble: Any, name: str) -> None:
    fragment, message = BAD[name]
    page.goto(ADDRESS + fragment)
    expect(page.get_by_text("Part of the address was left out")).to_contain_text(message)
    assert rows(page) == [each for each, criterion in CRITERIA.items() if criterion["theme"] == "task"]
    assert columns(page) == list(OPTIONS.values())


def test_an_endless_address_gives_the_whole_table_and_a_message(page: Page, trouble: Any) -> None:
    page.goto(f"{ADDRESS}#themes=task&junk={'x' * 100_000}")
    expect(page.get_by_text("too long")).to_be_visible()
    assert rows(page) == list(CRITERIA)


# Puts each fragment through the element as an address change does, without waking the theme's own listeners.
FUZZ = """(fragments) => {
  const faults = [];
  addEventListener("error", ({ message }) => faults.push(message));
  const element = document.querySelector("comparison-matrix");
  for (const fragment of fragments) {
    history.replaceState(null, "", location.pathname + fragment);
    element.readAddress();
    const text = element.querySelector("form").innerText;
    const fault = (what) => faults.push(`${what}: ${fragment.slice(0, 200)}`);
    if (/NaN|Infinity|undefined|\\[object|null/.test(text)) fault("nonsense on screen");
    if (element.querySelector("script, img, iframe")) fault("an element got in");
    const cells = [...element.querySelectorAll("td[data-level]")];
    if (!cells.some((cell) => cell.checkVisibility())) fault("nothing is left");
  }
  return faults;
}"""


def test_no_address_breaks_the_page(matrix: Page) -> None:
    chance = random.Random(20261123)
    pieces = [
        *("themes", "options", "weights", "order", "task", "peft", "few-shot", "ranking", "latency-limit", "0", "3"),
        *(
            "=",
            "=",
            "&",
            "&",
            ",",
            ":",
            "-1",
            "1e9",
            "NaN",
            "%",
            "%00",
            "%E0%A4%A",
            '"',
            "'",
            "\\",
            "\u202e",
            "é",
            "#",
            " ",
        ),
        *(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "__proto__",
            "constructor",
            "toString",
            "x" * 500,
        ),
        "privacy-and-deletion",
    ]
    fragments = ["#" + "".join(chance.choices(pieces, k=chance.randrange(1, 14))) for _ in range(195)]
    fragments += ["", "#", "#" + "&" * 3999, "#" + "themes=task&" * 300, "#" + "junk" * 25_000]
    fail_with(matrix.evaluate(FUZZ, fragments))


def downloaded(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as event:
        page.get_by_role("button", name=button).click()
    target = folder / event.value.suggested_filename
    event.value.save_as(target)
    return target


SOME = "#themes=task,duties&options=few-shot,peft&weights=latency-limit:3,task-stability:0"


@pytest.mark.parametrize("choice", ["", SOME], ids=["everything", "some"])
def test_downloads_hold_what_is_shown_as_the_data_have_it(
    page: Page, trouble: Any, tmp_path: Path, choice: str
) -> None:
    page.goto(ADDRESS + choice)
    themes, options = (["task", "duties"], ["few-shot", "peft"]) if choice else (THEMES, OPTIONS)
    weights = {"latency-limit": 3, "task-stability": 0} if choice else {}
    wanted = [
        {
            "theme": criterion["theme"],
            "criterion": criterion["id"],
            "name": criterion["name"],
            "question": criterion["question"],
            "measure": criterion["measure"],
            "weight": str(weights.get(criterion["id"], 1)),
            "option": option,
            "level": criterion["cells"][option]["level"],
            "score": str(SCORES[criterion["cells"][option]["level"]]),
            "note": criterion["cells"][option]["note"],
            "claims": " ".join(criterion["cells"][option]["claims"]),
        }
        for criterion in CRITERIA.values()
        if criterion["theme"] in themes
        for option in options
    ]
    with downloaded(page, "Save as CSV", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file)) == wanted
    saved = json.loads(downloaded(page, "Save as JSON", tmp_path).read_text(encoding="utf-8"))
    assert urlsplit(saved["source"]).fragment == choice.lstrip("#")
    assert saved["options"] == [{"id": each, "name": OPTIONS[each]} for each in options]
    cells = [
        {"criterion": criterion["id"], "option": option, "level": cell["level"], "note": cell["note"]}
        for criterion in saved["criteria"]
        for option, cell in criterion["cells"].items()
    ]
    assert cells == [{key: each[key] for key in ("criterion", "option", "level", "note")} for each in wanted]
    names = [OPTIONS[row["option"]] for row in saved["ranking"]["rows"]]
    assert names == [name for _, name, _ in expected_ranking(weights)]


def test_the_heads_stay_in_sight(page: Page, trouble: Any) -> None:
    page.set_viewport_size(SIZES["desk"])
    page.goto(f"{ADDRESS}#general-skill")
    expect(page.locator("#general-skill .matrix-name")).to_be_in_viewport()
    for name in OPTIONS.values():
        head = table(page).get_by_role("columnheader", name=name)
        expect(head).to_be_in_viewport(ratio=1)
    heads, row = table(page).locator("thead").bounding_box(), page.locator("#general-skill .matrix-name").bounding_box()
    assert row["y"] >= heads["y"] + heads["height"], "the row that was asked for lies under the heads"
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto("about:blank")
    page.goto(f"{ADDRESS}#general-skill")
    expect(page.locator("#general-skill .matrix-name")).to_be_in_viewport()
    box = page.locator(".matrix[tabindex]")  # reached by keyboard, since it scrolls
    box.evaluate("box => { box.scrollTop += 300; box.scrollLeft = 400; }")
    expect(table(page).get_by_role("columnheader", name="Distillation")).to_be_in_viewport()
    sides = page.evaluate("""() => {
      const left = (node) => node.getBoundingClientRect().left;
      return [left(document.querySelector(".matrix")), left(document.querySelector("#label-quality > th"))];
    }""")
    assert abs(sides[0] - sides[1]) <= 1, "the first column must not scroll away"


def test_a_level_is_a_word_and_a_shape(matrix: Page) -> None:
    shapes = matrix.evaluate("""() => Object.fromEntries([...document.querySelectorAll("td .level")].map((mark) =>
      [mark.textContent, getComputedStyle(mark, "::before").content.split("/")[0].trim()]))""")
    assert set(shapes) == set(LABELS.values())
    assert len(set(shapes.values())) == len(LABELS)
    assert {name: shape.count("●") for name, shape in shapes.items()} == {LABELS[id]: SCORES[id] for id in LABELS}


def test_phones_show_a_card_for_each_criterion_whose_options_are_swiped_through(page: Page, trouble: Any) -> None:
    page.set_viewport_size(SIZES["phone"])
    page.goto(ADDRESS)
    expect(page.get_by_text("Showing all")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    card = page.locator("#privacy-and-deletion")
    card.scroll_into_view_if_needed()
    name, cells = card.get_by_role("rowheader"), card.get_by_role("cell").all()
    boxes = [cell.bounding_box() for cell in cells]
    assert len({box["y"] for box in boxes}) == 1
    assert all(250 < box["width"] < 320 for box in boxes), "one fills the card, and the next one peeps in"
    assert name.bounding_box()["y"] < boxes[0]["y"]
    for cell in cells:
        assert cell.evaluate("cell => getComputedStyle(cell, '::before').content.includes(cell.dataset.name)")
    at = name.bounding_box()
    cells[-1].scroll_into_view_if_needed()
    expect(cells[-1]).to_be_in_viewport(ratio=1)
    expect(cells[0]).not_to_be_in_viewport()
    assert abs(name.bounding_box()["x"] - at["x"]) < 1, "the name stays"


def test_the_keyboard_is_enough(matrix: Page) -> None:
    def tab_to(locator: Locator) -> None:
        for _ in range(60):
            matrix.keyboard.press("Tab")
            if locator.evaluate("node => node === document.activeElement"):
                return
        pytest.fail("not reached with Tab")

    matrix.get_by_role("table", name="Levels at a glance").get_by_role("link", name=LAST["name"]).focus()
    tab_to(matrix.get_by_role("checkbox", name=THEMES["readiness"]))
    matrix.keyboard.press("Space")
    assert {CRITERIA[each]["theme"] for each in rows(matrix)} == {"readiness"}
    tab_to(matrix.get_by_role("checkbox", name=OPTIONS["distillation"]))
    matrix.keyboard.press("Space")
    assert columns(matrix) == [OPTIONS["distillation"]]
    tab_to(matrix.locator("summary", has_text="what matters to me"))
    matrix.keyboard.press("Enter")
    tab_to(matrix.get_by_label(CRITERIA["measured-gap"]["name"], exact=True))
    matrix.keyboard.press("3")
    expect(matrix.get_by_label(CRITERIA["measured-gap"]["name"], exact=True)).to_have_value("3")
    check_ranking(matrix, {"measured-gap": 3})
    tab_to(matrix.get_by_role("button", name="Reset weights"))
    matrix.keyboard.press("Enter")
    tab_to(matrix.get_by_role("button", name="Show everything"))
    matrix.keyboard.press("Enter")
    assert rows(matrix) == list(CRITERIA)


@in_every_view
def test_axe_finds_nothing_in_any_state(browser: Browser, base_url: str, size: Any, scheme: Any) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    for choice in ("#options=few-shot,peft&weights=latency-limit:3&order=ranking&junk=1", "#privacy-and-deletion"):
        page.goto("about:blank")
        page.goto(ADDRESS + choice)
        expect(page.get_by_role("status").filter(has_text="Showing")).to_be_attached()
        fail_with(f"{choice}: {each}" for each in violations(page))
    context.close()
