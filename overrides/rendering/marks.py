"""What pages and blocks call: marks of evidence, references, titles of pages, entries by id."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from overrides.rendering.data import ROOT, DataError
from overrides.rendering.gate import nearest
from overrides.rendering.pages import read_page
from overrides.rendering.references import Reference

STALE_AFTER_DAYS = 120
_FIGURE = re.compile(r'<figure [^>]*id="([a-z0-9-]+)"')


class UnknownIdError(DataError):
    """A page names an id or a file, `wanted`, that does not exist."""

    def __init__(self, message: str, wanted: str) -> None:
        """Keep what was wanted, so that its line can be found."""
        super().__init__(message)
        self.wanted = wanted


def build_date() -> date:
    """Return the date of this build, in UTC; SOURCE_DATE_EPOCH (seconds) makes it repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


def _known(kind: str, wanted: str, ids: Iterable[str], file: str) -> None:
    """Raise UnknownIdError, with the nearest ids and where they live, if `wanted` is not among `ids`."""
    ids = list(ids)
    if wanted not in ids:
        raise UnknownIdError(f"unknown {kind} '{wanted}'.{nearest(wanted, ids)} The valid ids are in {file}.", wanted)


class Marks:
    """The macros of the site. Each public method is one; all raise UnknownIdError on an unknown name."""

    def __init__(
        self,
        data: Mapping[str, Any],
        references: Mapping[str, Reference],
        topics: Mapping[str, str],
        sources: str,
        root: Path = ROOT,
    ) -> None:
        """Take what the site knows.

        Args:
            data: the data files
            references: the bibliography
            topics: for each claim, the page of the register that holds it
            sources: the address below which the files of the repository can be read
            root: the top of the tree

        """
        self._data, self._references, self._topics = data, references, topics
        self._sources, self._root = sources, root
        # An environment of our own, since the one of mkdocs-macros has no counterpart in a successor.
        blocks = Environment(loader=FileSystemLoader(root / "overrides"), undefined=StrictUndefined)
        blocks.globals.update(by_id=self.by_id)
        self._template = blocks.get_template("blocks/claim-mark.html")

    def cite(self, key: str) -> str:
        """Return a Markdown link to one entry of the references page."""
        _known("reference", key, self._references, "docs/data/references.bib")
        return f"[{self._references[key].short}](/evidence/references.md#{key})"

    def source_of(self, entry: Mapping[str, Any]) -> str:
        """Return the references of one claim, as Markdown links, and how they were read."""
        source = ", ".join(self.cite(key) for key in entry["cite"])
        if entry["read"] == "account":
            return f"{source}, as reported by [another account]({entry['seen_at']})"
        return source + (" (abstract read)" if entry["read"] == "abstract" else "")

    def claim(self, *ids: str) -> str:
        """Return the evidence mark of one or more claims: a link to the entry of each in the register."""
        for claim_id in ids:
            _known("claim", claim_id, self._data["claims"], "docs/data/claims/")
        claims = [self._data["claims"][claim_id] for claim_id in ids]
        known = {"grades": self._data["grades"], "references": self._references, "topics": self._topics}
        return " ".join(self._template.render(claims=claims, **known).split())

    def stated(self, claim_id: str) -> str:
        """Return the text of a claim with its mark."""
        mark = self.claim(claim_id)
        return f"{self._data['claims'][claim_id]['claim']} {mark}"

    def computed(self, path: str) -> str:
        """Return the mark of a number that a tested snippet computes, linked to its source."""
        if not (self._root / path).is_file():
            raise UnknownIdError(f"computed(): there is no file '{path}'. Name a module under snippets/.", path)
        return f'[computed]({self._sources}{path} "Computed by {path}"){{ .claim .claim--computed }}'

    def figure(self, notebook: str, name: str) -> str:
        """Return a figure that a notebook of docs/evidence/ stores, as HTML."""
        file = self._root / "docs" / "evidence" / f"{notebook}.ipynb"
        if not file.is_file():
            raise UnknownIdError(f"figure(): there is no notebook '{notebook}' in docs/evidence/.", notebook)
        shown = [
            "".join(output.get("data", {}).get("text/markdown", ""))
            for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]
            for output in cell.get("outputs", [])
        ]
        figures = {found[1]: text for text in shown if (found := _FIGURE.match(text))}
        _known("figure", name, figures, f"docs/evidence/{notebook}.ipynb")
        return figures[name]

    def by_id(self, entries: list[dict[str, Any]], wanted: str) -> dict[str, Any]:
        """Return the entry of a data list that has the id `wanted`."""
        _known("id", wanted, (entry["id"] for entry in entries), "docs/data/")
        return next(entry for entry in entries if entry["id"] == wanted)

    def page_title(self, path: str) -> str:
        """Return the title of a page, given as in a link: /guide/evaluate.md#gap."""
        file = self._root / "docs" / path.partition("#")[0].lstrip("/")
        if not file.is_file():
            raise UnknownIdError(f"there is no page '{path}'. Write it from docs: /guide/tune.md#data.", path)
        return read_page(file, self._root).meta["title"]

    def age_note(self, checked: str) -> str:
        """Return a warning when a date is older than STALE_AFTER_DAYS, else nothing."""
        days = (build_date() - date.fromisoformat(checked)).days
        return f" (stale: {days} days ago, check again before relying on it)" if days > STALE_AFTER_DAYS else ""
