"""The tree that is checked: its files, their text, its pages and its data, each read once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from overrides.checking.finding import Finding
from overrides.rendering.data import ROOT, DataError, read_text
from overrides.rendering.gate import Gate
from overrides.rendering.pages import Page, read_page

FOLDERS = ("docs", "snippets", "scaffolds", "overrides", "tests", ".github")
_TEXT = ".bib .cff .css .html .in .ipynb .js .json .jsonl .md .mjs .out .py .svg .toml .ts .tsv .txt .yaml .yml"
TEXT = frozenset(_TEXT.split())
_LEFT_OUT = {"__pycache__", ".ipynb_checkpoints", "sealed"}  # tests/sealed/ is for the eyes of one test


@lru_cache(maxsize=4096)
def _text(path: Path, root: Path, _changed: int, _size: int) -> str:
    """Read a text; again only when the file has changed, as a server and the tests check many times."""
    return read_text(path, root)


class Tree:
    """What stands below `root`. Files are named by their path from there, with slashes."""

    def __init__(self, root: Path = ROOT) -> None:
        """Read nothing yet."""
        self.root = root
        self.unreadable: list[Finding] = []

    @cached_property
    def files(self) -> list[str]:
        """Return every file that a contribution may change, and every link in place of one."""
        found = [path.name for path in self.root.iterdir() if path.is_file()]
        for folder in FOLDERS:
            for here, folders, names in os.walk(self.root / folder):
                folders[:] = [each for each in folders if each not in _LEFT_OUT]
                links = [each for each in folders if os.path.islink(os.path.join(here, each))]
                start = os.path.relpath(here, self.root).replace(os.sep, "/")
                found += [f"{start}/{each}" for each in [*names, *links]]
        return sorted(found)

    def path(self, name: str) -> Path:
        """Return where the file of that name is."""
        return self.root / name

    @cached_property
    def texts(self) -> dict[str, str]:
        """Return the text of every file that is text; those that cannot be read are found in `unreadable`."""
        texts = {}
        for name in self.files:
            path = self.path(name)
            if path.suffix in TEXT and not path.is_symlink():
                try:
                    texts[name] = _text(path, self.root, path.stat().st_mtime_ns, path.stat().st_size)
                except DataError as error:
                    self.unreadable.append(Finding.parsed(str(error)))
        return texts

    @cached_property
    def pages(self) -> list[Page]:
        """Return every page that can be read, in the order of their names."""
        return list(self._pages())

    def _pages(self) -> Iterator[Page]:
        for name in self.texts:
            if name.startswith("docs/") and name.endswith((".md", ".ipynb")):
                try:
                    yield read_page(self.path(name), self.root)
                except DataError as error:
                    self.unreadable.append(Finding.parsed(str(error)))

    @cached_property
    def gate(self) -> Gate:
        """Return the gate of the data, which has judged them."""
        return Gate(self.root)
