"""Asks a program from PyPI about files, and again only about those that have changed since."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from overrides.checking.finding import Finding
from overrides.checking.tree import Tree
from overrides.rendering.data import ROOT

CONFIG = ROOT / "pyproject.toml"  # where these programs are set up


def program(name: str) -> str:
    """Return the path of a program that stands beside this Python."""
    return str(Path(sys.executable).parent / name)


class Judge:
    """A program with the arguments before its files, and what makes findings of one entry of its JSON."""

    def __init__(self, command: list[str], read: Callable[[Any], Iterator[Finding]]) -> None:
        """Take the command, and what reads an entry."""
        self.command, self.read = command, read
        self.known: dict[tuple[str, str], list[Finding]] = {}

    def findings(self, tree: Tree, names: Iterable[str]) -> Iterator[Finding]:
        """Yield what the program finds in some files of a tree."""
        texts = {name: tree.texts[name] for name in names}
        if unknown := [name for name, text in texts.items() if (name, text) not in self.known]:
            found = list(self._ask(tree, unknown))
            for name in unknown:
                self.known[name, texts[name]] = [each for each in found if each.file == name]
        for name, text in texts.items():
            yield from self.known[name, text]

    def _ask(self, tree: Tree, names: list[str]) -> Iterator[Finding]:
        command = [program(self.command[0]), *self.command[1:], *names]
        run = subprocess.run(command, cwd=tree.root, capture_output=True, text=True, check=False)
        if run.returncode not in (0, 1, 2) or (run.returncode and not run.stdout.strip()):
            raise RuntimeError(f"{self.command[0]} ended with {run.returncode}: {run.stderr.strip()}")
        for entry in _entries(run.stdout):
            yield from self.read(entry)


def _entries(printed: str) -> Iterator[Any]:
    """Yield the entries of JSON: those of a list, or one a line."""
    if printed.lstrip().startswith("["):
        yield from json.loads(printed)
    else:
        yield from (json.loads(line) for line in printed.splitlines() if line.strip())
