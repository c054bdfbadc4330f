"""Every page as it is opened: no axe violation, a quiet console, no request elsewhere, no sideways scrolling.

Axe runs all its rules: WCAG 2.0 to 2.2, A and AA, and best practice.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import violations
from tests.support.tree import ADDRESSES, KINDS, fail_with
from tests.support.trouble import Trouble
from tests.support.views import VIEWS, WEEKLY

pytestmark = pytest.mark.slow

# Every page is seen in one view, and one page of each kind in all of them, since colours and layout hang on what a page
# is made of. That no page scrolls sideways on a phone is held at 400 percent.
PAGES, SEEN = ([*addresses, "/not-a-page"] for addresses in (ADDRESSES, KINDS))


@pytest.fixture(scope="module")
def views(browser: Browser, base_url: str) -> Iterator[dict[str, Page]]:
    """Return one page for each view; it is used for many addresses, so that styles and scripts load once."""
    contexts = {
        name: browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
        for name, (size, scheme) in VIEWS.items()
    }
    yield {name: context.new_page() for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize(
    ("view", "address"),
    [
        pytest.param(view, address, marks=pytest.mark.weekly if view in WEEKLY else ())
        for view in VIEWS
        for address in (PAGES if view == "desk-light" else SEEN)
    ],
)
def test_page_is_accessible_quiet_and_fits(views: dict[str, Page], base_url: str, view: str, address: str) -> None:
    page = views[view]
    trouble = Trouble(page, base_url)
    page.goto(address)
    found = violations(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("the page scrolls sideways")
    fail_with(f"{address} ({view}): {each}" for each in [*found, *trouble.seen])


@pytest.mark.parametrize("view", [view for view in VIEWS if view not in WEEKLY])
def test_axe_finds_nothing_in_the_open_search(views: dict[str, Page], view: str) -> None:
    page = views[view]
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("lora", delay=30)
    page.locator(".md-search-result__item").first.wait_for()
    fail_with(f"search ({view}): {each}" for each in violations(page))


def test_axe_finds_nothing_in_an_open_evidence_note(views: dict[str, Page]) -> None:
    page = views["desk-light"]
    page.goto("/understand/peft/")
    page.get_by_role("link", name="Evidence:").first.click()
    fail_with(violations(page))
