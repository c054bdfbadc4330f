"""Cuts a rendered page into the sections that the search can find, as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# No reader looks for these words: drawings, controls, and what only repeats another place.
_SILENT = {"script", "style", "svg", "template", "button", "select", "option", "textarea", "nav", "noscript"}
# Marks of evidence and grades stand on hundreds of lines.
_SILENT_CLASSES = {"headerlink", "claim", "claim-more", "filename", "level"}
_INLINE = {"a", "abbr", "b", "code", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
# A row or an item with an id of its own is found by itself, like a section.
_ENTRIES = {"li", "tr"}
_NAMES = {"a", "b"}  # the first of these names an entry
_ENTRY = 7  # the level of an entry, below all headings


def _is_silent(tag: str, attributes: dict[str, str | None]) -> bool:
    """Tell whether an element holds nothing to search for."""
    classes = set((attributes.get("class") or "").split())
    marked = {"data-search-exclude", "popover"} & attributes.keys()
    return tag in _SILENT or bool(marked) or bool(classes & _SILENT_CLASSES)


@dataclass
class Section:
    """A heading, or an entry with an id, and the text up to the next one; `above` are the headings over it."""

    anchor: str
    level: int
    above: list[str]
    title: str = ""
    parts: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What it is: the page itself, a section of it, or an entry of a list or table."""
        return "page" if not self.anchor else "entry" if self.level == _ENTRY else "section"

    @property
    def text(self) -> str:
        """The text with single spaces."""
        return " ".join("".join(self.parts).split())


class _Cutter(HTMLParser):
    """Follows the page in reading order and hands each piece of text to the section that it belongs to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections = [Section("", 0, [])]
        self.open: list[tuple[str, str]] = []  # tag and what it means here: "silent", "heading", "entry", "name" or ""

    def _means(self, meaning: str) -> bool:
        return any(each == meaning for _, each in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a section at a heading or an entry, and keep silent in what is not for the search."""
        names = dict(attrs)
        if tag in _VOID:
            return self._space(tag)
        anchor = names.get("id") or ""
        meaning = ""
        if _is_silent(tag, names):
            meaning = "silent"
        elif anchor and not self._means("silent") and (tag in _HEADINGS or tag in _ENTRIES):
            meaning = "heading" if tag in _HEADINGS else "entry"
            self._begin(anchor, int(tag[1]) if meaning == "heading" else _ENTRY)
        elif tag in _NAMES and self.sections[-1].level == _ENTRY and not self.sections[-1].title:
            meaning = "name"
        self._space(tag)
        self.open.append((tag, meaning))
        return None

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and with an entry go back to the section around it."""
        while self.open and any(each == tag for each, _ in self.open):
            closed, meaning = self.open.pop()
            if meaning == "entry":
                around = next(each for each in reversed(self.sections) if each.level < _ENTRY)
                self.sections.append(Section(around.anchor, around.level, around.above, around.title))
            if closed == tag:
                break
        self._space(tag)

    def handle_data(self, data: str) -> None:
        """Add text to the open section."""
        if self._means("silent"):
            return
        if self._means("heading") or self._means("name"):
            self.sections[-1].title += data
        if not self._means("heading"):
            self.sections[-1].parts.append(data)

    def _space(self, tag: str) -> None:
        """Keep words of neighbouring blocks apart."""
        if tag not in _INLINE:
            self.sections[-1].parts.append(" ")

    def _begin(self, anchor: str, level: int) -> None:
        above = [each for each in self._headings() if each.level < level]
        self.sections.append(Section(anchor, level, [each.title.strip() for each in above if each.level > 1]))

    def _headings(self) -> Iterator[Section]:
        """Yield the chain of headings that stand over what comes next, outermost first."""
        chain: list[Section] = []
        for each in self.sections:
            if 0 < each.level < _ENTRY:
                chain = [one for one in chain if one.level < each.level] + [each]
        return iter(chain)


def sections(html: str) -> list[Section]:
    """Cut the content of a page; the first section is the page itself, with anchor "" and level 1 or 0.

    >>> [(one.anchor, one.title, one.text) for one in sections('<h1 id="a">A</h1><p>x</p><h2 id="b">B</h2><p>y</p>')]
    [('', 'A', 'x'), ('b', 'B', 'y')]
    """
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    found: dict[str, Section] = {}
    for section in cutter.sections:
        section.title = " ".join(section.title.split())
        if section.level <= 1:
            section.anchor = ""
        kept = found.setdefault(section.anchor, section)
        if kept is not section:  # the page before its first heading, or a section that goes on after its entries
            kept.title = kept.title or section.title
            kept.parts += [" ", *section.parts]
    for section in found.values():
        section.title = section.title or _title(section.text)
    return list(found.values())


def _title(text: str) -> str:
    """Name an entry without a heading, a link or a bold word by its first words."""
    words = re.split(r"(?<=[.?!:])\s", text, maxsplit=1)[0].split()
    return " ".join(words[:12])
