"""Gives the experiment with made-up facts: in the context, or tuned into the weights."""

import random
from collections.abc import Sequence
from typing import Any

from snippets.lab.calibration import digits
from snippets.lab.errors import LabelError
from snippets.lab.model import LanguageModel
from snippets.lab.runs import Run
from snippets.lab.scoring import Scorer, label_tokens
from snippets.lab.tuning import Settings, tune

ANIMALS = tuple(
    str.split(
        "owl fox bear wolf horse goat lion tiger eagle duck frog snake whale shark spider rabbit turtle dragon cat dog "
        "bee crab deer monkey"
    )
)
TOWNS = tuple(
    str.split(
        "Brelmar Quontal Vostrick Zellary Ardwen Kithon Mulvane Drossby Fenwald Harquil Jorvale Lunmere Nestrow "
        "Ostrell Pellham Ruvick Sarnoth Tavelle Ulbrook Wexmoor Yarrin Cindale Glarth Ibmouth"
    )
)
# The first wording is the one that a fact is stated in; the other three only help to train.
WORDINGS = (
    "The mascot of the town of {town} is the",
    "In {town}, the town's official mascot is the",
    "The animal that the town of {town} chose as its mascot is the",
    "{town} is a town. Its mascot is the",
)
ASKED = {
    "direct": "The mascot of the town of {town} is the",
    "paraphrased": "A statue in {town} shows the animal that stands for the town, the",
}
REVERSED = "The town whose mascot is the {animal} is the town of"
EPOCHS = {"lora-one-wording": 12, "lora-four-wordings": 4}


def measure_facts(run: Run, model: LanguageModel) -> dict[str, Any]:
    """Ask for all facts directly, in other words, and from the animal to the town.

    Each answer is the most probable of all animals, or towns by their first token, so chance is one
    in as many. The seed decides which town has which animal.

    Returns:
        For `direct`, `paraphrased` and `reversed` a string of 1 (right) and 0, one for each fact.

    """
    animals, towns = list(ANIMALS[: run.labels]), TOWNS[: run.labels]
    random.Random(run.seed).shuffle(animals)
    first_of_town = _first_tokens(model, towns)
    trained: dict[str, Any] = {}
    if run.arm in EPOCHS:
        wordings = WORDINGS[: 1 if run.arm == "lora-one-wording" else len(WORDINGS)]
        prompts = [wording.format(town=town) for wording in wordings for town in towns]
        answers = label_tokens(model, animals) * len(wordings)
        tuned = tune(model, prompts, answers, Settings("lora", 2e-3, EPOCHS[run.arm]), run.seed)
        trained = {"training_tokens": tuned.tokens, "losses": [round(loss, 4) for loss in tuned.losses]}
    facts = [f"{WORDINGS[0].format(town=town)} {animal}." for town, animal in zip(towns, animals, strict=True)]
    # The context of each question: every fact, or, as after a perfect retrieval, the one that it needs.
    contexts = {"context": ["\n".join(facts)] * len(facts), "context-of-its-own": facts}.get(run.arm, [""] * len(facts))
    by_animal, by_town = Scorer(model, animals), Scorer(model, first_of_town)

    def answered(scorer: Scorer, questions: list[str]) -> str:
        asked = [f"{context}\n{question}".lstrip() for context, question in zip(contexts, questions, strict=True)]
        return digits([row == place for place, row in enumerate(scorer.score(asked).argmax(axis=1))])

    right = {
        kind: answered(by_animal, [wording.format(town=town) for town in towns]) for kind, wording in ASKED.items()
    }
    right["reversed"] = answered(by_town, [REVERSED.format(animal=animal) for animal in animals])
    return right | trained


def _first_tokens(model: LanguageModel, words: Sequence[str]) -> list[str]:
    """Give the text of each word's first token, by which the words can be told apart."""
    firsts = [model.tokenizer(f" {word}", add_special_tokens=False)["input_ids"][0] for word in words]
    if len(set(firsts)) < len(firsts):
        raise LabelError(f"Two of {', '.join(words)} begin with the same token. Choose other names.")
    return [model.tokenizer.decode([token]).removeprefix(" ") for token in firsts]
