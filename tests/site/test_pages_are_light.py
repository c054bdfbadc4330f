"""What a page costs a phone on the first visit: bytes, requests, shifts of its layout; and no refusal by its policy."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Response

from tests.support.tree import ADDRESSES, fail_with

pytestmark = pytest.mark.slow
KIB = 1024
MOST_REQUESTS = 12
MOST = {"in all": 110 * KIB, "for the first paint": 45 * KIB}  # gzip
HOME = {**MOST, "in all": 75 * KIB}
# The whole tree stands in the page for readers without JavaScript: over thirty questions and seventeen results.
FLOW = {**MOST, "for the first paint": 57 * KIB}
SHIFTS = """
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    if (!hadRecentInput) (window.shifts ??= []).push([value, ...sources.map(({ node }) => node?.className ?? "")]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def phone(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """Return a browser that remembers no file and tells of each shift."""
    context = browser.new_context(base_url=base_url, viewport={"width": 390, "height": 844})
    context.add_init_script(SHIFTS)
    yield context
    context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_first_visit_keeps_its_budget(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    control = phone.new_cdp_session(page)
    control.send("Network.setCacheDisabled", {"cacheDisabled": True})
    control.send("Emulation.setCPUThrottlingRate", {"rate": 4})  # so that scripts come after the first paint
    answers: list[Response] = []
    problems: list[str] = []
    page.on("console", lambda told: problems.append(f"{address}: {told.text}") if told.type == "error" else None)
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sizes = {answer.url: len(gzip.compress(answer.body(), mtime=0)) for answer in answers}
    early = {url: size for url, size in sizes.items() if url.endswith((".css", "/"))}
    found = {"in all": sum(sizes.values()), "for the first paint": sum(early.values())}
    budget = {"/": HOME, "/decide/decision-flow/": FLOW}.get(address, MOST)
    heaviest = max(sizes, key=lambda url: sizes[url])
    problems += [
        f"{address}: {size / KIB:.1f} KB gz {what}, {(size - budget[what]) / KIB:.1f} KB too many. "
        f"The largest file is {heaviest}, {sizes[heaviest] / KIB:.1f} KB."
        for what, size in found.items()
        if size > budget[what]
    ]
    if len(answers) > MOST_REQUESTS:
        problems.append(f"{address}: {len(answers)} requests, at most {MOST_REQUESTS}.")
    shifts = page.evaluate("window.shifts ?? []")
    problems += [f"{address}: the layout shifts by {value:.4f}: {', '.join(which)}" for value, *which in shifts]
    page.close()
    fail_with(problems)
