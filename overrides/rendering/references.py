"""The bibliography of docs/data/references.bib as plain records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pybtex.database import Entry, parse_string
from pybtex.exceptions import PybtexError

from overrides.rendering.data import ROOT, DataError, read_text

FILE = "docs/data/references.bib"


@dataclass(frozen=True)
class Reference:
    """One entry: `short` is the in-text form, `authors` the full list, `where` the venue, `url` may be empty.

    `kind` is "paper" for what a journal, a conference or arXiv holds, else "page": documentation, reports, threads.
    """

    key: str
    short: str
    authors: str
    year: str
    title: str
    where: str
    url: str
    kind: str


def _plain(text: str) -> str:
    return re.sub(r"[{}]", "", text)


def line_of_key(text: str, key: str, *, last: bool = False) -> int:
    """Return the line, from 1, of the entry `key` of a .bib text: its first, or its last where it stands twice."""
    found = [each.start() for each in re.finditer(rf"@\w+\s*\{{\s*{re.escape(key)}\s*,", text, re.I)]
    return text.count("\n", 0, found[-1 if last else 0]) + 1 if found else 1


def _reference(key: str, entry: Entry, line: int) -> Reference:
    people = entry.persons.get("author", [])
    names = [_plain(" ".join(person.last_names) or str(person)) for person in people]
    full = [
        _plain(" ".join(person.first_names + person.middle_names + person.prelast_names + person.last_names))
        for person in people
    ]
    others = bool(names) and names[-1] == "others"
    if others:
        names, full = names[:-1], full[:-1]
    if not names or "year" not in entry.fields or "title" not in entry.fields:
        raise DataError(f"{FILE}:{line}: entry '{key}' lacks author, title or year. Add it.")
    if not re.match(r"https?://|$", entry.fields.get("url", "")):
        raise DataError(f"{FILE}:{line}: the url of '{key}' is no web address. Begin it with https://.")
    year = entry.fields["year"]
    lead = f"{names[0]} et al." if len(names) > 2 or others else " and ".join(names)
    authors = ", ".join(full[:6]) + (" and others" if others or len(full) > 6 else "")
    where = entry.fields.get("booktitle") or entry.fields.get("journal") or entry.fields.get("note", "")
    return Reference(
        key,
        f"{lead} {year}",
        authors,
        year,
        _plain(entry.fields["title"]),
        _plain(where),
        entry.fields.get("url", ""),
        "page" if entry.type == "misc" else "paper",
    )


def load_references(root: Path = ROOT) -> dict[str, Reference]:
    """Read the .bib file of the tree at `root`; raises DataError on a malformed or incomplete entry."""
    return _parsed(read_text(root / FILE, root))


@lru_cache(maxsize=64)  # every build and check asks for the same text several times
def _parsed(text: str) -> dict[str, Reference]:
    try:
        entries = parse_string(text, bib_format="bibtex").entries
    except PybtexError as error:
        twice = re.search(r"repeated bib\w* entry: (\S+)", str(error))
        line = line_of_key(text, twice[1], last=True) if twice else getattr(error, "lineno", None) or 1
        raise DataError(
            f"{FILE}:{line}: {error}. Give each key once, and check that entry's braces and commas."
        ) from error
    references = {key: _reference(key, entry, line_of_key(text, key)) for key, entry in entries.items()}
    return dict(sorted(references.items(), key=lambda item: (item[1].short.casefold(), item[0])))
