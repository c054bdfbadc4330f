"""The one reader of pages: Markdown files, and notebooks by their Markdown cells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from overrides.rendering.data import ROOT, DataError, parse_yaml, read_text

_FRONT_MATTER = re.compile(r"\A\n*---\n(.*?)\n---(?:\n|\Z)", re.S)
_CALL = re.compile(r"\b(claim|stated|cite|computed|page_title)\(([^)]*)\)")


@dataclass(frozen=True)
class Page:
    """A page's source: its path below docs/, its front matter, and its text without the front matter.

    The text starts in line `first` of the file.
    """

    path: str
    meta: dict[str, Any]
    text: str
    first: int

    def calls(self) -> Iterator[tuple[int, str, list[str]]]:
        """Yield the page's calls of macros: the line of the file, the macro, and what it names."""
        for call in _CALL.finditer(self.text):
            line = self.first + self.text.count("\n", 0, call.start())
            yield line, call[1], re.findall(r"""["']([^"']+)["']""", call[2])

    def named(self, *macros: str) -> Iterator[str]:
        """Yield what the calls of some macros name: claims for claim and stated, references for cite."""
        for _, macro, names in self.calls():
            if macro in macros:
                yield from names


def page_files(root: Path = ROOT) -> list[Path]:
    """Return every file that becomes a page."""
    docs = root / "docs"
    return sorted([*docs.rglob("*.md"), *docs.rglob("*.ipynb")])


def address_of(path: str) -> str:
    """Return where the page made from `path`, below docs/, is served.

    >>> address_of("understand/peft.md"), address_of("evidence/index.md"), address_of("index.md")
    ('understand/peft/', 'evidence/', '')
    """
    stem = path.rpartition(".")[0].removesuffix("index")
    return stem if not stem or stem.endswith("/") else f"{stem}/"


def markdown_of(path: Path, root: Path = ROOT) -> str:
    """Return a page's Markdown, each line in the place that it has in the file; raises DataError on a broken notebook.

    A notebook keeps a line of Markdown on a line of its file, as a JSON string; its other lines are empty here.
    """
    text = read_text(path, root)
    return text if path.suffix != ".ipynb" else _markdown_cells(text, path.relative_to(root).as_posix())


@lru_cache(maxsize=256)  # the build, the register and the checks ask for the same pages
def _markdown_cells(text: str, name: str) -> str:
    try:
        json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise DataError(f"{name}:{line}: no notebook: {error}. Save it from Jupyter again.") from None
    lines, in_markdown, in_source = [], False, False
    for line in text.splitlines():
        bare = line.strip()
        if bare.startswith('"cell_type": '):
            in_markdown = '"markdown"' in bare
        in_source = in_source and not bare.startswith("]")
        lines.append(json.loads(bare.removesuffix(",")).removesuffix("\n") if in_source else "")
        in_source = in_source or (in_markdown and bare == '"source": [')
    return "\n".join(lines)


def read_page(path: Path, root: Path = ROOT) -> Page:
    """Read one page; raises DataError where it has no front matter."""
    return _page(markdown_of(path, root), path.relative_to(root).as_posix())


@lru_cache(maxsize=256)
def _page(text: str, name: str) -> Page:
    match = _FRONT_MATTER.match(text)
    if not match:
        raise DataError(f"{name}:1: no front matter. Start the page with '---', its fields, and '---'.")
    meta = parse_yaml("\n" * text.count("\n", 0, match.start(1)) + match[1], name)  # so that lines are the file's
    if not isinstance(meta, dict):
        raise DataError(f"{name}:1: no front matter. Start the page with '---', its fields, and '---'.")
    first = text.count("\n", 0, match.end()) + 1
    return Page(name.removeprefix("docs/"), meta, text[match.end() :], first)


def unreadable_pages(root: Path = ROOT) -> list[str]:
    """Return a message for every page that cannot be read."""
    problems = []
    for path in page_files(root):
        try:
            read_page(path, root)
        except DataError as error:
            problems.append(str(error))
    return problems


def pages(root: Path = ROOT) -> list[Page]:
    """Read every page of the tree at `root`."""
    return [read_page(path, root) for path in page_files(root)]
