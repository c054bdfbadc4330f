"""Puts the scripts and style sheets of the site in place, and their names into the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

from overrides.publishing.node import run
from overrides.rendering.data import ROOT

BUNDLE = ROOT / "docs" / "assets" / "build" / "bundle.mjs"

# What keeps its white space, and the white space that no reader sees.
_KEPT = re.compile(r"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)>)", re.S)
_INDENT = re.compile(r"\s*\n\s*")


def place(site: Path) -> None:
    """Bundle scripts and sheets into the built `site`, and let its pages name what was written."""
    named: dict[str, str] = json.loads(run(BUNDLE, str(site)))
    pattern = re.compile("|".join(map(re.escape, sorted(named))))
    for page in site.rglob("*.html"):
        text = pattern.sub(lambda name: named[name[0]], page.read_text(encoding="utf-8"))
        page.write_text(_without_indents(text), encoding="utf-8")


def _without_indents(html: str) -> str:
    """Return a page without the white space that only its source shows, a twentieth of what is sent."""
    parts = _KEPT.split(html)
    return "".join(part if at % 2 else _INDENT.sub("\n", part) for at, part in enumerate(parts))
