"""The way from MkDocs to its successor stays as short as docs/contribute/decisions/stay-on-material.md says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import yaml

from overrides.rendering.pages import pages
from tests.support.tree import ROOT, fail_with, relative

PLAN = ROOT / "docs" / "contribute" / "exit.md"
HOOKS = ROOT / "overrides" / "rendering" / "hooks.py"
MOST_LINES_OF_HOOKS = 150
# Seen building under Zensical 0.0.73. Try a new one there before you add it.
MARKDOWN_EXTENSIONS = {
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.tasklist",
}
MACROS = {"claim", "cite", "computed", "page_title", "stated"}
BLOCK_TAG = r'set topic = "[\w-]+"|include "blocks/[\w-]+\.html"|filter indent\(\d, true\)|endfilter'
PLUGINS = {"search", "macros", "mkdocs-jupyter"}
GENERATOR = re.compile(r"^(mkdocs|material|mkdocs_macros|mkdocs_jupyter)(\.|$)")


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags (!ENV) name things that only MkDocs knows."""


_Loader.add_multi_constructor("!", lambda *_: None)
CONFIG = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)


def names(entries: list[str | dict[str, object]]) -> set[str]:
    """Return the names in a list whose entries may carry settings."""
    return {each if isinstance(each, str) else next(iter(each)) for each in entries}


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports when it runs; imports for type hints do not count."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(ast.parse(path.read_text(encoding="utf-8")))
    return found


def test_only_the_hooks_import_the_generator() -> None:
    fail_with(
        f"{relative(path)}: imports {module}, of the generator that is to be left. Do it in {relative(HOOKS)}."
        for path in sorted([*(ROOT / "overrides").rglob("*.py"), *(ROOT / "snippets").rglob("*.py")])
        if path != HOOKS
        for module in sorted(imported(path))
        if GENERATOR.match(module)
    )


def test_the_hooks_stay_few() -> None:
    lines = len(HOOKS.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES_OF_HOOKS, (
        f"overrides/rendering/hooks.py has {lines} lines. Move what needs no event elsewhere."
    )


def test_every_hook_has_its_replacement_in_the_plan() -> None:
    plan = PLAN.read_text(encoding="utf-8")
    fail_with(
        f"{relative(path)}: {function.name} is not in {relative(PLAN)}. Say there what replaces it."
        for path in (HOOKS, ROOT / "overrides" / "rendering" / "macros.py")
        for function in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(function, ast.FunctionDef)
        and function.name.startswith("on_")
        and f"`{function.name}`" not in plan
    )


def test_pages_use_only_what_was_seen_to_carry_over() -> None:
    problems = []
    for page in pages():
        for line, text in enumerate(page.text.splitlines(), page.first):
            for call in re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", text):
                if not re.fullmatch(rf"(?:{'|'.join(sorted(MACROS))})\((?:[\"'][\w./#-]+[\"'](?:, )?)+\)", call):
                    problems.append(f"docs/{page.path}:{line}: '{call}' calls none of {', '.join(sorted(MACROS))}.")
            for tag in re.findall(r"\{%-?\s*(.*?)\s*-?%\}", text):
                if not re.fullmatch(BLOCK_TAG, tag):
                    problems.append(f"docs/{page.path}:{line}: '{tag}'. Put logic into a block.")
    fail_with(problems)


def test_extensions_and_plugins_were_seen_to_carry_over_or_have_a_replacement() -> None:
    new = names(CONFIG["markdown_extensions"]) - MARKDOWN_EXTENSIONS
    new |= names(CONFIG["plugins"]) - PLUGINS
    fail_with(
        f"mkdocs.yml: {each} is not known to carry over. Try it under Zensical, then add it here and to the plan."
        for each in sorted(new)
    )


def test_versions_and_theme_are_those_of_the_record() -> None:
    pins = (ROOT / "requirements.in").read_text(encoding="utf-8")
    assert re.search(r"^mkdocs==1\.", pins, re.M), "requirements.in: keep mkdocs below 2, or write a new record"
    assert re.search(r"^mkdocs-material==9\.8\.", pins, re.M), (
        "requirements.in: keep mkdocs-material at 9.8.x, or write one"
    )
    assert CONFIG["theme"]["variant"] == "classic", "mkdocs.yml: theme.variant is what Zensical needs to keep the look"
