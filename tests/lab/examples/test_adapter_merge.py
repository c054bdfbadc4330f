"""A saved adapter answers as it did when it was trained, beside the base and merged into it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from snippets.lab.data import Task
from snippets.lab.examples.adapter_merge import merged, reloaded
from snippets.lab.examples.k_shot import label_scores
from snippets.lab.examples.lora_training import train
from snippets.lab.model import LanguageModel


@pytest.mark.parametrize("way", [reloaded, merged])
def test_the_answers_stay_as_they_were(
    way: Callable, tiny_model: Callable[..., LanguageModel], tiny_task: Task, tmp_path: Path
) -> None:
    model, texts = tiny_model(), [example.text for example in tiny_task.test]
    before = label_scores(model, tiny_task, [], texts)
    adapted, _ = train(model, tiny_task, tiny_task.pool[:8], epochs=6)
    tuned = label_scores(model, tiny_task, [], texts)
    adapted.save_pretrained(tmp_path)
    again = way(tmp_path, tiny_model())
    assert label_scores(again, tiny_task, [], texts) == pytest.approx(tuned, abs=1e-4)
    assert np.abs(tuned - before).max() > 0.05  # or the adapter would have nothing to keep
    names = [name for name, _ in again.network.named_parameters()]
    assert any("lora_" in name for name in names) == (way is reloaded)
