"""Every notebook under docs/ gives its committed outputs when it is run again.

`python -m tests.pages.test_notebooks_reproduce` runs all notebooks and writes their outputs back.
"""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.support.processors import PROCESSORS
from tests.support.stored_outputs import difference

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs").rglob("*.ipynb"))
FIX = "read the difference, then run: python -m tests.pages.test_notebooks_reproduce"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def executed(path: Path, processor: str = "this") -> nbformat.NotebookNode:
    """Run the notebook from the repository root, as on a processor, and drop what differs from machine to machine."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=120, record_timing=False, resources={"metadata": {"path": str(ROOT)}})
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT), **PROCESSORS[processor]})
    notebook.metadata = nbformat.from_dict(METADATA)
    return notebook


def shown(cell: nbformat.NotebookNode) -> list[dict[str, object]]:
    """List a cell's outputs by kind; printed text is joined, as it may arrive in pieces."""
    outputs: list[dict[str, object]] = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and outputs and outputs[-1].get("stream") == output.name:
            outputs[-1]["text"] = f"{outputs[-1]['text']}{output.text}"
        elif output.output_type == "stream":
            outputs.append({"stream": output.name, "text": output.text})
        else:
            outputs.append({"kind": output.output_type, "data": dict(output.get("data", {}))})
    return outputs


def name(path: Path) -> str:
    """Give the notebook's path from the repository root."""
    return str(path.relative_to(ROOT))


def test_notebooks_were_found() -> None:
    assert NOTEBOOKS, "no notebook under docs/: the tests below would pass on nothing"


def as_text(cell: nbformat.NotebookNode) -> str:
    """Write a cell's outputs as one text, in which two runs can be compared."""
    parts = [(key, value) for output in shown(cell) for key, value in output.items()]
    return "\n".join(
        f"{key}: {value}"
        if not isinstance(value, dict)
        else "\n".join(f"{kind}: {value[kind]}" for kind in sorted(value))
        for key, value in parts
    )


@pytest.mark.slow
@pytest.mark.parametrize("processor", PROCESSORS)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_outputs_are_those_of_a_fresh_run(path: Path, processor: str) -> None:
    committed, fresh = nbformat.read(path, as_version=4), executed(path, processor)
    for number, (before, after) in enumerate(zip(committed.cells, fresh.cells, strict=True), start=1):
        found = difference(as_text(before), as_text(after))
        assert not found, f"{name(path)}, cell {number}: {found}; {FIX}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_notebook_carries_a_title_and_no_traces_of_a_machine(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[0].cell_type == "markdown", f"{name(path)}: begin with a Markdown cell"
    assert "\n---\n\n# " in notebook.cells[0].source, f"{name(path)}: begin with front matter and a title"
    assert notebook.metadata == METADATA, f"{name(path)}: metadata differ; {FIX}"
    for number, cell in enumerate(notebook.cells, start=1):
        assert not cell.metadata, f"{name(path)}, cell {number} has metadata; {FIX}"
        noise = [output for output in shown(cell) if {"stderr", "error"} & set(map(str, output.values()))]
        assert not noise, f"{name(path)}, cell {number} shows a warning or an error: {noise}"


if __name__ == "__main__":
    for notebook_path in NOTEBOOKS:
        rewritten = executed(notebook_path)
        for rewritten_cell in rewritten.cells:
            rewritten_cell.metadata = {}
            if rewritten_cell.cell_type == "code":
                rewritten_cell.outputs = [
                    nbformat.v4.new_output("stream", name=output["stream"], text=output["text"])
                    if "stream" in output
                    else nbformat.v4.new_output(output["kind"], data=output["data"])
                    for output in shown(rewritten_cell)
                ]
        nbformat.write(rewritten, notebook_path)
        print(f"wrote {name(notebook_path)}")
