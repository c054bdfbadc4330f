"""One thing that is wrong, where it stands and how to mend it, and the forms in which it is told."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MESSAGE = re.compile(r"(?P<file>[^:\s][^:]*?)(?::(?P<line>\d+))?: (?P<what>.+?)(?:\. (?P<fix>[A-Z].*))?", re.S)
_BOLD, _RED, _PLAIN = "\033[1m", "\033[31m", "\033[0m"


@dataclass(frozen=True, order=True)
class Finding:
    """What is wrong in line `line` (from 1) of `file` (a path from the root), and how to mend it."""

    file: str
    line: int
    what: str
    fix: str

    def __str__(self) -> str:
        """Return what a contributor reads: file:line: what: fix."""
        return f"{self.file}:{self.line}: {self.what}: {self.fix}"

    @classmethod
    def parsed(cls, message: str) -> Finding:
        """Return the finding of a message of the gate: "file:line: what. Fix."."""
        found = _MESSAGE.fullmatch(message)
        assert found, f"no message of the gate: {message}"
        return cls(found["file"], int(found["line"] or 1), found["what"].rstrip("."), found["fix"] or "Mend it there.")


def coloured(finding: Finding) -> str:
    """Return a finding for a terminal: the place bold, what is wrong red."""
    return f"{_BOLD}{finding.file}:{finding.line}:{_PLAIN} {_RED}{finding.what}:{_PLAIN} {finding.fix}"


def for_github(finding: Finding) -> str:
    """Return a finding as the workflow command that GitHub shows beside the line of a pull request."""
    place = f"file={_escaped(finding.file, ':,')},line={finding.line},title={_escaped(finding.what, ':,')}"
    return f"::error {place}::{_escaped(f'{finding.what}: {finding.fix}')}"


def _escaped(text: str, also: str = "") -> str:
    """Return text with what would end a workflow command, or its property, as GitHub's runner decodes it."""
    for sign in "%\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
