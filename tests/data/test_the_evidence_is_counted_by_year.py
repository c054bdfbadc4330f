"""The page of open questions counts sources and claims by year from the bibliography."""

from __future__ import annotations

from overrides.rendering.coverage import Year, by_year
from overrides.rendering.references import Reference
from tests.support.tree import gate


def reference(key: str, year: str, kind: str) -> Reference:
    return Reference(key, key, key, year, key, "", "", kind)


def test_a_claim_counts_for_its_newest_paper_and_pages_do_not_date_it() -> None:
    sources = [("a", "2020", "paper"), ("b", "2023", "paper"), ("c", "2026", "page"), ("d", "n.d.", "page")]
    references = {key: reference(key, year, kind) for key, year, kind in sources}
    claims = {"x": {"cite": ["a", "b", "c"]}, "y": {"cite": ["a"]}, "z": {"cite": ["c", "d"]}}
    assert by_year(references, claims) == [Year("2026", 0, 1, 0), Year("2023", 1, 0, 1), Year("2020", 1, 0, 1)]


def test_every_dated_source_is_counted_once() -> None:
    references = gate().references
    counted = by_year(references, gate().data["claims"])
    assert sum(each.papers + each.pages for each in counted) == sum(each.year.isdigit() for each in references.values())
    assert {each.kind for each in references.values()} == {"paper", "page"}
