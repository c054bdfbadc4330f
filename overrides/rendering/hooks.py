"""The few things that only a MkDocs event can do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs_macros.errors import format_error
from pymdownx.snippets import SnippetMissingError

from overrides.checking import PUBLISHED, findings
from overrides.checking.tree import Tree
from overrides.publishing import publish
from overrides.rendering.data import DataError
from overrides.rendering.gate import checked
from overrides.rendering.macro_errors import said_in_one_sentence
from overrides.rendering.macros import environment
from overrides.rendering.markdown_additions import SiteMarkdown
from overrides.rendering.policy import inline_hashes, refuse_scripts
from overrides.rendering.search_index import SearchIndex

# What the theme and its extensions write that HTML or WCAG forbids, and what stands there instead.
_REPAIRS = [
    (re.compile(r'(type="checkbox" id="__(?:drawer|search)") autocomplete="off"'), r"\1"),
    (re.compile(r' tabindex=""'), ""),
    (re.compile(r'(<nav class="md-path" aria-label=")Navigation'), r"\1You are here"),
    (re.compile(r'(class="task-list-item"><input type="checkbox")'), r'\1 aria-label="Done"'),
    # With navigation.indexes the label that names a section's list is an empty toggle: name it by its title.
    (
        re.compile(
            r'aria-labelledby="(__nav_\d+)_label"( [^>]*>\s*<label class="md-nav__title" for="\1">.*?</span>\s*)'
            r"(\w[^<]*?)(\s*</label>)",
            re.S,
        ),
        r'aria-label="Pages of \3"\2\3\4',
    ),
]


@event_priority(100)  # before mkdocs-macros, which would bury a data error under a traceback
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Refuse what may not be published, and give every page the glossary as abbreviation tooltips."""
    if found := findings(Tree(), PUBLISHED):
        raise Abort("\n".join(map(str, found)))
    data = checked().data
    forms: dict[str, str] = {}
    for entry in data["glossary"]:
        term = entry["term"]
        acronyms = [name for name in entry.get("synonyms", []) if name.isupper() and len(name) > 1]
        for form in (term, term[0].lower() + term[1:], *acronyms):
            forms.setdefault(form, entry["definition"])
    config.extra["search_index"] = SearchIndex(data)
    config.mdx_configs["abbr"] = {"glossary": forms}
    config.markdown_extensions.append(SiteMarkdown())  # type: ignore[arg-type] # Python-Markdown takes both
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Let mkdocs-macros render in our sandbox, which it has no option for."""
    config.plugins["macros"]._env = environment()  # type: ignore[attr-defined]


def _source(page: Page) -> Path:
    """Return the file that a page is made from; only pages that a plugin makes up have none."""
    assert page.file.abs_src_path
    return Path(page.file.abs_src_path)


def _explain(error: Exception, markdown: str, page: Page) -> str:
    """Say what is wrong and where in one sentence; mkdocs-macros by itself prints a traceback and stops a server."""
    raise said_in_one_sentence(error, markdown, _source(page), f"docs/{page.file.src_uri}") from error


for _kind in (DataError, TemplateError, TemplateSyntaxError):
    format_error.register(_kind, _explain)


def on_build_error(error: Exception, **_: Any) -> None:
    """End with a sentence, where a traceback would bury it; of a template such as 404.html MkDocs prints none."""
    if isinstance(error, SnippetMissingError):
        raise Abort("Nothing was built. `make check` names the embedded file and the sections that it has.") from error
    if isinstance(error, DataError):
        raise Abort(f"{error}\nNothing was built. Mend that and build again.") from error


def _finish(output: str) -> str:
    """Repair a page, and let only the theme's inline scripts run, by its Content-Security-Policy."""
    for pattern, replacement in _REPAIRS:
        output = pattern.sub(replacement, output)
    if 'id="__toc"' not in output:  # a page without headings has no toggle for its table of contents
        output = output.replace(' for="__toc"', "")
    return output.replace("INLINE-SCRIPT-HASHES", inline_hashes(output))


def on_nav(nav: Navigation, config: MkDocsConfig, **_: Any) -> Navigation:
    """Keep the order of the pages for what is written after them."""
    config.extra["order"] = [(page.url, _trail(page)) for page in nav.pages]
    return nav


def _trail(page: Page) -> list[str]:
    """Return the parts of the navigation above a page, outermost first."""
    return [section.title or "" for section in reversed(list(page.ancestors))]


def _prune(contents: Iterable[AnchorLink], depth: int) -> None:
    """Leave out headings below a level, such as the hundred terms of the glossary."""
    for heading in contents:
        if heading.level >= depth:
            heading.children.clear()
        _prune(heading.children, depth)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Refuse a page that brings a script, hand what it says to the search, and shorten a contents list that says so."""
    refuse_scripts(html, _source(page), f"docs/{page.file.src_uri}")
    config.extra["search_index"].add(page.url, _trail(page), page.meta, html)
    if "toc_depth" in page.meta:
        _prune(page.toc, page.meta["toc_depth"])
    return html


def on_post_page(output: str, **_: Any) -> str:
    """Finish a content page."""
    return _finish(output)


def on_post_template(output_content: str, **_: Any) -> str:
    """Finish a template page, such as 404.html."""
    return _finish(output_content)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search, in place of the index of the theme's own search, which nothing reads, and finish the site."""
    site_dir = Path(config.site_dir)
    config.extra["search_index"].write(site_dir / "search")
    (site_dir / "search" / "search_index.json").unlink(missing_ok=True)
    about = {"name": config.site_name, "summary": config.site_description or ""}
    publish(site_dir, config.site_url or "/", about, config.extra["order"])
