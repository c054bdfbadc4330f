"""Classifies reviews with no demonstrations and with eight: the answer is the likeliest label."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from snippets.lab.data import Task, draw, load_task
from snippets.lab.model import LanguageModel, load
from snippets.lab.prompts import Example, few_shot
from snippets.lab.scoring import Scorer


# --8<-- [start:classify]
def label_scores(
    model: LanguageModel, task: Task, demonstrations: Sequence[Example], texts: Sequence[str]
) -> NDArray[np.float64]:
    """Give the log-probability of each label, (texts, labels), after demonstrations and text."""
    prefix, start = few_shot(task.template, demonstrations)
    scorer = Scorer(model, task.labels, prefix)
    return scorer.score([start + task.template.ask(text) for text in texts])


def correct(scores: NDArray[np.float64], task: Task, examples: Sequence[Example]) -> NDArray[np.bool_]:
    """Tell for each example whether its own label is the likeliest."""
    wanted = [task.labels.index(example.label) for example in examples]
    return scores.argmax(axis=1) == wanted


# --8<-- [end:classify]


# --8<-- [start:example]
if __name__ == "__main__":
    model, products = load(), load_task("products")
    test = products.test[:100]
    for shots in (0, 8):
        shown = draw(products.pool, products.labels, shots, seed=0)
        scores = label_scores(model, products, shown, [example.text for example in test])
        print(f"{shots} demonstrations: {correct(scores, products, test).sum()} of {len(test)} right")
# --8<-- [end:example]
