"""What the lab says of the literature reads as an observation on one model, and stands in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from overrides.checking.prose.blocks import prose_of
from overrides.checking.tree import Tree
from overrides.rendering.marks import Marks, UnknownIdError
from tests.support.tree import fail_with, gate

LAB = re.compile(r"docs/evidence/(?:lab[a-z-]*\.md|(?!how-much-is-noise)[a-z-]+\.ipynb)")
QUOTABLE = re.compile(r"(?<!the evidence )\b(?:dis)?agrees?\b", re.I)  # a page is called so
WORDS = {"observed": "Observed here", "not-observed": "Not observed here", "cannot-tell": "Cannot tell"}


def test_no_page_of_the_lab_agrees_or_disagrees_with_a_study() -> None:
    files = {name: blocks for name, blocks in prose_of(Tree()).items() if LAB.fullmatch(name)}
    assert len(files) >= 8
    fail_with(
        f"{name}:{sentence.line}: '{said[0]}' invites misquotation of a small model. Say what was observed here."
        for name, blocks in files.items()
        for block in blocks
        for sentence in block.sentences
        if (said := QUOTABLE.search(sentence.text))
    )


@pytest.mark.slow
def test_the_overview_and_the_tables_show_the_verdicts_of_the_data(site: Path) -> None:
    page = BeautifulSoup((site / "evidence" / "lab" / "index.html").read_text(encoding="utf-8"), "html.parser")
    rows = [row for group in gate().data["findings"] for row in group["rows"]]
    for verdict, word in WORDS.items():
        names = [row["name"] for row in rows for each in row["verdicts"] if each["verdict"] == verdict]
        column = page.select_one(f".verdict--{verdict}")
        assert column
        assert column.select_one("dt").get_text() == word  # type: ignore[union-attr]
        assert [each.get_text() for each in column.select("a")] == names
    for row in rows:
        said, _, verdict_cell = page.select_one(f".verdicts tr:has(#{row['id']})").select("td")  # type: ignore[union-attr]
        assert said.get_text().startswith(row["says"])
        assert [each.get_text() for each in verdict_cell.select("strong")] == [
            WORDS[each["verdict"]] for each in row["verdicts"]
        ]


def test_a_figure_of_a_notebook_is_shown_as_it_is_stored_and_an_unknown_one_is_named() -> None:
    marks = Marks(gate().data, gate().references, {}, "")
    shown = marks.figure("accuracy-by-labels", "accuracy-three-tasks")
    assert shown.startswith("<figure ")
    assert shown.endswith("</figure>")
    with pytest.raises(UnknownIdError, match="Did you mean: accuracy-spam"):
        marks.figure("accuracy-by-labels", "accuracy-spamm")
    with pytest.raises(UnknownIdError, match="no notebook 'accuracy'"):
        marks.figure("accuracy", "accuracy-spam")
