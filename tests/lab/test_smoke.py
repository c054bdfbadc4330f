"""The real model gives on a handful of reviews what it gave when the results were measured."""

from collections.abc import Callable

import numpy as np
import pytest

from snippets.lab.data import TASKS, draw, load_task
from snippets.lab.model import LanguageModel
from snippets.lab.prompts import FORMATS, Example, Template, few_shot
from snippets.lab.scoring import Scorer, label_tokens
from snippets.lab.tuning import Settings, tune

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("needs_products")]
# Log-probabilities of ` negative` and ` positive` after four test items, in float32, by number of demonstrations.
SCORES = {
    0: [[-4.395, -3.476], [-6.167, -4.708], [-4.600, -4.637], [-4.198, -5.489]],
    8: [[-0.844, -0.669], [-2.319, -0.168], [-0.300, -1.500], [-0.319, -1.437]],
}
LOSSES = [4.263, 1.581]  # in float32: bfloat16 rounds so coarsely that the second hangs on the processor
TRAINABLE = 2_442_240
LAYOUTS = [*FORMATS.values(), *dict.fromkeys(entry[0] for entry in TASKS.values())]


@pytest.mark.parametrize("shots", SCORES)
def test_scores_of_four_reviews(shots: int, real_model: Callable[..., LanguageModel]) -> None:
    model, task = real_model(), load_task("products")
    prefix, start = few_shot(task.template, draw(task.pool, task.labels, shots, seed=0))
    queries = [start + task.template.ask(example.text) for example in task.test[:4]]
    scores = Scorer(model, task.labels, prefix).score(queries)
    assert scores == pytest.approx(np.array(SCORES[shots]), abs=0.02)
    # Reading the prefix anew with each review gives the same.
    whole = Scorer(model, task.labels).score([prefix + query for query in queries])
    assert whole == pytest.approx(scores, abs=1e-4)


def test_two_steps_of_lora(real_model: Callable[..., LanguageModel]) -> None:
    model, task = real_model(), load_task("products")
    drawn = draw(task.pool, task.labels, 8, seed=0)
    tokens = dict(zip(task.labels, label_tokens(model, task.labels), strict=True))
    prompts, answers = [task.template.ask(e.text) for e in drawn], [tokens[e.label] for e in drawn]
    tuned = tune(model, prompts, answers, Settings("lora", 1e-3, epochs=2), seed=0)
    assert tuned.losses == pytest.approx(LOSSES, abs=0.02)
    assert tuned.trainable == TRAINABLE


@pytest.mark.parametrize("template", LAYOUTS)
def test_every_layout_is_cut_where_tokens_end(template: Template, real_model: Callable[..., LanguageModel]) -> None:
    tokenizer = real_model().tokenizer

    def tokens(text: str) -> list[int]:
        return tokenizer(text, add_special_tokens=False)["input_ids"]

    shown = [Example('It said "no".', "negative"), Example("5 stars", "positive")]
    # Where a layout begins with the text and there is none, line breaks meet. Only contextual calibration asks about
    # the empty text, so that one of its three inputs is then cut as the whole prompt would not be.
    for text in ("Works!", "'Tis fine", "100 %", "N/A", "[MASK]", *([""] if template.before else [])):
        prefix, start = few_shot(template, shown)
        query = start + template.ask(text)
        assert tokens(prefix) + tokens(query) == tokens(prefix + query), text
