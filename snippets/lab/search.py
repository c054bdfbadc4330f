"""Searches over instructions and demonstrations for the prompt that does best on labelled examples of its own."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import log_softmax

from snippets.lab.data import Task
from snippets.lab.errors import PoolError
from snippets.lab.model import LanguageModel
from snippets.lab.prompts import Example, few_shot
from snippets.lab.scoring import Scorer

BUDGET = 32  # prompts tried
SHOTS = (4, 8, 16)
# All were written before any was scored, and none was changed afterwards.
INSTRUCTIONS = {
    "products": (
        "Say whether each review is negative or positive.",
        "You read what customers write about a product. Decide whether the customer is satisfied (positive) or not "
        "(negative).",
        "positive: the review praises the product or recommends it.\n"
        "negative: the review complains, warns or asks for the money back.",
        "Read each review to its end. Watch for words such as 'not' that turn praise into a complaint. Then name its "
        "sentiment.",
    ),
    "intent": (
        "Name the topic of each utterance: playlist, restaurant, weather, music, cinema, search or rating.",
        "Somebody speaks to a voice assistant. Decide what the assistant should do.",
        "playlist: add a song to a list.\nrestaurant: book a table.\nweather: give a forecast.\n"
        "music: play something.\ncinema: find when and where a film is shown.\n"
        "search: find a book, song, film or game.\nrating: rate a book.",
        "Read each utterance to its end. Look for the verb, which tells the topic more surely than the names do.",
    ),
    "spam": (
        "Say whether each subject belongs to a normal mail or to spam.",
        "You sort the mail of a company. Decide from the subject alone whether a mail is wanted (normal) or not "
        "(spam).",
        "normal: colleagues, mailing lists, news that somebody asked for.\n"
        "spam: offers, promises of money, loans, pills, prizes.",
        "Read each subject. Watch for capital letters, prices and exclamation marks, then name the kind of mail.",
    ),
}


# --8<-- [start:search]
@dataclass(frozen=True)
class Prompt:
    """What a search may change: the instruction, which demonstrations, how many, and their order."""

    instruction: str = ""
    demonstrations: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Trial:
    """A prompt, and how it did on the examples held back: the share that was right, and how likely these were."""

    prompt: Prompt
    right: float
    likelihood: float  # mean log-probability of the right label, among the labels


def search(
    model: LanguageModel, task: Task, examples: Sequence[Example], instructions: Sequence[str], budget: int, seed: int
) -> list[Trial]:
    """Try the plain prompt and others; show only the first half of the examples, and score on the second.

    Raises:
        PoolError: where there are fewer than two examples to halve, or nothing may be tried.

    """
    if len(examples) < 2 or budget < 1:
        raise PoolError(
            f"A search needs two labelled examples or more and a budget of one prompt or more, got {len(examples)} "
            f"and {budget}: one half of the examples is shown, the other is scored."
        )
    half = len(examples) // 2
    tried = proposals(examples[:half], instructions, seed)
    return [_try(model, task, next(tried), examples[half:]) for _ in range(budget)]


def best(trials: Sequence[Trial]) -> Trial:
    """Give the trial with the most right answers; of several, the one that found them likeliest, or came first."""
    return max(trials, key=lambda trial: (trial.right, trial.likelihood))


def proposals(pool: Sequence[Example], instructions: Sequence[str], seed: int) -> Iterator[Prompt]:
    """Give the plain prompt, each instruction alone, then random ones without end.

    A random one has one of the instructions or none, and 4, 8 or 16 examples in random order.
    """
    generator = random.Random(seed)
    instructions = ["", *instructions]
    yield from map(Prompt, instructions)
    while True:
        shots = min(generator.choice(SHOTS), len(pool))
        yield Prompt(generator.choice(instructions), tuple(generator.sample(pool, shots)))


# --8<-- [end:search]


def scorer_of(model: LanguageModel, task: Task, prompt: Prompt) -> tuple[Scorer, str]:
    """Give what scores queries after a prompt, and what begins each query."""
    prefix, start = few_shot(task.template, prompt.demonstrations, prompt.instruction)
    return Scorer(model, task.labels, prefix), start


def _try(model: LanguageModel, task: Task, prompt: Prompt, examples: Sequence[Example]) -> Trial:
    scorer, start = scorer_of(model, task, prompt)
    scores = log_softmax(scorer.score([start + task.template.ask(example.text) for example in examples]), axis=1)
    wanted = [task.labels.index(example.label) for example in examples]
    return Trial(
        prompt,
        right=float((scores.argmax(axis=1) == wanted).mean()),
        likelihood=float(np.mean(scores[range(len(examples)), wanted])),
    )
