"""Described situations, from published guidance and cases, end at the result that the flow is meant to give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from overrides.rendering.data import read_table
from tests.support.flow import ADDRESS, Flow, fragment
from tests.support.tree import ROOT, fail_with, gate
from tests.support.trouble import Trouble

FILE = "tests/cases/situations.yml"
SITUATIONS: list[dict[str, Any]] = read_table(ROOT / FILE, "situations")
REQUIRED, OPTIONAL = {"id", "situation", "sources", "advice", "answers", "outcome"}, {"case", "departs", "before"}
FLOW = Flow()


def test_every_situation_is_complete_and_names_its_sources() -> None:
    references, cases = gate().references, {case["id"] for case in gate().data["cases"]}
    problems = []
    for each in SITUATIONS:
        who, fields = f"{FILE}: {each.get('id')}", set(each)
        problems += [f"{who}: field '{field}' is missing." for field in sorted(REQUIRED - fields)]
        problems += [f"{who}: there is no field '{field}'." for field in sorted(fields - REQUIRED - OPTIONAL)]
        problems += [
            f"{who}: source '{source}' is not in docs/data/references.bib and no address."
            for source in each["sources"]
            if source not in references and not source.startswith("https://")
        ]
        if each.get("case", next(iter(cases))) not in cases:
            problems.append(f"{who}: there is no case '{each['case']}' in docs/data/cases.yml.")
    ids = [each["id"] for each in SITUATIONS]
    problems += [
        f"{FILE}: id '{each}' is used twice." for each in sorted({each for each in ids if ids.count(each) > 1})
    ]
    fail_with(problems)


def test_the_situations_reach_every_outcome() -> None:
    reached = {each["outcome"] for each in SITUATIONS}
    fail_with(f"{FILE}: no situation ends at '{each}'. Describe one." for each in FLOW.outcomes if each not in reached)


def test_the_situations_follow_the_data() -> None:
    fail_with(f"{FILE}: {wrong}" for wrong in FLOW.wrong_ends(SITUATIONS))


def test_whoever_wants_to_train_on_documents_is_answered_after_two_questions() -> None:
    answers = {"in-place": "documents", "amount-of-facts": "large"}
    asked = {"id": "train-on-my-documents", "answers": answers, "outcome": "retrieval"}
    fail_with(FLOW.wrong_ends([asked]))


def test_results_ask_first_for_what_situations_lack() -> None:
    fail_with(
        f"{FILE}: {each['id']}: '{each['outcome']}' does not ask for '{each['before']}' first."
        for each in SITUATIONS
        if "before" in each and each["before"] not in FLOW.outcomes[each["outcome"]]["before"]
    )


@pytest.fixture(scope="module")
def opened(browser: Browser, base_url: str) -> Iterator[tuple[Page, Trouble]]:
    """Open the flow once for all situations; each of them starts it again."""
    page = browser.new_page(base_url=base_url)
    trouble = Trouble(page, base_url)
    page.goto(ADDRESS)
    yield page, trouble
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation["id"])
def test_the_page_leads_to_the_expected_result(opened: tuple[Page, Trouble], situation: dict[str, Any]) -> None:
    page, trouble = opened
    page.evaluate(f"location.hash = '#{FLOW.start}'")
    flow = page.locator("decision-flow")
    for question, option in situation["answers"].items():
        expect(flow.get_by_role("heading", level=3, name=FLOW.title(question), exact=True)).to_be_visible()
        flow.get_by_role("link", name=FLOW.label[question, option], exact=True).click()
    result = FLOW.title(situation["outcome"])
    expect(flow.get_by_role("heading", level=3, name=result, exact=True)).to_be_focused()
    expect(flow.get_by_role("heading", name="What would change this answer?")).to_be_visible()
    assert page.url.endswith(fragment(tuple(situation["answers"].items())))
    fail_with(trouble.taken())
