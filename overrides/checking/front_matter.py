"""What stands at the top of a page: its fields by their schema, tags, and what no two pages share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from overrides.checking.finding import Finding
from overrides.checking.tree import Tree
from overrides.rendering.data import validator
from overrides.rendering.gate import Place, explain, nearest, place_of
from overrides.rendering.pages import Page

SCHEMA = "docs/data/schemas/front-matter.json"


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what is wrong with front matter."""
    schema = json.loads(tree.texts[SCHEMA])
    tags = [tag["id"] for tag in tree.gate.data.get("tags", ())]
    first: dict[tuple[str, str], str] = {}
    for page in tree.pages:
        name = f"docs/{page.path}"
        for path, said in _schema_errors(json.dumps(page.meta, default=str), tree.texts[SCHEMA], tree.root):
            place = str(path[0]) if path else ""
            what = f"front matter: {'.'.join(map(str, path)) or 'fields'}: {said}".rstrip(". ")
            fix = f"The fields are {', '.join(schema['properties'])}; {SCHEMA} describes them."
            yield Finding(name, line_of_field(tree, page, place), what, fix)
        for tag in _listed(page, "tags"):
            if tags and tag not in tags:
                fix = f"Use one of: {', '.join(sorted(tags))}.{nearest(str(tag), tags)}"
                yield Finding(name, line_of_field(tree, page, "tags"), f"tag '{tag}' is not in docs/data/tags.yml", fix)
        for unique in ("title", "description"):
            value = str(page.meta.get(unique, ""))
            if (unique, value) in first:
                what = f"its {unique} is also that of {first[unique, value]}"
                yield Finding(name, line_of_field(tree, page, unique), what, "Say what this page alone does.")
            first.setdefault((unique, value), name)
        yield from _read_otherwise(tree, page)
        yield from _reviewed(tree, page)


@lru_cache(maxsize=1024)
def _schema_errors(meta: str, schema: str, root: Path) -> tuple[tuple[Place, str], ...]:
    errors = validator(json.loads(schema), root).iter_errors(json.loads(meta))
    return tuple((place_of(error), explain(error)) for error in errors)


def line_of_field(tree: Tree, page: Page, name: str) -> int:
    """Return the line of a field of the front matter; the first line where it is missing."""
    for number, line in enumerate(_lines(tree, page), 1):
        if name and re.match(rf'[\s"]*{re.escape(name)}"?:', line):
            return number
    return 1


def _lines(tree: Tree, page: Page) -> list[str]:
    """Return the lines of the file up to the text of the page."""
    lines = tree.texts[f"docs/{page.path}"].splitlines()[: page.first - 1]
    return [re.sub(r'^\s*"', "", line) for line in lines] if page.path.endswith(".ipynb") else lines


def _listed(page: Page, name: str) -> list[Any]:
    value = page.meta.get(name)
    return value if isinstance(value, list) else []


def _read_otherwise(tree: Tree, page: Page) -> Iterator[Finding]:
    """Find what MkDocs, which reads front matter as YAML 1.1, takes for something else; and curly quotes around."""
    for name, value in page.meta.items():
        values = value if isinstance(value, list) else [value]
        for each in values:
            said = str(each)
            if said[:1] in "\u201c\u201d\u2018\u2019\u00ab" and said:
                what = f"{name} begins with a curly quote, which YAML takes for a part of the text"
                yield Finding(f"docs/{page.path}", line_of_field(tree, page, name), what, 'Write straight quotes, "…".')
        if isinstance(value, str) and name != "reviewed":
            kind = yaml.SafeLoader.yaml_implicit_resolvers
            plain = _is_plain(tree, page, name)
            if plain and any(pattern.match(value) for _, pattern in kind.get(value[:1], [])):
                what = f"MkDocs reads {name}: {value} as something other than text"
                yield Finding(f"docs/{page.path}", line_of_field(tree, page, name), what, "Put it in quotes.")


def _is_plain(tree: Tree, page: Page, name: str) -> bool:
    line = _lines(tree, page)[line_of_field(tree, page, name) - 1]
    return not re.search(r':\s*["\'>|]', line)


def _reviewed(tree: Tree, page: Page) -> Iterator[Finding]:
    written = str(page.meta.get("reviewed"))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written) and not day_of(written):
        line = line_of_field(tree, page, "reviewed")
        yield Finding(f"docs/{page.path}", line, "reviewed is no day of the calendar", "Write it as 2026-11-23.")


def day_of(written: str) -> date | None:
    """Return the day that is written, or None where it is none of the calendar."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
