"""The style of Markdown, by rumdl, which knows what MkDocs and its extensions write; [tool.rumdl] sets it up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from overrides.checking.finding import Finding
from overrides.checking.tools import CONFIG, Judge
from overrides.checking.tree import Tree


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what pages and the guides at the root write in a way that reads otherwise, or in two ways."""
    yield from _RUMDL.findings(tree, files(tree))


def files(tree: Tree) -> list[str]:
    """Return the files of Markdown whose style is checked."""
    return [name for name in tree.texts if name.endswith(".md") and (name.startswith("docs/") or "/" not in name)]


def _finding(entry: Any) -> Iterator[Finding]:
    mend = "Run `make fix`." if entry.get("fixable") else f"The rule is {entry['rule']} of rumdl."
    yield Finding(entry["file"], entry["line"], entry["message"].rstrip("."), mend)


_RUMDL = Judge(["rumdl", "check", "--no-cache", "--config", str(CONFIG), "--output-format", "json"], _finding)
