"""Every page says what it is, in a form that search engines, readers and this site can use."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from overrides.rendering.data import load, validator
from overrides.rendering.gate import explain, nearest
from overrides.rendering.pages import page_files, pages, read_page
from overrides.rendering.references import load_references
from tests.support.tree import DATA, ROOT, fail_with, relative

SCHEMA = json.loads((DATA / "schemas" / "front-matter.json").read_text(encoding="utf-8"))
FILES = page_files()


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_front_matter_fits_its_schema(path: Path) -> None:
    meta = read_page(path).meta
    known = ", ".join(SCHEMA["properties"])
    fail_with(
        f"{relative(path)}: front matter: {'.'.join(map(str, error.path)) or 'fields'}: {explain(error)} "
        f"The fields are {known}; docs/data/schemas/front-matter.json describes them."
        for error in validator(SCHEMA).iter_errors(meta)
    )


def test_tags_come_from_the_list() -> None:
    known = {tag["id"] for tag in load()["tags"]}
    fail_with(
        f"{relative(path)}: tag '{tag}' is not in docs/data/tags.yml. Use one of: {', '.join(sorted(known))}."
        for path in FILES
        for tag in read_page(path).meta.get("tags", [])
        if tag not in known
    )


@pytest.mark.parametrize("field", ["title", "description"])
def test_no_two_pages_share_a(field: str) -> None:
    counts = Counter(read_page(path).meta.get(field) for path in FILES)
    fail_with(
        f"{relative(path)}: its {field} is also that of another page. Make it unique."
        for path in FILES
        if counts[read_page(path).meta.get(field)] > 1
    )


def test_the_first_heading_is_the_title() -> None:
    problems = []
    for page in pages():
        headings = re.findall(r"^# (.+?)(?: \{.*\})?$", re.sub(r"^```.*?^```", "", page.text, flags=re.S | re.M), re.M)
        if page.meta.get("type") != "home" and headings != [page.meta.get("title")]:
            problems.append(
                f"docs/{page.path}: the headings of level one are {headings}. "
                f"Have one, equal to the title '{page.meta.get('title')}'."
            )
    fail_with(problems)


def test_every_page_ends_with_what_to_read_next() -> None:
    problems = []
    for page in pages():
        last = page.text.rpartition("\n## ")[2]
        if page.meta.get("type") not in ("home",) and not (last.startswith("Read next\n") and "](" in last):
            problems.append(f"docs/{page.path}: end the page with '## Read next' and links chosen by hand.")
    fail_with(problems)


def test_every_page_answers_in_its_first_paragraph() -> None:
    fail_with(
        f"docs/{page.path}: put a paragraph that answers the page's question right below its heading."
        for page in pages()
        if page.meta.get("type") != "home" and not re.match(r"\s*# .+\n\n[A-Z\"].+", page.text)
    )


def test_no_text_vanishes_as_a_comment_of_the_macros() -> None:
    fail_with(
        f"docs/{page.path}:{page.first + page.text.count(chr(10), 0, found.start())}: '{found[0]}' is a comment to the "
        "macros and is not shown. Put {% raw %} before it and {% endraw %} behind it, or leave it out."
        for page in pages()
        for found in re.finditer(r"\{#.*?#\}", page.text, re.S)
    )


NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def test_what_pages_count_in_words_is_what_the_data_hold() -> None:
    data = load()
    matrix = data["matrix"]
    sizes = {
        "options": {len(matrix["options"]), 2},  # two of them are compared
        "ways to adapt": {len(matrix["options"]), len(data["cost"]["options"])},
        "criteria": {len(matrix["criteria"])},
        "grades": {len(data["grades"])},
    }
    counted = re.compile(rf"\b({'|'.join(NUMBERS)}|\d+) ({'|'.join(sizes)})\b", re.I)
    problems = []
    for page in pages():
        for number, what in counted.findall(f"{page.meta['description']}\n{page.text}"):
            size = int(number) if number.isdigit() else NUMBERS.index(number.lower()) + 2
            if size not in sizes[what.lower()]:
                problems.append(f"docs/{page.path}: '{number} {what}': the data hold {max(sizes[what.lower()])}.")
    fail_with(problems)


def test_what_a_page_names_exists() -> None:
    files = {relative(path) for path in (ROOT / "snippets").rglob("*.*")}
    page_names = {f"/{page.path}" for page in pages()}
    claims = (set(load()["claims"]), "docs/data/claims/")
    known = {
        "claim": claims,
        "stated": claims,
        "cite": (set(load_references()), "docs/data/references.bib"),
        "computed": (files, "snippets/"),
        "page_title": (page_names, "docs/, written from there: /guide/tune.md"),
    }
    fail_with(
        f"docs/{page.path}:{line}: {macro}() names '{name}', which is not in {known[macro][1]}."
        f"{nearest(name.partition('#')[0], known[macro][0])}"
        for page in pages()
        for line, macro, names in page.calls()
        for name in names
        if name.partition("#")[0] not in known[macro][0]
    )
