"""Each mistake of tests/cases/faults.yml is found in its line, with what is wrong and how to mend it; nothing else is.

All are made in one copy of the tree, one at a time, and checked in this process by what `make check` runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from overrides.checking import findings
from overrides.checking.tree import Tree
from overrides.rendering.data import read_yaml
from tests.support.build import copy_tree
from tests.support.tree import ROOT, fail_with

FAULTS: list[dict[str, Any]] = read_yaml(ROOT / "tests" / "cases" / "faults.yml")["faults"]
USUAL = "docs/understand/peft.md"


@pytest.mark.slow  # `make check` runs these checks by themselves
def test_the_tree_as_it_stands_has_nothing_to_mend() -> None:
    fail_with(map(str, findings(Tree())))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree that this worker may break."""
    return copy_tree(tmp_path_factory.mktemp("tree"))


def changed(fault: dict[str, Any], before: str) -> str:
    """Return the text of a file with the mistake in it."""
    if "change" in fault:
        old, new = fault["change"]
        assert old in before, f"the file no longer holds {old!r}: point the case at something that exists"
        return before.replace(old, new, 1)
    if "change_pattern" in fault:
        after, count = re.subn(*fault["change_pattern"], before, count=1)
        assert count == 1, f"the file no longer holds {fault['change_pattern'][0]!r}"
        return after
    return before + fault.get("append", "")


def make(fault: dict[str, Any], path: Path) -> str:
    """Make the mistake in the file at `path`, and return the text that stands there then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if "link" in fault:
        path.symlink_to(fault["link"])
        return ""
    if "kilobytes" in fault:
        path.write_bytes(b"x" * 1000 * fault["kilobytes"])
        return ""
    after = fault.get("write") or changed(fault, path.read_text(encoding="utf-8"))
    encoding = fault.get("encode", "utf-8")
    written = after.replace("\n", "\r\n").encode() if encoding == "crlf" else after.encode(encoding, "replace")
    path.write_bytes(written)
    return after


@pytest.fixture
def broken(copy: Path, fault: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Make the mistake, return the copy and the text of the file, and undo it afterwards."""
    path = copy / fault.get("in", USUAL)
    before = path.read_bytes() if path.is_file() and not path.is_symlink() else None
    yield copy, make(fault, path)
    if before is None:
        path.unlink()
    else:
        path.write_bytes(before)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_it_is_found_where_it_stands(fault: dict[str, Any], broken: tuple[Path, str]) -> None:
    tree, text = broken
    found = findings(Tree(tree))
    told = "\n".join(map(str, found))
    if fault.get("fine"):
        assert not found, told
        return
    file = fault.get("found_in", fault.get("in", USUAL))
    if file != fault.get("in", USUAL):
        text = (tree / file).read_text(encoding="utf-8")
    line = 1
    if at := fault.get("at"):
        assert at in text, f"the file does not hold {at!r}"
        line = text.count("\n", 0, text.index(at)) + 1 + fault.get("line_below", 0)
    fitting = [each for each in found if (each.file, each.line) == (file, line)]
    assert any(all(part in str(each) for part in fault["says"]) for each in fitting), (
        f"wanted at {file}:{line}: {fault['says']}; found:\n{told or 'nothing'}"
    )
