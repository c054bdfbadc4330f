"""A checklist keeps its ticks on the reader's device, and counts them without a script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow
ADDRESS = "/guide/"
PROGRESS = """list => {
  const { content } = getComputedStyle(list, "::after");
  return [content, list.querySelectorAll(":checked").length, list.querySelectorAll("input").length];
}"""


def test_ticks_come_back(page: Page, trouble: Any) -> None:
    page.goto(ADDRESS)
    boxes = page.get_by_role("checkbox", name="Done")
    boxes.nth(1).press("Space")
    boxes.nth(3).press("Space")
    page.goto("/guide/tune/")
    expect(page.locator(".task-list :checked")).to_have_count(0)
    page.goto(ADDRESS)
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(3)).to_be_checked()
    expect(page.locator(".task-list :checked")).to_have_count(2)
    boxes.nth(1).press("Space")
    boxes.nth(3).press("Space")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('ticks:'))") == []


@pytest.mark.parametrize("stored", ["7", "{", '{"a": 1}', "null"])
def test_what_was_not_written_here_is_no_tick(page: Page, trouble: Any, stored: str) -> None:
    page.goto(ADDRESS)
    page.evaluate("text => localStorage.setItem(`ticks:${location.pathname}`, text)", stored)
    page.reload()
    expect(page.locator(".task-list :checked")).to_have_count(0)
    page.get_by_role("checkbox", name="Done").first.check()
    page.reload()
    expect(page.get_by_role("checkbox", name="Done").first).to_be_checked()


def test_a_browser_that_keeps_nothing_still_ticks(page: Page, trouble: Any) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    page.goto(ADDRESS)
    page.get_by_role("checkbox", name="Done").first.check()
    expect(page.locator(".task-list :checked")).to_have_count(1)


def test_each_list_says_how_much_is_done_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    first = page.locator(".task-list").first
    first.get_by_role("checkbox").nth(2).check()
    content, done, count = first.evaluate(PROGRESS)
    assert (content, done) == ('counter(done) " of " counter(all) " done"', 1)
    assert count > 5
    context.close()
