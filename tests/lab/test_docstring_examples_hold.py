"""The examples in the lab's docstrings hold."""

import doctest
import importlib
from pathlib import Path

import pytest

from tests.support.lab_session import runs_here

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "snippets/lab").rglob("*.py"))
    if runs_here(path.stem) and runs_here(path.parent.name)
]


@pytest.mark.parametrize("module", MODULES)
def test_docstring_examples_hold(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_there_are_some() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert any(test.examples for module in MODULES for test in finder.find(importlib.import_module(module)))
