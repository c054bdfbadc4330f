"""Measures how long tools and long pages take to answer an input on a slow processor, and prints two tables.

    python -m tests.scripts.measure_tools            # builds the site first
    python -m tests.scripts.measure_tools site/      # measures a site that is built already

Chromium runs at a quarter of its speed. Each input is typed 100 times, after a few that do not count, with changing
values. All times begin with the input event. "answer" ends with a finished layout in which the new answer stands: the
sentence of the calculator, the question or result of the flow. "painted" is the frame that shows it. "all drawn" ends
with a finished layout of everything else too: some tools draw their charts, tables and panels once the answer is
painted, and mark the places as busy until then. The next input waits for that, so no drawing is charged to it.
A tool is a row of TOOLS: its page, the selector of a field, and the values to type there.

Below them stand the long pages, with real clicks and keys: the time from the input to the frame that shows what it did,
as the browser reports it, in steps of 8 ms.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.support.build import build
from tests.support.serving import serving
from tests.support.tree import ROOT

SLOWER = 4
ROUNDS, WARM_UP = 100, 3
TOOLS: dict[str, tuple[str, str, list[str]]] = {
    "break-even, volume": ("/decide/break-even/", "#break-even-requests-per-day", ["5000", "80000", "2500000"]),
    "break-even, price": ("/decide/break-even/", "#break-even-hosting-per-hour", ["0", "1.7", "12"]),
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
            "#in-place=nothing",
            "#in-place=nothing&kind-of-need=facts&amount-of-facts=large",
            "#",
        ],
    ),
    "break-even, bad input": ("/decide/break-even/", "#break-even-requests-per-day", ["1,200", "7000", "-1"]),
}

LONG_PAGES = [
    "/glossary/",
    "/faq/",
    "/understand/peft/",
    "/evidence/claims/fine-tuning/",
    "/evidence/accuracy-by-labels/",
]
INPUTS: dict[str, Callable[[Page], None]] = {
    "mark or fold": lambda page: page.locator("article :is(a[data-claim], summary)").first.click(),
    "Tab": lambda page: page.keyboard.press("Tab"),
    "End": lambda page: page.keyboard.press("End"),
    "light or dark": lambda page: page.locator("form[data-md-component=palette] label:visible").click(),
}
OBSERVE = """
window.inputs = [];
const keep = (list) => window.inputs.push(...list.getEntries().filter((each) => each.interactionId));
new PerformanceObserver(keep).observe({ type: "event", durationThreshold: 16, buffered: true });
"""

MEASURE = """
async ({ selector, values, rounds }) => {
  const field = document.querySelector(selector);
  const inAddress = field.matches("decision-flow"); // its answers live in the address, not in a field
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    await frame();
    const value = values[round % values.length];
    if (!inAddress) field.value = value;
    const shown = frame(); // asked for before the tool asks, so that its later drawing does not come first
    const start = performance.now();
    if (inAddress) history.replaceState(null, "", value);
    const happened = inAddress ? new HashChangeEvent("hashchange") : new Event("input", { bubbles: true });
    (inAddress ? window : field).dispatchEvent(happened);
    if (field.matches("select")) field.dispatchEvent(new Event("change", { bubbles: true }));
    document.body.getBoundingClientRect();
    const answered = performance.now();
    await shown;
    const painted = performance.now();
    while (document.querySelector("[aria-busy]")) await new Promise((done) => setTimeout(done));
    document.body.getBoundingClientRect();
    times.push([answered - start, painted - start, performance.now() - start]);
  }
  return times;
}
"""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files in silence."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def opening(site: Path) -> Iterator[Callable[[str], Page]]:
    """Yield what opens a page of the site: one that Chromium runs at a quarter of its speed once it has loaded."""
    chromium = (ROOT / ".venv" / "chromium").read_text(encoding="utf-8").strip()
    with serving(partial(QuietHandler, directory=str(site))) as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])

        def opened(path: str) -> Page:
            page = browser.new_page()
            page.add_init_script(OBSERVE)
            page.goto(origin + path)
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            return page

        yield opened
        browser.close()


def measure(site: Path) -> None:
    """Print one line for each tool: medians, and the slowest of twenty, in milliseconds."""
    heads = ["answer, median", "95th of 100", "painted, median", "all drawn, median", "95th of 100"]
    print(f"{'tool':24}{''.join(f'{head:>19}' for head in heads)}   (ms, {SLOWER} times slower)")
    with opening(site) as opened:
        for name, (path, selector, values) in TOOLS.items():
            page = opened(path)
            page.locator(selector).first.wait_for(state="attached")
            asked = {"selector": selector, "values": values, "rounds": WARM_UP + ROUNDS}
            answered, painted, drawn = zip(*page.evaluate(MEASURE, asked)[WARM_UP:], strict=True)
            shown = [
                statistics.median(answered),
                _slowest_of_twenty(answered),
                statistics.median(painted),
                statistics.median(drawn),
                _slowest_of_twenty(drawn),
            ]
            print(f"{name:24}{''.join(f'{each:19.1f}' for each in shown)}")
            page.close()


def measure_long_pages(site: Path) -> None:
    """Print one line for each long page: for each input the slowest of five, in milliseconds, 16 or less as 16."""
    print(f"\n{'long page':34}{''.join(f'{name:>15}' for name in INPUTS)}   (ms, {SLOWER} times slower)")
    with opening(site) as opened:
        for path in LONG_PAGES:
            cells = []
            for act in INPUTS.values():
                page = opened(path)
                for _ in range(5):
                    act(page)
                    page.wait_for_timeout(500)
                    page.keyboard.press("Escape")
                    page.wait_for_timeout(100)
                cells.append(page.evaluate("Math.max(16, ...window.inputs.map((each) => each.duration))"))
                page.close()
            print(f"{path:34}{''.join(f'{each:15.0f}' for each in cells)}")


def _slowest_of_twenty(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 do not exceed."""
    return statistics.quantiles(times, n=20)[-1]


def main(site: Path) -> None:
    """Print both tables."""
    measure(site)
    measure_long_pages(site)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            built = build(Path(folder) / "site")
            if built.returncode:
                sys.exit(built.stdout)
            main(Path(folder) / "site")
