"""The break-even calculator answers at once, survives any input and any link, and stands without JavaScript."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import violations
from tests.support.tree import ROOT, fail_with, gate
from tests.support.views import in_every_view

COST = gate().data["cost"]
pytestmark = pytest.mark.slow

PATH = "/decide/break-even/"
# A small generator with a seed, so that every run tries the same states.
RANDOM = """
  let seed = 20261123;
  const random = (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const one = (list) => list[random(list.length)];
  const shown = (calculator) => calculator.textContent
    + [...calculator.querySelectorAll("svg")].map((each) => each.outerHTML).join("");
  const bad = /NaN|Infinity|undefined|null|\\[object/;
"""


def answer(page: Page) -> Any:
    return page.get_by_role("status", name="Answer")


def field(page: Page, label: str) -> Any:
    return page.get_by_role("form", name="Break-even calculator").get_by_label(label, exact=False).first


def open_all(page: Page) -> None:
    """Open every group of inputs."""
    page.locator("details.be-group").evaluate_all("groups => groups.forEach((each) => { each.open = true; })")


def test_it_opens_with_the_worked_example_of_the_page(page: Page, trouble: Any) -> None:
    page.goto(PATH)
    shown = (ROOT / "snippets/cost/bill.out").read_text(encoding="utf-8")
    volume = re.search(r"hosted-tune .* from ([\d,]+) a day", shown)
    assert volume
    rounded = f"{float(f'{int(volume[1].replace(",", "")):.2g}'):,.0f}"
    expect(answer(page)).to_contain_text(f"from about {rounded} requests a day")
    for option, line in zip(gate().data["cost"]["options"], shown.splitlines()[1:7], strict=True):
        total = re.match(r"\S+\s+([\d,]+)", line)
        assert total
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=option["name"], exact=True)).first
        found = int(row.get_by_role("cell").first.inner_text().split()[0].replace(",", ""))
        assert found == pytest.approx(int(total[1].replace(",", "")), rel=0.05)  # two digits are shown


def test_without_javascript_the_page_holds_formulas_and_example(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PATH)
    expect(page.get_by_text("This calculator needs JavaScript.")).to_be_visible()
    expect(page.get_by_role("form")).to_have_count(0)
    expect(page.get_by_text(re.compile(r"requests\s+= requests per day x days"))).to_be_visible()
    expect(page.get_by_text("from 134,741 a day").first).to_be_visible()
    context.close()


def test_an_input_changes_the_answer_and_the_address_and_reload_keeps_both(page: Page, trouble: Any) -> None:
    page.goto(PATH)
    length = page.evaluate("history.length")
    field(page, "Requests per day").fill("200 000")
    expect(answer(page)).to_contain_text("At 200,000 requests a day")
    expect(answer(page)).to_contain_text("less")
    expect(page).to_have_url(re.compile("#requests-per-day=200000$"))
    page.reload()
    expect(answer(page)).to_contain_text("At 200,000 requests a day")
    assert page.evaluate("history.length") == length


def test_three_answers_start_it_and_the_length_of_the_prompt_stands_for_five_inputs(page: Page, trouble: Any) -> None:
    start = gate().data["cost"]["start"]
    example = {each["id"]: each["value"] for group in gate().data["cost"]["groups"] for each in group["inputs"]}
    page.goto(PATH)
    length = field(page, start["label"])
    expect(length).to_have_value(str(sum(example[id_] for id_ in start["adds"])))
    expect(page.locator("details.be-group[open]")).to_have_count(0)
    length.fill("6k")
    for id_ in start["scales"]:
        expect(page.locator(f"[name={id_}]")).to_have_value(str(3 * example[id_]))
    expect(page).to_have_url(re.compile("few-shot-tokens=4800"))
    length.fill("six")
    expect(page.locator("[data-part=prompt-tokens-error]")).not_to_be_empty()
    expect(page.locator("[name=few-shot-tokens]")).to_have_value("4800")
    page.reload()
    expect(length).to_have_value("6000")


def test_the_answer_comes_first_and_quick_inputs_are_drawn_once(page: Page, trouble: Any) -> None:
    page.goto(PATH)
    found = page.evaluate(
        """async () => {
          const calculator = document.querySelector("break-even");
          const results = calculator.querySelector("[data-part=results]");
          const control = calculator.querySelector("[name=requests-per-day]");
          const before = results.innerHTML;
          const answers = [];
          let drawn = 0;
          new MutationObserver(() => { drawn += 1; }).observe(results, { childList: true });
          for (const value of ["1000", "2000", "3000"]) {
            control.value = value;
            control.dispatchEvent(new Event("input", { bubbles: true }));
            answers.push(calculator.querySelector("[data-part=answer]").textContent.match(/At ([0-9,]+) requests/)[1]);
          }
          const waiting = results.getAttribute("aria-busy") === "true" && results.innerHTML === before;
          while (results.hasAttribute("aria-busy")) await new Promise(requestAnimationFrame);
          return { answers, waiting, drawn, changed: results.innerHTML !== before };
        }"""
    )
    assert found == {"answers": ["1,000", "2,000", "3,000"], "waiting": True, "drawn": 1, "changed": True}


def test_never_and_from_the_first_request_are_said(page: Page, trouble: Any) -> None:
    page.goto(f"{PATH}#tuned-output-price=50")
    expect(answer(page)).to_contain_text("Hosted tune is never cheaper than Few-shot")
    free = "training-label-hours=0&relabel-hours=0&tuning-hours=0&retrain-hours=0&hosting-per-hour=0&training-price=0"
    page.goto(f"{PATH}#{free}")
    expect(answer(page)).to_contain_text("Hosted tune is cheaper than Few-shot from the first request")


def test_own_lows_and_highs_narrow_the_range(page: Page, trouble: Any) -> None:
    page.goto(f"{PATH}#spread=0")
    expect(answer(page)).to_contain_text("at best from 130,000 a day, at worst from 130,000 a day")
    page.get_by_label("Show a low and a high end for each input").check()
    open_all(page)
    page.get_by_label("Hosting fee: low").fill("0")
    expect(answer(page)).to_contain_text("at best from 56,000 a day, at worst from 130,000 a day")
    page.get_by_label("Hosting fee: low").fill("5")
    expect(page.get_by_role("alert").filter(has_text="must not lie above the value")).to_be_visible()


def test_a_pasted_price_is_read(page: Page, trouble: Any) -> None:
    page.goto(PATH)
    field(page, "Requests per day").fill("$1,200.50")
    expect(answer(page)).to_contain_text("At 1,201 requests a day")


def test_what_is_not_plain_digits_is_told_as_it_was_read(page: Page, trouble: Any) -> None:
    page.goto(PATH)
    open_all(page)
    for label, typed, told in [
        ("Requests per day", "1,00,000", "Read as 100000."),
        ("Requests per day", "100.000", "Read as 100000."),
        ("Requests per day", "10k", "Read as 10000."),
        ("Requests per day", "\u06f3\u06f4\u06f5", "Read as 345."),
        ("Input price", "US$ 0.15 / 1M", "Read as 0.15."),
        ("Input price", "1,23", "Read as 1.23."),
        ("Cache hit share", "\u0668\u0660\u066a", "Read as 0.8."),
        ("Hosting fee", "Rs 5", "Read as 5."),
    ]:
        control = field(page, label)
        control.fill(typed)
        expect(control).not_to_have_attribute("aria-invalid", "true")
        expect(control).to_have_accessible_description(re.compile(re.escape(told)))
        expect(page.get_by_text(told, exact=True)).to_be_visible()
        control.fill("0.5")
        expect(page.get_by_text("Read as")).to_be_hidden()


UNUSABLE = [
    ("Requests per day", "", "Write a number"),
    ("Requests per day", "-5", "cannot be negative"),
    ("Requests per day", "-$5", "cannot be negative"),
    ("Requests per day", "many", "not a number"),
    ("Requests per day", "NaN", "not a number"),
    ("Requests per day", "Infinity", "not a number"),
    ("Requests per day", "1e300", "at most 1,000,000,000"),
    ("Requests per day", "1e999", "too large"),
    ("Requests per day", "1e-300", "too small"),
    ("Input price", "1,200", '"1,200" could mean 1200 or 1.200. Write 1200 or 1.2.'),
    ("Input price", "1.200", '"1.200" could mean 1200 or 1.200. Write 1200 or 1.2.'),
    ("Hosting fee", "$2/MTok", 'leave "/MTok" out and write the number alone, such as 2.'),
    ("Requests per day", "1,2,3", "not a number"),
    ("Requests per day", "12%", "without %"),
    ("Requests per day", "<img src=x onerror=alert(1)>", "not a number"),
    ("Requests per day", "9" * 100, "too long"),
    ("Horizon", "40000", "at most 36,500"),
    ("Cache hit share", "80", "a percentage such as 80%"),
    ("Idle share", "1", "from 0 to 0.99"),
]


def test_an_unusable_number_is_explained_beside_its_field(page: Page, trouble: Any) -> None:
    page.goto(PATH)
    open_all(page)
    for label, typed, message in UNUSABLE:
        control = field(page, label)
        control.fill(typed)
        expect(control).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_role("alert").filter(has_text=message)).to_be_visible()
        expect(answer(page)).to_contain_text(f"The result waits for an input that needs mending: {label}")
        control.fill("0.5")
        expect(control).not_to_have_attribute("aria-invalid", "true")
        expect(page.get_by_role("heading", name="The six bills")).to_be_visible()


def test_prices_of_a_preset_are_put_in_and_the_rest_stays(page: Page, trouble: Any) -> None:
    page.goto(f"{PATH}#query-tokens=777")
    page.get_by_role("button", name="GPT-4.1 with Azure hosting").click()
    expect(page.get_by_text("Prices put in: GPT-4.1")).to_be_visible()
    open_all(page)
    expect(field(page, "Hosting fee")).to_have_value("1.7")
    expect(field(page, "Query")).to_have_value("777")
    page.get_by_role("button", name="Round figures (illustrative)").click()
    expect(field(page, "Hosting fee")).to_have_value("2")
    page.get_by_role("button", name="Back to the example").click()
    expect(field(page, "Query")).to_have_value("200")


@pytest.mark.parametrize(
    ("day", "price", "told"),
    [("2026-12-31", "0.5", ", good until 2026-12-31."), ("2027-01-01", "1", "created cache. Check them")],
)
def test_a_preset_puts_in_the_prices_that_hold_on_the_day(
    page: Page, trouble: Any, day: str, price: str, told: str
) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00Z")
    page.goto(PATH)
    page.get_by_role("button", name="Gemini 3.8 Flash").click()
    expect(page.get_by_text("Prices put in: Gemini 3.8 Flash")).to_contain_text(told)
    open_all(page)
    expect(field(page, "Cache storage price")).to_have_value(price)


def test_a_preset_brings_the_rules_of_its_cache_and_leaves_a_minimum_of_the_reader(page: Page, trouble: Any) -> None:
    page.goto(PATH)
    open_all(page)
    minimum = field(page, "Shortest beginning that is cached")
    short = page.get_by_text("Too short for the cache")
    steps = page.get_by_text("Hits come in steps of 128 tokens")
    expect(short).to_contain_text("plain input: Zero-shot (400), Retrieval (400).")
    expect(steps).to_have_count(0)
    page.get_by_role("button", name="Gemini 3.8 Flash").click()
    expect(minimum).to_have_value("4096")
    expect(short).to_contain_text(
        "takes 4,096 tokens or more, so billed as plain input: Zero-shot (400), Few-shot (2,000)"
    )
    page.get_by_role("button", name="GPT-4.1 with Azure hosting").click()
    expect(minimum).to_have_value("1024")
    expect(steps).to_contain_text("Few-shot (80 of 2,000)")
    expect(page).to_have_url(re.compile("prices=gpt-4-1-azure"))
    page.reload()
    expect(steps).to_be_visible()
    open_all(page)
    minimum.fill("3k")
    page.get_by_role("button", name="Claude Opus 5").click()
    expect(page.get_by_text("Your own shortest beginning, 3k tokens, stays.")).to_be_visible()
    expect(minimum).to_have_value("3k")
    page.get_by_role("button", name="Back to the example").click()
    expect(minimum).to_have_value("1024")
    expect(steps).to_have_count(0)


def test_a_cache_that_is_kept_by_the_hour_costs_without_a_request(page: Page, trouble: Any) -> None:
    page.goto(f"{PATH}#requests-per-day=0")
    open_all(page)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Cached many-shot", exact=True)).first
    total = row.get_by_role("cell").first
    expect(total).to_have_text(re.compile("^1,800"))
    field(page, "Cache storage price").fill("10")  # 20,400 tokens x 24 hours x 365 days
    expect(total).to_have_text(re.compile("^3,600"))


def test_the_reader_or_a_preset_sets_the_sign_for_money(page: Page, trouble: Any) -> None:
    page.goto(PATH)
    page.get_by_label("Sign for money").select_option("€")
    expect(answer(page)).to_contain_text("costs about €28,000 more")
    expect(page).to_have_url(re.compile("currency="))
    page.reload()
    expect(answer(page)).to_contain_text("costs about €28,000 more")
    page.get_by_role("button", name="Qwen3-8B, tuned openly").click()
    expect(page.get_by_label("Sign for money")).to_have_value("$")
    expect(answer(page)).to_contain_text("about $")
    page.goto("about:blank")
    page.goto(PATH + "#currency=bitcoin")
    expect(page.get_by_role("status").filter(has_text="cannot be used")).to_be_visible()
    expect(page.get_by_label("Sign for money")).to_have_value("")


def test_an_accepted_answer_costs_more_where_fewer_pass(page: Page, trouble: Any) -> None:
    page.goto(PATH)
    open_all(page)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Few-shot", exact=True)).first
    price = row.get_by_role("cell").nth(2)
    whole = float(price.inner_text())
    field(page, "Few-shot, share that passes").fill("50%")
    expect(price).not_to_have_text(f"{whole:g}")
    assert float(price.inner_text()) == pytest.approx(2 * whole, rel=0.06)  # two digits are shown
    expect(page).to_have_url(re.compile("#passing-few-shot=0.5$"))
    field(page, "Few-shot, share that passes").fill("0")
    expect(price).to_have_text("none passes")
    field(page, "Few-shot, share that passes").fill("120%")
    expect(answer(page)).to_contain_text("needs mending: Few-shot, share that passes")


def test_the_bill_is_saved_as_csv(page: Page, trouble: Any) -> None:
    page.goto(PATH + "#currency=$")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the bill as CSV").click()
    rows = list(csv.reader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert [row[0] for row in rows[1:]] == [option["name"] for option in gate().data["cost"]["options"]]
    assert {row[1] for row in rows[1:]} == {"$"}
    field(page, "Requests per day").fill("many")
    page.get_by_role("button", name="Save the bill as CSV").click()
    expect(page.get_by_role("status").filter(has_text="There is no bill yet")).to_be_visible()


MANGLED = [
    ("#requests-per-day=lots", "cannot be used; the example's stand there: Requests per day"),
    ("#nonsense=1", "does not know"),
    ("#requests-per-day=%", "could not read"),
    ("#option=quantum", "cannot be used"),
    ("#days=90~100~80", "cannot be used"),
    ("#requests-per-day=5~9~1", "cannot be used"),
    ("#requests-per-day=" + "1" * 100_000, "too long"),
    ("#requests-per-day=<b>1</b>", "cannot be used"),
]


def test_a_mangled_link_falls_back_to_the_example_and_says_so(page: Page, trouble: Any) -> None:
    for fragment, message in MANGLED:
        page.goto("about:blank")
        page.goto(PATH + fragment)
        expect(page.get_by_role("status").filter(has_text=message)).to_be_visible()
        expect(answer(page)).to_contain_text("from about 130,000 requests a day")


REENCODED = [
    "#days%3D90%26input-price%3D2",
    "#days%253D90%2526input-price%253D2",
    "#days=90&amp;input-price=2",
    "#days=90%26input-price=2",
    "#days%3D90&input-price=2%7E1%7E3",
]


@pytest.mark.parametrize("fragment", REENCODED)
def test_a_link_that_a_program_encoded_anew_is_read_as_meant(page: Page, trouble: Any, fragment: str) -> None:
    page.goto(PATH + fragment)
    for _ in range(2):
        expect(answer(page)).to_contain_text("for 90 days")
        expect(field(page, "Input price")).to_have_value("2")
        expect(page.get_by_role("status").filter(has_text="The link")).to_have_count(0)
        page.get_by_role("button", name="Back to the example").click()
        expect(answer(page)).to_contain_text("for 365 days")
        page.wait_for_url(re.compile(r"/decide/break-even/$"))
        page.evaluate("where => { location.hash = where; }", fragment)  # the second time by a link on the page


@pytest.mark.parametrize("fragment", ["#days90", "#%E0%A4%A"])
def test_a_link_that_names_nothing_is_said_to_be_damaged(page: Page, trouble: Any, fragment: str) -> None:
    damaged = page.get_by_role("status").filter(has_text="it may be damaged")
    page.goto(PATH + fragment)
    expect(damaged).to_be_visible()
    expect(answer(page)).to_contain_text("from about 130,000 requests a day")
    page.goto("about:blank")
    for place in ("#formulas", "#requests-per-day=5000"):
        page.goto(PATH + place)
        expect(page.get_by_role("form", name="Break-even calculator")).to_be_visible()
        expect(damaged).to_have_count(0)
    page.evaluate("where => { location.hash = where; }", fragment)
    expect(damaged).to_be_visible()
    expect(answer(page)).to_contain_text("At 5,000 requests a day")


def test_of_a_repeated_key_the_first_counts(page: Page, trouble: Any) -> None:
    page.goto(f"{PATH}#requests-per-day=5&requests-per-day=6")
    expect(answer(page)).to_contain_text("At 5 requests a day")


def test_a_link_to_a_heading_changes_nothing(page: Page, trouble: Any) -> None:
    page.goto(f"{PATH}#requests-per-day=5000")
    page.evaluate("location.hash = '#formulas'")
    expect(answer(page)).to_contain_text("At 5,000 requests a day")


def test_odd_fragments_break_nothing_on_the_page(page: Page, trouble: Any) -> None:
    page.goto(PATH)
    page.evaluate("document.documentElement.style.display = 'none'")
    found = page.evaluate(
        """() => {"""
        + RANDOM
        + """
          const calculator = document.querySelector("break-even");
          const names = [...calculator.querySelector("form").elements].map((each) => each.name).filter(Boolean);
          const bits = ["=", "&", "~", "%", "%20", "%zz", "#", "+", "1", "0", "-", "1e9", "1e300", ".5", "50%25", "NaN",
            "__proto__", "constructor", "toString", "few-shot", "hosted-tune", "<script>", "\\u0000", "é", "💥", "null",
            "1~2~3", "0~0~0", "5~1~9", "x".repeat(50)];
          const problems = [];
          for (let round = 0; round < 200; round += 1) {
            let fragment = "#";
            for (let times = random(10); times; times -= 1) {
              fragment += random(3) ? `${one(names)}=${one(bits)}${random(3) ? "" : one(bits)}&` : one(bits);
            }
            if (round % 50 === 0) fragment = `#days=${"9".repeat(100000)}`;
            try {
              calculator.load(fragment);
              calculator.draw();
              const text = shown(calculator);
              const message = calculator.querySelector("[data-part=message]").textContent;
              if (bad.test(text)) problems.push(`${fragment.slice(0, 200)}: ${text.match(bad)} in ${message}`);
              const answered = calculator.querySelector("[data-part=results] table") || /horizon of 0/.test(text);
              if (!answered) problems.push(`${fragment.slice(0, 200)}: no result`);
            } catch (error) {
              problems.push(`${fragment.slice(0, 200)}: ${error.stack}`);
            }
          }
          return problems;
        }"""
    )
    fail_with(found[:10])


@pytest.mark.parametrize("fragment", ["", "#requests-per-day=200000~1~300000&option=many-shot", "#requests-per-day=x"])
@in_every_view
def test_axe_finds_nothing_in_any_state(browser: Browser, base_url: str, size: Any, scheme: Any, fragment: str) -> None:
    context = browser.new_context(base_url=base_url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(PATH + fragment)
    page.locator("break-even details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    field(page, "Epochs").fill("-1" if fragment.endswith("x") else "3")
    found = violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    context.close()
    fail_with(f"{fragment}: {each}" for each in found)
    assert not wide


def test_every_control_has_a_label_and_room_for_a_finger(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{PATH}#requests-per-day=10~5~20")
    page.locator("break-even details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    problems = page.locator("break-even").evaluate(
        """(calculator) => [
          ...calculator.querySelectorAll("input:not([type=hidden]), select, button, summary"),
        ].flatMap((each) => {
          const { width, height } = each.getBoundingClientRect();
          const named = each.labels ? each.labels.length || each.tagName === "BUTTON" : true;
          const small = width < 24 || height < 24;
          const name = each.name || each.textContent;
          return [named ? "" : `${name}: no label`, small ? `${name}: ${width} x ${height}` : ""].filter(Boolean);
        })"""
    )
    fail_with(problems)


READ_CHART = """svg => {
  const shown = (name) => [...svg.querySelectorAll(name)].map((each) => each.textContent);
  const { width } = svg.viewBox.baseVal;
  const line = svg.querySelector(".be-line--option").getBBox();
  return {
    words: shown("text"),
    tinted: svg.querySelectorAll("rect.be-tint").length,
    rings: svg.querySelectorAll(".be-crossing").length,
    plot: line.width / width,
    looks: [...svg.querySelectorAll("polyline")].map((each) => {
      const { stroke, strokeDasharray, strokeWidth } = getComputedStyle(each);
      return [stroke, strokeDasharray, strokeWidth].join();
    }),
    outside: [...svg.querySelectorAll("text")].filter((each) => {
      const { x, width: own } = each.getBBox();
      return x < -1 || x + own > width + 1;
    }).map((each) => each.textContent),
  };
}"""


@pytest.mark.parametrize("width", [390, 1440])
def test_the_chart_says_where_the_option_is_cheaper(page: Page, trouble: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PATH)
    chart = page.locator("svg.be-cost")
    seen = chart.evaluate(READ_CHART)
    answer = page.get_by_role("status", name="Answer").inner_text()
    found = re.search(r"from about ([\d,]+) requests a day \(at best from ([\d,]+) a day, at worst never\)", answer)
    assert found
    assert any(f"{found[1]} ({found[2]} to never)" in each for each in seen["words"]), seen["words"]
    assert (seen["tinted"], seen["rings"]) == (2, 1)  # the stretch, and what explains its colour
    assert {"requests a day", "Total over 365 days", "Hosted tune is cheaper"} <= set(seen["words"])
    assert {option["name"] for option in COST["options"]} <= {each.removeprefix("\u2191 ") for each in seen["words"]}
    assert len(set(seen["looks"])) == len(COST["options"]), "two lines look the same"
    assert seen["outside"] == []
    assert seen["plot"] > (0.9 if width == 390 else 0.6)
    page.get_by_label("compared with").select_option("zero-shot")
    page.get_by_label("Does this option pay off").select_option("retrieval")
    expect(page.get_by_role("status", name="Answer")).to_contain_text("never cheaper")
    expect(chart.locator(".be-crossing")).to_have_count(0)
    assert chart.evaluate(READ_CHART)["tinted"] == 0


def test_the_charts_have_a_title_and_a_table(page: Page) -> None:
    page.goto(PATH)
    expect(page.get_by_role("img", name="Total cost over the horizon against requests a day")).to_be_visible()
    expect(page.get_by_role("img", name="Saving, with each input at its low and at its high end")).to_be_visible()
    for index in (0, 1):
        page.get_by_text("This chart as a table").nth(index).click()
    expect(page.get_by_role("columnheader", name="Saving at high")).to_be_visible()
    field(page, "Requests per day").fill("123")  # what was opened stays open
    expect(page.get_by_role("columnheader", name="Saving at high")).to_be_visible()
    expect(page.get_by_role("region", name=re.compile("^Total cost over the horizon, by"))).to_be_visible()
