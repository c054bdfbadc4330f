"""Measures how soon the search answers on a slow processor, and prints a table.

    python -m tests.scripts.measure_search            # builds the site first
    python -m tests.scripts.measure_search site/      # measures a site that is built already

Chromium runs at a quarter of its speed. A visit is a new browser context: nothing is cached. "cold" begins with the
first key, pressed as soon as the box has the focus, while scripts and index are still to come; "rested" presses it
300 ms after; "warm" is a further query in the open dialog. Each ends with the frame after the first result stands.
The worker is a thread that the slowdown may not reach: the last row gives what it takes by itself under node.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.scripts.measure_tools import SLOWER, QuietHandler
from tests.support.build import build
from tests.support.queries import answers_to, queries
from tests.support.serving import serving
from tests.support.tree import ROOT

VISITS = 9
WATCH = """() => {
  const box = document.querySelector(".md-search__input");
  const list = document.querySelector(".md-search-result__list");
  self.times = [];
  let began = 0;
  box.addEventListener("keydown", () => { began ||= performance.now(); });
  new MutationObserver(() => {
    if (!began || !list.firstElementChild) return;
    const start = began;
    began = 0;
    requestAnimationFrame(() => setTimeout(() => self.times.push(performance.now() - start)));
  }).observe(list, { childList: true });
}"""


def visit(browser: Browser, origin: str, pause: int) -> tuple[float, float]:
    """Return the milliseconds to the first result of a first key, and of a key in the open dialog."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{origin}/guide/tune/")
    page.wait_for_load_state("networkidle")
    page.evaluate(WATCH)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.keyboard.press("/")
    page.wait_for_timeout(pause)
    page.keyboard.press("l")
    page.locator(".md-search-result__item").first.wait_for()
    page.wait_for_timeout(1000)
    page.keyboard.press("o")
    page.wait_for_timeout(1500)
    first, second = page.evaluate("self.times")[:2]
    context.close()
    return first, second


def measure(site: Path) -> None:
    """Print a line for each kind of visit, and one for the worker."""
    chromium = (ROOT / ".venv" / "chromium").read_text(encoding="utf-8").strip()
    with serving(partial(QuietHandler, directory=str(site))) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        cold = [visit(browser, origin, 0) for _ in range(VISITS)]
        rested = [visit(browser, origin, 300) for _ in range(VISITS)]
        browser.close()
    rows = {
        "cold": [first for first, _ in cold],
        "rested": [first for first, _ in rested],
        "warm": [second for _, second in [*cold, *rested]],
        "worker, under node": [answer["ms"] for answer in answers_to(site, [each.text for each in queries()])],
    }
    print(f"{'':20}{'median':>10}{'95th of 100':>14}   (ms, {SLOWER} times slower but for the worker)")
    for name, times in rows.items():
        print(f"{name:20}{statistics.median(times):10.1f}{statistics.quantiles(times, n=20)[-1]:14.1f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            built = build(Path(folder) / "site")
            if built.returncode:
                sys.exit(built.stdout)
            measure(Path(folder) / "site")
