"""How the register of claims is ordered, and on which pages each claim stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from overrides.rendering.data import ROOT, DataError, data_files, read_table
from overrides.rendering.gate import Gate
from overrides.rendering.pages import pages

# The pages that show the claims of a data file.
_SHOWN_ON = {
    "cases": "/evidence/cases.md",
    "decision": "/decide/decision-flow.md",
    "disagreements": "/evidence/disagreements.md",
    "faq": "/faq.md",
    "findings": "/evidence/lab.md",
    "home": "/index.md",
    "matrix": "/decide/comparison-matrix.md",
}


def sections(data: dict[str, Any], root: Path = ROOT) -> list[dict[str, Any]]:
    """Return the register's sections, each with `id`, `title` and the sorted `ids` of its claims.

    Raises DataError where a group of claims stands under no heading, or a heading names none.
    """
    groups = {path.stem: path for path in data_files(root) if path.parent.name == "claims"}
    named = [group for section in data["register"] for group in section["groups"]]
    if sorted(named) != sorted(groups):
        wrong = sorted(set(named) ^ set(groups)) or sorted({each for each in named if named.count(each) > 1})
        raise DataError(f"docs/data/register.yml: name each file of docs/data/claims/ once; wrong: {', '.join(wrong)}.")
    ids = {group: [claim["id"] for claim in read_table(path, "claims", root)] for group, path in groups.items()}
    return [
        {**section, "ids": sorted(each for group in section["groups"] for each in ids[group])}
        for section in data["register"]
    ]


def uses(gate: Gate) -> dict[str, list[str]]:
    """Return, for every claim, the pages that show its mark, as paths from docs/."""
    found: dict[str, set[str]] = {}
    for page in pages(gate.root):
        for claim in page.named("claim", "stated"):
            found.setdefault(claim, set()).add(f"/{page.path}")
    for use in gate.uses:
        shown_on = _SHOWN_ON.get(Path(use.file).stem)
        if use.target == "claims" and shown_on:
            found.setdefault(use.wanted, set()).add(shown_on)
    return {claim: sorted(shown) for claim, shown in found.items()}
