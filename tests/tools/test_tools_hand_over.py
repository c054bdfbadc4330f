"""A number typed once is not typed again: tools take their answers to the flow, and it takes readers to the tools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate
from playwright.sync_api import Page, expect

from tests.support.tree import ROOT

pytestmark = pytest.mark.slow

RESULT = "in-place=nothing&kind-of-need=manner&answers-to-show=few"
RECORD_SCHEMA = json.loads((ROOT / "docs/data/schemas/decision-record.json").read_text("utf-8"))
# Each tool, where its answer stands, and what makes it give one.
ANSWERS = {
    "break-even": ("[data-part=answer]", "#requests-per-day=777"),
    "comparison-matrix": ("[data-part=ranking-first]", "#weights=labelled-examples:3"),
    "gap-diagnosis": ("[data-part=answer]", ""),
    "noise-check": (
        "[data-part=answer], [data-part=results] > p:first-child",
        "#mode=counts&n=400&right=300&only-a=20&only-b=60&gap=5&power=80",
    ),
}


def words(text: str) -> str:
    return " ".join(text.split())


def way_to_the_flow(page: Page) -> Any:
    return page.locator("[data-part=handover] a")


def answer_of(page: Page, tool: str, carried: str = "") -> str:
    """Open a tool, make it answer, and return its answer as the page shows it."""
    place, settings = ANSWERS[tool]
    fragment = settings + carried if settings else carried.replace("&", "#", 1)
    page.goto(f"/decide/{tool}/{fragment}")
    if tool == "gap-diagnosis":
        lines = "\n".join(["id,text,class", *(f"{n},It quotes last year's price,Facts" for n in range(20))])
        page.locator(".gap-import > summary").click()
        page.locator("[data-part=pasted]").fill(lines)
        page.get_by_role("button", name="Add what was pasted").click()
    expect(page.locator(place).first).not_to_be_empty()
    return words(" ".join(page.locator(place).all_inner_texts()))


def test_every_tool_hands_its_answer_to_the_flow_and_the_record_gathers_them(
    page: Page, trouble: Any, tmp_path: Path
) -> None:
    page.goto(f"/decide/decision-flow/#{RESULT}")
    said = {}
    for tool in ANSWERS:
        page.locator(f"[data-tool={tool}] a").click()
        page.wait_for_url(f"**/{tool}/**")
        carried = page.evaluate("location.hash.match(/[#&](decision=[^&]*)/)[1]")
        said[tool] = answer_of(page, tool, f"&{carried}")
        way_to_the_flow(page).click()
        page.wait_for_url("**/decision-flow/**")
        expect(page.locator(f"[data-tool={tool}] .flow-says")).to_have_text(said[tool], use_inner_text=True)
    for tool, answer in said.items():
        expect(page.locator(f"[data-tool={tool}] .flow-says")).to_have_text(answer, use_inner_text=True)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save JSON").click()
    saving.value.save_as(tmp_path / "record.json")
    record = json.loads((tmp_path / "record.json").read_text("utf-8"))
    validate(record, RECORD_SCHEMA)
    assert {each["tool"]: words(each["says"]) for each in record["measured"]} == said
    assert [each["option"] for each in record["answers"]] == ["nothing", "manner", "few"]
    page.goto(record["link"])
    expect(page.locator(".flow-says")).to_have_count(len(said))
    links = {each["tool"]: each["link"] for each in record["measured"]}
    page.goto(links["break-even"])
    expect(page.locator("[name=requests-per-day]")).to_have_value("777")
    page.goto(links["noise-check"])
    expect(page.locator("[name=only-a]")).to_have_value("20")


@pytest.mark.parametrize("tool", ANSWERS)
def test_a_tool_without_a_decision_starts_one_with_its_answer(page: Page, trouble: Any, tool: str) -> None:
    answer = answer_of(page, tool)
    way_to_the_flow(page).click()
    page.wait_for_url("**/decision-flow/**")
    expect(page.locator(".flow-progress")).to_contain_text("Question 1")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.evaluate("hash => { location.hash = hash }", f"{RESULT}&{page.evaluate('location.hash.slice(1)')}")
    expect(page.locator(f"[data-tool={tool}] .flow-says")).to_have_text(answer, use_inner_text=True)


def test_scores_go_into_the_bill(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(
        "/decide/noise-check/#mode=shares&items=200&score-a=91.5&score-b=88&differ=7&gap=5&power=80&decision=in-place="
    )
    page.locator("[data-part=bill]").click()
    page.wait_for_url("**/break-even/**")
    expect(page.locator("[name=passing-hosted-tune]")).to_have_value("0.915")
    expect(page.locator("[name=passing-few-shot]")).to_have_value("0.88")
    expect(page.locator("[data-part=message]")).to_be_empty()
    assert "decision=" in page.evaluate("location.hash")


def test_a_result_says_what_to_compare(page: Page, trouble: Any) -> None:
    page.goto(f"/decide/decision-flow/#{RESULT}")
    page.locator("[data-tool=break-even] a").click()
    expect(page.locator("[name=option]")).to_have_value("few-shot")
    expect(page.locator("[name=baseline]")).to_have_value("zero-shot")
    expect(page.locator("[data-part=message]")).to_be_empty()


def test_the_largest_class_of_failures_answers_the_flow(page: Page, trouble: Any) -> None:
    answer = answer_of(page, "gap-diagnosis")
    page.get_by_role("link", name="Go on in the decision flow with: Facts").click()
    page.wait_for_url("**/decision-flow/**")
    expect(page.locator(".flow-trail")).to_contain_text("What do you need that you do not get?")
    page.evaluate("location.hash += '&amount-of-facts=small'")
    expect(page.locator("[data-tool=gap-diagnosis] .flow-says")).to_have_text(answer, use_inner_text=True)


def test_the_walk_can_be_filled_in_as_a_list(page: Page, trouble: Any) -> None:
    page.goto("/decide/decision-flow/")
    page.locator(".flow-list > summary").click()
    for question, option in (pair.split("=") for pair in RESULT.split("&")):
        choice = page.locator(f".flow-list select[name={question}]")
        expect(choice).to_be_focused() if question != "in-place" else choice.focus()
        choice.select_option(option)
    expect(page.locator(".flow-progress")).to_have_text("Result after 3 answers")
    assert page.evaluate("location.hash") == f"#{RESULT}"
    page.locator(".flow-list select[name=in-place]").select_option("unknown")
    assert page.evaluate("location.hash") == f"#{RESULT.replace('nothing', 'unknown', 1)}"
