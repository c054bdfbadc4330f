"""Every figure on a page or in a data file stands beside its evidence: tests/prose_rules.yml says what a figure is."""

from __future__ import annotations

from collections.abc import Iterator

from figures import figure_in, is_advice, is_shown
from prose import Block, data_files, pages
from prose_rules import RULES, Finding, judge
from tree import report


def findings(blocks: list[Block]) -> Iterator[Finding]:
    for block in blocks:
        if block.has_evidence or block.kind in ("heading", "header", "term", "title"):
            continue
        for sentence in block.sentences:
            figure = figure_in(sentence.text, is_advice(block, sentence))
            if figure and not is_shown(figure, block):
                where = "claims or a source to its entry" if "/data/" in block.file else "claim(), cite() or computed()"
                message = f"'{figure}' has no evidence beside it. Add {where}, or say it without the figure."
                yield Finding("figures", block.file, sentence.line, sentence.text, message)


def test_every_figure_stands_beside_its_evidence() -> None:
    files = {**pages(), **data_files()}
    report(judge((each for blocks in files.values() for each in findings(blocks)), ["figures"], RULES["exceptions"]))
