"""How the register of claims is ordered, and on which pages each claim stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from overrides.rendering.data import ROOT, read_table

# The headings of the register, each with its groups (files of docs/data/claims/). What no line names comes last.
_SECTIONS = (
    ("in-context-learning", "Prompts and in-context learning", ("in-context-learning",)),
    ("fine-tuning", "Fine-tuning", ("fine-tuning",)),
    ("cost-and-compute", "Cost and compute", ("cost-and-compute", "calculator")),
    ("knowledge-and-risk", "Knowledge, safety and privacy", ("knowledge-and-risk",)),
    ("practice", "Evaluation, tools and daily practice", ("guide", "tools", "faq")),
    ("cases", "Cases and providers", ("cases",)),
    ("lab", "What we measured ourselves", ("lab",)),
)
# The pages that show the claims of a data file.
_SHOWN_ON = {
    "cases": "/evidence/cases.md",
    "decision": "/decide/decision-flow.md",
    "disagreements": "/evidence/disagreements.md",
    "faq": "/faq.md",
    "matrix": "/decide/comparison-matrix.md",
}
_MARK = re.compile(r"\bclaim\(([^)]*)\)")


def sections(root: Path = ROOT) -> list[dict[str, Any]]:
    """Return the register's sections, each with `id`, `title` and the sorted `ids` of its claims."""
    files = sorted((root / "docs" / "data" / "claims").glob("*.yml"))
    groups = {path.stem: [entry["id"] for entry in read_table(path, "claims", root)] for path in files}
    named = [name for _, _, names in _SECTIONS for name in names]
    plan = [*_SECTIONS, ("further", "Further claims", tuple(name for name in groups if name not in named))]
    found = [
        {"id": key, "title": title, "ids": sorted(each for name in names for each in groups.get(name, []))}
        for key, title, names in plan
    ]
    return [section for section in found if section["ids"]]


def _named(value: Any) -> Iterator[str]:
    """Yield the claims that a data file names, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("claims", "why") and isinstance(inner, list):
                yield from inner
            else:
                yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)


def uses(data: dict[str, Any], root: Path = ROOT) -> dict[str, list[str]]:
    """Return, for every claim, the pages that show its mark, as paths from docs/."""
    docs = root / "docs"
    found: dict[str, set[str]] = {each: set() for each in data["claims"]}
    for page in sorted(docs.rglob("*.md")):
        for call in _MARK.findall(page.read_text(encoding="utf-8")):
            for each in re.findall(r'"([^"]+)"', call):
                found.setdefault(each, set()).add(f"/{page.relative_to(docs).as_posix()}")
    for file, page in _SHOWN_ON.items():
        for each in _named(data.get(file)):
            found.setdefault(each, set()).add(page)
    return {each: sorted(pages) for each, pages in found.items()}
