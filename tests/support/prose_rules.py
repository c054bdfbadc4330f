"""Reads tests/pages/prose_rules.yml and sets findings against its exceptions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from overrides.rendering.data import read_yaml
from tests.support.prose import RUNNING, Block, Sentence
from tests.support.tree import ROOT, relative

PATH = ROOT / "tests" / "pages" / "prose_rules.yml"
RULES: dict[str, Any] = read_yaml(PATH)


@dataclass(frozen=True)
class Finding:
    """One breach of a rule; `text` is the sentence, or nothing where the whole file breaks the rule."""

    rule: str
    file: str
    line: int
    text: str
    message: str

    def __str__(self) -> str:
        """Return what a writer needs: the place, the fault, the fix and the sentence."""
        return f"{self.file}:{self.line}: {self.message}" + (f"\n    in: {self.text}" if self.text else "")


def excepted(finding: Finding, exception: dict[str, str]) -> bool:
    """Tell whether an exception covers a finding: same rule, same page, and its words in the sentence, if any."""
    same = (exception.get("rule"), exception.get("page")) == (finding.rule, finding.file)
    words = exception.get("sentence", "")
    return same and words in finding.text and bool(words) == bool(finding.text)


def judge(findings: Iterable[Finding], rules: Collection[str], exceptions: list[dict[str, str]]) -> list[str]:
    """Return the findings that no exception covers, and the exceptions to `rules` that cover nothing."""
    findings = list(findings)
    problems = [str(each) for each in findings if not any(excepted(each, exception) for exception in exceptions)]
    problems += [
        f"{relative(PATH)}: the exception to '{exception.get('rule')}' for {exception.get('page')} "
        f'("{exception.get("sentence", "the whole page")}") covers nothing any more. Remove it.'
        for exception in exceptions
        if exception.get("rule") in rules and not any(excepted(each, exception) for each in findings)
    ]
    return problems


@cache
def _passive_pattern() -> re.Pattern[str]:
    rules = RULES["passive"]
    return re.compile(
        r"\b(?:am|is|are|was|were|be|been|being|isn't|aren't|gets?|got|getting)"
        rf"(?:\s+(?:{'|'.join(rules['between'])}|\w+ly)){{0,2}}"
        rf"\s+(?!(?:{'|'.join(rules['adjectives'])})\b)(?:\w+ed|{'|'.join(rules['irregular'])})\b",
        re.I,
    )


def is_passive(text: str) -> bool:
    """Tell whether a sentence has a passive, by the simple pattern that tests/pages/prose_rules.yml describes."""
    return bool(_passive_pattern().search(text))


def running_sentences(blocks: Iterable[Block]) -> list[Sentence]:
    """Return the sentences that statistics count: running text, not table cells or headings; all fields of data."""
    return [
        sentence
        for block in blocks
        if block.kind in RUNNING or block.file.startswith("docs/data/")
        for sentence in block.sentences
    ]


def passive_share(sentences: list[Sentence]) -> float:
    """Return the share of sentences with a passive; 0 where there is none."""
    return sum(is_passive(sentence.text) for sentence in sentences) / max(1, len(sentences))
