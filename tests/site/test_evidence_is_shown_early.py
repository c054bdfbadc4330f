"""A reader with a phone meets the first figure of the lab, or the first row about providers, without much scrolling."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.slow
LAB = ["lab", "lab-method", "accuracy-by-labels", "prompt-sensitivity", "cost-of-a-query"]
LAB += ["prompt-search", "forgetting-measured", "other-domains", "made-up-facts"]
LATEST = 600  # of the 844 pixels of the screen


@pytest.mark.parametrize("name", [*LAB, "providers", "cases"])
def test_the_first_figure_or_row_begins_on_the_first_screen_of_a_phone(page: Page, base_url: str, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base_url}/evidence/{name}/")
    top = page.locator("article :is(figure, table, dl)").first.evaluate("each => each.getBoundingClientRect().top")
    assert top <= LATEST
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
