"""Sentence embeddings are unit vectors of the text alone, and the nearest stand last."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from snippets.lab import embedding
from snippets.lab.embedding import embed, nearest
from snippets.lab.errors import MissingModelError


@pytest.fixture
def _fresh_parts() -> Iterator[None]:
    """Forget the loaded model before and after a test that asks for another."""
    embedding._parts.cache_clear()
    yield
    embedding._parts.cache_clear()


@pytest.mark.slow
def test_vectors_have_length_one_and_similar_texts_are_near(real_model: Callable) -> None:
    texts = ["Play some jazz.", "The weather in Rome", "Put on a jazz record, please, and then another one.", "Rain?"]
    vectors = embed(texts)
    assert vectors.shape == (4, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    similar = vectors @ vectors.T
    assert similar[0, 2] > similar[0, 1]
    assert similar[1, 3] > similar[0, 3]
    # Padding, which depends on the other texts, changes nothing.
    assert embed(texts[:1])[0] == pytest.approx(vectors[0], abs=1e-5)


def test_the_nearest_stand_last() -> None:
    pool = np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8], [0.8, 0.6]])
    assert nearest(np.array([[1.0, 0.0], [0.0, 1.0]]), pool, 2).tolist() == [[3, 0], [2, 1]]


@pytest.mark.usefixtures("_fresh_parts")
def test_a_package_without_a_model_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("is_not_installed", "snippets"):
        monkeypatch.setattr(embedding, "PACKAGE", package)
        with pytest.raises(MissingModelError, match=f"The package {package} holds no model. Run: make lab"):
            embed(["text"])
