"""The field above a long list leaves what fits, its address keeps that, and without JavaScript the list is whole."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from overrides.rendering import register
from tests.support.tree import gate
from tests.support.views import DESK, PHONE

pytestmark = pytest.mark.slow
DATA = gate().data
TOPIC = "fine-tuning"
CLAIMS = [DATA["claims"][each] for each in next(s for s in register.sections(DATA) if s["id"] == TOPIC)["ids"]]
VENDORS = [each for each in CLAIMS if each["grade"] == "vendor"]
QUESTIONS = [each for group in DATA["faq"]["groups"] for each in group["questions"]]
LISTS = {
    "/glossary/": ("Find a term", len(DATA["glossary"]), "h3"),
    "/faq/": ("Find a question", len(QUESTIONS), "h3"),
    "/evidence/claims/": ("Find a claim by its name", len(DATA["claims"]), "li[data-grade]"),
    f"/evidence/claims/{TOPIC}/": ("Find a claim", len(CLAIMS), ".register-entry"),
}


@pytest.mark.parametrize("address", LISTS)
def test_typing_leaves_what_holds_all_words(page: Page, trouble: Any, address: str) -> None:
    label, count, entry = LISTS[address]
    page.goto(address)
    status, shown = page.locator(".filter [role=status]"), page.locator(f"article {entry}:visible")
    expect(status).to_contain_text(f"{count} ")
    expect(shown).to_have_count(count)
    page.get_by_label(label, exact=True).fill("LoRA rank")
    expect(status).to_contain_text(f" of {count} ")
    found = shown.count()
    assert 0 < found < count
    expect(status).to_contain_text(f"{found} of")
    page.get_by_label(label, exact=True).fill("no-such-word")
    expect(shown).to_have_count(0)
    expect(page.get_by_role("heading", name="Read next")).to_be_visible()


@pytest.mark.parametrize("address", LISTS)
def test_the_address_keeps_the_words_and_escape_empties_the_field(page: Page, trouble: Any, address: str) -> None:
    label, count, entry = LISTS[address]
    page.goto(address)
    field, shown = page.get_by_label(label, exact=True), page.locator(f"article {entry}:visible")
    field.press_sequentially("adapter")
    page.wait_for_url("**#words=adapter")
    found = shown.count()
    page.reload()
    expect(field).to_have_value("adapter")
    expect(shown).to_have_count(found)
    field.press("Escape")
    expect(shown).to_have_count(count)
    page.wait_for_url(lambda url: "#" not in url)


def test_chips_leave_the_grades_that_are_ticked(page: Page, trouble: Any) -> None:
    page.goto(f"/evidence/claims/{TOPIC}/#grade=vendor")
    shown = page.locator(".register-entry:visible")
    expect(page.get_by_role("checkbox", name="Vendor")).to_be_checked()
    expect(shown).to_have_count(len(VENDORS))
    page.get_by_role("checkbox", name="Preprint").press("Space")
    expect(shown).to_have_count(len([each for each in CLAIMS if each["grade"] in {"vendor", "preprint"}]))
    page.wait_for_url("**#grade=preprint,vendor")


def test_a_link_to_an_entry_brings_back_the_whole_list(page: Page, trouble: Any) -> None:
    page.goto("/glossary/#words=ablation%20swapping")
    term = next(each for each in DATA["glossary"] if each["id"] == "ablation")
    related = page.locator(f"[id='{term['related'][0]}']")
    expect(related).to_be_hidden()
    page.locator(".facts:visible").get_by_role("link").first.click()
    expect(related).to_be_in_viewport()
    expect(page.get_by_label("Find a term")).to_have_value("")


@pytest.mark.parametrize(
    "fragment", ["#words=%3Cimg%20src=x%20onerror=alert(1)%3E", "#grade=nothing", "#words=%E0%A4%A"]
)
def test_a_damaged_address_does_no_harm(page: Page, trouble: Any, fragment: str) -> None:
    page.goto(f"/evidence/claims/{TOPIC}/{fragment}")
    expect(page.locator(".filter [role=status]")).to_contain_text(f"{len(CLAIMS)} claims")
    expect(page.locator("article img")).to_have_count(0)


@pytest.mark.parametrize("address", LISTS)
def test_without_javascript_the_list_is_whole_and_the_bar_jumps(browser: Browser, base_url: str, address: str) -> None:
    _, count, entry = LISTS[address]
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(f"article {entry}:visible")).to_have_count(count)
    expect(page.locator("form.filter")).to_be_hidden()
    bar = page.get_by_role("navigation", name="Jump to").get_by_role("link")
    if bar.count():
        bar.last.click()
        expect(page.locator(f"[id='{page.url.rpartition('#')[2]}']")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_entry_that_waits_to_be_laid_out_leaves_room_for_itself(page: Page, trouble: Any, size: Any) -> None:
    page.set_viewport_size(size)
    for section in register.sections(DATA):
        page.goto(f"/evidence/claims/{section['id']}/")
        low = page.locator(".register-entry").evaluate_all("""entries => entries.filter(entry => {
            const room = parseFloat(getComputedStyle(entry).containIntrinsicBlockSize.replace("auto ", ""));
            entry.style.contentVisibility = "visible";
            return entry.offsetHeight > room;
        }).map(entry => entry.id)""")
        assert low == [], "give .register-entry in register.css more room"
