"""The output shown beside a snippet is what running it prints, and its docstring examples hold."""

import doctest
import importlib

import pytest

from tests.support.demos import DEMOS, run_demo
from tests.support.processors import on_every_processor
from tests.support.stored_outputs import difference
from tests.support.tree import ROOT

FIX = "read the difference, then run: make update"


def test_snippets_were_found() -> None:
    assert DEMOS, f"no snippets under {ROOT / 'snippets'}: the tests below would pass on nothing"


def test_every_output_belongs_to_a_snippet() -> None:
    outputs = set((ROOT / "snippets").rglob("*.out"))
    orphans = outputs - {path.with_suffix(".out") for path in (ROOT / "snippets").rglob("*.py")}
    assert not orphans, f"outputs without a snippet, delete or rename them: {sorted(orphans)}"


@on_every_processor
@pytest.mark.parametrize("module", DEMOS)
def test_output_is_what_the_snippet_prints(module: str, processor: str) -> None:
    shown = DEMOS[module].with_suffix(".out")
    run = run_demo(module, processor)
    assert run.returncode == 0, run.stderr
    assert not run.stderr, f"a demo must print nothing to stderr:\n{run.stderr}"
    assert run.stdout.strip(), f"{module} prints nothing: give it an example under __main__"
    assert shown.exists(), f"{shown.name} is missing; {FIX}"
    found = difference(shown.read_text(encoding="utf-8"), run.stdout)
    assert not found, f"{found}; {FIX}"


@pytest.mark.parametrize("module", DEMOS)
def test_docstring_examples_hold(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0
