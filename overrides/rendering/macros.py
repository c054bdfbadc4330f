"""Gives pages and blocks, through mkdocs-macros, the data as variables and the marks as macros."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from overrides.publishing.open_data import DATASETS
from overrides.rendering import coverage, register
from overrides.rendering.data import ROOT, load_schemas
from overrides.rendering.gate import Gate, checked
from overrides.rendering.marks import Marks
from overrides.rendering.pages import Page, pages

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin

MACROS = ("age_note", "by_id", "cite", "claim", "computed", "figure", "page_title", "source_of", "stated")


def variables(gate: Gate, edit_uri: str) -> dict[str, Any]:
    """Return all that pages and blocks may name: the data as variables, and the macros."""
    data, references, root = gate.data, gate.references, gate.root
    sections = register.sections(data, root)
    topics = {claim: section["id"] for section in sections for claim in section["ids"]}
    marks = Marks(data, references, topics, edit_uri.replace("/edit/", "/blob/").removesuffix("docs/"), root)
    return {
        **data,
        "references": references,
        "schemas": load_schemas(root),
        "claim_sections": sections,
        "claim_uses": register.uses(gate),
        "evidence_years": coverage.by_year(references, data["claims"]),
        "all_tags": data["tags"],  # a page's own tags are called tags
        "pages_by_tag": _by_tag(root),
        "open_datasets": DATASETS,
        "tasks": [f"/{page.path}" for page in _by_title(root) if page.path.startswith("contribute/tasks/")],
        **{name: getattr(marks, name) for name in MACROS},
    }


def environment(root: Path = ROOT) -> SandboxedEnvironment:
    """Return what pages and blocks are rendered in: they reach no attribute of Python, no file, and no module."""
    sandbox = SandboxedEnvironment(loader=FileSystemLoader(root / "overrides"), undefined=StrictUndefined)
    for name in set(sandbox.globals) - {"namespace", "range"}:  # what else Jinja brings, no block needs
        del sandbox.globals[name]
    return sandbox


def define_env(env: MacrosPlugin) -> None:
    """Register variables and macros with mkdocs-macros, and none of its own: pages may ask for a closed set."""
    env.variables.clear()
    env.macros.clear()
    env.filters.clear()
    for name, value in variables(checked(), env.conf["edit_uri"]).items():
        env.variables[name] = value  # update() would make lists and mappings into other ones, with names of their own


def _by_title(root: Path) -> list[Page]:
    """Return all pages in the order of their titles."""
    return sorted(pages(root), key=lambda page: str(page.meta["title"]).casefold())


def _by_tag(root: Path = ROOT) -> dict[str, list[str]]:
    """Return for each tag the pages that have it, as paths from docs/, by their titles."""
    found: dict[str, list[str]] = {}
    for page in _by_title(root):
        for tag in page.meta.get("tags", []):
            found.setdefault(tag, []).append(f"/{page.path}")
    return found


def on_post_page_macros(env: MacrosPlugin) -> None:
    """Put the questions of the front matter at the end of the page: for the search, out of the way of readers."""
    questions = env.page.meta.get("questions", [])
    if questions and env.page.meta["type"] != "home":
        listed = "\n".join(f"    - {question}" for question in questions)
        note = f'\n??? question "Questions this page answers"\n{listed}\n'
        env.markdown = env.markdown.rstrip() + "\n" + note
