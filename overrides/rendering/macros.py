"""Gives pages and blocks, through mkdocs-macros, the data as variables and the marks as macros."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from overrides.publishing.open_data import DATASETS
from overrides.rendering import coverage, register
from overrides.rendering.data import load_schemas
from overrides.rendering.gate import checked
from overrides.rendering.marks import Marks
from overrides.rendering.pages import pages
from overrides.rendering.references import load_references

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin

MACROS = ("age_note", "by_id", "cite", "claim", "computed", "page_title", "source_of", "stated")


def define_env(env: MacrosPlugin) -> None:
    """Register variables and macros with mkdocs-macros."""
    gate, references = checked(), load_references()
    data = gate.data
    env.variables.update(data)
    env.variables["references"] = references
    env.variables["schemas"] = load_schemas()
    sections = env.variables["claim_sections"] = register.sections(data)
    env.variables["claim_uses"] = register.uses(gate)
    env.variables["evidence_years"] = coverage.by_year(references, data["claims"])
    env.variables["all_tags"] = data["tags"]  # a page's own tags are called tags
    env.variables["pages_by_tag"] = _by_tag()
    env.variables["open_datasets"] = DATASETS
    env.variables["tasks"] = [f"/{path}" for path in _listed_under("Tasks", env.conf["nav"])]
    topics = {claim: section["id"] for section in sections for claim in section["ids"]}
    marks = Marks(data, references, topics, env.conf["edit_uri"].replace("/edit/", "/blob/").removesuffix("docs/"))
    for name in MACROS:
        env.macro(getattr(marks, name))


def _by_tag() -> dict[str, list[str]]:
    """Return for each tag the pages that have it, as paths from docs/, by their titles."""
    found: dict[str, list[str]] = {}
    for page in sorted(pages(), key=lambda page: str(page.meta["title"]).casefold()):
        for tag in page.meta.get("tags", []):
            found.setdefault(tag, []).append(f"/{page.path}")
    return found


def _listed_under(title: str, nav: Any, wanted: bool = False) -> Iterator[str]:
    """Yield the pages below the section `title` of the menu, as paths from docs/."""
    if isinstance(nav, list):
        for entry in nav:
            yield from _listed_under(title, entry, wanted)
    elif isinstance(nav, dict):
        for name, inner in nav.items():
            yield from _listed_under(title, inner, wanted or name == title)
    elif wanted:
        yield nav


def on_post_page_macros(env: MacrosPlugin) -> None:
    """Put the questions of the front matter at the end of the page: for the search, out of the way of readers."""
    questions = env.page.meta.get("questions", [])
    if questions and env.page.meta["type"] != "home":
        listed = "\n".join(f"    - {question}" for question in questions)
        note = f'\n??? question "Questions this page answers"\n{listed}\n'
        env.markdown = env.markdown.rstrip() + "\n" + note
