"""Keyboard, zoom, forced colours, less motion, print: what axe does not see, as the accessibility statement says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.tree import ADDRESSES, fail_with

pytestmark = pytest.mark.slow
KINDS = ["/", "/understand/peft/", "/faq/", "/evidence/how-much-is-noise/", "/evidence/claims/lab/"]
TOOLS = ["/decide/decision-flow/", "/decide/comparison-matrix/", "/decide/break-even/", "/decide/noise-check/"]
TOOLS += ["/decide/gap-diagnosis/"]
KINDS += TOOLS

FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const outlined = ({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
  // By the elements themselves: a tooltip that comes and goes changes the number of those before them.
  const before = window.walked;
  window.walked = element;
  const order = before ? before.compareDocumentPosition(element) : Node.DOCUMENT_POSITION_FOLLOWING;
  // A theme draws the box of a hidden control beside it, or in its label.
  const drawn = [element, element.nextElementSibling, ...(element.labels ?? [])].filter(Boolean);
  return {
    stays: element === before,
    back: Boolean(order & Node.DOCUMENT_POSITION_PRECEDING),
    search: Boolean(element.closest(".md-search")),
    name: `${element.tagName}.${element.className} ${(element.textContent || element.name || "").trim().slice(0, 30)}`,
    seen: drawn.some((each) => outlined(getComputedStyle(each))),
  };
}"""


@pytest.fixture(scope="module")
def reader(browser: Browser, base_url: str) -> Iterator[Page]:
    """Return a page on a desk."""
    context = browser.new_context(base_url=base_url, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def narrow(browser: Browser, base_url: str) -> Iterator[Page]:
    """Return a page as a reader sees it who enlarges a desk of 1280 px fourfold."""
    context = browser.new_context(base_url=base_url, viewport={"width": 320, "height": 256})
    yield context.new_page()
    context.close()


AT_THE_TEXT = """() => {
  const heading = document.querySelector("article h1");
  heading.tabIndex = -1;
  heading.focus();
}"""


@pytest.mark.parametrize("start", ["the page", "the text"])
@pytest.mark.parametrize("address", KINDS)
def test_the_tab_key_goes_on_in_order_with_the_focus_in_sight(reader: Page, address: str, start: str) -> None:
    reader.goto(address)
    if start == "the text":
        reader.evaluate(AT_THE_TEXT)
    problems: list[str] = []
    walked: list[str] = []
    back: list[str] = []
    for _ in range(60):
        reader.keyboard.press("Tab")
        found = reader.evaluate(FOCUSED)
        if found is None:
            break
        if found["search"]:  # the box opens the search, which keeps the focus until it is closed
            reader.keyboard.press("Escape")
            continue
        if not found["seen"]:
            problems.append(f"{address}: no focus to be seen on {found['name']}")
        if found["back"] or found["stays"]:
            back.append(f"after {walked[-1]} to {found['name']}")
        walked.append(found["name"])
    assert len(walked) > 15
    assert len(back) <= 1, f"{address}: the focus does not go on: {back}"  # from the end to the beginning of the page
    if found is not None:  # else Tab has left the page at its end
        reader.keyboard.press("Shift+Tab")
        assert not reader.evaluate(FOCUSED)["stays"], f"{address}: the focus is trapped"
    fail_with(problems)


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_tables_and_code_scroll_sideways_at_400_percent(narrow: Page, address: str) -> None:
    narrow.goto(address)
    wide = narrow.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{address}: {wide} px too wide at 400 %"


FIELDS = "article :is(input:not([type=checkbox], [type=radio], [type=range]), textarea, select)"


@pytest.mark.parametrize("address", TOOLS)
def test_a_phone_does_not_zoom_into_a_field(browser: Browser, base_url: str, address: str) -> None:
    page = browser.new_page(base_url=base_url, viewport={"width": 390, "height": 844})
    page.goto(address)
    sizes = page.evaluate(
        """(fields) => [...document.querySelectorAll(fields)]
          .map((each) => [each.name || each.id, parseFloat(getComputedStyle(each).fontSize)])""",
        FIELDS,
    )
    page.close()
    assert [each for each in sizes if each[1] < 16] == [], f"{address}: fields of less than 16 px"


def test_with_less_motion_nothing_moves(reader: Page) -> None:
    reader.goto("/decide/decision-flow/")
    reader.locator("a[data-option]:visible").first.click()
    lasting = reader.evaluate("document.getAnimations().map((each) => each.effect.getTiming().duration)")
    assert [each for each in lasting if each > 1] == []
    assert reader.evaluate("getComputedStyle(document.documentElement).scrollBehavior") != "smooth"


BARE = """(fields) => [...document.querySelectorAll(`article button, ${fields}`)]
  .filter((each) => each.checkVisibility() && getComputedStyle(each).borderTopStyle === "none"
    && getComputedStyle(each).textDecorationLine === "none" && !each.querySelector("svg") && !each.closest("nav"))
  .map((each) => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("address", KINDS)
def test_forced_colours_leave_every_control_a_border_or_a_line(browser: Browser, base_url: str, address: str) -> None:
    page = browser.new_page(base_url=base_url, forced_colors="active")
    page.goto(address)
    bare = page.evaluate(BARE, FIELDS)
    page.close()
    assert bare == [], f"{address}: nothing shows that these can be used"


LIGHT = """async () => {
  await Promise.all(document.getAnimations().map((each) => each.finished));
  const own = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const brightness = ([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return [...document.querySelectorAll("article *")]
    .filter((each) => each.checkVisibility() && own(each) && !each.closest("svg"))
    .map((each) => [each, getComputedStyle(each).color.match(/[0-9.]+/g).map(Number)])
    .filter(([, colour]) => brightness(colour) > 150)
    .map(([each, colour]) => `${each.tagName}.${each.className} ${colour}`);
}"""


@pytest.mark.parametrize("address", KINDS)
def test_paper_is_dark_on_white_from_the_dark_scheme_too(browser: Browser, base_url: str, address: str) -> None:
    page = browser.new_page(base_url=base_url)
    page.goto(address)
    page.get_by_title("Switch to dark mode").click()
    page.emulate_media(media="print")
    light = page.evaluate(LIGHT)
    page.close()
    assert light == [], f"{address}: light text on white paper"


# All in one go, as the sheet is laid out: what a part does once it is open comes too late for paper.
UNFILLED = """() => {
  dispatchEvent(new Event("beforeprint"));
  return [...document.querySelectorAll("article details")]
    .filter((each) => each.checkVisibility())
    .filter((each) => ![...each.querySelectorAll(":scope > :not(summary)")].some((part) => part.offsetHeight > 10))
    .map((each) => each.querySelector("summary").textContent);
}"""


@pytest.mark.parametrize("address", KINDS)
def test_what_is_folded_is_printed(browser: Browser, base_url: str, address: str) -> None:
    page = browser.new_page(base_url=base_url)
    page.goto(address)
    page.emulate_media(media="print")
    unfilled = page.evaluate(UNFILLED)
    page.close()
    assert unfilled == [], f"{address}: nothing is printed below these lines"


def test_headings_leave_out_no_level_and_tables_have_names_and_heads(site: Path) -> None:
    problems = []
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        name = file.relative_to(site).as_posix()
        article = html[html.find("<article") : html.find("</article>")]
        levels = [int(each) for each in re.findall(r"<h([1-6])\b", article)]
        problems += [f"{name}: h{other} comes after h{one}." for one, other in pairwise(levels) if other > one + 1]
        if levels.count(1) != 1:
            problems.append(f"{name}: {levels.count(1)} headings of the first level.")
        for table in re.findall(r"<table\b.*?</table>", html, re.S):
            if "aria-label" not in table.partition(">")[0] and "<caption" not in table:
                problems.append(f"{name}: a table has no name: {table[:80]}")
            problems += [f"{name}: {head} has no scope." for head in re.findall(r"<th\b(?![^>]*scope=)[^>]*>", table)]
    fail_with(problems)
