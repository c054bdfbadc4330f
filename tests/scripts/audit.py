"""Measures the site beside a stock Material site with the same text, and prints a table.

    python -m tests.scripts.audit                  # the median of five runs, for one page of each kind
    python -m tests.scripts.audit 3 / /faq/        # of three runs, for these pages

Both sites are built, served compressed on this machine, and measured in turn by Lighthouse with its throttled phone, so
that noise falls on both. .audit/audit.json holds every run. Timings depend on the machine; bytes and requests do not.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import yaml

from tests.support.build import build
from tests.support.serving import serving
from tests.support.tree import ROOT

LIGHTHOUSE = ROOT / ".audit" / "node_modules" / "lighthouse" / "cli" / "index.js"
CHROMIUM = ROOT / ".venv" / "chromium"
PAGES = ["/", "/understand/peft/", "/guide/tune/", "/faq/", "/glossary/", "/evidence/claims/fine-tuning/"]
PAGES += [
    "/evidence/accuracy-by-labels/",
    "/decide/decision-flow/",
    "/decide/comparison-matrix/",
    "/decide/break-even/",
]
CATEGORIES = {"performance": "perf", "accessibility": "acc", "best-practices": "best", "seo": "seo"}
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-component-update"


class Compressed(SimpleHTTPRequestHandler):
    """Serves files as a static host does: compressed, in silence."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file, compressed where that is worth while."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in {".html", ".css", ".js", ".mjs", ".svg", ".json", ".xml"}:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def build_twin(site: Path, folder: Path) -> Path:
    """Build a stock Material site from the Markdown twins of the built `site`, and return its folder."""
    for twin in site.rglob("index.md"):
        target = folder / "docs" / twin.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(twin.read_text(encoding="utf-8"), encoding="utf-8")
    extensions = ["admonition", "attr_list", "footnotes", "tables", "pymdownx.highlight", "pymdownx.superfences"]
    # The font would come from a third party, which a closed machine cannot reach.
    theme = {"name": "material", "font": False}
    settings = {"site_name": "Twin", "theme": theme, "markdown_extensions": extensions}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True)
    return folder / "site"


def lighthouse(address: str) -> dict[str, float]:
    """Measure one page once."""
    command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = {**os.environ, "CHROME_PATH": CHROMIUM.read_text(encoding="utf-8").strip()}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    report = json.loads(run.stdout)
    audits = report["audits"]
    sent = [each for each in audits["network-requests"]["details"]["items"] if each["url"].startswith("http")]
    scores = {short: 100 * report["categories"][name]["score"] for name, short in CATEGORIES.items()}
    timings = {
        "LCP ms": "largest-contentful-paint",
        "TBT ms": "total-blocking-time",
        "shift": "cumulative-layout-shift",
    }
    values = {short: audits[name]["numericValue"] for short, name in timings.items()}
    return {**scores, "KB": sum(each["transferSize"] for each in sent) / 1024, "requests": len(sent), **values}


def main(runs: int, pages: list[str]) -> None:
    """Print a row for each page and site: the median of the runs."""
    found: dict[str, dict[str, list[dict[str, float]]]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = build(folder / "ours")
        assert built.returncode == 0, built.stdout
        (folder / "twin").mkdir()
        twin = build_twin(folder / "ours", folder / "twin")
        with (
            serving(partial(Compressed, directory=str(folder / "ours"))) as ours_at,
            serving(partial(Compressed, directory=str(twin))) as twin_at,
        ):
            for number, page in enumerate(pages):
                for _ in range(runs):
                    for site, base in (("ours", ours_at), ("twin", twin_at)):
                        found.setdefault(page, {}).setdefault(site, []).append(lighthouse(base + page))
                show(page, found[page], heading=number == 0)
    out = ROOT / ".audit" / "audit.json"
    out.write_text(json.dumps(found, indent=1), encoding="utf-8")


def show(page: str, sites: dict[str, list[dict[str, float]]], *, heading: bool) -> None:
    """Print the rows of one page."""
    names = list(next(iter(sites.values()))[0])
    if heading:
        print(f"{'page':34}{'':6}" + "".join(f"{name:>9}" for name in names))
    for site, measured in sites.items():
        middle = {name: statistics.median(each[name] for each in measured) for name in names}
        cells = "".join(f"{value:9.3f}" if name == "shift" else f"{value:9.0f}" for name, value in middle.items())
        print(f"{page:34}{site:6}{cells}", flush=True)


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    main(numbers[0] if numbers else 5, [each for each in sys.argv[1:] if not each.isdigit()] or PAGES)
