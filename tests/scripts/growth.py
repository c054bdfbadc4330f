"""Builds the site with copies of its pages, and prints how time and memory grow.

python -m tests.scripts.growth            # with the pages once, ten times and fifty times
python -m tests.scripts.growth 1 5        # other numbers of copies

A copy holds every page of the parts below and stays out of the menu, so that the menu of each page does not grow too.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.build import BUILD_ENVIRONMENT, copy_tree

PARTS = ("decide", "understand", "guide", "evidence", "faq.md", "glossary.md")
TIMES = (1, 10, 50)


def copy_pages(docs: Path, number: int) -> None:
    """Put one more copy of the pages below docs/copies/."""
    target = docs / "copies" / str(number)
    target.mkdir(parents=True)
    for part in PARTS:
        source = docs / part
        if source.is_file():
            shutil.copy(source, target)
        else:
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("runs"))


def measure(times: int) -> tuple[int, float, float]:
    """Build with so many copies in all; return pages, seconds, and the most memory that was held, in MB."""
    with tempfile.TemporaryDirectory() as name:
        tree = copy_tree(Path(name))
        for number in range(1, times):
            copy_pages(tree / "docs", number)
        site = tree / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        began = time.monotonic()
        run = subprocess.Popen(command, cwd=tree, env=BUILD_ENVIRONMENT, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(run.pid, 0)
        seconds = time.monotonic() - began
        assert status == 0, "the build failed"
        return len(list(site.rglob("index.html"))), seconds, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def main(sizes: list[int]) -> None:
    """Print a row for each number of copies."""
    print(f"{'copies':>7}{'pages':>8}{'seconds':>10}{'ms a page':>11}{'MB':>8}{'MB a page':>11}")
    for times in sizes:
        pages, seconds, memory = measure(times)
        row = (
            f"{times:>7}{pages:>8}{seconds:>10.1f}{1000 * seconds / pages:>11.0f}{memory:>8.0f}{memory / pages:>11.2f}"
        )
        print(row, flush=True)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(TIMES))
