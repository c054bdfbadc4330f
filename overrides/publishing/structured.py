"""What a page is, in the vocabulary of schema.org, as JSON-LD for search engines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from overrides.publishing.open_data import DATASETS, LICENCE, VERSION
from overrides.publishing.pages import Built

_GUIDE, _OPEN_DATA = "guide/", "evidence/open-data/"


def described(page: Built, pages: Sequence[Built], base: str, name: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the description of one page."""
    address = base + page.url
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "name": page.title,
        "description": page.meta["description"],
        "url": address,
        "dateModified": str(page.meta["reviewed"]),
        "license": LICENCE["path"],
        "isPartOf": {"@type": "WebSite", "name": name, "url": base},
    }
    if page.meta["type"] == "home":
        return {**about, "@type": "WebSite", "isPartOf": None} | {"name": name}
    if page.url == "faq/":
        questions = [each for group in data["faq"]["groups"] for each in group["questions"]]
        return {**about, "@type": "FAQPage", "mainEntity": [_question(each) for each in questions]}
    if page.url == "glossary/":
        terms = [{"@type": "DefinedTerm", "name": each["term"]} for each in data["glossary"]]
        return {**about, "@type": "DefinedTermSet", "hasDefinedTerm": terms}
    if page.url == _GUIDE:
        steps = [each for each in pages if each.url.startswith(_GUIDE) and each.url != _GUIDE]
        told = [{"@type": "HowToStep", "name": each.title, "url": base + each.url} for each in steps]
        return {**about, "@type": "HowTo", "step": told}
    if page.url == _OPEN_DATA:
        files = [
            {"@type": "DataDownload", "name": f"{each}.{kind}", "contentUrl": f"{base}data/{VERSION}/{each}.{kind}"}
            for each in DATASETS
            for kind in ("json", "csv")
        ]
        creator = {"@type": "Organization", "name": f"The contributors to {name}"}
        return {**about, "@type": "Dataset", "creator": creator, "version": VERSION, "distribution": files}
    return about


def _question(entry: Mapping[str, Any]) -> dict[str, Any]:
    answer = {"@type": "Answer", "text": entry["short"]}
    return {"@type": "Question", "name": entry["question"], "acceptedAnswer": answer}


def element(described: Mapping[str, Any]) -> str:
    """Return the element that carries a description; no text in it can end it."""
    kept = {key: value for key, value in described.items() if value is not None}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'
