"""What pages and blocks can call: the data files as variables, and marks for evidence."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from overrides.rendering import register
from overrides.rendering.data import ROOT, DataError, load, load_schemas
from overrides.rendering.gate import checked, nearest
from overrides.rendering.pages import read_page
from overrides.rendering.references import load_references

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin

STALE_AFTER_DAYS = 120
# The heading of a page and the paragraph below it, which answers it.
_ANSWER = re.compile(r"^# .+\n+(?:\S.*\n)+", re.M)


class UnknownIdError(DataError):
    """A page names an id or a file, `wanted`, that does not exist."""

    def __init__(self, message: str, wanted: str) -> None:
        """Keep what was wanted, so that its line can be found."""
        super().__init__(message)
        self.wanted = wanted


def _known(kind: str, wanted: str, ids: Iterable[str], file: str) -> str:
    """Return `wanted` if it is among `ids`; else raise with the nearest ids and where they live."""
    ids = list(ids)
    if wanted not in ids:
        raise UnknownIdError(f"unknown {kind} '{wanted}'.{nearest(wanted, ids)} The valid ids are in {file}.", wanted)
    return wanted


def build_date() -> date:
    """Return the date of this build, in UTC; SOURCE_DATE_EPOCH (seconds) makes it repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


def define_env(env: MacrosPlugin) -> None:
    """Register variables and macros with mkdocs-macros."""
    data = load(ROOT)
    references = load_references(ROOT)
    env.variables.update(data)
    env.variables["references"] = references
    env.variables["schemas"] = load_schemas(ROOT)
    env.variables["claim_sections"] = register.sections(data)
    env.variables["claim_uses"] = register.uses(checked(ROOT))
    serial = itertools.count(1)
    # An environment of our own, since the one of mkdocs-macros has no counterpart in Zensical (decision record 2).
    blocks = Environment(loader=FileSystemLoader(ROOT / "overrides"), undefined=StrictUndefined)

    @env.macro
    def cite(key: str) -> str:
        """Return a Markdown link to one entry of the references page."""
        _known("reference", key, references, "docs/data/references.bib")
        return f"[{references[key].short}](/evidence/references.md#{key})"

    @env.macro
    def source_of(entry: dict[str, Any]) -> str:
        """Return the references of one claim, as Markdown links, and how they were read."""
        source = ", ".join(cite(key) for key in entry["cite"])
        if entry["read"] == "account":
            return f"{source}, as reported by [another account]({entry['seen_at']})"
        return source + (" (abstract read)" if entry["read"] == "abstract" else "")

    @env.macro
    def claim(*ids: str) -> str:
        """Return the evidence marks of one or more claims: a button each, opening a note."""
        template = blocks.get_template("blocks/claim-mark.html")
        marks = []
        for claim_id in ids:
            _known("claim", claim_id, data["claims"], "docs/data/claims/")
            mark = template.render(claim=data["claims"][claim_id], serial=next(serial), grades=data["grades"])
            marks.append(" ".join(mark.split()))
        return "".join(marks)

    @env.macro
    def stated(claim_id: str) -> str:
        """Return the text of a claim with its mark."""
        mark = claim(claim_id)
        return f"{data['claims'][claim_id]['claim']} {mark}"

    @env.macro
    def computed(path: str) -> str:
        """Return the mark of a number that a tested snippet computes, linked to its source."""
        if not (ROOT / path).is_file():
            raise UnknownIdError(f"computed(): there is no file '{path}'. Name a module under snippets/.", path)
        source = env.conf["edit_uri"].replace("/edit/", "/blob/").removesuffix("docs/")
        return f'[computed]({source}{path} "Computed by {path}"){{ .claim .claim--computed }}'

    @env.macro
    def by_id(entries: list[dict[str, Any]], wanted: str) -> dict[str, Any]:
        """Return the entry of a data list that has the id `wanted`."""
        _known("id", wanted, (entry["id"] for entry in entries), "docs/data/")
        return next(entry for entry in entries if entry["id"] == wanted)

    blocks.globals.update(by_id=by_id, source_of=source_of)

    @env.macro
    def page_title(path: str) -> str:
        """Return the title of a page, given as in a link: /guide/evaluate.md#gap."""
        file = ROOT / "docs" / path.partition("#")[0].lstrip("/")
        if not file.is_file():
            raise UnknownIdError(f"there is no page '{path}'. Write it from docs: /guide/tune.md#data.", path)
        return read_page(file).meta["title"]

    @env.macro
    def age_note(checked: str) -> str:
        """Return a warning when a date is older than STALE_AFTER_DAYS, else nothing."""
        days = (build_date() - date.fromisoformat(checked)).days
        return f" (stale: {days} days ago, check again before relying on it)" if days > STALE_AFTER_DAYS else ""


def on_post_page_macros(env: MacrosPlugin) -> None:
    """Put the questions of the front matter below the page's answer, where readers and search find them."""
    questions = env.page.meta.get("questions", [])
    if questions and env.page.meta["type"] != "home":
        listed = "\n".join(f"    - {question}" for question in questions)
        note = f'\n??? question "Questions this page answers"\n{listed}\n'
        env.markdown = _ANSWER.sub(lambda match: match[0] + note, env.markdown, count=1)
