"""What the pages say about keys is what keys do: each row of docs/data/forms.yml has a test that presses its key."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.flow import ADDRESS, Flow
from tests.support.tree import fail_with, gate

FORMS = "docs/data/forms.yml"
ROWS = {f"{form['id']}/{row['id']}": row["key"] for form in gate().data["forms"] for row in form["keyboard"]}


def keys_pressed() -> dict[str, str]:
    """Return, for every row that a test of this file names, the source of that test."""
    source = Path(__file__).read_text(encoding="utf-8")
    found = {}
    for function in ast.parse(source).body:
        for decorator in function.decorator_list if isinstance(function, ast.FunctionDef) else []:
            if ast.unparse(decorator).startswith("pytest.mark.keys("):
                found[ast.literal_eval(decorator.args[0])] = ast.unparse(function)  # type: ignore[attr-defined]
    return found


def test_every_documented_key_has_a_test_and_every_test_a_row() -> None:
    tests = keys_pressed()
    problems = [
        f"{FORMS}: no test names '{row}'. Press its key in {Path(__file__).name}." for row in ROWS.keys() - tests
    ]
    problems += [
        f"{FORMS}: a test names '{row}', which is no row. Document it, or mend the mark." for row in tests.keys() - ROWS
    ]
    problems += [
        f"{Path(__file__).name}: the test of '{row}' never presses {key}."
        for row, key in ROWS.items()
        if row in tests and f".press('{key}')" not in tests[row]
    ]
    fail_with(problems)


@pytest.mark.slow
@pytest.mark.parametrize("form", gate().data["forms"], ids=lambda form: form["id"])
def test_the_page_shows_the_keys(page: Page, base_url: str, trouble: Any, form: dict[str, Any]) -> None:
    page.goto(f"/decide/{form['id']}/")
    page.get_by_text("Keyboard", exact=True).click()
    for row in form["keyboard"]:
        shown = page.locator(f"#keys-{form['id']}-{row['id']}")
        expect(shown).to_be_visible()
        expect(shown).to_contain_text(row["does"])
        assert (
            re.sub(r"\s*\+\s*", "+", shown.get_by_role("rowheader").inner_text()).replace("Arrow ", "Arrow")
            == row["key"]
        )


def field(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=False).locator("visible=true").first


@pytest.mark.slow
@pytest.mark.keys("break-even/group")
def test_enter_opens_and_closes_a_group_of_inputs(page: Page, trouble: Any) -> None:
    page.goto("/decide/break-even/")
    page.locator("summary", has_text=re.compile("^Hosted tuned model$")).focus()
    page.keyboard.press("Enter")
    expect(field(page, "Hosting fee")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Hosting fee").first).to_be_hidden()


@pytest.mark.slow
@pytest.mark.keys("break-even/preset")
def test_space_puts_prices_in_and_leaves_the_rest(page: Page, trouble: Any) -> None:
    page.goto("/decide/break-even/#requests-per-day=90")
    page.get_by_role("button", name="GPT-4.1 with Azure hosting").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Prices put in: GPT-4.1")).to_be_visible()
    expect(field(page, "Requests per day")).to_have_value("90")
    expect(page.get_by_label("Hosting fee").first).to_have_value("1.7")


@pytest.mark.slow
@pytest.mark.keys("break-even/field")
def test_enter_in_a_field_does_nothing(page: Page, trouble: Any) -> None:
    page.goto("/decide/break-even/")
    field(page, "Requests per day").fill("5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status", name="Answer")).to_contain_text("At 5 requests a day")
    expect(field(page, "Requests per day")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/decide/break-even/#requests-per-day=5$"))


@pytest.mark.slow
@pytest.mark.keys("comparison-matrix/tick")
def test_space_ticks_a_group_and_shows_it_alone(page: Page, trouble: Any) -> None:
    page.goto("/decide/comparison-matrix/")
    page.get_by_role("checkbox", name="Task", exact=True).focus()
    page.keyboard.press("Space")
    expect(page.locator("#theme-task")).to_be_visible()
    expect(page.locator("#theme-readiness")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.keys("comparison-matrix/weights")
def test_enter_opens_the_weights(page: Page, trouble: Any) -> None:
    page.goto("/decide/comparison-matrix/")
    page.locator("summary", has_text="what matters to me").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Measured gap", exact=True)).to_be_visible()


@pytest.mark.slow
@pytest.mark.keys("comparison-matrix/weight")
def test_a_digit_sets_a_weight(page: Page, trouble: Any) -> None:
    page.goto("/decide/comparison-matrix/#weights=measured-gap:0")
    page.get_by_label("Measured gap", exact=True).focus()
    page.keyboard.press("3")
    expect(page.locator("#measured-gap")).to_contain_text("Your weight: 3")


@pytest.mark.slow
@pytest.mark.keys("comparison-matrix/scroll")
def test_an_arrow_brings_columns_into_sight(page: Page, trouble: Any) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto("/decide/comparison-matrix/")
    box = page.locator(".matrix[tabindex]")
    box.focus()
    at_the_end = "box => box.scrollLeft + box.clientWidth >= box.scrollWidth - 1"
    assert not box.evaluate(at_the_end)
    presses = 0
    while not box.evaluate(at_the_end):  # scrolling is smooth, so some presses come while it is still under way
        page.keyboard.press("ArrowRight")
        presses += 1
        assert presses < 500, "the last column does not come into sight"


FLOW = Flow()
FIRST_OPTION = FLOW.questions[FLOW.start]["options"][0]


def heading(page: Page, node: str) -> Locator:
    return page.locator("decision-flow").get_by_role("heading", level=3, name=FLOW.title(node), exact=True)


@pytest.mark.slow
@pytest.mark.keys("decision-flow/answer")
def test_enter_on_an_answer_leads_on_and_moves_the_focus(page: Page, trouble: Any) -> None:
    page.goto(ADDRESS)
    page.locator("decision-flow").get_by_role("link", name=FIRST_OPTION["label"], exact=True).focus()
    page.keyboard.press("Enter")
    expect(heading(page, FIRST_OPTION["next"])).to_be_focused()


@pytest.mark.slow
@pytest.mark.keys("decision-flow/back")
def test_enter_on_back_returns_to_the_question_before(page: Page, trouble: Any) -> None:
    page.goto(f"{ADDRESS}#{FLOW.start}={FIRST_OPTION['id']}")
    page.locator("decision-flow").get_by_role("link", name="Back", exact=True).focus()
    page.keyboard.press("Enter")
    expect(heading(page, FLOW.start)).to_be_focused()


def add_failures(page: Page, *texts: str) -> None:
    page.goto("/decide/gap-diagnosis/")
    page.get_by_label("Add one failure").focus()
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")


@pytest.mark.slow
@pytest.mark.keys("gap-diagnosis/add")
def test_enter_adds_a_failure_and_awaits_the_next(page: Page, trouble: Any) -> None:
    add_failures(page)
    page.keyboard.type("It invents a policy")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="It invents a policy")).to_be_visible()
    expect(page.get_by_label("Add one failure")).to_be_focused()
    expect(page.get_by_label("Add one failure")).to_have_value("")


@pytest.mark.slow
@pytest.mark.keys("gap-diagnosis/line")
def test_shift_and_enter_start_a_new_line(page: Page, trouble: Any) -> None:
    add_failures(page)
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    expect(page.get_by_label("Add one failure")).to_have_value("one\ntwo")
    expect(page.get_by_text("0 of 50 failures")).to_be_visible()


@pytest.mark.slow
@pytest.mark.keys("gap-diagnosis/sort")
def test_an_arrow_sorts_a_failure(page: Page, trouble: Any) -> None:
    add_failures(page, "Broken JSON")
    page.get_by_role("radio", name="Facts").check()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Form")).to_be_checked()
    expect(page.get_by_role("row", name="Form 1 100%")).to_be_visible()


@pytest.mark.slow
@pytest.mark.keys("gap-diagnosis/remove")
def test_space_on_the_cross_removes_a_failure_and_moves_the_focus_on(page: Page, trouble: Any) -> None:
    add_failures(page, "bad", "worse")
    page.get_by_role("button", name="Remove failure: bad").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("1 of 50 failures")).to_be_visible()
    expect(page.get_by_role("group", name="worse").get_by_role("radio", name="Not sorted")).to_be_focused()


@pytest.mark.slow
@pytest.mark.keys("noise-check/mode")
def test_an_arrow_takes_the_next_way_to_enter_results(page: Page, trouble: Any) -> None:
    page.goto("/decide/noise-check/")
    page.get_by_role("radio", name="Same items, counted").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Same items, two scores")).to_be_checked()
    expect(page.get_by_label("Items on which they differ")).to_be_visible()
    expect(page.get_by_label("Items only A got right")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.keys("noise-check/reset")
def test_enter_brings_the_example_back(page: Page, trouble: Any) -> None:
    page.goto("/decide/noise-check/#n=200&right=150&only-a=30&only-b=5")
    page.get_by_role("button", name="Back to the example").focus()
    page.keyboard.press("Enter")
    expect(field(page, "Items in the test set")).to_have_value("100")
    expect(page.get_by_text("A: 85 of 100")).to_be_visible()
