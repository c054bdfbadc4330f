"""The frame of the site at work: colours, copying, evidence notes, printing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("trouble")
def test_colour_scheme_follows_the_system_and_can_be_switched_for_good(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_title("Switch to light mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.goto("/glossary/")
    expect(body).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize("key", ["Space", "Enter"])
@pytest.mark.usefixtures("trouble")
def test_the_colour_scheme_is_switched_by_keyboard(page: Page, key: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")
    body = page.locator("body")
    page.get_by_role("link", name="Context or Weights").first.focus()
    page.keyboard.press("Tab")
    for scheme in ("slate", "default", "slate"):
        page.keyboard.press(key)
        expect(body).to_have_attribute("data-md-color-scheme", scheme)


def test_each_copy_button_says_what_it_copies(page: Page) -> None:
    page.goto("/guide/tune/")
    for fold in page.locator("article details").all():
        fold.evaluate("each => each.open = true")
    for block in page.locator("article pre").all():
        block.scroll_into_view_if_needed()
        expect(block.get_by_role("button", name="Copy to clipboard:")).to_be_visible()
    names = [each.get_attribute("aria-label") or "" for each in page.locator("article button[data-md-type=copy]").all()]
    assert len(names) > 5
    assert len(names) == len(set(names)), names
    assert "Copy to clipboard: 7. Compare fairly, code 2 of 2" in names
    assert "Copy to clipboard: The training loop" in names


@pytest.mark.usefixtures("trouble")
def test_code_can_be_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/understand/peft/")
    block = page.locator("pre").filter(has_text="def low_rank_update")
    block.scroll_into_view_if_needed()
    block.hover()
    block.get_by_role("button", name="Copy to clipboard").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "def low_rank_update" in copied


def test_evidence_opens_and_closes_from_the_keyboard(page: Page) -> None:
    page.goto("/understand/peft/")
    mark = page.get_by_role("link", name="Evidence:").first
    mark.focus()
    page.keyboard.press("Enter")
    note = page.locator(":popover-open")
    expect(note).to_contain_text("Holds for")
    assert note.evaluate("note => parseFloat(getComputedStyle(note).borderTopLeftRadius)") > 4, "it has no sheet"
    expect(note).to_contain_text("Caveat")
    page.keyboard.press("Tab")
    expect(note.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(":popover-open")).to_have_count(0)
    expect(mark).to_be_focused()


def test_evidence_is_a_link_to_its_entry_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False, has_touch=True)
    page = context.new_page()
    page.goto("/understand/peft/")
    page.get_by_role("link", name="Evidence:").first.tap()
    page.wait_for_url("**/evidence/claims/**")
    expect(page.locator(f"[id='{page.url.rpartition('#')[2]}']")).to_be_in_viewport()
    context.close()


def test_evidence_that_cannot_be_fetched_is_visited(page: Page) -> None:
    page.goto("/understand/peft/")
    mark = page.get_by_role("link", name="Evidence:").first

    def without_fetching(route: Route) -> None:
        route.abort() if route.request.resource_type == "fetch" else route.continue_()

    page.route("**/evidence/claims/**", without_fetching)
    mark.click()
    page.wait_for_url("**/evidence/claims/**")


SEVERAL = re.compile(r"^Evidence: .+ [+]\d")


def test_a_mark_for_several_claims_opens_all_their_notes(page: Page) -> None:
    page.goto("/evidence/lab/")
    mark = page.get_by_role("link", name=SEVERAL).first
    behind = int(re.findall(r"[+](\d+)", mark.inner_text())[0])
    mark.press("Enter")
    note = page.get_by_role("dialog", name="Evidence")
    expect(note.get_by_text("Caveat")).to_have_count(behind + 1)
    expect(note.get_by_role("link", name="See it in the register")).to_have_count(behind + 1)


def test_each_claim_of_a_mark_is_a_link_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/evidence/lab/")
    mark = page.get_by_role("link", name=SEVERAL).first
    behind = int(re.findall(r"[+](\d+)", mark.inner_text())[0])
    more = page.locator("p", has=mark).locator("a.claim-more")
    expect(more).to_have_count(behind)
    more.last.click()
    expect(page.locator(f"[id='{page.url.rpartition('#')[2]}']")).to_be_in_viewport()
    context.close()


def test_a_mark_for_several_claims_lists_them_where_nothing_can_be_fetched(page: Page) -> None:
    page.goto("/evidence/lab/")
    page.route("**/evidence/claims/**", lambda route: route.abort())
    page.get_by_role("link", name=SEVERAL).first.click()
    links = page.get_by_role("dialog", name="Evidence").get_by_role("link")
    expect(links.nth(1)).to_be_visible()
    assert all("/evidence/claims/" in str(each.get_attribute("href")) for each in links.all())


def test_the_links_of_a_note_lead_where_the_register_says(page: Page) -> None:
    page.goto("/decide/comparison-matrix/")
    page.get_by_role("link", name="Evidence:").first.click()
    note = page.get_by_role("dialog", name="Evidence")
    expect(note).to_contain_text("Caveat")
    wanted = {each.get_attribute("href") for each in note.get_by_role("link").all()}
    assert wanted
    for address in wanted:
        if address and address.startswith(page.url.split("/decide")[0]):
            assert page.request.get(address).ok, address


def test_a_term_carries_its_tooltip_where_it_is_first_used(page: Page) -> None:
    page.goto("/understand/in-context-learning/")
    titles = [each.get_attribute("title") for each in page.locator(".md-content abbr").all()]
    assert titles
    assert len(titles) == len(set(titles)), "a term has two tooltips on one page"


def test_a_definition_is_shown_to_whoever_reaches_its_term_by_keyboard(page: Page) -> None:
    page.goto("/understand/peft/")
    term = page.locator("article abbr").first
    definition = term.get_attribute("title") or ""
    expect(term).to_have_attribute("tabindex", "0")  # the theme's script has it join the order of Tab
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the content
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "ABBR":
            break
    expect(term).to_be_focused()
    expect(page.get_by_role("tooltip").filter(has_text=definition[:40])).to_be_visible()


def test_print_hides_the_frame_and_keeps_the_text(page: Page) -> None:
    page.goto("/understand/peft/")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_an_unknown_address_shows_the_way_on(page: Page) -> None:
    response = page.goto("/no/such/page/")
    assert response is not None
    assert response.status == 404
    page.get_by_role("main").get_by_role("link", name="Decide").click()
    expect(page.get_by_role("heading", level=1, name="Decision flow")).to_be_visible()
