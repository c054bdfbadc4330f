"""The cheap classifiers learn from examples, and refuse what nothing can be learnt from."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from snippets.lab import baselines
from snippets.lab.baselines import sentence_embedding, tf_idf
from snippets.lab.errors import PoolError
from snippets.lab.prompts import Example

ONE_CLASS = [Example("great phone", "positive"), Example("fine cable", "positive")]


def by_tone(texts: Sequence[str]) -> NDArray[np.float64]:
    """Stand in for MiniLM: a direction for good words and one for bad ones."""
    words = ({"great", "good", "fine"}, {"poor", "bad", "weak"})
    return np.array([[float(bool(side & set(text.split()))) for side in words] for text in texts])


def test_words_tell_the_classes_apart(examples: list[Example]) -> None:
    assert tf_idf(examples, ["a great strap", "weak case"]) == ["positive", "negative"]


def test_word_pairs_count_too() -> None:
    texts = {"not good": "negative", "not bad": "positive", "good": "positive", "bad": "negative"}
    assert tf_idf([Example(*pair) for pair in texts.items()] * 3, list(texts)) == list(texts.values())


def test_vectors_tell_the_classes_apart(examples: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "embed", by_tone)
    assert sentence_embedding(examples, by_tone(["a great strap", "weak case"])) == ["positive", "negative"]


@pytest.mark.parametrize("examples", [[], ONE_CLASS])
def test_fewer_than_two_classes_are_refused(examples: list[Example]) -> None:
    message = rf"two classes or more, got {len(examples)} of .*Label examples of another class"
    with pytest.raises(PoolError, match=message):
        tf_idf(examples, ["text"])
    with pytest.raises(PoolError, match=message):
        sentence_embedding(examples, np.zeros((1, 2)))
