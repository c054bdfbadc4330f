"""The weekly link check reports what is gone, and nothing that merely refuses a program."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.scripts.outbound_links import Answer, addresses, report
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
    gone, summary = report(found)
    assert [line.split()[1].rpartition("/")[2] for line in gone] == ["404", "410"]
    assert summary == "6 of 6 addresses answered; 2 are gone."


def test_a_machine_without_a_network_is_no_good_news() -> None:
    found = {f"https://{number}.example/": "docs/a.md" for number in range(10)}
    with pytest.raises(OSError, match="Only 0 of 10 addresses gave any answer"):
        report(found, lambda _: Answer(came=False))
    assert report(found, lambda each: Answer(came="9" not in each))[0] == []


def test_an_unknown_host_is_gone() -> None:
    found = {f"https://{number}.example/": "docs/a.md" for number in range(10)}
    gone, _ = report(found, lambda each: Answer(came="9" not in each, wrong="unknown host" if "9" in each else None))
    assert gone == ["docs/a.md: https://9.example/ unknown host. Find where it moved, or cite an archived copy."]


def test_addresses_are_found_without_the_marks_around_them(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = "See [a](https://a.example/x) and <https://b.example/y#z>. Also https://c.example/.\n"
    (tmp_path / "docs" / "page.md").write_text(text, encoding="utf-8")
    assert list(addresses(tmp_path)) == ["https://a.example/x", "https://b.example/y", "https://c.example/"]


def test_the_site_has_addresses_to_ask() -> None:
    assert len(addresses(ROOT)) > 100
