"""Prints how well the search answers the queries of tests/search/queries.tsv, beside the search that the theme brings.

    make search-report

Each row is a kind of query: mean reciprocal rank (MRR), and the share answered by the first and by the first three
pages. Below come the queries of the tuning half that fail, with what they got and why. The other half stays unseen:
the bars hold on it, and a ranking that was fitted to it would prove nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.support.build import build_searches
from tests.support.queries import LUNR, RANK, Query, answers_by, measures, place, queries

ROW = "{:<10} {:>5}   {:>5} {:>6} {:>6}   {:>5} {:>6} {:>6}"


def table(asked: list[Query], ours: list[int], theirs: list[int]) -> Iterator[str]:
    """Yield a line for each half and kind."""
    yield ROW.format("", "", "ours", "", "", "lunr", "", "")
    yield ROW.format("kind", "count", "MRR", "first", "three", "MRR", "first", "three")
    for tuning in (True, False):
        yield "tuned on" if tuning else "reported"
        for kind in [*sorted({each.kind for each in asked}), "all"]:
            chosen = [at for at, each in enumerate(asked) if each.tuning == tuning and kind in (each.kind, "all")]
            one, other = (measures([places[at] for at in chosen]) for places in (ours, theirs))
            shown = [f"{each:.2f}" for found in (one, other) for each in (found.mrr, found.first, found.first_three)]
            yield ROW.format(kind, one.count, *shown)


def failures(asked: list[Query], ours: list[int], answers: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what the failing queries of the tuning half got, and why."""
    for query, where, answer in zip(asked, ours, answers, strict=True):
        if query.tuning and not 1 <= where <= 3:
            yield f"\n{query.text!r} ({query.kind}) is answered by {' '.join(query.targets)}, and got:"
            for found in answer["why"]:
                yield f"  {found['location']}   {'; '.join(found['matched'])}"


def main() -> None:
    """Build, ask both, and print."""
    asked = queries()
    texts = [each.text for each in asked]
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        build_searches(site)
        answers = answers_by(RANK, site / "search" / "index.js", texts)
        theirs = answers_by(LUNR, site / "search" / "search_index.json", texts)
    ours = [place(query, answer["pages"]) for query, answer in zip(asked, answers, strict=True)]
    stock = [place(query, answer["pages"]) for query, answer in zip(asked, theirs, strict=True)]
    print("\n".join([*table(asked, ours, stock), *failures(asked, ours, answers)]))
    times = sorted(answer["ms"] for answer in answers)
    print(f"\nA query takes {times[len(times) // 2]:.1f} ms, 95 in 100 at most {times[len(times) * 95 // 100]:.1f} ms.")


if __name__ == "__main__":
    main()
