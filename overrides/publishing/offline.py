"""Packs a built site so that it works from a folder, without a server: `python -m overrides.publishing.offline`.

A browser shows a folder as a list of files, so links name the page in it. What only a host or a search engine reads is
left out.
"""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

from overrides.rendering.data import ROOT

NAME = "context-or-weights"
_LEFT_OUT = {"_headers", "sitemap.xml", "sitemap.xml.gz", "404.html"}
# A relative address of a folder: nothing, dots, or a path with a slash at its end; then perhaps a fragment.
_FOLDER = re.compile(r'(<a\b[^>]*\bhref=")((?:[\w.-]+/)*(?:\.{1,2})?|)((?:#[^"]*)?")')
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: the same site gives the same bytes


def named(html: str) -> str:
    """Return a page whose links to folders name the page in them.

    >>> named('<a href="../faq/#x"> <a href=".."> <a href="#top"> <a href="a.csv"> <a href="https://b.example/">')
    '<a href="../faq/index.html#x"> <a href="../index.html"> <a href="#top"> <a href="a.csv"> <a href="https://b.example/">'
    """

    def name(link: re.Match[str]) -> str:
        folder = link[2]
        if not folder:
            return link[0]
        return f"{link[1]}{folder}{'' if folder.endswith('/') else '/'}index.html{link[3]}"

    return _FOLDER.sub(name, html)


def pack(site: Path, target: Path) -> None:
    """Write the site as a zip file to `target`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(site.rglob("*")):
            relative = path.relative_to(site).as_posix()
            if path.is_dir() or relative in _LEFT_OUT:
                continue
            content = path.read_bytes()
            if path.suffix == ".html":
                content = named(content.decode()).encode()
            entry = zipfile.ZipInfo(f"{NAME}/{relative}", _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, content)


if __name__ == "__main__":
    pack(ROOT / "site", ROOT / f"{NAME}.zip")
    sys.stdout.write(f"{NAME}.zip: unpack it and open {NAME}/index.html in a browser.\n")
