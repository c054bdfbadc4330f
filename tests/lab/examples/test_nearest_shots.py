"""Each review gets the examples most like it, the nearest last."""

from collections.abc import Sequence

import numpy as np
import pytest

from snippets.lab.examples import nearest_shots
from snippets.lab.examples.nearest_shots import nearest_examples
from snippets.lab.prompts import Example


def by_length(texts: Sequence[str]) -> np.ndarray:
    angles = np.array([len(text) for text in texts]) / 20
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def test_the_nearest_come_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest_shots, "embed", by_length)
    pool = [Example("x" * length, "positive") for length in (1, 9, 4, 20, 6)]
    picked = nearest_examples(pool, ["y" * 7, "y" * 19], 2)
    assert [[len(example.text) for example in shown] for shown in picked] == [[9, 6], [9, 20]]
