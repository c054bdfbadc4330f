"""Every amount on a page or in a data file stands beside its evidence; prose_rules.yml says what an amount is."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.amounts import amount_in, is_advice, is_shown
from tests.support.prose import Block, data_files, pages
from tests.support.prose_rules import RULES, Finding, judge
from tests.support.tree import fail_with


def findings(blocks: list[Block]) -> Iterator[Finding]:
    for block in blocks:
        if block.has_evidence or block.kind in ("heading", "header", "term", "title"):
            continue
        for sentence in block.sentences:
            amount = amount_in(sentence.text, is_advice(block, sentence))
            if amount and not is_shown(amount, block):
                where = "claims or a source to its entry" if "/data/" in block.file else "claim(), cite() or computed()"
                message = f"'{amount}' has no evidence beside it. Add {where}, or say it without the amount."
                yield Finding("amounts", block.file, sentence.line, sentence.text, message)


def test_every_amount_stands_beside_its_evidence() -> None:
    files = {**pages(), **data_files()}
    fail_with(judge((each for blocks in files.values() for each in findings(blocks)), ["amounts"], RULES["exceptions"]))
