"""Every notebook under docs/ gives its committed outputs when it is run again; `make update` stores them."""

from pathlib import Path

import nbformat
import pytest

from tests.support.notebooks import METADATA, NOTEBOOKS, cell_differences, executed, shown
from tests.support.processors import on_every_processor
from tests.support.tree import fail_with, relative

FIX = "read the difference, then run: make update"


def test_notebooks_were_found() -> None:
    assert NOTEBOOKS, "no notebook under docs/: the tests below would pass on nothing"


@pytest.mark.slow
@on_every_processor
@pytest.mark.parametrize("path", NOTEBOOKS, ids=relative)
def test_outputs_are_those_of_a_fresh_run(path: Path, processor: str) -> None:
    problems = cell_differences(nbformat.read(path, as_version=4), executed(path, processor))
    fail_with(f"{relative(path)}, {each}; {FIX}" for each in problems)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=relative)
def test_notebook_carries_a_title_and_no_traces_of_a_machine(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[0].cell_type == "markdown", f"{relative(path)}: begin with a Markdown cell"
    assert "\n---\n\n# " in notebook.cells[0].source, f"{relative(path)}: begin with front matter and a title"
    assert notebook.metadata == METADATA, f"{relative(path)}: metadata differ; {FIX}"
    for number, cell in enumerate(notebook.cells, start=1):
        assert not cell.metadata, f"{relative(path)}, cell {number} has metadata; {FIX}"
        noise = [output for output in shown(cell) if {"stderr", "error"} & set(map(str, output.values()))]
        assert not noise, f"{relative(path)}, cell {number} shows a warning or an error: {noise}"
