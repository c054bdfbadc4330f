"""Which scripts may run: those that the pinned theme writes into a page, and files of the site; never a page's own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from overrides.rendering.data import DataError

# SHA-256 of what the theme writes inline, by the template that does. A test compares them with the pinned theme.
THEME_SCRIPTS = {
    "base.html": "9e2703283f0df807387b5b1d4db3fd62df6ca101c78ef8cd4b96451e9587f552",
    "content.html": "ffcc0f7735fdab434d257c80e65cec2e88d716991e69757185b7e450e41a5b2f",
    "palette.html": "0eb10c249dbdb0beef225a10ce5cbe55418cc4a7014cc208f8e7d6ed8f00906e",
}
SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<text>.*?)</script\s*>", re.S | re.I)
_NOT_RUN = re.compile(r"""\bsrc\s*=|\btype\s*=\s*["']?application/(?:ld\+)?json\b""", re.I)
# The one part of those scripts that differs from page to page.
_BASE = re.compile(r'(?<=new URL\(")(?:/[\w./~-]*|\.(?:\.(?:/\.\.)*)?)(?=",location\))')
_CODE = re.compile(r"^([ \t]*)(`{3,}|~{3,}).*?^\1\2[`~]*[ \t]*$|(?<!`)(`+)(?!`).*?(?<!`)\3(?!`)", re.M | re.S)
_OPENED = re.compile(r"<script\b", re.I)


def fingerprint(script: str) -> str:
    """Return the SHA-256 of a script of the theme, whatever address it is built for."""
    return hashlib.sha256(_BASE.sub("BASE", script).encode()).hexdigest()


def inline_hashes(html: str) -> str:
    """Return the sources of a Content-Security-Policy that let the theme's inline scripts of this page run.

    Raises:
        DataError: the page has an inline script that is not the theme's.

    """
    scripts = {each["text"] for each in SCRIPT.finditer(html) if not _NOT_RUN.search(each["attributes"])}
    for script in sorted(scripts):
        if fingerprint(script) not in THEME_SCRIPTS.values():
            start = " ".join(script.split())[:60]
            raise DataError(f"an inline script that the theme does not write may not run: '{start}'. Remove it.")
    digests = sorted(hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def without_code(text: str) -> str:
    """Return a source without its code, whose line ends stay, so that the lines after it keep their numbers."""
    return _CODE.sub(lambda code: "\n" * code[0].count("\n"), text)


def script_lines(text: str) -> Iterator[int]:
    """Yield the lines, from 1, on which a source opens a script outside of its code."""
    bare = without_code(text)
    for match in _OPENED.finditer(bare):
        yield bare.count("\n", 0, match.start()) + 1


def refuse_scripts(content: str, source: Path, name: str) -> None:
    """Raise DataError if the rendered `content` of the page with this source file, called `name`, holds a script."""
    if not _OPENED.search(content):
        return
    line = next(script_lines(source.read_text(encoding="utf-8")), None)
    place = f"{name}:{line}" if line else f"{name}, in what it takes from data or from a drawing"
    raise DataError(f"{place}: a page may not bring a script. Remove it; a tool is an element of docs/assets/js/.")
