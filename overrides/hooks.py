"""The few things that only a MkDocs event can do."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from references import load_references
from site_data import DataError, load
from site_markdown import SiteMarkdown

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*(?:\bsrc=|application/(?:ld\+)?json))[^>]*>(.*?)</script>", re.S)


@event_priority(100)  # before mkdocs-macros, which would bury a data error under a traceback
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check that the data can be read, and give every page the glossary as abbreviation tooltips."""
    try:
        glossary = load()["glossary"]
        load_references()
    except DataError as error:
        raise Abort(str(error)) from error
    forms: dict[str, str] = {}
    for entry in glossary:
        term = entry["term"]
        acronyms = [name for name in entry.get("synonyms", []) if name.isupper() and len(name) > 1]
        for form in (term, term[0].lower() + term[1:], *acronyms):
            forms.setdefault(form, entry["definition"])
    config.mdx_configs["abbr"] = {"glossary": forms}
    config.markdown_extensions.append(SiteMarkdown())
    return config


def _allow_inline_scripts(output: str) -> str:
    """Put the hashes of a page's own inline scripts into its Content-Security-Policy."""
    digests = {hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(output)}
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in sorted(digests))
    return output.replace("INLINE-SCRIPT-HASHES", hashes)


def on_post_page(output: str, **_: Any) -> str:
    """Finish a content page."""
    return _allow_inline_scripts(output)


def on_post_template(output_content: str, **_: Any) -> str:
    """Finish a template page, such as 404.html."""
    return _allow_inline_scripts(output_content)
