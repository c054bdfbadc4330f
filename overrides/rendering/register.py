"""How the register of claims is ordered, and on which pages each claim stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from overrides.rendering.data import ROOT, read_table
from overrides.rendering.gate import Gate
from overrides.rendering.pages import pages

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
