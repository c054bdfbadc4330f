"""What a first search fetches stays small, and holds nothing that nobody reads."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
KIB = 1024
# 136 KB were enough for 329 claims and 80 pages; with 370 and 86 the index measures 144.
MOST = {"index.js": 147 * KIB, "worker.js": 16 * KIB, "page.js": 6 * KIB}


@pytest.mark.parametrize("name", MOST)
def test_a_file_of_the_search_keeps_its_budget(site: Path, name: str) -> None:
    size = len(gzip.compress((site / "search" / name).read_bytes(), mtime=0))
    assert size <= MOST[name], f"search/{name}: {size / KIB:.1f} KB gz, {(size - MOST[name]) / KIB:.1f} KB too many."


def test_the_index_holds_no_markup_no_styles_and_no_base64(site: Path) -> None:
    index = (site / "search" / "index.js").read_text(encoding="utf-8")
    assert not re.findall(r"</(?:p|span|div|svg|button|table)>|base64,|\b(?:color|margin|display): ?[a-z0-9]+;", index)
