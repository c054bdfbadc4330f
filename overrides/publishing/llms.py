"""llms.txt, which lists the Markdown twins with their sizes, and llms-full.txt, which holds them all (llmstxt.org)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from overrides.publishing.node import run
from overrides.publishing.pages import Built
from overrides.publishing.twins import NAME
from overrides.rendering.data import ROOT

COUNT = ROOT / "docs" / "assets" / "build" / "count-tokens.mjs"
TOKENIZER = "o200k_base"


def token_counts(texts: Sequence[str]) -> list[int]:
    """Return how many tokens of o200k_base each text has; other tokenizers differ by a tenth or more."""
    return list(json.loads(run(COUNT, given=json.dumps(texts))))


def llms_txt(name: str, summary: str, base: str, pages: Sequence[Built], tokens: Sequence[int], whole: int) -> str:
    """Return the list of all pages by part of the site, each with its twin, what it says, and its size.

    Args:
        name: the site's name
        summary: what the site is, in a sentence
        base: the site's address
        pages: the pages, in the order of the navigation
        tokens: the size of each page's twin
        whole: the size of llms-full.txt

    """
    lines = [f"# {name}", "", f"> {summary}", ""]
    lines += [
        f"Sizes are tokens of {TOKENIZER}.",
        f"All pages in one file: [{base}llms-full.txt]({base}llms-full.txt), {whole:,} tokens.",
        f"The same knowledge as data: [{base}data/v1/datapackage.json]({base}data/v1/datapackage.json).",
        f"A procedure for agents that have to choose a method: [{base}SKILL.md]({base}SKILL.md).",
    ]
    part = None
    for page, count in zip(pages, tokens, strict=True):
        here = _part(page)
        if here != part:
            part = here
            lines += ["", f"## {part}", ""]
        lines.append(f"- [{page.title}]({base}{page.url}{NAME}) ({count:,} tokens): {page.meta['description']}")
    return "\n".join([*lines, ""])


def _part(page: Built) -> str:
    """Return the heading of a page: llmstxt.org calls "Optional" what may be skipped where context is short."""
    if page.meta["type"] == "contribute":
        return "Optional"
    return page.trail[0] if page.trail else "Start"
