"""Measures how long the tools take to answer an input on a slow processor, and prints a table.

    python tests/measure_tools.py            # builds the site first
    python tests/measure_tools.py site/      # measures a site that is built already

Chromium runs at a quarter of its speed. Each input is typed ROUNDS times with changing values. "answer" is the
time from the input event to a finished layout with the new answer in it; "painted" adds the wait for the next frame.
A tool is a row of TOOLS: its page, the selector of a field, and the values to type there.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / each) for each in ("tests/support", "overrides")]

from build import build  # noqa: E402 - found by the line above
from playwright.sync_api import sync_playwright  # noqa: E402
from serving import serving  # noqa: E402
from tree import ROOT  # noqa: E402

SLOWER = 4
ROUNDS = 40
TOOLS: dict[str, tuple[str, str, list[str]]] = {
    "break-even, volume": ("/decide/break-even/", "#be-requests-per-day", ["5000", "80000", "2500000"]),
    "break-even, price": ("/decide/break-even/", "#be-hosting-per-hour", ["0", "1.7", "12"]),
    "noise check, count": (
        "/decide/noise-check/",
        "noise-check input[type=text], noise-check input:not([type])",
        ["85", "70", "x"],
    ),
    "matrix, weight": ("/decide/comparison-matrix/", "comparison-matrix select", ["0", "3", "1"]),
    "decision flow, answer": (
        "/decide/decision-flow/",
        "decision-flow",
        [
            "#evaluation-set=yes",
            "#evaluation-set=yes&best-prompt-result=short&kind-of-gap=facts&facts-pasted=lookup",
            "#",
        ],
    ),
    "break-even, bad input": ("/decide/break-even/", "#be-requests-per-day", ["1,200", "7000", "-1"]),
}

MEASURE = """
async ({ selector, values, rounds }) => {
  const field = document.querySelector(selector);
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const value = values[round % values.length];
    const inAddress = field.matches("decision-flow"); // its answers live in the address, not in a field
    if (!inAddress) field.value = value;
    const start = performance.now();
    if (inAddress) history.replaceState(null, "", value);
    const happened = inAddress ? new HashChangeEvent("hashchange") : new Event("input", { bubbles: true });
    (inAddress ? window : field).dispatchEvent(happened);
    if (field.matches("select")) field.dispatchEvent(new Event("change", { bubbles: true }));
    document.body.getBoundingClientRect();
    const answered = performance.now();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push([answered - start, performance.now() - start]);
  }
  return times;
}
"""


class _Handler(SimpleHTTPRequestHandler):
    """Serves files in silence."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def measure(site: Path) -> None:
    """Print one line for each tool: medians, and the slowest of twenty, in milliseconds."""
    chromium = (ROOT / ".venv" / "chromium").read_text(encoding="utf-8").strip()
    print(f"{'tool':28}{'answer, median':>16}{'95th of 100':>14}{'painted, median':>18}   (ms, {SLOWER} times slower)")
    with serving(partial(_Handler, directory=str(site))) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (path, selector, values) in TOOLS.items():
            page = browser.new_page()
            page.goto(origin + path)
            page.locator(selector).first.wait_for(state="attached")
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            times = page.evaluate(MEASURE, {"selector": selector, "values": values, "rounds": ROUNDS})
            answered, painted = ([each[index] for each in times[3:]] for index in (0, 1))
            slow = statistics.quantiles(answered, n=20)[-1]
            print(f"{name:28}{statistics.median(answered):16.1f}{slow:14.1f}{statistics.median(painted):18.1f}")
            page.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            built = build(Path(folder) / "site")
            if built.returncode:
                sys.exit(built.stdout)
            measure(Path(folder) / "site")
