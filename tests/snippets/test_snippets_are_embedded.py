"""Code on pages comes from tested modules, by sections that exist, and no section is forgotten."""

from __future__ import annotations

import re
from collections import Counter

from overrides.rendering.pages import pages
from tests.support.tree import ROOT, fail_with, relative

MARKER = re.compile(r"^\s*(?:# )?--8<-- \[(start|end):([a-z0-9-]+)\]\s*$", re.M)
EMBED = re.compile(r'^\s*--8<-- "(snippets/[^":]+)(?::([a-z0-9-]+))?"\s*$', re.M)
MODULES = sorted((ROOT / "snippets").rglob("*.py"))


def sections(text: str) -> list[str]:
    return [name for kind, name in MARKER.findall(text) if kind == "start"]


def test_section_markers_balance() -> None:
    problems = []
    for path in MODULES:
        marks = Counter(MARKER.findall(path.read_text(encoding="utf-8")))
        for name in {name for _, name in marks}:
            start, end = marks["start", name], marks["end", name]
            if (start, end) != (1, 1):
                problems.append(
                    f"{relative(path)}: section '{name}' has {start} start and {end} end markers. Give it one of each."
                )
    fail_with(problems)


def test_every_embedded_section_exists() -> None:
    problems = []
    for page in pages():
        for file, section in EMBED.findall(page.text):
            path = ROOT / file
            if not path.is_file():
                problems.append(f"docs/{page.path}: embeds '{file}', which does not exist. Check the path.")
            elif section and section not in sections(path.read_text(encoding="utf-8")):
                known = ", ".join(sections(path.read_text(encoding="utf-8"))) or "none"
                problems.append(
                    f"docs/{page.path}: '{file}' has no section '{section}'. It has: {known}. "
                    f"Name one of these, or mark the section with --8<-- [start:{section}]."
                )
    fail_with(problems)


def test_every_section_and_output_is_shown_on_a_page() -> None:
    shown = {embed for page in pages() for embed in EMBED.findall(page.text)}
    problems = [
        f"{relative(path)}: section '{name}' is on no page. Embed it, or remove its markers."
        for path in MODULES
        for name in sections(path.read_text(encoding="utf-8"))
        if (relative(path), name) not in shown
    ]
    problems += [
        f"{relative(path)}: this output is on no page. Embed it, or remove it."
        for path in sorted((ROOT / "snippets").rglob("*.out"))
        if (relative(path), "") not in shown
    ]
    fail_with(problems)


def test_every_module_has_a_test_of_its_own() -> None:
    problems = []
    for path in MODULES:
        idea = path.relative_to(ROOT / "snippets").with_name(f"test_{path.name}")
        twin = ROOT / "tests" / ("" if idea.parts[0] == "lab" else "snippets") / idea
        if path.name != "__init__.py" and not twin.is_file():
            problems.append(f"{relative(path)}: no test. Add {relative(twin)}.")
    fail_with(problems)
