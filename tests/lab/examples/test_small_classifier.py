"""The surer classifier says nothing where it is unsure, and its probabilities are those of its labels."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from snippets.lab import baselines
from snippets.lab.examples.small_classifier import chances, sure
from snippets.lab.prompts import Example

ROOT = Path(__file__).resolve().parents[3]


def by_length(texts: Sequence[str]) -> np.ndarray:
    return np.array([[len(text) / 10, 1.0] for text in texts])


def test_each_column_is_the_probability_of_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "embed", by_length)
    examples = [Example("x" * length, "long" if length > 10 else "short") for length in (1, 3, 5, 15, 18, 20)]
    labels, found = chances(examples, by_length(["y", "y" * 19]))
    assert found.sum(axis=1) == pytest.approx([1, 1])
    assert [labels[row.argmax()] for row in found] == ["short", "long"]


def test_more_is_left_open_the_more_is_asked_and_nothing_at_all_when_nothing_is() -> None:
    found = np.array([[0.9, 0.1], [0.4, 0.6], [0.25, 0.75]])
    assert sure(["a", "b"], found, least=0) == ["a", "b", "b"]
    assert sure(["a", "b"], found, least=0.75) == ["a", None, "b"]
    assert sure(["a", "b"], found, least=0.95) == [None, None, None]


def test_the_page_says_what_is_printed(shown: Callable[[str], str]) -> None:
    page = (ROOT / "docs" / "guide" / "small-classifier.md").read_text(encoding="utf-8")
    rows = [line.split() for line in shown("small_classifier").splitlines()]
    told = {float(row[0]): [f"{float(each):.0%}" for each in row[1:]] for row in rows if row and row[0][0].isdigit()}
    (words, vectors), (more_words, more_vectors) = told[8], told[128]
    assert f"With 8 labels the embeddings get {vectors} right where word counts get {words}" in page
    assert f"with 128 labels {more_vectors} and {more_words}" in page
    assert (
        f"answers {told[0.7][0]} of the reviews at a threshold of 0.7 and is right on {told[0.7][1]} of those" in page
    )
    assert f"at 0.9 it answers {told[0.9][0]}, and {told[0.9][1]} are right" in page
