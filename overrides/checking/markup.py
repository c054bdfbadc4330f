"""What the text of a page becomes as HTML, without its macros and blocks: only what is allowed may stand there.

An HTML sanitiser (nh3) removes what is not on the lists below; what it removed is what is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import Any

import nh3
import yaml
from markdown import Markdown

from overrides.checking.finding import Finding
from overrides.checking.front_matter import line_of_field
from overrides.checking.macros import without_macros
from overrides.checking.tree import Tree
from overrides.rendering.data import ROOT
from overrides.rendering.gate import Place, line_of
from overrides.rendering.policy import without_code

_TAGS = (
    "a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img "
    "input kbd label li ol p pre s small span strong sub summary sup table tbody td th thead tr ul"
)
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = {
    "*": {"aria-label", "aria-labelledby", "class", "id", "lang", "role", "title"},
    "a": {"href"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "input": {"type", "checked", "disabled"},
    "label": {"for"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
SCHEMES = {"https", "http", "mailto"}
_SCRIPT = "Remove it: a page may not bring a script; a tool is an element of docs/assets/js/."
_LEFT_OUT = {"abbr", "pymdownx.snippets"}  # tooltips and embedded files are not the page's own text


@dataclass
class Markup:
    """The HTML of a text: its start tags with their attributes, its headings (level, id, text) and all ids."""

    tags: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def parts(self) -> Counter[tuple[str, str, str]]:
        """Return how often each tag, and each attribute of a tag with its value, stands in it."""
        counted = Counter((tag, "", "") for tag, _ in self.tags)
        counted.update((tag, name, value) for tag, given in self.tags for name, value in given.items())
        return counted


class _Reader(HTMLParser):
    """Reads HTML into a Markup."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found = Markup()
        self.heading: tuple[int, str] | None = None
        self.said = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found.tags.append((tag, given))
        if "id" in given:
            self.found.ids.append(given["id"])
        if re.fullmatch("h[1-6]", tag):
            self.heading, self.said = (int(tag[1]), given.get("id", "")), ""

    def handle_endtag(self, tag: str) -> None:
        if self.heading and tag == f"h{self.heading[0]}":
            self.found.headings.append((*self.heading, self.said.strip()))
            self.heading = None

    def handle_data(self, data: str) -> None:
        self.said += data


@cache
def _markdown() -> Markdown:
    """Return what converts a page as the site does, by the extensions that mkdocs.yml names."""

    class Loader(yaml.SafeLoader):
        """Reads mkdocs.yml without MkDocs."""

    Loader.add_multi_constructor("!", lambda *_: None)
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    named: dict[str, Any] = {}
    for each in config["markdown_extensions"]:
        named.update(each if isinstance(each, dict) else {each: {}})
    named = {name: options or {} for name, options in named.items() if name not in _LEFT_OUT}
    named["toc"] = {}  # without the link beside each heading
    named["tables"] = {"use_align_attribute": True}
    named["pymdownx.highlight"] = {"use_pygments": False}
    return Markdown(extensions=list(named), extension_configs=named)


@lru_cache(maxsize=8192)
def markup_of(text: str) -> Markup:
    """Return the markup that a text of Markdown, without macros, becomes."""
    return _Reader(html_of(text)).found


@lru_cache(maxsize=8192)
def html_of(text: str) -> str:
    """Return the HTML that a text of Markdown, without macros, becomes."""
    converted: str = _markdown().reset().convert(_without_embeds(text))
    return converted


def _without_embeds(text: str) -> str:
    return re.sub(r"^.*--8<--.*$", "", text, flags=re.M)


@lru_cache(maxsize=8192)
def refused(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return what a text of Markdown may not hold: tag, attribute (or nothing) and value of each."""
    html = html_of(text)
    clean = nh3.clean(html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    removed = markup_of(text).parts() - _Reader(clean).found.parts()
    whole = {tag for tag, name, _ in removed if not name and tag not in TAGS}
    return tuple(sorted(part for part in removed if (part[0] in whole) != bool(part[1])))


def said_of(tag: str, name: str, value: str) -> tuple[str, str]:
    """Return what is wrong with a refused part, and the fix."""
    if tag == "script":
        return "a script", _SCRIPT
    if not name:
        return (
            f"the element <{tag}> is not allowed",
            "Say it in Markdown, or link to it; markup.py lists what is allowed.",
        )
    if name.startswith("on"):
        return f"{name}= on <{tag}> is a script", _SCRIPT
    if name in ("href", "src"):
        return f"the address '{value[:60]}' of <{tag}> is none of the web", "Begin it with https://, or name a file."
    if name == "style":
        return f"<{tag}> carries a style", "Use a class of docs/assets/css/."
    return f"the attribute {name}= of <{tag}> is not allowed", "Leave it out; markup.py lists what is allowed."


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what pages, the contributor's guide and texts of data files hold that may not be published."""
    texts = [(f"docs/{page.path}", page.first, page.text) for page in tree.pages]
    texts += [("CONTRIBUTING.md", 1, tree.texts.get("CONTRIBUTING.md", ""))]
    for name, first, text in texts:
        for part in refused(without_macros(text)):
            yield Finding(name, first + _line(text, *part) - 1, *said_of(*part))
    for page in tree.pages:
        for where, text in strings(page.meta):
            for part in refused(text):
                yield Finding(f"docs/{page.path}", line_of_field(tree, page, str(where[0])), *said_of(*part))
    for path, content in tree.gate.content.items():
        for where, text in strings(content):
            for part in refused(text):
                name = path.relative_to(tree.root).as_posix()
                yield Finding(name, line_of(tree.gate.texts[path], where), *said_of(*part))
    for name in ("docs/data/references.bib",):
        for number, line in enumerate(tree.texts.get(name, "").splitlines(), 1):
            if "<" in line:
                for part in refused(line.strip()):
                    yield Finding(name, number, *said_of(*part))


def strings(value: Any, where: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield every text of a data file, or of front matter, that is more than words, with its place."""
    if isinstance(value, str):
        if re.search(r"<[a-zA-Z!/]|\]\s*[(\[:]|\{\s*[:.#]", value):
            yield where, value
    elif isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from strings(inner, (*where, key))


def _line(text: str, tag: str, name: str, value: str) -> int:
    """Return the line of a text, from 1, on which a part of its HTML is written."""
    bare = without_code(text)
    wanted = [re.escape(value)] if name in ("href", "src") and value else []
    wanted += (
        [rf"<{re.escape(tag)}(?!\w)[^>]*\b{re.escape(name)}\s*=", rf"{re.escape(name)}\s*=", re.escape(value)]
        if name
        else []
    )
    for pattern in [*wanted, rf"<{re.escape(tag)}(?!\w)"]:
        if pattern and (found := re.search(pattern, bare, re.I)):
            return bare.count("\n", 0, found.start()) + 1
    return 1
