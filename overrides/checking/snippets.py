"""Files that pages embed: from the folders for it, by sections that exist, and none forgotten."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from overrides.checking.files import line_at
from overrides.checking.finding import Finding
from overrides.checking.tree import Tree
from overrides.rendering.gate import nearest
from overrides.rendering.pages import Page

_MARKER = re.compile(
    r"^[ \t]*(?:#[ \t]*|<!--[ \t]*)?-{1,}8<-{1,}[ \t]*\[[ \t]*(start|end)[ \t]*:[ \t]*([\w-]+)[ \t]*\]", re.M
)
_EMBED = re.compile(r"^(?P<before>.*?)(?<!;)-{1,}8<-{1,}(?![^\n]*\[(?:start|end))[ \t]*(?P<named>[^\n]*)$", re.M)
_NAMED = re.compile(r'"(?P<file>[^":]+)(?::(?P<section>[a-z0-9-]+))?"')
# Where embedded files come from: code and what is to be pasted inside a code block, drawings and the guide outside.
_CODE, _PASTED, _DRAWINGS, _GUIDE = "snippets/", "scaffolds/skeletons/", "docs/assets/figures/", "CONTRIBUTING.md"


def embeds(page: Page) -> Iterator[tuple[int, str, str, bool]]:
    """Yield what a page embeds: the line of the file, what is named, the section, and whether inside a code block."""
    fence = ""
    for number, line in enumerate(page.text.split("\n"), page.first):
        bare = line.strip()
        if opened := re.match(r"`{3,}|~{3,}", bare):
            fence = "" if fence and bare == fence else fence or opened[0]
        if found := _EMBED.match(line):
            named = _NAMED.fullmatch(found["named"].strip())
            file = named["file"] if named and not found["before"].strip() else ""
            yield number, file or found["named"], (named["section"] or "") if named else "", bool(fence)


def sections(text: str) -> list[str]:
    """Return the sections that a file marks."""
    return [name for kind, name in _MARKER.findall(text) if kind == "start"]


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what is wrong with what pages embed, and with what they could."""
    shown: set[tuple[str, str]] = set()
    for page in tree.pages:
        for line, file, section, in_code in embeds(page):
            shown.add((file, section))
            for what, fix in _embedded(tree, file, section, in_code):
                yield Finding(f"docs/{page.path}", line, what, fix)
    for name, text in tree.texts.items():
        if name.startswith(_CODE):
            yield from _marked(name, text, shown)
            if name.endswith(".out") and (name, "") not in shown:
                yield Finding(name, 1, "this output is on no page", "Embed it, or remove it.")
    yield from _untested(tree)


def _embedded(tree: Tree, file: str, section: str, in_code: bool) -> Iterator[tuple[str, str]]:
    form = 'Write --8<-- "snippets/topic/idea.py:section" on a line of its own.'
    folders = f"{_CODE}, {_PASTED} and {_DRAWINGS}"
    if (not file.startswith((_CODE, _PASTED, _DRAWINGS)) and file != _GUIDE) or ".." in file or "://" in file:
        yield f"'{file}' may not be embedded: pages embed files of {folders} only", form
    elif file not in tree.texts:
        yield f"embeds '{file}', which does not exist", nearest(file, tree.texts).strip() or "Check the path."
    elif section and section not in sections(tree.texts[file]):
        known = ", ".join(sections(tree.texts[file])) or "none"
        fix = f"It has: {known}. Name one of these, or mark the section with --8<-- [start:{section}]."
        yield f"'{file}' has no section '{section}'", fix
    elif file.startswith(_CODE) and not in_code:
        yield f"'{file}' is embedded outside of a code block", "Put ``` before and behind it."


def _marked(name: str, text: str, shown: set[tuple[str, str]]) -> Iterator[Finding]:
    marks = Counter(_MARKER.findall(text))
    for section in sorted({section for _, section in marks}):
        start, end = marks["start", section], marks["end", section]
        first = next(each for each in _MARKER.finditer(text) if each[2] == section)
        line = line_at(text, first.start())
        if (start, end) != (1, 1):
            what = f"section '{section}' has {start} start and {end} end markers"
            yield Finding(name, line, what, "Give it one of each.")
        elif (name, section) not in shown:
            yield Finding(name, line, f"section '{section}' is on no page", "Embed it, or remove its markers.")


def _untested(tree: Tree) -> Iterator[Finding]:
    for name in tree.texts:
        if name.startswith(_CODE) and name.endswith(".py") and not name.endswith("__init__.py"):
            idea = name.removeprefix(_CODE)
            folder, _, last = idea.rpartition("/")
            test = f"tests/{'' if idea.startswith('lab/') else 'snippets/'}{folder}/test_{last}"
            if test not in tree.texts:
                yield Finding(name, 1, "a module without a test", f"Add {test}.")
