"""Each figure of the lab as files to reuse: its numbers, its drawing, and what has to be said beside them."""

from __future__ import annotations

import csv
import io
import json

from bs4 import Tag

from overrides.publishing.open_data import LICENCE
from overrides.publishing.pages import Built

_CAVEAT = (
    "One model of 135 million parameters on short English texts: winners and sizes need not carry over to larger ones."
)


def _rows(table: Tag) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tr")]


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _metadata(page: Built, figure: Tag, heads: list[str], base: str) -> str:
    """Return title, columns with units, what the caption says of draws and items, caveat, licence and citation."""
    caption, title = figure.select_one("figcaption"), figure.select_one("figcaption strong")
    assert caption, "a figure has a caption"
    assert title, "a caption begins with the title"
    told = caption.get_text(" ", strip=True).removeprefix(title.get_text(" ", strip=True)).strip()
    address = f"{base}{page.url}#{figure['id']}"
    columns = [dict(zip(("name", "unit"), head.rsplit(", ", 1), strict=False)) for head in heads]
    about = {
        "title": title.get_text(" ", strip=True),
        "columns": columns,
        "n_and_draws": told,
        "caveat": _CAVEAT,
        "measured": f"{base}evidence/lab-method/",
        "runs": f"{base}data/v1/runs.json",
        "license": LICENCE["path"],
        "citation": f"The contributors to Context or Weights ({str(page.meta['reviewed'])[:4]}). {address}",
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"


def publish(page: Built, base: str) -> None:
    """Write the files of each figure beside its page, and name them below it."""
    html = page.file.read_text(encoding="utf-8")
    if 'class="chart-table"' not in html:
        return
    for figure in page.article().select("figure.chart-figure:has(table.chart-table)"):
        name = str(figure["id"])
        table, drawing = figure.select_one("table.chart-table"), figure.select_one("svg")
        assert table, "the selector asks for a table"
        rows = _rows(table)
        files = {"csv": _csv(rows), "metadata.json": _metadata(page, figure, rows[0], base)}
        if drawing:
            files["svg"] = str(drawing)
        for kind, text in files.items():
            page.file.with_name(f"{name}.{kind}").write_text(text, encoding="utf-8", newline="")
        links = ", ".join(f'<a href="{name}.{kind}">{kind}</a>' for kind in files)
        start = html.index(f'id="{name}"')
        end = html.index("</figure>", start)
        html = f'{html[:end]}<p class="facts">Reuse this figure under CC BY 4.0: {links}</p>{html[end:]}'
    page.file.write_text(html, encoding="utf-8")
