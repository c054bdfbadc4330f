"""What the tests read: the tree's files, its data, and a way to report problems without a traceback."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from overrides.rendering import pages
from overrides.rendering.gate import Gate

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DATA = DOCS / "data"
# Where the site is hosted and where its sources are, as mkdocs.yml takes it; a fork's site lies below a path.
SITE_URL, EDIT_URI = (
    os.environ.get(name)
    or re.findall(rf'!ENV \[{name}, "(.+)"\]', (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))[0]
    for name in ("SITE_URL", "EDIT_URI")
)
PREFIX = urlsplit(SITE_URL).path


def relative(path: Path) -> str:
    """Return a path as messages name it: from the root of the tree."""
    return path.relative_to(ROOT).as_posix()


def fail_with(problems: Iterable[str]) -> None:
    """Fail with one problem a line, each naming place and fix; pass when there is none."""
    lines = list(problems)
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


@cache
def gate() -> Gate:
    """Return the gate of the tree's data, which all tests of a process share."""
    return Gate()


def address_of(path: Path) -> str:
    """Return where the site serves the page that is made from `path`: docs/guide/tune.md is at /guide/tune/."""
    return f"/{pages.address_of(path.relative_to(DOCS).as_posix())}"


ADDRESSES = [address_of(path) for path in pages.page_files()]
# One page of each kind and every tool: what only a browser can tell, and slowly, is asked of these.
KINDS = [
    "/",
    "/decide/break-even/",
    "/decide/comparison-matrix/",
    "/decide/decision-flow/",
    "/decide/gap-diagnosis/",
    "/decide/noise-check/",
    "/understand/peft/",
    "/guide/tune/",
    "/evidence/accuracy-by-labels/",
    "/evidence/claims/fine-tuning/",
    "/evidence/lab/",
    "/evidence/providers/",
    "/evidence/references/",
    "/faq/",
    "/glossary/",
    "/contribute/",
]
