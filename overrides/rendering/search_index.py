"""Writes the search of the site: what the rendered pages say, packed by the code that the browser searches with."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from overrides.publishing.node import run
from overrides.rendering.data import ROOT
from overrides.rendering.search_sections import Section, sections

BUILD = ROOT / "docs" / "assets" / "js" / "search" / "build.mjs"
LEAD = 84  # characters of a section that are sent as text; what follows is searched but not shown
_QUESTIONS = re.compile(r'<details class="question">.*?</details>', re.S)  # sent by themselves
REPEATED = {"Read next"}  # the same few links under every page


class SearchIndex:
    """The pages in the order in which they were rendered, each cut into its sections."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Start without pages; `data` is what data.load returns."""
        self.pages: list[dict[str, Any]] = []
        self.sections: list[dict[str, Any]] = []
        self._words = data["search"]
        self.tags = {tag["id"]: tag["label"] for tag in data["tags"]}
        self._terms = {entry["id"]: entry for entry in data["glossary"]}
        self._answers = {each["id"]: each for group in data["faq"]["groups"] for each in group["questions"]}

    def add(self, url: str, trail: list[str], meta: dict[str, Any], html: str) -> None:
        """Add one rendered page with its front matter; `trail` names the parts of the navigation above it."""
        tags = [self.tags.get(tag, tag) for tag in meta.get("tags", [])]
        number = len(self.pages)
        self.pages.append({"url": url, "title": meta["title"], "trail": trail, "tags": tags})
        for one in sections(_QUESTIONS.sub("", html)):
            if one.title not in REPEATED:
                place = {"page": number, "anchor": one.anchor, "level": one.level}
                self.sections.append({**place, **self._say(one, url, meta)})

    def _say(self, one: Section, url: str, meta: dict[str, Any]) -> dict[str, Any]:
        """Return what is sent of a section: its kind, title, other names, first words, and the words behind them."""
        kind, title, names, lead = one.kind, one.title, [], _cut(one.text, LEAD)
        if kind == "page":
            title, names = meta["title"], meta.get("questions", [])
        elif url == "glossary/" and one.anchor in self._terms:
            entry = self._terms[one.anchor]
            kind, names, lead = "term", entry.get("synonyms", []), entry["definition"]
        elif url == "faq/" and one.anchor in self._answers:
            kind, lead = "answer", self._answers[one.anchor]["short"]
        rest = one.text.removeprefix(lead)  # a definition or an answer begins the text of its entry
        return {"kind": kind, "title": title, "names": names, "lead": lead, "rest": rest}

    def text(self) -> str:
        """Return what build.mjs reads."""
        return json.dumps({"pages": self.pages, "sections": self.sections, **self._words}, ensure_ascii=False)

    def write(self, folder: Path) -> None:
        """Write the packed index into `folder`."""
        run(BUILD, str(folder), given=self.text())


def _cut(text: str, length: int) -> str:
    """Return the beginning of a text, in whole words."""
    return text if len(text) <= length else text[: text.rfind(" ", 0, length + 1)]
