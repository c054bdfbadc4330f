"""Additions to Markdown.

The site's own elements are blocks, tooltips stand only where a term is first used, a notebook's code arrives whole,
and tables and embedded code have names.
"""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from overrides.rendering.data import ROOT

# Each element of the site has a folder of its name with its script.
CUSTOM_ELEMENTS = sorted(folder.name for folder in (ROOT / "docs" / "assets" / "js").glob("*-*"))
# No tooltip inside these: headings and links have a job of their own, and code is not prose.
WITHOUT_TOOLTIPS = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "summary", "th", "dt", "button"}

# Nor inside these classes: lists of names and sources, and the glossary's own definitions.
SAID_ELSEWHERE = {"facts", "defined"}

# mkdocs-jupyter writes these behind every notebook, indented, so that Markdown would show them as code.
NOTEBOOK_STYLES = re.compile(r"\n {8}<style>\n {8}\['pre \{.*?\n {8}</style>", re.S)
EMBEDDED = re.compile(
    r'^(?P<open> *```python)\n(?P<embed> *--8<-- "(?P<path>snippets/[\w/]+\.py)(?::(?P<section>[\w-]+))?")$', re.M
)
FENCED = re.compile(r"^( *)```\w*\n.*?^\1```$", re.M | re.S)


class NotebookText(Preprocessor):
    """Gives a notebook's text back as it was written: nbconvert takes it for HTML and writes > as &gt;."""

    def run(self, lines: list[str]) -> list[str]:
        """Restore the code and drop the styles, before anything reads them; leave other pages alone."""
        text, notebooks = NOTEBOOK_STYLES.subn("", "\n".join(lines))
        if notebooks:
            text = FENCED.sub(lambda fenced: unescape(fenced[0]), text)
        return text.split("\n")


class NamedCode(Preprocessor):
    """Names the file of an embedded section above it, and how to run it if the section is what prints."""

    def run(self, lines: list[str]) -> list[str]:
        """Give each fence that embeds a module a title; before the section itself is put in."""
        return EMBEDDED.sub(self._titled, "\n".join(lines)).split("\n")

    @staticmethod
    def _titled(fence: re.Match[str]) -> str:
        path, title = fence["path"], fence["path"]
        if fence["section"] == "example":
            python = ".lab/venv/bin/python" if path.startswith("snippets/lab/") else ".venv/bin/python"
            title += f", run by {python} -m {path.removesuffix('.py').replace('/', '.')}"
        return f'{fence["open"]} title="{title}"\n{fence["embed"]}'


class FirstUseOnly(Treeprocessor):
    """Keeps one tooltip for each term and page, and none where it would be in the way."""

    def run(self, root: Element) -> None:
        """Go through the page in reading order."""
        self._visit(root, set(), quiet=False)

    def _visit(self, element: Element, seen: set[str], *, quiet: bool) -> None:
        listed = not SAID_ELSEWHERE.isdisjoint(element.get("class", "").split())
        quiet = quiet or listed or element.tag in WITHOUT_TOOLTIPS
        for child in list(element):
            title = child.get("title", "") if child.tag == "abbr" else None
            if title is None:
                self._visit(child, seen, quiet=quiet)
            elif quiet or title in seen:
                _unwrap(element, child)
            else:
                seen.add(title)
                child.set("tabindex", "0")  # the theme shows the definition to whoever reaches the term by keyboard


class Names(Treeprocessor):
    """Names what a screen reader meets: a table of Markdown by the heading above it, the link to a section by a label.

    That link has a title from the toc extension, of which the theme would make a tooltip, a hundred on a long page.
    """

    def run(self, root: Element) -> None:
        """Go through the page in reading order."""
        heading = ""
        for element in root.iter():
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                heading = element.get("id", heading)
            elif element.tag == "a" and element.get("class") == "headerlink":
                element.set("aria-label", element.attrib.pop("title", "Link to this section"))
            elif element.tag == "table":
                if heading and not element.keys():  # one of a block has attributes, and names itself
                    element.set("aria-labelledby", heading)
                for head in element.iterfind("thead/tr/th"):
                    head.attrib.setdefault("scope", "col")


def _unwrap(parent: Element, child: Element) -> None:
    """Replace `child` by its text."""
    text = (child.text or "") + (child.tail or "")
    index = list(parent).index(child)
    if index:
        before = parent[index - 1]
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(child)


class SiteMarkdown(Extension):
    """Registers the additions."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Add the element names, the repair of notebooks before all, and the tooltip rule behind abbreviations (7)."""
        md.block_level_elements.extend(CUSTOM_ELEMENTS)
        md.preprocessors.register(NotebookText(md), "notebook_text", 100)
        md.preprocessors.register(NamedCode(md), "named_code", 33)  # right before pymdownx.snippets
        md.treeprocessors.register(FirstUseOnly(md), "first_use_only", 6)
        md.treeprocessors.register(Names(md), "names", 4)  # after toc, which gives headings their ids
