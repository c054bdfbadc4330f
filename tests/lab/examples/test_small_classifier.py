"""The surer classifier says nothing where it is unsure, and its probabilities are those of its labels."""

from collections.abc import Sequence

import numpy as np
import pytest

from snippets.lab.examples import small_classifier
from snippets.lab.examples.small_classifier import chances, sure
from snippets.lab.prompts import Example


def by_length(texts: Sequence[str]) -> np.ndarray:
    return np.array([[len(text) / 10, 1.0] for text in texts])


def test_each_column_is_the_probability_of_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_classifier, "embed", by_length)
    examples = [Example("x" * length, "long" if length > 10 else "short") for length in (1, 3, 5, 15, 18, 20)]
    labels, found = chances(examples, by_length(["y", "y" * 19]))
    assert found.sum(axis=1) == pytest.approx([1, 1])
    assert [labels[row.argmax()] for row in found] == ["short", "long"]


def test_more_is_left_open_the_more_is_asked_and_nothing_at_all_when_nothing_is() -> None:
    found = np.array([[0.9, 0.1], [0.4, 0.6], [0.25, 0.75]])
    assert sure(["a", "b"], found, least=0) == ["a", "b", "b"]
    assert sure(["a", "b"], found, least=0.75) == ["a", None, "b"]
    assert sure(["a", "b"], found, least=0.95) == [None, None, None]
