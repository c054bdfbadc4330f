"""Notebooks show what their cells display as Markdown or plain text, without script, and carry nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from overrides.checking import drawings, markup
from overrides.checking.finding import Finding
from overrides.checking.tree import Tree

_SHOWN = {"text/markdown", "text/plain"}
_RUN_AGAIN = "Run `make update`, which stores what the cells display now."


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what notebooks may not hold."""
    for name, text in tree.texts.items():
        if name.startswith("docs/") and name.endswith(".ipynb"):
            yield from (Finding(name, *each) for each in _wrong(text))


@lru_cache(maxsize=64)
def _wrong(text: str) -> tuple[tuple[int, str, str], ...]:
    try:
        found = [each for cell in json.loads(text)["cells"] for each in _judged(cell)]
    except (ValueError, KeyError, TypeError, AttributeError):
        what = "no notebook: it lacks the cells, sources or outputs that notebooks have"
        return ((1, what, "Save it from Jupyter again."),)
    return tuple((_line(text, part), what, fix) for part, what, fix in found)


def _line(text: str, part: str) -> int:
    """Return the line on which some words stand, as a notebook writes them: in JSON."""
    for written in (json.dumps(part, ensure_ascii=False)[1:-1], part):
        if written and written in text:
            return text.count("\n", 0, text.index(written)) + 1
    return 1


def _text(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else str(value)


def _judged(cell: Any) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong in a cell: some words of the place, what, and the fix."""
    source = _text(cell["source"])
    if cell["cell_type"] == "raw":
        yield '"raw"', "a raw cell goes into the page as it is", "Make it a Markdown cell."
    if cell.get("attachments"):
        yield '"attachments"', "a cell carries a file", "Put the file into docs/assets/ and link to it."
    if cell["cell_type"] != "code":
        return
    parts = [source]
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            yield output.get("ename", ""), "a cell ended in an error", f"Mend it. {_RUN_AGAIN}"
        parts.append(_text(output.get("text", "")))
        for kind, shown in output.get("data", {}).items():
            if kind not in _SHOWN:
                yield kind, f"an output of the kind {kind} may carry a script", f"Display Markdown. {_RUN_AGAIN}"
            elif kind == "text/markdown":
                parts.append(_text(shown))
                yield from _displayed(_text(shown))
    for part in parts:
        if found := re.search(r"\{\{|\{%|\{#", part):
            line = next(line for line in part.splitlines() if found[0] in line)
            yield line, f"'{found[0]}' in a notebook would be read as a macro", "Write it another way, such as '{' '{'."
        for line in part.splitlines() if "--8<--" in part else ():
            if "--8<--" in line:
                yield line.strip(), "a code cell embeds a file", "Import the module instead."


def _displayed(shown: str) -> Iterator[tuple[str, str, str]]:
    """Judge what a cell displays: drawings by themselves, the rest as what a page may hold."""
    for drawing in re.findall(r"<svg\b.*?</svg>", shown, re.S):
        for _, what, fix in drawings.refused(drawing):
            yield drawing[:40], f"a drawing of an output: {what}", f"{fix} {_RUN_AGAIN}"
    rest = re.sub(r"<svg\b.*?</svg>", "", shown, flags=re.S)
    for tag, name, value in markup.refused(rest):
        what, fix = markup.said_of(tag, name, value)
        yield (f"<{tag}" if not name else value or name), f"an output holds {what}", f"{fix} {_RUN_AGAIN}"
