"""The zip of `make offline`, unpacked, works in a browser without a server."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from overrides.publishing.offline import NAME, pack
from tests.support.tree import fail_with

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the unpacked site."""
    target = tmp_path_factory.mktemp("offline")
    pack(site, target / "site.zip")
    with zipfile.ZipFile(target / "site.zip") as file:
        file.extractall(target)
    return target / NAME


@pytest.fixture
def page(folder: Path, browser: Browser) -> Iterator[Page]:
    """Return a page at the site's home that must meet no error, no refusal and nothing that is missing."""
    seen: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("requestfailed", lambda request: seen.append(f"not loaded: {request.url}"))
    page.goto((folder / "index.html").as_uri())
    yield page
    page.close()
    fail_with(seen)


def follow(page: Page, name: str, part: str = "Tabs") -> None:
    page.get_by_role("navigation", name=part).get_by_role("link", name=name, exact=True).click()


def test_every_link_between_pages_names_a_file(folder: Path) -> None:
    problems = []
    for file in folder.rglob("*.html"):
        for address in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', file.read_text(encoding="utf-8")):
            parts = urlsplit(address)
            if not parts.scheme and parts.path and not (file.parent / parts.path).is_file():
                problems.append(f"{file.relative_to(folder)}: {address}")
    fail_with(problems)


def test_menu_flow_and_calculators_work(page: Page) -> None:
    follow(page, "Decide")
    follow(page, "Decision flow", "Navigation")
    expect(page.get_by_text("Question 1")).to_be_visible()
    page.locator("a[data-option]:visible").first.click()
    expect(page.get_by_text("Question 2")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Question 1")).to_be_visible()
    follow(page, "Comparison matrix", "Navigation")
    expect(page.get_by_text("Showing all")).to_be_visible()
    follow(page, "Break-even calculator", "Navigation")
    answer = page.get_by_role("status", name="Answer")
    expect(answer).not_to_be_empty()
    before = answer.inner_text()
    page.locator("[name=requests-per-day]").fill("7")
    expect(answer).not_to_have_text(before)


def test_the_search_finds_and_its_results_open(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("catastrophic forgetting", delay=10)
    page.locator(".md-search-result__item").first.wait_for()
    for link in page.locator(".search-panel a, .md-search-result__item a").all():
        address = urlsplit(str(link.evaluate("link => link.href")))
        assert Path(address.path).is_file(), address.path
    page.locator(".md-search-result__item a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.startswith("file:")


def test_colours_are_remembered_and_a_mark_leads_to_its_entry(page: Page) -> None:
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    follow(page, "FAQ")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("link", name=re.compile(r"^Evidence: (?!.*\+\d)")).first.click()  # which stands for one claim
    expect(page.locator(f"[id='{page.url.rpartition('#')[2]}']")).to_be_in_viewport()


def test_the_same_site_gives_the_same_zip(site: Path, tmp_path: Path) -> None:
    pack(site, tmp_path / "one.zip")
    pack(site, tmp_path / "other.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
