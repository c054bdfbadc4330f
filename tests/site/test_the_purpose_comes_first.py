"""On a phone and on a desk the first control, row or figure of a page stands on the first screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.flow import Flow, fragment

pytestmark = pytest.mark.slow

FLOW = Flow()
RESULT = max(FLOW.covering_paths(), key=len)
# What a page is for, by its address: the place of it that a reader has come for.
PURPOSES = {
    "/decide/": "table tbody tr",
    "/decide/break-even/": "break-even [data-part=answer]",
    "/decide/comparison-matrix/": ".matrix-picture tbody tr",
    "/decide/decision-flow/": "a[data-option]",
    f"/decide/decision-flow/{fragment(RESULT)}": ".flow-strip h3",
    "/decide/gap-diagnosis/": ".gap-bars tbody tr",
    "/decide/noise-check/": ".noise-drawing",
}
# Width and height of a screen, and the first pixel of the page at which its purpose would begin too late.
SCREENS = {"phone": (390, 844, 600), "desk": (1440, 900, 600)}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("address", PURPOSES)
def test_the_purpose_of_a_page_is_on_its_first_screen(page: Page, trouble: object, address: str, screen: str) -> None:
    width, height, too_late = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    purpose = page.locator(PURPOSES[address]).locator("visible=true").first
    expect(purpose).to_be_visible()
    begins = purpose.evaluate("each => each.getBoundingClientRect().top")  # a link to a result has scrolled to it
    assert begins < too_late, f"{address} on a {screen}: {PURPOSES[address]} begins at {begins:.0f} px"


ANSWERS = {
    "/decide/gap-diagnosis/": ("gap-diagnosis [data-part=answer]", ".gap-choices input"),
    "/decide/noise-check/": ("noise-check [data-part=answer]", "[name=gap]"),
}


@pytest.mark.parametrize("address", ANSWERS)
def test_the_answer_stays_in_sight_while_somebody_works(page: Page, trouble: object, address: str) -> None:
    answer, control = ANSWERS[address]
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    last = page.locator(control).locator("visible=true").last
    last.scroll_into_view_if_needed()
    last.focus()
    page.mouse.wheel(0, 40)
    expect(page.locator(answer)).to_be_in_viewport(ratio=1)
    hidden = last.evaluate(
        """(control, answer) => {
          const lowest = document.querySelector(answer).parentElement.getBoundingClientRect().bottom;
          return control.getBoundingClientRect().top < lowest;
        }""",
        answer,
    )
    assert not hidden, "the answer lies on what is worked on"
