"""Everything that is checked in a contribution, as one list of findings: each module holds one kind of rule.

The build refuses what PUBLISHED finds; `make check` tells all that EVERYTHING finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from overrides.checking import (
    ages,
    drawings,
    entries,
    files,
    flow,
    front_matter,
    headings,
    links,
    macros,
    markup,
    notebooks,
    prose,
    snippets,
    spelling,
    style,
)
from overrides.checking.finding import Finding
from overrides.checking.tree import Tree

Rule = Callable[[Tree], Iterator[Finding]]

PUBLISHED: tuple[Rule, ...] = tuple(
    module.check for module in (files, entries, front_matter, macros, markup, drawings, notebooks, snippets)
)
EVERYTHING: tuple[Rule, ...] = (
    *PUBLISHED,
    *(module.check for module in (headings, links, flow, ages, spelling, prose, style)),
)


def findings(tree: Tree, rules: tuple[Rule, ...] = EVERYTHING) -> list[Finding]:
    """Return all that is wrong with a tree, by file and line, each once."""
    found = {finding for rule in rules for finding in rule(tree)}
    return sorted(found | set(tree.unreadable))
