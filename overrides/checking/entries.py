"""Entries of the data files: what the gate refuses, and what nothing uses, out of order or incomplete."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from overrides.checking.finding import Finding
from overrides.checking.tree import Tree
from overrides.rendering.data import entries
from overrides.rendering.gate import Place, line_of
from overrides.rendering.references import FILE, line_of_key


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what is wrong with the data files."""
    yield from (Finding.parsed(problem) for problem in tree.gate.problems)
    yield from _texts(tree)
    if tree.gate.problems:
        return  # what follows would only repeat it
    for rule in (_unused, _unordered, _one_page, _cells, _prices, _no_day):
        yield from rule(tree, tree.gate.data)


def line(tree: Tree, name: str, *where: str | int) -> int:
    """Return the line of a place in a data file."""
    return line_of(tree.texts[name], where)


def _texts(tree: Tree) -> Iterator[Finding]:
    """Find lines that cannot be reviewed, and files that editors cannot complete."""
    for name, text in tree.texts.items():
        if not (name.startswith("docs/data/") and name.endswith(".yml")):
            continue
        claims = name.startswith("docs/data/claims/")
        schema = "../schemas/claims.json" if claims else f"schemas/{name.rpartition('/')[2].removesuffix('.yml')}.json"
        wanted = f"# yaml-language-server: $schema={schema}"
        if text.partition("\n")[0] != wanted:
            yield Finding(name, 1, "editors do not know the schema of the file", f"Begin it with '{wanted}'.")
        for number, written in enumerate(text.splitlines(), 1):
            if claims and len(written) > 200:
                yield Finding(
                    name, number, f"{len(written)} characters", "Use '>-' and break the line; it is joined again."
                )
            if re.match(r"\s*(?:-\s+)?\w+:\s*[\u201c\u201d\u2018\u2019]", written):
                what = "a curly quote at the start, which YAML takes for a part of the text"
                yield Finding(name, number, what, 'Write straight quotes, "…".')


def _unused(tree: Tree, data: dict[str, Any]) -> Iterator[Finding]:
    named = {
        target: {use.wanted for use in tree.gate.uses if use.target == target} for target in ("claims", "references")
    }
    for page in tree.pages:
        named["claims"].update(page.named("claim", "stated"))
        named["references"].update(page.named("cite"))
    named["references"].update(row["source"] for row in data["providers"])
    for path, content in tree.gate.content.items():
        if path.parent.name == "claims":
            name = path.relative_to(tree.root).as_posix()
            for index, claim in enumerate(content["claims"]):
                if claim["id"] not in named["claims"]:
                    what = f"'{claim['id']}' is used by no page and no data file"
                    yield Finding(name, line(tree, name, "claims", index), what, "Use it, or remove it.")
    for key in tree.gate.references:
        if key not in named["references"]:
            yield Finding(
                FILE, line_of_key(tree.texts[FILE], key), f"'{key}' is cited nowhere", "Cite it, or remove it."
            )


def _unordered(tree: Tree, data: dict[str, Any]) -> Iterator[Finding]:
    name = "docs/data/glossary.yml"
    for index, (before, after) in enumerate(itertools.pairwise(entry["id"] for entry in data["glossary"]), 1):
        if after < before:
            what = f"'{after}' stands behind '{before}'"
            yield Finding(
                name, line(tree, name, "glossary", index), what, "Keep the terms in alphabetical order of id."
            )


def _one_page(tree: Tree, data: dict[str, Any]) -> Iterator[Finding]:
    """Find ids that name two things on one page, in different lists."""
    groups = data["faq"]["groups"]
    faq = [("faq", "groups", number) for number in range(len(groups))]
    asked: list[tuple[Any, ...]] = [
        ("faq", "groups", number, "questions", each)
        for number, group in enumerate(groups)
        for each in range(len(group["questions"]))
    ]
    flow = [
        ("decision", kind, each) for kind in ("questions", "outcomes") for each in range(len(data["decision"][kind]))
    ]
    for places in ([*faq, *asked], flow):
        seen: set[str] = set()
        for file, *where in places:
            entry: Any = data[file]
            for step in where:
                entry = entry[step]
            if entry["id"] in seen:
                name = f"docs/data/{file}.yml"
                what = f"id '{entry['id']}' names two things on one page"
                yield Finding(name, line(tree, name, file, *where), what, "Rename one of them.")
            seen.add(entry["id"])


def _cells(tree: Tree, data: dict[str, Any]) -> Iterator[Finding]:
    name, matrix = "docs/data/matrix.yml", data["matrix"]
    for index, criterion in enumerate(matrix["criteria"]):
        for option in entries(matrix["options"]):
            if option["id"] not in criterion["cells"]:
                what = f"{criterion['id']}: no cell for option '{option['id']}'"
                yield Finding(name, line(tree, name, "matrix", "criteria", index, "cells"), what, "Add it.")


def _prices(tree: Tree, data: dict[str, Any]) -> Iterator[Finding]:
    """Find prices of the calculator that no input takes, or of which nobody can tell on which day they hold."""
    name, cost = "docs/data/cost.yml", data["cost"]
    inputs = {each["id"]: each for group in cost["groups"] for each in group["inputs"]}
    for number, preset in enumerate(cost["presets"]):
        before: dict[str, dict[str, str]] = {}  # the price so far of each input
        for index, price in enumerate(preset["prices"]):
            id_ = price["input"]
            for what, fix in _wrong_with(price, inputs.get(id_), before.get(id_)):
                place = line(tree, name, "cost", "presets", number, "prices", index)
                yield Finding(name, place, f"{preset['id']}: '{id_}' {what}", fix)
            before[id_] = price


def _wrong_with(
    price: dict[str, str], taken_by: dict[str, Any] | None, before: dict[str, str] | None
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one price and how to mend it; `before` is the price of the same input before it."""
    if taken_by is None:
        yield "is no input", "Name one of `groups`."
    elif "decided" in taken_by:
        yield "is decided by the reader", "A rule of the vendor's cache belongs into `cache`; leave out anything else."
    if price.get("to", "9") < price.get("from", ""):
        yield "ends before it begins", "Swap `from` and `to`, or mend one."
    if before and not before.get("to", "9") < price.get("from", ""):
        fix = "Give the first a `to`, the second a later `from`, and keep them in order of time."
        yield "has two prices on one day", fix


def _no_day(tree: Tree, _: dict[str, Any]) -> Iterator[Finding]:
    """Find what has the form of a day and is none, such as 30 February."""
    for path, content in tree.gate.content.items():
        name = path.relative_to(tree.root).as_posix()
        for where, value in _scalars(content):
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                try:
                    date.fromisoformat(value)
                except ValueError:
                    fix = "Write the day as 2026-11-23."
                    yield Finding(name, line(tree, name, *where), f"{value} is no day of the calendar", fix)


def _scalars(value: Any, where: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _scalars(inner, (*where, key))
