"""How a page is built: its headings and their addresses, its first paragraph, its end, its images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown.extensions.toc import slugify

from overrides.checking.finding import Finding
from overrides.checking.macros import without_macros
from overrides.checking.markup import Markup, markup_of
from overrides.checking.tree import Tree
from overrides.rendering.policy import without_code


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what is wrong with the build of pages."""
    for page in tree.pages:
        for line, what, fix in _wrong(
            page.text, page.first, str(page.meta.get("title")), page.meta.get("type") == "home"
        ):
            yield Finding(f"docs/{page.path}", line, what, fix)


@lru_cache(maxsize=1024)
def _wrong(text: str, first: int, title: str, home: bool) -> tuple[tuple[int, str, str], ...]:
    markup = markup_of(without_macros(text))
    lines = heading_lines(text)
    found = [*_order(markup), *_addresses(markup), *(() if home else _title(markup, title))]
    told = [(lines[number] if number < len(lines) else 1, what, fix) for number, what, fix in found]
    told += [(line, "a heading without text", "Write the heading, or remove its signs.") for line in _empty(text)]
    told += [*_images(text, markup), *(() if home else _start_and_end(text))]
    return tuple((first + line - 1, what, fix) for line, what, fix in told)


def heading_lines(text: str) -> list[int]:
    """Return the lines of a text, from 1, on which its headings stand, in their order."""
    bare = without_code(text)
    found = re.finditer(r"^ {0,3}(?:#{1,6}[^#\n]|<h[1-6]\b)|^(?=[^\n]+\n(?:=+|-+)[ \t]*$)(?![-=|])", bare, re.M)
    return [bare.count("\n", 0, each.start()) + 1 for each in found]


def _empty(text: str) -> Iterator[int]:
    bare = without_code(text)
    for found in re.finditer(r"^#{1,6}[ \t]*(?:\{[^}\n]*\})?[ \t]*$", bare, re.M):
        yield bare.count("\n", 0, found.start()) + 1


def _title(markup: Markup, title: str) -> Iterator[tuple[int, str, str]]:
    first = [number for number, (level, _, _) in enumerate(markup.headings) if level == 1]
    if not first:
        yield len(markup.headings), "no heading of level one", f"Begin the text with '# {title}'."
    for number in first[1:]:
        said = markup.headings[number][2]
        yield number, f"'{said}' is a second heading of level one", f"Write '## {said}'."
    if first and markup.headings[first[0]][2] != re.sub(r"[`*]", "", title):
        said = markup.headings[first[0]][2]
        yield first[0], f"the heading '{said}' is not the title '{title}'", "Make heading and title of the page equal."


def _order(markup: Markup) -> Iterator[tuple[int, str, str]]:
    before = 0
    for number, (level, _, said) in enumerate(markup.headings):
        if level > before + 1 and before:
            fix = f"Write '{'#' * (before + 1)} {said}', so that no level is left out."
            yield number, f"'{said}' is a heading of level {level} below one of level {before}", fix
        before = level


def _addresses(markup: Markup) -> Iterator[tuple[int, str, str]]:
    seen: dict[str, str] = {}
    ids = [address for _, address, _ in markup.headings]
    for number, (level, address, said) in enumerate(markup.headings):
        own = f"Give it an address of its own: '{'#' * level} {said} {{ #short-name }}'."
        unnumbered = re.sub(r"_\d+$", "", address)
        if not said:
            continue
        if not unnumbered or not re.fullmatch(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", address):
            yield (
                number,
                f"the heading '{said}' gets the address '#{address}', which says nothing or may not stand",
                own,
            )
        elif unnumbered == slugify(said, "-") and _lost(said, address):
            yield number, f"the heading '{said}' gets the address '#{address}', without its letters", own
        elif unnumbered != address and unnumbered in ids[:number]:
            yield number, f"two headings are called '{said}', and this one gets the address '#{address}'", own
        elif address in seen or markup.ids.count(address) > 1:
            yield number, f"the address '#{address}' stands twice on the page", own
        seen[address] = said


def _lost(said: str, address: str) -> bool:
    """Tell whether an address that was made from a heading lacks letters that have none in ASCII."""
    letters = [sign for sign in said if sign.isalpha()]
    foreign = sum(ord(sign) > 0x24F for sign in letters)  # beyond Latin
    return bool(foreign) and foreign * 2 > len(letters) and len(address) < len(letters)


def _start_and_end(text: str) -> Iterator[tuple[int, str, str]]:
    if re.match(r"\s*# ", text) and not re.match(r"\s*# .+\n\n[A-Z\"].+", text):
        yield (
            1,
            "no paragraph right below the title",
            "Answer the page's question there, in a sentence or two.",
        )
    _, _, last = text.rpartition("\n## ")
    if not (last.startswith("Read next\n") and "](" in last):
        line = 1 + text.rstrip().count("\n")
        yield line, "the page does not end with what to read next", "End it with '## Read next' and a list of links."


def _images(text: str, markup: Markup) -> Iterator[tuple[int, str, str]]:
    bare = without_code(text)
    for tag, given in markup.tags:
        if tag != "img":
            continue
        source = given.get("src", "")
        line = 1 + bare.count("\n", 0, max(bare.find(source), 0))
        said = given.get("alt", "").strip()
        if len(said) < 3 or re.fullmatch(r"(?i)(?:image|picture|photo|figure|screenshot|\S+\.\w{3,4})\W*\d*", said):
            fix = "Say in its alternative text what it shows: ![what it shows](file)."
            yield line, f"the image '{source}' has no text for those who do not see it", fix
        if re.match(r"(?:[a-z]+:)?//", source):
            yield line, f"the image '{source}' comes from another host", "Put the file into docs/assets/ and name that."
