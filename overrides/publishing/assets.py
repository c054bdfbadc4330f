"""Puts the scripts and style sheets of the site in place, and their names into the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

from overrides.publishing.node import run
from overrides.rendering.data import ROOT

BUILD = ROOT / "docs" / "assets" / "js" / "build.mjs"


def place(site: Path) -> None:
    """Bundle scripts and sheets into the built `site`, and let its pages name what was written."""
    named: dict[str, str] = json.loads(run(BUILD, str(site)))
    pattern = re.compile("|".join(map(re.escape, sorted(named))))
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(pattern.sub(lambda name: named[name[0]], text), encoding="utf-8")
