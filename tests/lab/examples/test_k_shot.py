"""The likeliest label is the answer, and demonstrations change it."""

from collections.abc import Callable

import numpy as np

from snippets.lab.data import Task
from snippets.lab.examples.k_shot import correct, label_scores
from snippets.lab.model import LanguageModel
from snippets.lab.prompts import Example


def test_scores_are_log_probabilities_that_depend_on_the_demonstrations(
    tiny_model: Callable[..., LanguageModel], tiny_task: Task
) -> None:
    model, texts = tiny_model(), [example.text for example in tiny_task.test]
    alone, shown = (label_scores(model, tiny_task, tiny_task.pool[:shots], texts) for shots in (0, 4))
    assert alone.shape == shown.shape == (len(texts), 2)
    assert (np.exp(alone).sum(axis=1) < 1).all()
    assert not np.allclose(alone, shown, atol=0.01)


def test_an_answer_is_right_when_its_label_is_likeliest(tiny_task: Task) -> None:
    examples = [Example("a", "negative"), Example("b", "positive"), Example("c", "positive")]
    scores = np.array([[-1.0, -2.0], [-1.0, -2.0], [-3.0, -2.0]])
    assert correct(scores, tiny_task, examples).tolist() == [True, False, True]
