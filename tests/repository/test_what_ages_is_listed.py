"""Every page says when it was read and links to its history; the report lists by age what to read again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from overrides.rendering.pages import address_of, pages
from tests.scripts.freshness import Dated, dated, report
from tests.support.tree import EDIT_URI, fail_with, gate

TODAY = date(2026, 11, 26)


def test_the_report_knows_everything_with_a_day() -> None:
    found = list(dated())
    names = {(each.kind, each.name) for each in found}
    data = gate().data
    assert {("page", page.meta["title"]) for page in pages()} <= names
    assert {("claim", key) for key, claim in data["claims"].items() if "as_of" in claim} <= names
    assert {("providers", row["id"]) for row in data["providers"]} <= names
    priced = {preset["id"]: preset["prices"] for preset in data["cost"]["presets"]}
    named = {
        " ".join((key, price["input"], price.get("from", ""))) for key, prices in priced.items() for price in prices
    }
    assert {("cost", each.strip()) for each in named} <= names
    assert len(found) == len(names)


def test_the_oldest_comes_first_and_what_is_too_old_is_marked() -> None:
    old = Dated(TODAY - timedelta(days=121), "claim", "b", "docs/data/claims/x.yml", 120)
    edge = Dated(TODAY - timedelta(days=120), "claim", "c", "docs/data/claims/x.yml", 120)
    twins = [Dated(TODAY, "page", name, "docs/a.md", 365) for name in ("z", "a")]
    lines = report([*twins, edge, old], TODAY)
    assert [line.split()[4] for line in lines] == ["b", "c", "a", "z"]
    assert [line.partition("STALE")[1] for line in lines] == ["STALE", "", "", ""]
    assert lines[0].startswith("  121 days  2026-07-28  claim")


@pytest.mark.slow
def test_every_page_says_when_it_was_read_and_links_to_its_history(site: Path) -> None:
    problems = []
    for page in pages():
        soup = BeautifulSoup((site / address_of(page.path) / "index.html").read_text(encoding="utf-8"), "html.parser")
        shown = [time.get_text() for time in soup.select(".page-tools time")]
        history = [link["href"] for link in soup.select(".page-tools a") if link.get_text() == "history"]
        if shown != [str(page.meta["reviewed"])]:
            problems.append(f"docs/{page.path}: shows {shown} as the day of its review, not {page.meta['reviewed']}.")
        if history != [EDIT_URI.replace("/edit/", "/commits/") + page.path]:
            problems.append(f"docs/{page.path}: its history is said to be at {history}.")
    fail_with(problems)
