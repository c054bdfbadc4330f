"""What the slow tests share: the site, built once and strictly, served on a port of its own, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Page

from overrides.rendering.pages import unreadable_pages
from tests.support.build import build, build_searches
from tests.support.serving import serving
from tests.support.tree import PREFIX, ROOT, gate
from tests.support.trouble import Trouble


def pytest_sessionstart() -> None:
    """Stop before any test where a file cannot be read: every test that needs it would say the same."""
    problems = gate().unreadable + unreadable_pages()
    if problems:
        pytest.exit("nothing was tested\n" + "\n".join(problems), returncode=1)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of the built site: the one that SITE names, or else one build that parallel workers share."""
    if built_already := os.environ.get("SITE"):
        return Path(built_already)

    def make(target: Path) -> None:
        built = build(target)
        if built.returncode:
            shutil.rmtree(target, ignore_errors=True)
            pytest.fail(built.stdout, pytrace=False)

    return _made_once("site", make, tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def searched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder with the index of the search: the site, or without slow tests what takes half of its time."""
    if any(item.get_closest_marker("slow") for item in request.session.items):
        site: Path = request.getfixturevalue("site")
        return site
    return _made_once("searched", build_searches, tmp_path_factory, worker_id)


def _made_once(name: str, make: Callable[[Path], None], made_in: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder `name`, which the first of the parallel workers to ask for it has made."""
    base = made_in.getbasetemp()
    target = (base if worker_id == "master" else base.parent) / name
    with FileLock(f"{target}.lock"):
        if not target.exists():
            make(target)
    return target


class _Handler(SimpleHTTPRequestHandler):
    """Serves files in silence, with the site's own 404 page, as a static host does."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        """Find a file also below the path of the site's own address, which 404.html writes into its links."""
        return super().translate_path(path.removeprefix(PREFIX.rstrip("/")))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing file with 404.html."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """Serve the site; pytest-playwright resolves page.goto("/...") against this address."""
    with serving(partial(_Handler, directory=str(site))) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium that `make test` found; the flags keep it from calling home."""
    marker = ROOT / ".venv" / "chromium"
    if not marker.is_file():
        pytest.fail("No browser was set up. Run the tests with: make test", pytrace=False)
    return {
        **browser_type_launch_args,
        "executable_path": marker.read_text(encoding="utf-8").strip(),
        "args": ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    }


@pytest.fixture
def trouble(page: Page, base_url: str) -> Iterator[Trouble]:
    """Watch the page and fail at the end if anything went wrong."""
    watch = Trouble(page, base_url)
    yield watch
    assert not watch.seen, "\n".join(watch.seen)
