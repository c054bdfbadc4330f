"""A Markdown twin beside every page, for readers that are programs: text first, evidence as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from bs4 import Tag
from markdownify import MarkdownConverter

from overrides.publishing.pages import Built
from overrides.rendering.references import Reference

NAME = "index.md"
# What only works in a browser, or belongs to the frame.
_LEFT_OUT = (
    "script, style, form, button, .headerlink, .md-content__button, .page-tools, .tool-keys, .matrix-picture, [hidden]"
)


class _Converter(MarkdownConverter):
    """Writes code with its language, and a fold's title as a paragraph."""

    def convert_summary(self, _: Tag, text: str, **__: Any) -> str:
        """Set a fold's title in bold."""
        return f"\n\n**{text.strip()}**\n\n"


def _language(block: Tag) -> str:
    around = block.find_parent(class_="highlight")
    names = [name for name in (around.get("class") or []) if name.startswith("language-")] if around else []
    return names[0].removeprefix("language-") if names else ""


def footnote(claim: Mapping[str, Any], references: Mapping[str, Reference], grades: Mapping[str, str]) -> str:
    """Return a claim as the text of a footnote: grade, statement, sources with addresses, reach and caveat."""
    sources = (references[key] for key in claim["cite"])
    cited = "; ".join(f"{each.short}, {each.title}" + (f", <{each.url}>" if each.url else "") for each in sources)
    dated = f", as of {claim['as_of']}" if claim.get("as_of") else ""
    parts = [f"({grades[claim['grade']]}) {claim['claim']}", f"Source: {cited}."]
    parts += [f"Holds for: {claim['holds_for']}{dated}.", f"Caveat: {claim['caveat']}"]
    return " ".join(" ".join(parts).split())


def body(page: Built, base: str) -> tuple[str, list[str]]:
    """Return what a page says as Markdown, and the claims whose footnotes it names.

    `base` is the site's address, with which links are made absolute.
    """
    article = page.article()
    for each in article.select(_LEFT_OUT):
        each.decompose()
    for drawing in article.select("svg"):
        title = drawing.find("title")
        drawing.replace_with(f"[Figure: {title.get_text(' ', strip=True)}]" if title else "")
    used: list[str] = []
    for mark in article.select("a[data-claim]"):
        claim = str(mark["href"]).rpartition("#")[2]
        used += [] if claim in used else [claim]
        mark.replace_with(f"[^{claim}]")
    address = base + page.url
    for link in article.select("a[href]"):
        link["href"] = urljoin(address, str(link["href"]))
    article.smooth()  # what was put in place of elements becomes one text with what stands around it
    text = _Converter(
        heading_style="ATX", bullets="-", code_language_callback=_language, escape_underscores=False, escape_misc=False
    ).convert_soup(article)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip(), used


def footnotes(used: Iterable[str], data: Mapping[str, Any], references: Mapping[str, Reference]) -> str:
    """Return the footnotes of some claims, one a line."""
    grades = {grade["id"]: grade["mark"] for grade in data["grades"]}
    return "".join(f"\n[^{claim}]: {footnote(data['claims'][claim], references, grades)}" for claim in used)


def twin(page: Built, base: str, text: str, notes: str) -> str:
    """Return a page as a file: front matter that says where it comes from, its text, its footnotes."""
    head = [f"title: {page.title}", f"description: {page.meta['description']}", f"source: {base}{page.url}"]
    head += [f"reviewed: {page.meta['reviewed']}", "licence: CC BY 4.0"]
    return "\n".join(["---", *head, "---", "", text, notes])
