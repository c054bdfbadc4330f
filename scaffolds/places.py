"""Finds where something is added to a file, as text: comments and the form of the lines stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from overrides.rendering.data import read_text


class ScaffoldError(ValueError):
    """Nothing can be begun under this name; the message says why and what to do."""


def refuse_taken(what: str, wanted: str, pattern: str, paths: Iterable[Path], root: Path) -> None:
    """Raise ScaffoldError, naming the line, if `pattern` with `wanted` for ID begins a line of one of `paths`."""
    line_of = re.compile(pattern.replace("ID", re.escape(wanted)), re.M)
    for path in paths:
        text = read_text(path, root)
        if found := line_of.search(text):
            place = f"{path.relative_to(root).as_posix()}:{text.count(chr(10), 0, found.start()) + 1}"
            raise ScaffoldError(f"{place}: there is a {what} '{wanted}' already. Mend that one, or take another name.")


def inserted(text: str, addition: str, at: int) -> tuple[str, int]:
    """Put `addition` before the character `at` of `text`; return the new text and the line where it begins."""
    before = text[:at] if text[:at].endswith("\n") else text[:at] + "\n"
    return before + addition + text[at:], before.count("\n") + 1


def before_the_next(head: str, key: str, text: str) -> int:
    """Return where the entry `key` belongs among entries in the order of their keys; group 1 of `head` is a key."""
    later = (found.start() for found in re.finditer(head, text, re.M) if found[1] > key)
    return next(later, len(text))


def end_of_group(text: str, group: str, indent: str) -> int:
    """Return where the group `group` of a data file ends: before the next group's `- id:`, or at the end."""
    begin = re.search(rf"^{indent}- id: {re.escape(group)}$", text, re.M)
    if not begin:
        known = ", ".join(re.findall(rf"^{indent}- id: (\S+)$", text, re.M))
        raise ScaffoldError(f"there is no group '{group}'. Give one with IN=: {known}.")
    after = re.compile(rf"^{indent}- id: ", re.M).search(text, begin.end())
    return after.start() if after else len(text)
