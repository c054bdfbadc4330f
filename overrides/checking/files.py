"""Files that may not be published as they are: links, names, kinds, sizes, and signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from overrides.checking.finding import Finding
from overrides.checking.tree import Tree
from overrides.rendering.pages import address_of

# What each folder may hold, the nearest folder first; each file of docs/ is published as it is.
KINDS = {
    "docs/data/schemas/": ".json",
    "docs/data/": ".yml .bib",
    "docs/assets/js/": ".mjs .js .ts",
    "docs/assets/build/": ".mjs",
    "docs/assets/css/": ".css",
    "docs/assets/": ".svg .png .jpg .jpeg .webp",
    "docs/evidence/runs/": ".jsonl .json",
    "docs/": ".md .ipynb .svg .png .jpg .jpeg .webp",
    "snippets/": ".py .out .txt",
}
IMAGES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
MOST_KB = {"image": 200, "page": 200, "other": 1000}
_NAME = re.compile(r"[a-z0-9_][a-z0-9_.-]*")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.M)
AFTER_MARKER = re.compile(r"^[ \t>]*(?:#{1,6}|[-*+]|\d+[.)])[ \t]*[\u00a0\u2007\u202f]", re.M)
# Signs that change the order of what is read, or that nobody sees.
UNSEEN = re.compile("[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what is wrong with files as such."""
    published = [name for name in tree.files if name.startswith(("docs/", "snippets/"))]
    for name in tree.files:
        if tree.path(name).is_symlink():
            yield Finding(name, 1, "it is a link, and its target would be published", "Put the file itself there.")
    for name in published:
        if not tree.path(name).is_symlink():
            yield from _named(name)
            yield from _weighed(name, tree.path(name).stat().st_size)
    yield from _same_address(published)
    for name, text in tree.texts.items():
        yield from _signs(name, text)


def _named(name: str) -> Iterator[Finding]:
    last = name.rpartition("/")[2]
    if not all(_NAME.fullmatch(part) for part in name.split("/")[1:]):
        better = re.sub(r"[^a-z0-9_.-]+", "-", unicodedata.normalize("NFKD", last).lower()).strip("-")
        yield Finding(
            name, 1, "addresses hold small letters, digits and hyphens only", f"Rename it, such as to {better}."
        )
    folder = next(folder for folder in KINDS if name.startswith(folder))
    if not last.endswith(tuple(KINDS[folder].split())):
        yield Finding(name, 1, f"{folder} holds {KINDS[folder].replace(' ', ', ')} only", "Remove it, or convert it.")


def _weighed(name: str, size: int) -> Iterator[Finding]:
    kind = "image" if name.endswith(IMAGES) else "page" if name.endswith((".md", ".ipynb")) else "other"
    if size > MOST_KB[kind] * 1000:
        said = f"it has {size // 1000} KB, and {MOST_KB[kind]} KB is the most for {kind} files"
        fix = (
            "Make it smaller, or draw it as an SVG." if kind == "image" else "Split it, or leave out what is not used."
        )
        yield Finding(name, 1, said.replace("other files", "a file"), fix)


def _same_address(names: list[str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name in names:
        if name.endswith((".md", ".ipynb")):
            address = address_of(name.removeprefix("docs/"))
            if address in first:
                yield Finding(name, 1, f"it would have the address of {first[address]}", "Rename one of the two.")
            first.setdefault(address, name)


@lru_cache(maxsize=4096)
def _signs(name: str, text: str) -> tuple[Finding, ...]:
    return tuple(_unwanted(name, text))


def _unwanted(name: str, text: str) -> Iterator[Finding]:
    if found := _CONFLICT.search(text):
        fix = "Keep one of the two versions and remove the lines with <<<<<<<, ======= and >>>>>>>."
        yield Finding(name, line_at(text, found.start()), "a merge conflict that nobody has settled", fix)
    for found in UNSEEN.finditer(text):
        sign = f"U+{ord(found[0]):04X}, {unicodedata.name(found[0], 'a control character').lower()}"
        yield Finding(name, line_at(text, found.start()), f"an unseen sign, {sign}", "Remove it, or run `make fix`.")
    if name.endswith((".md", ".ipynb")):
        for found in AFTER_MARKER.finditer(text):
            fix = "Put an ordinary space there, or run `make fix`."
            yield Finding(name, line_at(text, found.end() - 1), "a no-break space after a marker hides it", fix)


def line_at(text: str, offset: int) -> int:
    """Return the line, from 1, of a place in a text."""
    return text.count("\n", 0, offset) + 1
