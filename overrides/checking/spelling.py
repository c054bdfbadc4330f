"""Spelling, by typos, whose dictionary holds mistakes and their corrections; ours stands in pyproject.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from overrides.checking.finding import Finding
from overrides.checking.tools import CONFIG, Judge
from overrides.checking.tree import Tree

_PROSE = (".md", ".yml", ".ipynb", ".py", ".svg", ".html")


def check(tree: Tree) -> Iterator[Finding]:
    """Yield every word that typos takes for a misspelling."""
    yield from _TYPOS.findings(tree, [name for name in tree.texts if _is_read(name)])


def _is_read(name: str) -> bool:
    at_root = "/" not in name and name.endswith(".md")
    return at_root or (
        name.startswith(("docs/", "snippets/", ".github/", "overrides/blocks/")) and name.endswith(_PROSE)
    )


def _finding(entry: Any) -> Iterator[Finding]:
    if entry.get("type") == "typo":
        words = ", ".join(entry["corrections"]) or "another word"
        fix = f"Write {words}; a name or a term goes into [tool.typos] of pyproject.toml."
        line = entry.get("line_num") or 1
        yield Finding(entry["path"].removeprefix("./"), line, f"'{entry['typo']}' is misspelt", fix)


_TYPOS = Judge(["typos", "--config", str(CONFIG), "--format", "json", "--no-ignore"], _finding)
