"""A page loads what it shows and nothing else; a tool stands alone, and leaves nothing behind when it leaves."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from tests.support.tree import DOCS, ROOT, fail_with, gate

ASSETS = DOCS / "assets"
EXTRA = yaml.safe_load(
    re.search(r"^extra:\n(?:(?: .*)?\n)+", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.M)[0]
)["extra"]
TOOLS: list[str] = EXTRA["tools"]
ADDRESSES = {tool: f"/decide/{tool}/" for tool in TOOLS}


def test_every_tool_is_named_once_and_has_its_script_sheet_and_form() -> None:
    folders = [path.name for path in sorted((ASSETS / "js").iterdir()) if "-" in path.name]
    assert folders == TOOLS, "mkdocs.yml: extra.tools must name the folders of docs/assets/js/"
    assert [form["id"] for form in gate().data["forms"]] == TOOLS, (
        "docs/data/forms.yml: one form a tool, in the order of mkdocs.yml"
    )
    sheets = {path.stem for path in (ASSETS / "css").glob("*.css")}
    assert sheets == {"theme", "tools", "search", *EXTRA["sheets"]}, "mkdocs.yml: extra must name every sheet"
    fail_with(
        f"docs/assets/js/{tool}/{tool}.mjs: defines no <{tool}>."
        for tool in TOOLS
        if f'customElements.define("{tool}"' not in (ASSETS / "js" / tool / f"{tool}.mjs").read_text(encoding="utf-8")
    )


def classes_by_sheet() -> dict[str, set[str]]:
    """Return, for every sheet but the global one, the classes of ours that no other sheet speaks of."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (ASSETS / "css").glob("*.css")}
    names = {sheet: set(re.findall(r"\.(?!md-)([a-z][\w-]*)(?=[^{};]*\{)", text)) for sheet, text in texts.items()}
    everywhere = Counter(name for found in names.values() for name in found)
    return {
        sheet: {name for name in found if everywhere[name] == 1} for sheet, found in names.items() if sheet != "theme"
    }


@pytest.mark.slow
def test_a_page_loads_what_it_shows_and_nothing_else(site: Path) -> None:
    own = classes_by_sheet()
    problems = []
    for file in sorted(site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        page = file.relative_to(site).as_posix()
        shown = {tool for tool in TOOLS if f"<{tool}" in html}
        scripts = {name for name in re.findall(r'<script defer src="[^"]*assets/js/([^".]+)', html)}
        sheets = {name for name in re.findall(r'<link rel="stylesheet" href="[^"]*assets/css/([^".]+)', html)}
        if sheets & set(TOOLS):
            sheets.add("tools")  # a tool's sheet begins with it
        used = {name for value in re.findall(r'\bclass="([^"]*)"', html) for name in value.split()}
        needed = {script for script, sign in EXTRA["scripts"].items() if sign in html}
        problems += [f"{page}: loads the script of {each}." for each in scripts - shown - needed - {"main"}]
        problems += [f"{page}: does not load {each}.js, of which it has the sign." for each in needed - scripts]
        problems += [f"{page}: shows <{each}> without its script." for each in shown - scripts]
        problems += [f"{page}: loads {each}.css without the tool." for each in (sheets & set(TOOLS)) - shown]
        problems += [f"{page}: loads no {each}.css for the tool." for each in shown & EXTRA["sheets"].keys() - sheets]
        problems += [
            f"{page}: has the class {min(own[sheet] & used)} without {sheet}.css. Name what needs it in mkdocs.yml."
            for sheet in own.keys() - sheets
            if own[sheet] & used
        ]
        elements = set(re.findall(r"<([a-z]+-[a-z-]+)[\s>]", html))
        problems += [f"{page}: <{each}> has no script in docs/assets/js/." for each in elements - set(TOOLS)]
    fail_with(problems)


@pytest.mark.slow
def test_the_home_page_asks_for_no_tool(page: Page, trouble: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    own = {each.rpartition("/assets/")[2].split(".")[0] for each in asked if "/assets/" in each}
    assert {each for each in own if each.startswith("js/")} <= {"js/main", "js/notes", "js/search"}
    assert {each for each in own if each.startswith("css/")} <= {f"css/{each}" for each in ("theme", *EXTRA["sheets"])}


def html_of(site: Path, tool: str) -> str:
    html = (site / "decide" / tool / "index.html").read_text(encoding="utf-8")
    element = re.search(rf"<{tool}\b.*</{tool}>", html, re.S)
    assert element
    return element[0]


def script_of(site: Path, tool: str) -> str:
    (script,) = (site / "assets" / "js").glob(f"{tool}.*.js")
    return script.relative_to(site).as_posix()


@pytest.mark.slow
@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_stands_alone_on_a_page_without_its_drawing(page: Page, site: Path, trouble: Any, tool: str) -> None:
    page.goto("/404.html")
    form = page.evaluate(
        """async ([tool, html, script]) => {
          document.body.innerHTML = html;
          await import(script);
          await new Promise((done) => setTimeout(done, 500));
          location.hash = document.querySelector("[data-option]")?.hash ?? "#a=1";
          await new Promise((done) => setTimeout(done, 500));
          const { innerText } = document.querySelector(tool);
          return innerText.length > 20 && !document.querySelector("[aria-busy]");
        }""",
        [tool, html_of(site, tool), f"/{script_of(site, tool)}"],
    )
    assert form


# What a reader might just have done, and what else could wake a tool: (selector of a control, its value, an address).
# A tool that is not named here is tried with its first control, and need not take anything from its address.
ANY = ("input, select, textarea", "7", "#a=1")
BUSY = {
    "break-even": ("[name=requests-per-day]", "77", "#days=7"),
    "comparison-matrix": ("[name=weight-measured-gap]", "3", "#themes=task"),
    "decision-flow": ("[name=context]", "ours", "#in-place=nothing"),
    "gap-diagnosis": ("[name=typed]", "a failure", "#a=1"),
    "noise-check": ("[name=gap]", "3", "#n=200"),
}
LEAVE = """async ([tool, selector, value, where]) => {
  const element = document.querySelector(tool);
  const parent = element.parentNode;
  const pause = () => new Promise((done) => setTimeout(done, 700));
  const wake = () => {
    const control = element.querySelector(selector);
    control.value = value;
    for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
    for (const button of element.querySelectorAll("[data-action]:not([data-action=print])")) button.click();
  };
  const leaving = () => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
  window.confirm = () => false;
  const text = () => element.textContent;
  const control = element.querySelector(selector);
  control.value = value;
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  const asked = leaving();
  element.remove(); // while what the input asked for is still waiting
  const [address, before] = [location.href, text()];
  await pause();
  const late = [location.href !== address, text() !== before, element.querySelector("[aria-busy]") !== null];
  wake();
  location.hash = where;
  await pause();
  const awake = [text() !== before, leaving()];
  parent.prepend(element);
  await pause();
  location.hash = `${where}&x=1`;
  await pause();
  return { late, awake, asked, backAgain: text() !== before };
}"""


@pytest.mark.slow
@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_that_leaves_is_silent_and_works_again_when_it_returns(page: Page, trouble: Any, tool: str) -> None:
    page.goto(ADDRESSES[tool])
    seen = page.evaluate(LEAVE, [tool, *BUSY.get(tool, ANY)])
    assert seen["late"] == [False, False, False], "changed after it had left: address, text or a place still busy"
    assert seen["awake"] == [False, False], "still listens: to inputs and the address, or to the page being left"
    assert seen["asked"] == (tool == "gap-diagnosis")
    assert seen["backAgain"] or tool == "gap-diagnosis" or tool not in BUSY
