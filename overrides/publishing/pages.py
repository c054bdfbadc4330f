"""The pages of a built site, as the steps that follow the build read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from overrides.rendering.pages import address_of
from overrides.rendering.pages import pages as source_pages

_START, _END = '<article class="md-content__inner md-typeset">', "</article>"


@dataclass(frozen=True)
class Built:
    """A page: its address below the site's, its trail in the navigation, its front matter, and its HTML file."""

    url: str
    trail: tuple[str, ...]
    meta: dict[str, Any]
    file: Path

    @property
    def title(self) -> str:
        """The title."""
        return str(self.meta["title"])

    def article(self) -> BeautifulSoup:
        """Return what the page says, without the frame of the site."""
        html = self.file.read_text(encoding="utf-8")
        return BeautifulSoup(html[html.index(_START) + len(_START) : html.index(_END)], "lxml")


def built_pages(site: Path, order: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Built]:
    """Yield the pages of a built site; `order` gives their addresses and trails as the navigation lists them."""
    meta = {address_of(page.path): page.meta for page in source_pages()}
    for url, trail in order:
        yield Built(url, tuple(trail), meta[url], site / url / "index.html")
