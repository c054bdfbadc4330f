"""The gap diagnosis reads what people paste, counts honestly, keeps everything in the page, and exports it safely."""

from __future__ import annotations

import random
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.support.axe import violations
from tests.support.tree import fail_with, gate
from tests.support.views import in_every_view

PATH = "/decide/gap-diagnosis/"
DATA = gate().data
GAPS = DATA["gaps"]


def test_the_classes_are_the_five_of_the_guide_in_order_of_testing() -> None:
    assert [gap["id"] for gap in GAPS] == ["facts", "form", "behaviour", "skill", "cost"]


def test_every_class_leads_to_a_question_and_an_answer_of_the_decision_flow() -> None:
    questions = {
        question["id"]: {option["id"] for option in question["options"]} for question in DATA["decision"]["questions"]
    }
    problems = []
    for gap in GAPS:
        if gap["question"] not in questions:
            problems.append(
                f"docs/data/gaps.yml: {gap['id']}: there is no question '{gap['question']}' in decision.yml."
            )
        elif "answer" in gap and gap["answer"] not in questions[gap["question"]]:
            problems.append(f"docs/data/gaps.yml: {gap['id']}: '{gap['question']}' has no option '{gap['answer']}'.")
    fail_with(problems)


def random_paste(rng: random.Random) -> str:
    pieces = [
        '"',
        '""',
        ",",
        "\n",
        "\r\n",
        "\r",
        "\t",
        ";",
        "'",
        "=1+1",
        "facts",
        "Form",
        "text",
        "id",
        "class",
        "\ufeff",
    ]
    pieces += [
        "<script>alert(1)</script>",
        "\u0000",
        "\U0001f600",
        "\ud83d",
        " ",
        "a long failure",
        "NULL",
        "-",
        "@",
        "x" * 2_100,
    ]
    weights = [4, 1, 6, 5, 2, 1, 2, 1, 1, 1, 3, 1, 1, 1, 1, 0.3, 0.5, 0.3, 0.5, 0.3, 5, 6, 1, 1, 1, 0.2]
    lines = "\nline" * rng.choice([0, 0, 0, 0, 0, 0, 0, 0, 0, 70])
    return "".join(rng.choices(pieces, weights, k=rng.randint(0, 120))) + lines


@pytest.mark.slow
def test_random_pastes_break_nothing_on_the_page(page: Page, base_url: str, trouble: Any) -> None:
    rng = random.Random(3)
    pastes = [random_paste(rng) for _ in range(100)]
    page.goto(PATH)
    bad = page.evaluate(
        """(pastes) => {
          window.confirm = () => true;
          const gap = document.querySelector("gap-diagnosis");
          const press = (name) => [...gap.querySelectorAll("button")].find((each) => each.textContent === name).click();
          const area = gap.querySelector("[data-part=pasted]");
          const bad = [];
          let added = 0;
          const never = /NaN|Infinity|undefined/;
          for (const paste of pastes) {
            area.value = paste;
            press("Add what was pasted");
            const said = gap.querySelector("[data-part=message]").textContent;
            const rows = gap.querySelectorAll(".gap-list > li").length;
            const framing = gap.querySelector(".gap-result").textContent + said.split(":")[0];
            added += rows;
            const broken = !said || rows > 50 || never.test(framing) || gap.querySelector("script, img");
            if (broken) bad.push(JSON.stringify(paste));
            press("Empty the sheet");
          }
          return added < pastes.length ? [`only ${added} rows were read`] : bad;
        }""",
        pastes,
    )
    fail_with(bad)


def add(page: Page, text: str) -> None:
    page.get_by_label("Add one failure").fill(text)
    page.get_by_role("button", name="Add failure").click()


def paste(page: Page, text: str) -> None:
    if not page.get_by_label("Paste lines or cells").is_visible():
        page.get_by_text("Add many from CSV").click()
    page.get_by_label("Paste lines or cells").fill(text)
    page.get_by_role("button", name="Add what was pasted").click()


@pytest.mark.slow
def test_failures_are_added_and_sorted_with_the_keyboard_alone(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    page.get_by_label("Add one failure").focus()
    page.keyboard.type("It invents a policy")
    page.keyboard.press("Enter")
    page.keyboard.type("Broken JSON")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 of 50 failures, 0 sorted")).to_be_visible()
    first = page.get_by_role("group", name="It invents a policy")
    first.get_by_role("radio", name="Not sorted").focus()
    page.keyboard.press("ArrowRight")  # around to the first class
    expect(first.get_by_role("radio", name="Facts")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("group", name="Broken JSON").get_by_role("radio", name="Form")).to_be_checked()
    expect(page.get_by_text("2 of 50 failures, 2 sorted")).to_be_visible()
    expect(page.get_by_role("row", name="Facts 1 50%")).to_be_visible()


@pytest.mark.slow
def test_an_example_stands_in_the_sheet_until_somebody_adds_a_failure(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    counts = {gap["label"]: len(gap["sample"]) for gap in GAPS}
    total = sum(counts.values())
    for label, count in counts.items():
        row = page.get_by_role("row", name=f"{label} {count} {round(100 * count / total)}%")
        bar = row.locator(".gap-bar-share").evaluate("each => each.width.baseVal.value")
        assert bar == pytest.approx(100 * count / total, abs=0.1)
    expect(page.get_by_role("status").filter(has_text="Example: Facts is the largest class")).to_be_visible()
    expect(page.get_by_text("0 of 50 failures")).to_be_visible()
    expect(page.get_by_role("link", name="Go on in the decision flow")).to_have_count(0)
    page.get_by_role("button", name="Save CSV").click()
    expect(page.get_by_text("There is nothing to save yet.")).to_be_visible()
    add(page, "our own")
    expect(page.get_by_text("1 of 50 failures, 0 sorted")).to_be_visible()
    expect(page.get_by_role("group", name="our own")).to_be_visible()
    expect(page.get_by_text(GAPS[0]["sample"][0])).to_be_hidden()


@pytest.mark.slow
def test_a_removed_failure_leaves_the_counts_and_the_focus_moves_on(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    paste(page, "bad,facts\nworse,skill")
    page.get_by_role("button", name="Remove failure: bad").click()
    expect(page.get_by_text("1 of 50 failures, 1 sorted")).to_be_visible()
    expect(page.get_by_role("radio", name="Skill")).to_be_focused()


@pytest.mark.slow
@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap["id"])
def test_the_result_leads_into_the_decision_flow(page: Page, base_url: str, trouble: Any, gap: dict[str, str]) -> None:
    page.goto(PATH)
    paste(page, "\n".join(f"failure,{gap['label']}" for _ in range(30)))
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name=f"Go on in the decision flow with: {gap['label']}").click()
    fragment = f"#{gap['question']}" + (f"={gap['answer']}" if "answer" in gap else "")
    page.wait_for_url(f"**/decide/decision-flow/{fragment}*")  # followed by what the sheet found
    question = next(each for each in DATA["decision"]["questions"] if each["id"] == gap["question"])
    titles = {
        each["id"]: each.get("ask") or each.get("title")
        for part in ("questions", "outcomes")
        for each in DATA["decision"][part]
    }
    goal = next((option["next"] for option in question["options"] if option["id"] == gap.get("answer")), question["id"])
    expect(page.locator("decision-flow").get_by_role("heading", level=3, name=titles[goal])).to_be_visible()


@pytest.mark.slow
def test_nothing_entered_reaches_the_address_or_the_storage(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    add(page, "a secret failure")
    page.get_by_role("radio", name="Facts").check()
    assert "#" not in page.url
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "secret" not in kept
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text("0 of 50 failures")).to_be_visible()


@pytest.mark.slow
def test_leaving_with_unsaved_work_asks_first_and_saving_ends_that(page: Page, base_url: str, trouble: Any) -> None:
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    page.goto(PATH)
    page.reload()
    assert asked == []
    add(page, "a failure")
    page.reload()
    assert asked == ["beforeunload"]
    add(page, "=a failure")
    page.get_by_role("radio", name="Form").check()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save CSV").click()
    assert saved.value.suggested_filename == "gap-diagnosis.csv"
    assert '"1","\'=a failure","form"' in saved.value.path().read_text(encoding="utf-8-sig")
    page.reload()
    assert asked == ["beforeunload"]


@pytest.mark.slow
def test_a_full_sheet_takes_no_more_and_says_so(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    paste(page, "\n".join(f"failure {number}" for number in range(60)))
    expect(page.get_by_text("10 more left out: the sheet holds 50.")).to_be_visible()
    add(page, "one too many")
    expect(page.get_by_text("The sheet holds 50 failures and is full.")).to_be_visible()
    expect(page.get_by_text("50 of 50 failures, 0 sorted")).to_be_visible()


@pytest.mark.slow
def test_a_file_is_read_like_a_paste(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    page.get_by_text("Add many from CSV").click()
    content = '\ufeffid,text,class\r\n1,"bad, really",facts\r\n'.encode()
    page.get_by_label("Or open a file").set_input_files({"name": "f.csv", "mimeType": "text/csv", "buffer": content})
    expect(page.get_by_role("group", name="bad, really").get_by_role("radio", name="Facts")).to_be_checked()


def open_file(page: Page, name: str, content: bytes) -> None:
    if not page.get_by_label("Or open a file").is_visible():
        page.get_by_text("Add many from CSV").click()
    page.get_by_label("Or open a file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


@pytest.mark.slow
def test_a_file_of_an_old_program_is_read_with_a_word(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    open_file(page, "old.csv", "sep=;\r\nid;text;class\r\n1;M\u00fcller ist falsch;facts\r\n".encode("cp1252"))
    row = page.get_by_role("group", name="M\u00fcller ist falsch")
    expect(row.get_by_role("radio", name="Facts")).to_be_checked()
    expect(page.get_by_role("status").filter(has_text="Windows-1252")).to_be_visible()
    open_file(page, "unicode.txt", "text\tclass\r\n\u65e5\u672c\tform\r\n".encode("utf-16"))
    expect(page.get_by_role("group", name="\u65e5\u672c").get_by_role("radio", name="Form")).to_be_checked()


@pytest.mark.slow
@pytest.mark.parametrize(
    "content", [b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_workbook_is_refused_with_what_to_do(page: Page, base_url: str, trouble: Any, content: bytes) -> None:
    page.goto(PATH)
    open_file(page, "failures.xlsx", content)
    expect(page.get_by_role("status").filter(has_text="Save it as CSV")).to_be_visible()
    expect(page.get_by_text("0 of 50 failures")).to_be_visible()


@pytest.mark.slow
def test_a_comma_without_quotes_loses_nothing_and_is_told(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    paste(page, "id,text,class\n1,wrong date, and late,form")
    row = page.get_by_role("group", name="wrong date, and late")
    expect(row.get_by_role("radio", name="Form")).to_be_checked()
    expect(page.get_by_role("status").filter(has_text="Line 2 held a comma outside quotation marks")).to_be_visible()


@pytest.mark.slow
def test_a_negative_number_is_saved_as_a_number(page: Page, base_url: str, trouble: Any) -> None:
    page.goto(PATH)
    for text in ("-0.02", "-1,234.56", "-2+3+cmd"):
        add(page, text)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save CSV").click()
    lines = saved.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [line.split('","')[1] for line in lines[1:]] == ["-0.02", "-1,234.56", "'-2+3+cmd"]


@pytest.mark.slow
def test_without_javascript_it_prints_as_a_worksheet_of_fifty_lines(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PATH)
    for gap in GAPS:
        expect(page.get_by_role("row", name=f"{gap['label']} {gap['test']}")).to_be_visible()
        expect(page.get_by_role("heading", name=gap["label"], exact=False, level=3)).to_be_visible()
    page.emulate_media(media="print")
    sheet_table = page.get_by_role("table", name="Failures: one line each")
    expect(sheet_table).to_be_visible()
    expect(sheet_table.get_by_role("row")).to_have_count(51)
    context.close()


@pytest.mark.slow
@in_every_view
def test_axe_finds_nothing_in_a_sheet_in_use(browser: Browser, base_url: str, size: Any, scheme: Any) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(PATH)
    paste(page, "id,text,class\n" + "\n".join(f"id{n},{'a long failure ' * 20},{GAPS[n % 2]['id']}" for n in range(30)))
    found = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    context.close()
    fail_with(found)
