"""The queries by which the search is judged name pages and sections that exist, enough of each kind."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.support.queries import queries
from tests.support.tree import fail_with

# At least so many of each kind, so that a mean over a kind says something.
LEAST = {"question": 70, "keyword": 60, "jargon": 45, "typo": 45, "partial": 20, "code": 20}


def test_every_kind_has_enough_queries_and_none_stands_twice() -> None:
    given = queries()
    kinds = Counter(each.kind for each in given)
    assert set(kinds) == set(LEAST)
    fail_with(
        f"{kind}: {kinds[kind]} queries, at least {least} are needed"
        for kind, least in LEAST.items()
        if kinds[kind] < least
    )
    twice = [text for text, count in Counter(each.text for each in given).items() if count > 1]
    assert not twice, f"these stand twice: {twice}"


@pytest.mark.slow
def test_every_target_exists(site: Path) -> None:
    @cache
    def anchors(page: str) -> frozenset[str] | None:
        path = site / page / "index.html"
        return frozenset(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8"))) if path.is_file() else None

    problems = []
    for each in queries():
        for target in each.targets:
            page, _, anchor = target.partition("#")
            known = anchors(page)
            if known is None or (anchor and anchor not in known):
                problems.append(f"tests/search/queries.tsv: '{each.text}': there is no {target}. Name where it moved.")
    fail_with(problems)
