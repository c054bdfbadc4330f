"""The noise check shows what the tested code computes, keeps its state in the address, and survives any input."""

from __future__ import annotations

import itertools
import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from snippets.evaluation.noise import items_needed_paired, mcnemar_exact, newcombe, newcombe_paired, wilson
from tests.support.axe import violations
from tests.support.tree import ROOT, fail_with
from tests.support.views import in_every_view

pytestmark = pytest.mark.slow

PATH = "/decide/noise-check/"
NOT_FOR_READERS = "NaN|Infinity|undefined|null|\\[object"


def shown(share: float) -> str:
    """Write a share in points, as the page does."""
    return f"{100 * share:.1f}".replace("-", "\u2212")


def difference_row(page: Page) -> list[str]:
    """Return the numbers in the table's row of the difference."""
    return page.get_by_role("row", name="A minus B").get_by_role("cell").all_inner_texts()


def fill(page: Page, **values: str) -> None:
    """Type values into the fields with these labels; underscores stand for spaces."""
    for label, value in values.items():
        page.get_by_label(label.replace("_", " "), exact=False).locator("visible=true").fill(value)


def test_the_example_is_the_one_that_the_tested_code_prints(page: Page, base_url: str, trouble: Any) -> None:
    printed = (ROOT / "snippets" / "evaluation" / "noise.out").read_text(encoding="utf-8")
    page.goto(PATH)
    paired = re.search(r"same items: +(\S+) \((\S+) to (\S+)\)", printed)
    assert paired
    assert difference_row(page) == [each.replace("-", "\u2212") for each in paired.groups()]
    p = re.search(r"p, 7 and 2: +(\S+)", printed)
    assert p
    expect(page.get_by_text(f"p = {p[1]}")).to_be_visible()
    needed = re.search(r"same items for both: +(\S+) in all", printed)
    assert needed
    expect(page.get_by_text(f"about {needed[1]} items")).to_be_visible()

    page.get_by_role("radio", name="Different items").check()
    other = re.search(r"other items: +(\S+) \((\S+) to (\S+)\)", printed)
    assert other
    expect(page.get_by_role("row", name="A minus B").get_by_role("cell").nth(1)).to_have_text(
        other[2].replace("-", "\u2212")
    )
    assert difference_row(page) == [each.replace("-", "\u2212") for each in other.groups()]
    needed = re.search(r"tell 85 from 80: +(\S+) for each", printed)
    assert needed
    expect(page.get_by_text(f"about {needed[1]} items for each system")).to_be_visible()


def test_two_scores_and_their_disagreement_give_the_same_as_counts(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(f"{PATH}#mode=shares&items=100&score-a=85&score-b=80&differ=9&gap=5&power=80")
    expect(page.get_by_text("Counted as 85 and 80 right of 100, with 9 on which they differ.")).to_be_visible()
    interval = newcombe_paired(78, 7, 2, 13)
    assert difference_row(page) == [shown(each) for each in (interval.estimate, interval.low, interval.high)]


@pytest.mark.parametrize(
    ("fragment", "verdict"),
    [
        ("mode=counts&n=100&right=85&only-a=7&only-b=2", "The gap is within noise: do not act on it."),
        ("mode=counts&n=200&right=150&only-a=30&only-b=5", "The gap is larger than noise: A is better"),
        ("mode=counts&n=200&right=150&only-a=5&only-b=30", "The gap is larger than noise: B is better"),
        ("mode=counts&n=50&right=40&only-a=6&only-b=6", "No gap, and no proof that the two are equal."),
        ("mode=other&items-a=1000&share-a=90&items-b=1000&share-b=80", "The gap is larger than noise: A is better"),
        ("mode=other&items-a=50&share-a=90&items-b=70&share-b=80", "The gap is within noise: do not act on it."),
    ],
)
def test_the_verdict_says_in_words_whether_to_act(page: Page, base_url: str, fragment: str, verdict: str) -> None:
    page.goto(f"{PATH}#{fragment}")
    expect(page.get_by_role("status").filter(has_text=verdict)).to_be_visible()


READ_DRAWING = """svg => [...svg.querySelectorAll(".noise-bar")].map((bar, index) => {
  const [from, to] = [bar.x1.baseVal.value, bar.x2.baseVal.value];
  return [from, to, svg.querySelectorAll(".noise-dot")[index].cx.baseVal.value];
})"""


def test_all_three_intervals_are_drawn_on_one_scale(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(f"{PATH}#mode=counts&n=200&right=150&only-a=30&only-b=5")
    drawing = page.locator("svg.noise-drawing")
    bars = drawing.evaluate(READ_DRAWING)
    intervals = [wilson(150, 200), wilson(125, 200), newcombe_paired(120, 30, 5, 45)]
    unit = (bars[0][1] - bars[0][0]) / (intervals[0].high - intervals[0].low)
    for (start, end, dot), interval in zip(bars, intervals, strict=True):
        assert end - start == pytest.approx(unit * (interval.high - interval.low), abs=0.3)
        assert dot - start == pytest.approx(unit * (interval.estimate - interval.low), abs=0.3)
    zero = drawing.locator(".noise-zero").evaluate("line => line.x1.baseVal.value")
    assert zero == pytest.approx(bars[2][0] - unit * intervals[2].low, abs=0.3)
    for fragment in (
        "mode=counts&n=1&right=1&only-a=0&only-b=0",
        "mode=other&items-a=9&share-a=0&items-b=9&share-b=100",
    ):
        page.goto(f"{PATH}#{fragment}")
        outside = drawing.evaluate(
            """svg => [...svg.querySelectorAll("text, .noise-bar")].filter((each) => {
              const { x, width } = each.getBBox();
              return x < -1 || x + width > 321;
            }).map((each) => each.textContent || "a bar")"""
        )
        assert outside == [], fragment


def test_a_result_that_depends_on_the_method_is_called_borderline(page: Page, base_url: str) -> None:
    both, only_1, only_2, neither = 60, 12, 3, 25
    interval, p = newcombe_paired(both, only_1, only_2, neither), mcnemar_exact(only_1, only_2)
    found = next(
        (one, two)
        for one in range(6, 40)
        for two in range(1, one)
        if (newcombe_paired(100 - one, one, two, 100 - two).low > 0) != (mcnemar_exact(one, two) < 0.05)
    )
    assert (interval.low > 0) == (p < 0.05), "the counter-example: both checks agree here"
    page.goto(f"{PATH}#mode=counts&n=200&right=100&only-a={found[0]}&only-b={found[1]}")
    expect(page.get_by_role("status").filter(has_text="Borderline: the two checks disagree")).to_be_visible()
    page.goto(f"{PATH}#mode=counts&n=100&right=72&only-a=12&only-b=3")
    expect(page.get_by_role("status").filter(has_text="larger than noise")).to_be_visible()


def test_it_says_when_too_few_items_tell_the_systems_apart(page: Page, base_url: str) -> None:
    page.goto(f"{PATH}#mode=counts&n=100&right=85&only-a=5&only-b=0")
    expect(page.get_by_text("With fewer than 6, no split reaches p < 0.05.")).to_be_visible()
    assert mcnemar_exact(5, 0) > 0.05 > mcnemar_exact(6, 0)
    page.goto(f"{PATH}#mode=counts&n=100&right=85&only-a=0&only-b=0")
    expect(page.get_by_text("nothing that tells them apart")).to_be_visible()


def test_the_items_needed_follow_the_gap_and_the_power(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    fill(page, Smallest_gap="3")
    expect(page.get_by_text(f"about {items_needed_paired(0.03, 0.09):,} items")).to_be_visible()
    page.get_by_role("radio", name="90% power").check()
    expect(page.get_by_text(f"about {items_needed_paired(0.03, 0.09, power=0.9):,} items")).to_be_visible()
    fill(page, Smallest_gap="12")
    expect(page.get_by_text("out of reach for systems that differ on only 9.0%")).to_be_visible()


def test_a_link_and_a_reload_bring_the_same_result_and_back_stays_clean(
    page: Page, base_url: str, trouble: Any
) -> None:
    page.goto(PATH)
    before = page.evaluate("history.length")
    page.get_by_role("radio", name="Different items").check()
    fill(page, **{"Items,_system_A": "1,000", "Items,_system_B": "800"})
    page.wait_for_url("**/#mode=other&items-a=1%2C000&*items-b=800*")
    expect(page.get_by_text("A: 850 of 1,000")).to_be_visible()
    row = difference_row(page)
    page.reload()
    expect(page.get_by_text("A: 850 of 1,000")).to_be_visible()
    assert difference_row(page) == row == [shown(e) for e in _ends(newcombe(850, 1000, 640, 800))]
    assert page.evaluate("history.length") == before


def _ends(interval: Any) -> tuple[float, float, float]:
    return interval.estimate, interval.low, interval.high


@pytest.mark.parametrize(
    ("label", "value", "message"),
    [
        ("Items in the test set", "0", "Enter at least 1 item."),
        ("Items in the test set", "2000000", "Enter at most 1,000,000 items."),
        ("Items A got right", "85.5", "Enter a whole number of items"),
        ("Items A got right", "92%", '"92%" is a percentage'),
        ("Items A got right", "101", "A cannot be right on more than the 100 items."),
        ("Items only A got right", "86", "at most 85"),
        ("Items only B got right", "16", "at most 15"),
        ("Smallest gap", "", "Enter a number from 0 to 100"),
        ("Smallest gap", "0", "Enter at least 0.1 points."),
        ("Smallest gap", "101", "Enter at most 100."),
    ],
)
def test_what_cannot_be_used_is_named_beside_its_field(
    page: Page, base_url: str, trouble: Any, label: str, value: str, message: str
) -> None:
    page.goto(PATH)
    field = page.get_by_label(label).locator("visible=true")
    field.fill(value)
    expect(page.get_by_role("alert").filter(has_text=message)).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Mend the marked fields")).to_be_visible()
    expect(page.get_by_role("row", name="A minus B")).to_have_count(0)


def test_counts_in_any_writing_are_read_and_told(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    for typed, shown_as in [
        ("1,00,000", "100,000"),
        ("10k", "10,000"),
        ("\u0663\u0664\u0665", "345"),
        ("1_000", "1,000"),
    ]:
        fill(page, Items_in_the_test_set=typed)
        expect(page.get_by_text(f"A: 85 of {shown_as}")).to_be_visible()
        expect(page.get_by_text(f"Read as {shown_as.replace(',', '')}.")).to_be_visible()
    fill(page, Items_in_the_test_set="200")
    expect(page.get_by_text("Read as")).to_be_hidden()


def test_scores_that_cannot_disagree_so_little_are_refused(page: Page, base_url: str) -> None:
    page.goto(f"{PATH}#mode=shares&items=100&score-a=85&score-b=80&differ=2")
    expect(page.get_by_role("alert").filter(has_text="between 5.0% and 35.0%")).to_be_visible()


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        ("n=abc", "values that cannot be used (n)"),
        ("n=%E0%A4%A", "values that cannot be used (n)"),
        ("power=85&mode=constructor", "values that cannot be used (power, mode)"),
        ("__proto__=1&toString=2", "parts that this page does not know"),
        ("n=1e99", "values that cannot be used (n)"),
        ("n=" + quote("<img src=x onerror=alert(1)>"), "values that cannot be used (n)"),
        ("n=" + "9" * 100_000, "too long"),
    ],
)
def test_a_link_that_cannot_be_read_gives_the_example_and_says_so(
    page: Page, base_url: str, trouble: Any, fragment: str, message: str
) -> None:
    page.goto(f"{PATH}#{fragment}")
    expect(page.get_by_role("status").filter(has_text=message)).to_be_visible()
    expect(page.get_by_label("Items in the test set").locator("visible=true")).to_have_value("100")


@pytest.mark.parametrize(
    "fragment",
    ["mode%3Dcounts%26n%3D200%26right%3D150", "mode=counts&amp;n=200&amp;right=150", "n=200%26right=150"],
)
def test_a_link_that_a_program_encoded_anew_is_read_as_meant(
    page: Page, base_url: str, trouble: Any, fragment: str
) -> None:
    for start in ("", "#n=100"):
        page.goto("about:blank")
        page.goto(PATH + (start or f"#{fragment}"))
        if start:
            page.evaluate("where => { location.hash = where; }", fragment)
        expect(page.get_by_text("A: 150 of 200")).to_be_visible()
        expect(page.get_by_role("status").filter(has_text="damaged")).to_have_count(0)


def test_a_link_that_names_nothing_is_said_to_be_damaged(page: Page, base_url: str, trouble: Any) -> None:
    damaged = page.get_by_role("status").filter(has_text="it may be damaged")
    page.goto(f"{PATH}#n200")
    expect(damaged).to_be_visible()
    expect(page.get_by_text("A: 85 of 100")).to_be_visible()
    page.goto("about:blank")
    page.goto(f"{PATH}#limits")
    expect(page.get_by_text("A: 85 of 100")).to_be_visible()
    expect(damaged).to_have_count(0)
    page.evaluate("location.hash = 'n200'")
    expect(damaged).to_be_visible()


def test_of_a_repeated_part_the_first_counts(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(f"{PATH}#n=200&n=300&right=150")
    expect(page.get_by_text("A: 150 of 200")).to_be_visible()


def test_odd_links_show_nothing_but_results_and_errors_on_the_page(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    texts = ["", "-1", "1e9", "NaN", "\u0661\u0662", "1,000", ".5", "%zz", "<b>", "10"]
    for mode, names in {
        "counts": ("n", "only-a"),
        "shares": ("items", "differ"),
        "other": ("items-b", "share-b"),
    }.items():
        for one, other in itertools.product(texts, repeat=2):
            fragment = f"#mode={mode}&{names[0]}={one}&{names[1]}={quote(other)}&gap=3"
            page.evaluate("where => { location.hash = where; }", fragment)
            shown = page.locator("noise-check").inner_text()
            assert not re.search(NOT_FOR_READERS, shown), fragment
            assert "Items needed." in shown or page.locator("noise-check [aria-invalid]").count(), fragment


def test_without_javascript_it_shows_the_worked_example_and_no_dead_form(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PATH)
    expect(page.get_by_text("281 in all").first).to_be_visible()
    expect(page.get_by_text("a gap within noise, not to be acted on")).to_be_visible()
    expect(page.get_by_role("textbox", name="Items")).to_have_count(0)
    context.close()


@in_every_view
def test_axe_finds_nothing_beside_errors_either(browser: Browser, base_url: str, size: Any, scheme: Any) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found = []
    for fragment in ("", "#mode=other", "#n=x", "#mode=counts&n=10&right=9&only-a=10"):
        page.goto(f"{PATH}{fragment}")
        found += [f"{fragment}: {each}" for each in violations(page)]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    context.close()
    fail_with(found)
