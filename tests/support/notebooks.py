"""Runs the notebooks under docs/ and stores what they show."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from tests.support.processors import PROCESSORS
from tests.support.stored_outputs import difference
from tests.support.tree import DOCS, ROOT

NOTEBOOKS = sorted(DOCS.rglob("*.ipynb"))
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


def as_text(cell: nbformat.NotebookNode) -> str:
    """Write a cell's outputs as one text, in which two runs can be compared."""
    lines: list[str] = []
    for output in shown(cell):
        for key, value in output.items():
            parts = sorted(value.items()) if isinstance(value, dict) else [(key, value)]
            lines.extend(f"{name}: {part}" for name, part in parts)
    return "\n".join(lines)


def cell_differences(stored: nbformat.NotebookNode, fresh: nbformat.NotebookNode) -> list[str]:
    """List the cells whose outputs differ by more than rounding, and where."""
    pairs = enumerate(zip(stored.cells, fresh.cells, strict=True), start=1)
    found = ((number, difference(as_text(before), as_text(after))) for number, (before, after) in pairs)
    return [f"cell {number}: {what}" for number, what in found if what]


def write_outputs(path: Path) -> bool:
    """Run the notebook and store its outputs where they differ; tell whether they did."""
    fresh = executed(path)
    if not cell_differences(nbformat.read(path, as_version=4), fresh):
        return False
    for cell in fresh.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = [
                nbformat.v4.new_output("stream", name=output["stream"], text=output["text"])
                if "stream" in output
                else nbformat.v4.new_output(output["kind"], data=output["data"])
                for output in shown(cell)
            ]
    nbformat.write(fresh, path)
    return True
