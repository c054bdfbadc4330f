"""The bibliography of docs/data/references.bib as plain records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pybtex.database import Entry, parse_file
from pybtex.exceptions import PybtexError

from overrides.rendering.data import ROOT, DataError


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


def _reference(key: str, entry: Entry) -> Reference:
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
        raise DataError(f"docs/data/references.bib: entry '{key}' needs author, title and year.")
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
    path = root / "docs" / "data" / "references.bib"
    try:
        entries = parse_file(str(path), bib_format="bibtex").entries
    except PybtexError as error:
        raise DataError(
            f"docs/data/references.bib: {error}. Give each key once, and check that entry's braces and commas."
        ) from error
    references = {key: _reference(key, entry) for key, entry in entries.items()}
    return dict(sorted(references.items(), key=lambda item: (item[1].short.casefold(), item[0])))
