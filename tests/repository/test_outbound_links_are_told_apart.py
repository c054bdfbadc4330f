"""The weekly link check reports what is gone, and nothing that merely refuses a program."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.scripts.outbound_links import addresses, dead
from tests.support.serving import serving
from tests.support.tree import ROOT


class _Answer(BaseHTTPRequestHandler):
    """Answers /404 with 404, and so on."""

    def do_GET(self) -> None:
        """Send the status that the path names."""
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    with serving(_Answer) as address:
        yield address


def test_only_what_is_gone_is_reported(host: str) -> None:
    found = {f"{host}/{status}": "docs/a.md" for status in (200, 403, 404, 410, 429, 500)}
    assert [line.split()[1].rpartition("/")[2] for line in dead(found)] == ["404", "410"]


def test_addresses_are_found_without_the_marks_around_them(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = "See [a](https://a.example/x) and <https://b.example/y#z>. Also https://c.example/.\n"
    (tmp_path / "docs" / "page.md").write_text(text, encoding="utf-8")
    assert list(addresses(tmp_path)) == ["https://a.example/x", "https://b.example/y", "https://c.example/"]


def test_the_site_has_addresses_to_ask() -> None:
    assert len(addresses(ROOT)) > 100
