"""How old the evidence is: sources and claims by year, counted from the bibliography."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from overrides.rendering.references import Reference


@dataclass(frozen=True)
class Year:
    """A year, the papers and other pages cited from it, and the claims whose newest paper is of that year."""

    year: str
    papers: int
    pages: int
    claims: int


def by_year(references: Mapping[str, Reference], claims: Mapping[str, Mapping[str, Any]]) -> list[Year]:
    """Return the years that have a source, the newest first.

    Sources without a year of four digits are left out, and so are claims that cite no paper.
    """
    dated = [each for each in references.values() if each.year.isdigit()]
    kinds = Counter((each.year, each.kind) for each in dated)
    cited = [[references[key] for key in claim["cite"]] for claim in claims.values()]
    newest = Counter(
        max(years) for sources in cited if (years := [each.year for each in sources if each.kind == "paper"])
    )
    years = sorted({each.year for each in dated}, reverse=True)
    return [Year(year, kinds[year, "paper"], kinds[year, "page"], newest[year]) for year in years]
