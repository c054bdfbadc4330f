"""No axe violation on any page: WCAG 2.2 A and AA and best practice, light and dark, desk and phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from tree import ADDRESSES, ROOT, report

pytestmark = pytest.mark.slow

AXE = (
    (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    if (ROOT / "node_modules").is_dir()
    else ""
)
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


PAGES = [*ADDRESSES, "/not-a-page"]


def violations(page: Page) -> list[str]:
    """Run axe on the page as it stands; return one line per rule and element."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, base_url: str, path: str, size: dict[str, int], scheme: str) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(path)
    found = violations(page)
    context.close()
    report(f"{path} ({scheme}): {each}" for each in found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_the_open_search(
    browser: Browser, base_url: str, size: dict[str, int], scheme: str
) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("lora", delay=30)
    page.locator(".md-search-result__item").first.wait_for()
    found = violations(page)
    context.close()
    report(f"search ({scheme}): {each}" for each in found)


def test_axe_finds_nothing_in_an_open_evidence_note(page: Page) -> None:
    page.goto("/understand/peft/")
    page.get_by_role("button", name="Evidence").first.click()
    report(violations(page))
