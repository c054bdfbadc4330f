"""What rules.yml holds, and what several of its rules ask of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from overrides.checking.prose.blocks import RUNNING, Block, Sentence
from overrides.rendering.data import ROOT, read_yaml

PATH = "overrides/checking/prose/rules.yml"
RULES: dict[str, Any] = read_yaml(ROOT / PATH)


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
    """Tell whether a sentence has a passive, by the simple pattern that rules.yml describes."""
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
