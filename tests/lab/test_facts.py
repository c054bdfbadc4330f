"""Made-up facts are asked for with the context of their arm, and answers are the ones that were stated."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from snippets.lab import facts
from snippets.lab.errors import LabelError
from snippets.lab.facts import ANIMALS, ASKED, TOWNS, WORDINGS, measure_facts
from snippets.lab.model import LanguageModel
from snippets.lab.runs import Run
from snippets.lab.scoring import label_tokens
from snippets.lab.tuning import Settings, Tuned

COUNT = 4


class Reader:
    """Stands in for the scorer: finds the label that the question's context states, and keeps what it was asked."""

    asked: tuple[str, ...] = ()

    def __init__(self, _: LanguageModel, labels: Sequence[str]) -> None:
        """Keep the labels."""
        self.labels = list(labels)

    def score(self, questions: Sequence[str]) -> np.ndarray:
        """Give 1 to the label that the context states, and 0 to the others."""
        Reader.asked += tuple(questions)
        scores = np.zeros((len(questions), len(self.labels)))
        for row, question in enumerate(questions):
            *context, last = question.split("\n")
            for line in context:
                town, animal = line.removesuffix(".").removeprefix("The mascot of the town of ").split(" is the ")
                if f" {town}" in last:
                    scores[row, self.labels.index(animal)] = 1
                elif f" {animal} " in last:
                    scores[row, [town.startswith(label) for label in self.labels].index(True)] = 1
        return scores


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> type[Reader]:
    """Answer by reading the context instead of by a model."""
    monkeypatch.setattr(Reader, "asked", ())
    monkeypatch.setattr(facts, "Scorer", Reader)
    return Reader


def run(arm: str, seed: int = 0) -> Run:
    return Run("facts", "mascots", arm, COUNT, seed)


@pytest.mark.parametrize(("arm", "lines"), [("context", COUNT), ("context-of-its-own", 1), ("nothing", 0)])
def test_the_context_holds_the_facts_of_its_arm(
    arm: str, lines: int, reader: type[Reader], tiny_model: Callable[..., LanguageModel]
) -> None:
    found = measure_facts(run(arm), tiny_model())
    assert len(reader.asked) == 3 * COUNT
    assert {question.count("\n") for question in reader.asked} == {lines}
    # With a context, a reader of it answers everything. Without, it says the first label: right for one fact of all,
    # for each kind of question.
    assert found.keys() == {"direct", "paraphrased", "reversed"}
    for kind, right in found.items():
        assert right.count("1") == (COUNT if lines else 1), kind


@pytest.mark.usefixtures("reader")
def test_the_seed_decides_which_town_has_which_animal(tiny_model: Callable[..., LanguageModel]) -> None:
    model = tiny_model()
    stated = {}
    for seed in (0, 0, 1):
        Reader.asked = ()
        measure_facts(run("context", seed), model)
        stated.setdefault(seed, set()).add(Reader.asked[0])
    assert len(stated[0]) == len(stated[1]) == 1
    assert stated[0] != stated[1]


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(("arm", "wordings"), [("lora-one-wording", 1), ("lora-four-wordings", 4)])
def test_tuning_states_every_fact_in_each_wording_and_gives_no_context(
    arm: str, wordings: int, tiny_model: Callable[..., LanguageModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {}

    def tune(model: LanguageModel, prompts: list[str], answers: list[int], settings: Settings, seed: int) -> Tuned:
        seen.update(prompts=prompts, answers=answers, epochs=settings.epochs)
        return Tuned(model, [0.5], 1, 2)

    monkeypatch.setattr(facts, "tune", tune)
    model = tiny_model()
    found = measure_facts(run(arm), model)
    assert found["losses"] == [0.5]
    assert len(seen["prompts"]) == len(set(seen["prompts"])) == COUNT * wordings
    assert seen["answers"] == seen["answers"][:COUNT] * wordings
    assert set(seen["answers"]) == set(label_tokens(model, ANIMALS[:COUNT]))
    assert not any("\n" in question for question in Reader.asked)
    # The paraphrase that is asked is never trained on.
    assert not set(seen["prompts"]) & {ASKED["paraphrased"].format(town=town) for town in TOWNS}


def test_the_direct_question_is_the_wording_that_is_stated() -> None:
    assert ASKED["direct"] == WORDINGS[0]
    assert ASKED["paraphrased"] not in WORDINGS


def test_towns_that_begin_alike_are_refused(
    tiny_model: Callable[..., LanguageModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "TOWNS", ("Brelmar", "Brelmar West", "Quontal", "Zellary"))
    with pytest.raises(LabelError, match="Brelmar, Brelmar West, Quontal, Zellary begin with the same token"):
        measure_facts(run("nothing"), tiny_model())


@pytest.mark.slow
def test_the_real_tokenizer_can_tell_all_names_apart(real_model: Callable[[], LanguageModel]) -> None:
    model = real_model()
    assert len(set(label_tokens(model, ANIMALS))) == len(ANIMALS) == 24
    assert len(set(facts._first_tokens(model, TOWNS))) == len(TOWNS) == 24
