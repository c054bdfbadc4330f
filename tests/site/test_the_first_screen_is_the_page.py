"""What a reader meets first, on a phone and on a desk: a way in, few marks, and on the home page the flow itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.flow import ADDRESS, Flow, fragment
from tests.support.tree import ADDRESSES, fail_with, gate
from tests.support.views import DESK, PHONE

MOST_MARKS = 2
LEADS_IN_ABOVE = 600  # px
REFERENCE = ["/", "/glossary/", "/faq/", "/nothing-is-here/"]
REFERENCE += [each for each in ADDRESSES if each.startswith("/evidence/claims/")]
FLOW = Flow()
HOME: dict[str, Any] = gate().data["home"]

MARKS = """() => [...document.querySelectorAll("article .claim:not(label)")]
  .filter((mark) => mark.checkVisibility() && mark.getBoundingClientRect().top < innerHeight).length"""
FIRST = """() => Math.min(...[...document.querySelectorAll(
    "article :is(input, select, textarea, summary, table, figure, .md-button, li a, nav a)")]
  .filter((each) => each.checkVisibility() && !each.closest(".md-path"))
  .map((each) => each.getBoundingClientRect().top))"""


@pytest.fixture(scope="module")
def reader(browser: Browser, base_url: str) -> Iterator[Page]:
    """Return one page for all addresses."""
    page = browser.new_page(base_url=base_url)
    yield page
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_first_screen_shows_few_marks(reader: Page, address: str) -> None:
    reader.goto(address, wait_until="domcontentloaded")
    for size in (PHONE, DESK):
        reader.set_viewport_size(size)  # type: ignore[arg-type] # a plain dict serves
        assert reader.evaluate(MARKS) <= MOST_MARKS, f"{size['width']} px wide: give neighbours one mark"


@pytest.mark.slow
@pytest.mark.parametrize("address", REFERENCE)
def test_a_phone_shows_what_leads_in(reader: Page, address: str) -> None:
    reader.set_viewport_size(PHONE)  # type: ignore[arg-type] # a plain dict serves
    reader.goto(address)
    assert reader.evaluate(FIRST) < LEADS_IN_ABOVE, "shorten what stands above the first control, row or figure"


def test_the_cards_lead_where_they_say() -> None:
    fail_with(f"docs/data/home.yml: {wrong}" for wrong in FLOW.wrong_ends(HOME["situations"]))


def test_the_chart_shows_what_its_claims_say() -> None:
    claims = gate().data["claims"]
    fail_with(
        f"docs/data/home.yml: {bar['label']}: {bar['value']}% is in none of {', '.join(bar['claims'])}."
        for group in HOME["result"]["groups"]
        for bar in group["bars"]
        if not any(f" {bar['value']}% " in claims[each]["claim"] for each in bar["claims"])
    )


@pytest.mark.slow
def test_the_first_question_is_answered_on_the_home_page(page: Page, trouble: Any) -> None:
    for option in FLOW.questions[FLOW.start]["options"]:
        page.goto("/")
        page.get_by_role("link", name=option["label"], exact=True).click()
        page.wait_for_url(f"**{ADDRESS}#{FLOW.start}={option['id']}")
        title = FLOW.title(option["next"])
        expect(page.locator("decision-flow").get_by_role("heading", level=3, name=title, exact=True)).to_be_visible()


@pytest.mark.slow
def test_a_card_opens_the_flow_at_its_outcome(page: Page, trouble: Any) -> None:
    for each in HOME["situations"]:
        page.goto("/")
        page.get_by_role("link", name=each["situation"]).click()
        page.wait_for_url(f"**{ADDRESS}{fragment(tuple(each['answers'].items()))}")
        title = FLOW.title(each["outcome"])
        expect(page.locator("decision-flow").get_by_role("heading", level=3, name=title, exact=True)).to_be_visible()


@pytest.mark.slow
def test_a_missing_page_asks_for_no_key_that_a_phone_lacks(page: Page) -> None:
    page.goto("/nothing-is-here/")
    expect(page.locator("article")).to_contain_text("search the site")
    expect(page.locator("kbd")).to_have_count(0)
