"""Gives every run that the published results need, in the order in which they are done."""

from collections.abc import Iterator

from snippets.lab.runs import Run
from snippets.lab.tuning import Settings

TASKS = ("products", "intent", "spam")
SEEDS = range(5)
GENERAL_SEEDS = range(3)  # what else a tuned model can do is measured for these
SHOTS = (8, 32)
LABELS = (8, 16, 32, 64, 128, 256)  # for the baselines, which are cheap
EPOCHS = {
    "lora": {8: 10, 32: 6, 128: 3},
    "full": {128: 2},
    "soft-prompt": {128: 4},
}
# Chosen on the development examples with a seed of their own, and never by a test item: see `development`.
LEARNING_RATES = {"lora": 2e-3, "full": 2e-4, "soft-prompt": 1e-1}
TRIED = {
    "lora": (5e-4, 1e-3, 2e-3, 4e-3),
    "full": (2e-5, 5e-5, 1e-4, 2e-4, 4e-4),
    "soft-prompt": (1e-2, 3e-2, 1e-1, 3e-1),
}
DEVELOPMENT_SEED = 100


def settings(method: str, labels: int, learning_rate: float | None = None) -> Settings:
    """Give how a method is tuned on so many labels."""
    return Settings(method, learning_rate or LEARNING_RATES[method], EPOCHS[method][labels])


def development() -> Iterator[Run]:
    """Compare learning rates on the development examples."""
    for method, rates in TRIED.items():
        for rate in rates:
            labels = 32 if method == "lora" else 128
            yield Run("development", "intent", method, labels, DEVELOPMENT_SEED, f"{rate:g}")


def accuracy(seed: int) -> Iterator[Run]:
    """Compare every arm on the same test items."""
    for task in TASKS:
        if seed == 0:
            yield Run("accuracy", task, "zero-shot")
        for labels in SHOTS:
            yield Run("accuracy", task, "few-shot", labels, seed)
        for method, epochs in EPOCHS.items():
            for labels in epochs:
                yield Run("accuracy", task, method, labels, seed)
        yield Run("accuracy", task, "retrieved", 128, seed)
        for labels in LABELS:
            if (task, labels) == ("intent", 256):
                continue  # its rarest class has too few examples for a balanced draw
            yield Run("accuracy", task, "tf-idf", labels, seed)
            yield Run("accuracy", task, "embedding", labels, seed)


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


# What stands before and after the text instead of the task's own template.
FORMATS = {
    "plain": ("", "\n"),
    "arrow": ("", " =>"),
    "question": ("Text: ", "\nQuestion: Which class is this?\nAnswer:"),
    "input-output": ("Input: ", "\nOutput:"),
}


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
