"""The picture that a link to the site shows elsewhere: one for each part of the site, drawn at the build."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import vl_convert

from overrides.publishing.pages import Built

FOLDER = "assets/social"
# The colours of the light scheme in docs/assets/css/theme.css.
_PAGE, _INK, _QUIET, _CONTEXT, _WEIGHTS = "#fcfcfa", "#1c2526", "#4d5a5b", "#0a6660", "#b8460e"
_TEXT = 'font-family="Arimo, sans-serif"'


def picture(name: str, part: str, summary: str) -> str:
    """Return the drawing of one part as SVG, 1200 by 630 px: two ways that meet in one answer, the names, the claim."""
    lines = _wrapped(summary, 46)[:3]
    told = "".join(
        f'<text x="90" y="{430 + 52 * at}" {_TEXT} font-size="36" fill="{_QUIET}">{escape(line)}</text>'
        for at, line in enumerate(lines)
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">
<rect width="1200" height="630" fill="{_PAGE}"/>
<path d="M90 110h160q100 0 210 60" fill="none" stroke="{_CONTEXT}" stroke-width="14" stroke-linecap="round"/>
<path d="M90 230h160q100 0 210-60" fill="none" stroke="{_WEIGHTS}" stroke-width="14" stroke-linecap="round"/>
<circle cx="470" cy="170" r="26" fill="{_INK}"/>
<text x="90" y="350" {_TEXT} font-size="72" font-weight="bold" fill="{_INK}">{escape(part)}</text>
{told}
<text x="1110" y="590" {_TEXT} font-size="30" text-anchor="end" fill="{_CONTEXT}">{escape(name)}</text>
</svg>"""


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def write(site: Path, name: str, pages: Sequence[Built]) -> None:
    """Write a PNG for the site, named by nothing else, and one for each part, named by its folder."""
    folder = site / FOLDER
    folder.mkdir(parents=True)
    for page in pages:
        part = page.url.rstrip("/")
        if "/" in part or not any(each.url != page.url and each.url.startswith(page.url) for each in pages):
            continue
        drawn = vl_convert.svg_to_png(picture(name, page.title, page.meta["description"]))
        (folder / f"{part or 'site'}.png").write_bytes(drawn)
