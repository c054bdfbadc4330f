"""The search dialog in a browser: loaded when reached, answers, keeps the keyboard, and survives what goes wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.tree import gate

pytestmark = pytest.mark.slow


def ask(page: Page, text: str, path: str = "/") -> None:
    """Open the search on a page and type a query."""
    page.goto(path)
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.type(text, delay=10)


def first(page: Page) -> str:
    """Return the address of the first result."""
    link = page.locator(".md-search-result__link").first
    expect(link).to_be_visible()
    return str(link.get_attribute("href"))


@pytest.mark.usefixtures("trouble")
def test_search_works_from_the_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    search = page.get_by_role("textbox", name="Search")
    expect(search).to_be_focused()
    page.keyboard.type("emergent misalignment", delay=20)
    result = page.locator(".md-search-result__link").first
    expect(result).to_have_attribute("href", re.compile("emergent.misalignment$"))  # no more results are to come
    page.keyboard.press("ArrowDown")
    expect(result).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "?h=emergent" in address)
    expect(page.locator("mark:visible").first).to_be_visible()


@pytest.mark.usefixtures("trouble")
def test_the_number_of_results_is_announced(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("lora", delay=20)
    expect(page.get_by_role("status").filter(has_text="matching")).to_contain_text("document")


@pytest.mark.usefixtures("trouble")
def test_escape_closes_the_search_from_anywhere(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.get_by_role("heading", level=1).evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('#__search').checked")


@pytest.mark.usefixtures("trouble")
def test_a_page_at_rest_loads_nothing_of_the_search(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/guide/tune/")
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if "/search/" in address] == []
    page.keyboard.press("/")
    page.keyboard.type("lora", delay=10)
    first(page)
    loaded = {address.rpartition("/")[2] for address in asked if "/search/" in address}
    assert loaded == {"page.js", "search.css", "worker.js", "index.js"}


@pytest.mark.usefixtures("trouble")
def test_a_term_shows_its_definition(page: Page) -> None:
    definition = next(term["definition"] for term in gate().data["glossary"] if term["id"] == "lora")
    ask(page, "LoRA")
    card = page.locator(".search-card")
    expect(card.get_by_role("link", name="In the glossary")).to_have_attribute("href", re.compile(r"/glossary/#lora$"))
    expect(card).to_contain_text(definition)


@pytest.mark.usefixtures("trouble")
def test_a_question_of_the_faq_shows_its_short_answer(page: Page) -> None:
    entry = gate().data["faq"]["groups"][0]["questions"][0]
    ask(page, entry["question"])
    link = page.locator(".search-card").get_by_role("link", name="The whole answer")
    expect(link).to_have_attribute("href", re.compile(f"/faq/#{entry['id']}$"))
    expect(page.locator(".search-card")).to_contain_text(entry["short"])


@pytest.mark.usefixtures("trouble")
def test_a_corrected_query_says_so(page: Page) -> None:
    ask(page, "catastrofic forgeting")
    expect(page.locator(".search-panel")).to_contain_text("Showing results for catastrophic forgetting")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Catastrophic forgetting")


@pytest.mark.usefixtures("trouble")
def test_nothing_found_offers_a_way_on(page: Page) -> None:
    ask(page, "zzqxv")
    panel = page.locator(".search-panel")
    expect(panel).to_contain_text("Nothing on this site matches these words.")
    expect(panel).to_contain_text("The nearest terms:")
    expect(panel.get_by_role("link", name="Decision flow")).to_be_visible()


@pytest.mark.usefixtures("trouble")
def test_the_keyboard_stays_in_the_dialog(page: Page) -> None:
    ask(page, "lora")
    first(page)
    inside = "document.querySelector('.md-search').contains(document.activeElement)"
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(inside)
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(inside)


@pytest.mark.usefixtures("trouble")
def test_escape_gives_the_focus_back(page: Page) -> None:
    page.goto("/guide/tune/")
    link = page.locator(".md-content a[href]").first
    link.focus()
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.type("lora", delay=10)
    first(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('#__search').checked")
    expect(link).to_be_focused()


@pytest.mark.usefixtures("trouble")
def test_the_number_of_results_is_said_once_a_pause(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.evaluate(
        """() => {
          said = self.said = [];
          new MutationObserver(() => {
            const status = document.querySelector(".search-status");
            if (status?.textContent && said.at(-1) !== status.textContent) said.push(status.textContent);
          }).observe(document.querySelector(".md-search"), {subtree: true, childList: true, characterData: true});
        }"""
    )
    page.keyboard.type("forgetting", delay=40)
    expect(page.locator(".search-status")).to_contain_text("matching document")
    page.wait_for_timeout(900)  # longer than the pause after which it speaks: nothing more may come
    said = page.evaluate("said")
    assert len(said) == 1
    assert "matching document" in said[0]


@pytest.mark.usefixtures("trouble")
def test_what_is_typed_is_never_markup(page: Page) -> None:
    ask(page, '<img src=x onerror="alert(1)"> lora')
    first(page)
    assert page.locator(".md-search img").count() == 0


@pytest.mark.usefixtures("trouble")
def test_a_visit_opens_what_hides_its_target_and_leaves_no_words_in_the_address(page: Page) -> None:
    page.goto("/decide/break-even/?h=lora#formulas")
    page.wait_for_url(lambda address: "?h=" not in address)
    assert page.url.endswith("/decide/break-even/#formulas")


@pytest.mark.usefixtures("trouble")
def test_marking_words_keeps_the_text_of_code(page: Page) -> None:
    page.goto("/guide/tune/")
    before = page.locator(".md-content code").all_inner_texts()
    page.goto("/guide/tune/?h=model+label")
    expect(page.locator("mark:visible").first).to_be_visible()
    assert page.locator(".md-content code").all_inner_texts() == before


def broken(route: Route) -> None:
    """Answer with an index that ends too early."""
    route.fulfill(body='self.siteSearchIndex = {"format": 1', content_type="text/javascript")


@pytest.mark.parametrize("how", ["missing", "cut", "of another version"])
def test_an_index_that_cannot_be_read_is_said(page: Page, how: str) -> None:
    other = 'self.siteSearchIndex = {"format": 0};'
    page.route(
        "**/search/index.js",
        {
            "missing": lambda route: route.abort(),
            "cut": broken,
            "of another version": lambda route: route.fulfill(body=other, content_type="text/javascript"),
        }[how],
    )
    ask(page, "lora")
    expect(page.locator(".search-panel")).to_contain_text("The search did not load.")


def test_a_browser_that_refuses_workers_still_searches(page: Page) -> None:
    page.add_init_script("window.Worker = function () { throw new Error('refused'); };")
    ask(page, "lora rank")
    assert "lora" in first(page)


def test_a_missing_script_is_said(page: Page) -> None:
    page.route("**/search/page.js", lambda route: route.abort())
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator(".md-search-result__meta")).to_contain_text("The search did not load.")


def test_the_search_works_from_a_folder(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("catastrophic forgetting", delay=10)
    address = first(page)
    assert address.startswith("file://")
    assert "index.html" in address
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.close()


@pytest.mark.usefixtures("trouble")
def test_one_tap_on_a_phone_opens_the_box(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": 320, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto("/guide/tune/")
    page.locator("label.md-header__button[for=__search]").tap()
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.type("lora", delay=10)
    first(page)
    for part in page.locator(".search-panel, .md-search-result__article").all():
        box = part.bounding_box()
        assert box is None or box["width"] <= 321, "a part of the dialog is cut off at 320 px"
    context.close()
