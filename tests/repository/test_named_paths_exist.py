"""Every path of this repository that README, CONTRIBUTING, a record or a comment of the data names is there."""

from __future__ import annotations

import re

from tests.support.tree import DATA, DOCS, ROOT, fail_with, relative

SOURCES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((DOCS / "contribute").rglob("*.md")),
    *sorted(DATA.rglob("*.yml")),
]
# What a clean clone has not: made by a command of README.
MADE = (".venv/", ".lab/", "site/", "node_modules/")
NAMED = re.compile(r"(?<![\w/.-])((?:docs|overrides|snippets|tests|\.github|\.ci)/[\w./-]*)(?![\w<*])")


def test_every_named_path_exists() -> None:
    problems = []
    for source in SOURCES:
        for line, text in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            for name in NAMED.findall(text):
                path = name.rstrip(".")
                if not path.startswith(MADE) and not (ROOT / path).exists():
                    problems.append(f"{relative(source)}:{line}: there is no {path}. Name where it is now.")
    fail_with(problems)
