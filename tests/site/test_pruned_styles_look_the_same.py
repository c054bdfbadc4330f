"""The sheet of the site leaves out the theme's rules that no page uses: nothing looks other than with all of them."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Route

from tests.support.tree import DOCS, fail_with

pytestmark = pytest.mark.slow
PAGES = [
    "/",
    "/decide/break-even/",
    "/decide/comparison-matrix/",
    "/evidence/how-much-is-noise/",
    "/guide/tune/",
    "/faq/",
]
# With the search, the menu of a phone and every fold open, the style of the first element of each name and classes.
# What the theme's script measures and writes into an element is none of a sheet's, and comes when it comes.
STYLES = """() => {
  for (const toggle of document.querySelectorAll("#__search, #__drawer")) toggle.click();
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const element of document.querySelectorAll("[style]")) element.removeAttribute("style");
  const first = new Map();
  for (const element of document.querySelectorAll("*")) {
    const name = `${element.tagName}.${element.getAttribute("class")}`;
    if (first.has(name)) continue;
    first.set(name, [null, "::before", "::after"].flatMap((part) => {
      const style = getComputedStyle(element, part);
      if (part && style.content === "none") return [`${part} is not there`];
      return [...style].filter((each) => !each.startsWith("--"))
        .map((each) => `${part ?? ""} ${each}: ${style.getPropertyValue(each)}`);
    }));
  }
  return Object.fromEntries(first);
}"""


def full_sheet() -> str:
    """Return the theme's sheets whole, and ours, in the order in which a browser would load them."""
    folder = files("material") / "templates" / "assets" / "stylesheets"
    theme = sorted((path for path in folder.iterdir() if path.name.endswith(".css")), key=lambda path: path.name)
    return "\n".join(path.read_text(encoding="utf-8") for path in [*theme, DOCS / "assets" / "css" / "theme.css"])


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), pytest.param(1440, "dark", marks=pytest.mark.weekly)])
def test_every_element_keeps_its_style(browser: Browser, base_url: str, width: int, scheme: str) -> None:
    sheet = full_sheet()

    def whole(route: Route) -> None:
        route.fulfill(body=sheet, content_type="text/css")

    def styles(address: str, answer: Callable[[Route], None] | None) -> dict[str, list[str]]:
        size = {"width": width, "height": 900}
        context = browser.new_context(
            base_url=base_url, viewport=size, color_scheme=scheme, reduced_motion="reduce", service_workers="block"
        )
        if answer:
            context.route("**/assets/css/theme.*.css", answer)
        page = context.new_page()
        page.goto(address)
        found: dict[str, list[str]] = page.evaluate(STYLES)
        context.close()
        return found

    problems = []
    for address in PAGES:
        pruned, full = styles(address, None), styles(address, whole)
        assert pruned.keys() == full.keys()
        problems += [
            f"{address}, {width} px, {scheme}: {name}{mine}, with all rules {theirs}"
            for name in full
            for mine, theirs in zip(pruned[name], full[name], strict=True)
            if mine != theirs
        ]
    fail_with(problems[:20])
