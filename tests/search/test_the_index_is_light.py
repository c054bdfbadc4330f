"""What a first search fetches stays small, and holds nothing that nobody reads."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
KIB = 1024
# The index grows with what there is to find: 1,403 sections take 148 KB.
MOST_A_SECTION = 110  # bytes gz
MOST = {"worker.js": 16 * KIB, "page.js": 6 * KIB}


@pytest.mark.parametrize("name", MOST)
def test_a_file_of_the_search_keeps_its_budget(site: Path, name: str) -> None:
    size = len(gzip.compress((site / "search" / name).read_bytes(), mtime=0))
    assert size <= MOST[name], f"search/{name}: {size / KIB:.1f} KB gz, {(size - MOST[name]) / KIB:.1f} KB too many."


def test_the_index_keeps_its_budget_for_each_section(site: Path) -> None:
    index = (site / "search" / "index.js").read_bytes()
    level = json.loads(index[index.index(b"{") : index.rindex(b"}") + 1])["level"]
    each = len(gzip.compress(index, mtime=0)) / len(level)
    assert each <= MOST_A_SECTION, f"search/index.js: {each:.1f} bytes gz for each of {len(level)} sections."


def test_the_index_holds_no_markup_no_styles_and_no_base64(site: Path) -> None:
    index = (site / "search" / "index.js").read_text(encoding="utf-8")
    assert not re.findall(r"</(?:p|span|div|svg|button|table)>|base64,|\b(?:color|margin|display): ?[a-z0-9]+;", index)
