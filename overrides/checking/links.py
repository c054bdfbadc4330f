"""Where links lead: to pages, sections and files that exist; and every page stands in the navigation."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import TemplateError
from markdown.extensions.toc import slugify

from overrides.checking.finding import Finding
from overrides.checking.macros import without_macros
from overrides.checking.markup import markup_of, strings
from overrides.checking.tree import Tree
from overrides.rendering.data import DataError
from overrides.rendering.gate import line_of, nearest
from overrides.rendering.macros import environment, variables
from overrides.rendering.policy import without_code

_ID = re.compile(r"""\{:?[^}\n]*?#([\w-]+)|\bid=["']?([\w-]+)""")
_HEADING = re.compile(r"^#{1,6} +(.+?)(?: \{.*\})?$", re.M)
_PAGE = (".md", ".ipynb")


def check(tree: Tree) -> Iterator[Finding]:
    """Yield every link that leads nowhere, and every page that no navigation names."""
    anchors = _Anchors(tree)
    for page in tree.pages:
        for target in _links(without_macros(page.text)):
            if wrong := _wrong(target, page.path, tree, anchors):
                for line in _lines(without_code(page.text), target):
                    yield Finding(f"docs/{page.path}", page.first + line - 1, *wrong)
    for path, content in tree.gate.content.items():
        for where, text in strings(content):
            for target in _links(text):
                if wrong := _wrong(target, "", tree, anchors):
                    name = path.relative_to(tree.root).as_posix()
                    yield Finding(name, line_of(tree.gate.texts[path], where), *wrong)
    for use in tree.gate.uses:
        page_named, _, fragment = use.wanted.partition("#")
        named = page_named.removeprefix("/")
        if use.target == "pages" and fragment and named in anchors.pages and (wrong := anchors.wrong(named, fragment)):
            yield Finding(use.file, line_of(tree.texts[use.file], use.path), *wrong)
    yield from _navigation(tree)


@lru_cache(maxsize=8192)
def _links(text: str) -> list[str]:
    """Return the targets of the links and images of a text of Markdown, as they are written."""
    found = [given.get("href") or given.get("src") or "" for tag, given in markup_of(text).tags if tag in ("a", "img")]
    within = (target for target in found if target and not re.match(r"(?i)[a-z][a-z0-9+.-]*:", target))
    return list(dict.fromkeys(within))


def _lines(bare: str, target: str) -> list[int]:
    """Return the lines of a text on which a link's target is written; the first where it is written otherwise."""
    found = [each.start() for each in re.finditer(rf"{re.escape(target)}(?![\w#/.-])", bare)]
    return [bare.count("\n", 0, start) + 1 for start in found] or [1]


class _Anchors:
    """The anchors of every page: those of its own text, and of the blocks that it includes."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.pages = {page.path: page for page in tree.pages}
        self.known: dict[str, frozenset[str] | None] = {}
        data = [text for name, text in tree.texts.items() if name.startswith(("docs/data/", "overrides/blocks/"))]
        self.key = hash((str(tree.root), *data))

    def of(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a page; None where they cannot be known because the data are wrong."""
        page = self.pages[path]
        ids = set(markup_of(without_macros(page.text)).ids)
        if "CONTRIBUTING.md" in page.text:
            ids |= set(markup_of(self.tree.texts["CONTRIBUTING.md"]).ids)
        if "{%" not in page.text:
            return frozenset(ids)
        if self.tree.gate.problems or self.tree.unreadable:
            return None
        rendered = _rendered(page.text, self)
        return frozenset(ids | rendered) if rendered is not None else None

    def wrong(self, path: str, fragment: str) -> tuple[str, str] | None:
        """Return what is wrong with the anchor of a link, and the fix; None where it exists."""
        if path not in self.known:
            self.known[path] = self.of(path)
        known = self.known[path]
        if known is None or fragment in known:
            return None
        fix = nearest(fragment, known).strip() or "Name the address of a section of that page."
        return f"docs/{path} has no section '#{fragment}'", fix


_seen: dict[Any, Any] = {}  # what pages with blocks were rendered to, while the data stay as they are


def _rendered(text: str, anchors: _Anchors) -> frozenset[str] | None:
    """Return the anchors in what a page's text, with its blocks, is rendered to."""
    tree = anchors.tree
    if _seen.get("key") != anchors.key:
        _seen.clear()
        _seen.update(key=anchors.key, variables=variables(tree.gate, "https://host.example/edit/main/docs/"))
    if text not in _seen:
        try:
            shown = environment(tree.root).from_string(text).render(_seen["variables"])
        except (TemplateError, DataError):
            return None  # told by the rule on macros
        ids = {first or second for first, second in _ID.findall(shown)}
        _seen[text] = frozenset(ids | {slugify(said, "-") for said in _HEADING.findall(shown)})
    found: frozenset[str] = _seen[text]
    return found


def _wrong(target: str, page: str, tree: Tree, anchors: _Anchors) -> tuple[str, str] | None:
    """Return what is wrong with a link of a page (or of a data file, without one), and the fix."""
    parts = urlsplit(target)
    if parts.netloc:
        return f"the link '{target}' has no scheme", "Begin it with https://."
    written = unquote(parts.path)
    if not written:
        return anchors.wrong(page, unquote(parts.fragment)) if parts.fragment and page else None
    start = "" if written.startswith("/") else posixpath.dirname(page)
    path = posixpath.normpath(posixpath.join(start, written.lstrip("/")))
    if path in anchors.pages:
        return anchors.wrong(path, unquote(parts.fragment)) if parts.fragment else None
    if page and f'href="{target}"' in anchors.pages[page].text and not target.endswith("/"):
        return None  # raw HTML counts from the address of the page, and may lead to what the build writes
    if path.startswith("../"):
        return f"the link '{target}' leads out of docs/", "Link to a page, or to the file's address on the web."
    if tree.path(f"docs/{path}").is_file():
        return None
    if written.endswith(("/", ".html")) or "." not in posixpath.basename(path):
        meant = next(
            (each for each in (f"{path}.md", f"{path}.ipynb", f"{path}/index.md") if each in anchors.pages), ""
        )
        fix = f"Link to the file: {meant}." if meant else "Link to a page by its file: ../guide/tune.md."
        return f"the link '{target}' names no file", fix
    return f"the link '{target}' leads to no page or file", nearest(path, anchors.pages).strip() or "Mend the path."


def _navigation(tree: Tree) -> Iterator[Finding]:
    name = "mkdocs.yml"
    text = tree.texts.get(name, "")
    lines = text.partition("\nnav:\n")[2].partition("\n\n")[0].splitlines()
    first = text.partition("\nnav:\n")[0].count("\n") + 3
    paths = {each.removeprefix("docs/") for each in tree.files if each.startswith("docs/") and each.endswith(_PAGE)}
    named: dict[str, int] = {}
    for number, line in enumerate(lines, first):
        if found := re.match(r"\s*- (?:.*: )?\"?([\w./-]+\.(?:md|ipynb))\"?\s*$", line):
            if found[1] not in paths:
                fix = nearest(found[1], paths).strip() or "Write the page, or remove the line."
                yield Finding(name, number, f"the navigation names '{found[1]}', which is no page", fix)
            if found[1] in named:
                what = f"'{found[1]}' stands in the navigation twice"
                yield Finding(name, number, what, f"Keep one line; the first is {named[found[1]]}.")
            named.setdefault(found[1], number)
    for path in sorted(paths - set(named)):
        fix = f"Add a line for it to `nav` in {name}, in the section where readers look for it."
        yield Finding(f"docs/{path}", 1, "the page is not in the navigation", fix)
