"""What a page may ask of the macros: a closed set of calls, and the blocks of data; nothing else is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from overrides.checking.finding import Finding
from overrides.checking.front_matter import line_of_field
from overrides.checking.tree import Tree
from overrides.rendering.gate import nearest
from overrides.rendering.pages import Page

# What may stand between {{ and }}, and what its names are.
NAMES = {
    "claim": "docs/data/claims/",
    "stated": "docs/data/claims/",
    "cite": "docs/data/references.bib",
    "computed": "snippets/",
    "page_title": "docs/, written from there: /guide/tune.md",
}
_AS_IT_STANDS = "Put {% raw %} before text with braces that is no macro, and {% endraw %} behind it."
_ENVIRONMENT = Environment()  # parses only; nothing is rendered with it


@lru_cache(maxsize=1024)
def parsed(text: str) -> nodes.Template | TemplateSyntaxError:
    """Return the template that a page is, or what keeps it from being one."""
    try:
        return _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        return error


@lru_cache(maxsize=1024)
def without_macros(text: str) -> str:
    """Return a page's text with a word in place of each call and nothing in place of each block, lines kept."""
    if isinstance(parsed(text), TemplateSyntaxError):
        return text
    kept: list[str] = []
    for _, kind, token in _ENVIRONMENT.lex(text):
        if kind == "data":
            kept.append(token)
        elif kind == "variable_begin":
            kept.append("Macro")
        kept.append("\n" * token.count("\n") if kind != "data" else "")
    return "".join(kept)


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what a page asks that it may not, and every name that does not exist."""
    known = {
        "claim": set(tree.gate.data.get("claims", ())),
        "cite": set(tree.gate.references),
        "computed": {name for name in tree.files if name.startswith("snippets/")},
        "page_title": {name.removeprefix("docs") for name in tree.texts if name.endswith((".md", ".ipynb"))},
    }
    known["stated"] = known["claim"]
    for page in tree.pages:
        for line, what, fix in _asked(page.text, tree):
            yield Finding(f"docs/{page.path}", page.first + line - 1, what, fix)
        for field, value in page.meta.items():
            if re.search(r"\{[{%#]", str(value)):
                yield Finding(
                    f"docs/{page.path}",
                    line_of_field(tree, page, field),
                    f"the front matter field {field} holds a macro",
                    "Write it out.",
                )
        yield from _vanishing(page)
        for line, macro, names in page.calls():
            for name in names:
                if known[macro] and name.partition("#")[0] not in known[macro]:
                    what = f"{macro}() names '{name}', which is not in {NAMES[macro]}"
                    fix = nearest(name.partition("#")[0], known[macro]).strip() or "Name one that is there, or add it."
                    yield Finding(f"docs/{page.path}", line, what, fix)


def _vanishing(page: Page) -> Iterator[Finding]:
    bare = re.sub(r"\{%-? *raw.*?endraw *-?%\}", lambda raw: "\n" * raw[0].count("\n"), page.text, flags=re.S)
    for found in re.finditer(r"\{#.*?(?:#\}|$)", bare, re.S | re.M):
        line = page.first + bare.count("\n", 0, found.start())
        what = f"'{found[0]}' is a comment to the macros and is not shown"
        fix = "Write { #name } with a space if it is an address. " + _AS_IT_STANDS
        yield Finding(f"docs/{page.path}", line, what, fix)


def _asked(text: str, tree: Tree) -> Iterator[tuple[int, str, str]]:
    template = parsed(text)
    if isinstance(template, TemplateSyntaxError):
        if "{#" not in text:
            yield template.lineno, f"braces that no macro has ({template.message})", _AS_IT_STANDS
        return
    for node in template.body:
        yield from _judged(node, tree)


def _judged(node: nodes.Node, tree: Tree) -> Iterator[tuple[int, str, str]]:
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            if not isinstance(part, nodes.TemplateData):
                yield from _called(part)
    elif isinstance(node, nodes.Include):
        template = node.template.value if isinstance(node.template, nodes.Const) else ""
        blocks = {each.removeprefix("overrides/") for each in tree.texts if each.startswith("overrides/blocks/")}
        if template not in blocks or template.count("/") != 1:
            fix = nearest(str(template), blocks).strip() or "Name a file of overrides/blocks/."
            yield node.lineno, f"a page includes blocks only, and '{template}' is none", fix
    elif not (isinstance(node, nodes.Assign) and _is_topic(node)):
        what = f"{{% {type(node).__name__.lower()} %}} is not for pages"
        yield node.lineno, what, f"Use a block of overrides/blocks/. {_AS_IT_STANDS}"


def _is_topic(node: nodes.Assign) -> bool:
    """Tell whether an assignment names the section of the register that the block below it shows."""
    value = node.node.value if isinstance(node.node, nodes.Const) else ""
    named = isinstance(node.target, nodes.Name) and node.target.name == "topic"
    return named and isinstance(value, str) and bool(re.fullmatch("[a-z-]+", value))


def _called(node: nodes.Node) -> Iterator[tuple[int, str, str]]:
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in NAMES:
        plain = all(isinstance(each, nodes.Const) and isinstance(each.value, str) for each in node.args)
        if not plain or not node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            yield node.lineno, f"{node.node.name}() takes names in quotes only", f'Write {node.node.name}("name").'
        return
    name = next(iter(node.find_all(nodes.Name)), None)
    if isinstance(node, nodes.Name):
        name = node
    what = f"'{name.name}' is no macro of pages" if name else "what stands between {{ and }} is no macro"
    yield node.lineno, what, f"The macros are {', '.join(NAMES)}. {_AS_IT_STANDS}"
