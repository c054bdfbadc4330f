"""Gives every run that the published results need, in the order in which they are done."""

from collections.abc import Iterator
from typing import cast

from snippets.lab.arms import ARMS
from snippets.lab.prompts import FORMATS
from snippets.lab.runs import Run
from snippets.lab.tuning import Method, Settings

TASKS = ("products", "intent", "spam")
SEEDS = range(5)
GENERAL_SEEDS = range(3)  # what else a tuned model can do is measured for these
DEVELOPMENT_SEED = 100


def settings(arm: str, labels: int, rate: float | None = None) -> Settings:
    """Give how an arm is tuned on so many labels, at its own learning rate unless another is given."""
    tuning = ARMS[arm].tuning
    assert tuning, f"{arm} is not tuned"
    epochs = dict(zip(ARMS[arm].labels, tuning.epochs, strict=True))
    return Settings(cast(Method, arm), rate or tuning.rate, epochs[labels])


def development() -> Iterator[Run]:
    """Compare learning rates on the development examples."""
    for name, arm in ARMS.items():
        if arm.tuning:
            for rate in arm.tuning.tried:
                yield Run("development", "intent", name, arm.tuning.tried_with, DEVELOPMENT_SEED, f"{rate:g}")


def accuracy(seed: int) -> Iterator[Run]:
    """Compare every arm on the same test items."""
    for task in TASKS:
        for name, arm in ARMS.items():
            for labels in arm.labels:
                if labels == 0 and seed > 0:
                    continue  # nothing is drawn, so that every seed would give the same
                if (task, labels) == ("intent", 256):
                    continue  # its rarest class has too few examples for a balanced draw
                yield Run("accuracy", task, name, labels, seed)


def general() -> Iterator[Run]:
    """Measure what the model can do before it is tuned; tuned models are measured where they are tuned."""
    for task in TASKS:
        yield Run("general", task, "zero-shot")


def sensitivity() -> Iterator[Run]:
    """Change one thing of a prompt with 8 demonstrations at a time."""
    for task in ("products", "intent"):
        for number in range(8):
            yield Run("sensitivity", task, "order", 8, number)
        for name in FORMATS:
            yield Run("sensitivity", task, "format", 0, 0, name)
            yield Run("sensitivity", task, "format", 8, 0, name)
        for seed in SEEDS:
            for kind in ("random", "flipped"):
                yield Run("sensitivity", task, "labels", 8, seed, kind)
            yield Run("sensitivity", task, "words", 8, seed, "letters")
            if task == "products":
                yield Run("sensitivity", task, "words", 8, seed, "bad-good")


def facts() -> Iterator[Run]:
    """Put made-up facts into the context or into the weights."""
    for seed in SEEDS:
        for arm in ("nothing", "context", "context-of-its-own", "lora-one-wording", "lora-four-wordings"):
            yield Run("facts", "mascots", arm, 24, seed)


def cost() -> Iterator[Run]:
    """Time single queries with and without a kept prefix, and in batches."""
    for shots in (0, 8, 32):
        yield Run("cost", "intent", "queries", shots)


def everything() -> list[Run]:
    """Give the whole plan; each seed of `accuracy` is finished before the next is begun."""
    first, *others = [list(accuracy(seed)) for seed in SEEDS]
    parts = [first, list(general()), list(sensitivity()), list(facts()), *others, list(cost())]
    return [*development(), *(run for part in parts for run in part)]


def rounding() -> list[Run]:
    """Give the runs of `accuracy` that are done in float32 as well, to see what the number format changes."""
    arms = (("zero-shot", 0, 1), ("few-shot", 8, 3), ("lora", 8, 3), ("few-shot", 32, 1), ("lora", 32, 1))
    return [
        Run("accuracy", task, arm, labels, seed)
        for arm, labels, seeds in arms
        for seed in range(seeds)
        for task in TASKS
    ]


def small() -> list[Run]:
    """Give a plan of a minute or so that touches the main arms."""
    arms = (("zero-shot", 0), ("few-shot", 8), ("lora", 8), ("tf-idf", 32), ("embedding", 32))
    return [Run("accuracy", "products", arm, labels) for arm, labels in arms]
