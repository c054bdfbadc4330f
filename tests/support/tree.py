"""What the tests read: the tree's files, its data, and a way to report problems without a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError

from overrides.rendering.data import front_matter

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DATA = DOCS / "data"


@dataclass(frozen=True)
class Page:
    """A page's source: its path below docs/, its front matter, and its text without the front matter."""

    path: str
    meta: dict[str, Any]
    text: str


def relative(path: Path) -> str:
    """Return a path as messages name it: from the root of the tree."""
    return path.relative_to(ROOT).as_posix()


def page_files() -> list[Path]:
    """Return every file that becomes a page."""
    return sorted([*DOCS.rglob("*.md"), *DOCS.rglob("*.ipynb")])


def markdown_pages() -> list[Page]:
    """Return every Markdown page."""
    return [
        Page(
            path.relative_to(DOCS).as_posix(),
            front_matter(path),
            re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.S),
        )
        for path in sorted(DOCS.rglob("*.md"))
    ]


def explain(error: ValidationError) -> str:
    """Say what a schema found wrong, in words where JSON Schema's own are only a rule."""
    if error.validator == "maxLength":
        said = f"the text has {len(error.instance)} characters; use at most {error.validator_value}"
    elif error.validator == "pattern":
        said = f"'{error.instance}' does not have the form {error.validator_value}"
    else:
        said = error.message
    meaning = error.schema.get("description", "") if error.validator in ("pattern", "enum", "type", "maxLength") else ""
    return f"{said}. {meaning}".strip()


def fail_with(problems: Iterable[str]) -> None:
    """Fail with one problem a line, each naming place and fix; pass when there is none."""
    lines = list(problems)
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def address_of(path: Path) -> str:
    """Return where the site serves the page that is made from `path`: docs/guide/tune.md is at /guide/tune/."""
    stem = path.relative_to(DOCS).with_suffix("").as_posix().removesuffix("index")
    return f"/{stem}" if not stem or stem.endswith("/") else f"/{stem}/"


ADDRESSES = [address_of(path) for path in page_files()]
