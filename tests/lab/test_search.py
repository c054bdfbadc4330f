"""A search shows one half of its examples and scores on the other, keeps within its budget, and repeats itself."""

from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np
import pytest

from snippets.lab import search as searching
from snippets.lab.data import Task
from snippets.lab.errors import PoolError
from snippets.lab.model import LanguageModel
from snippets.lab.plan import TASKS
from snippets.lab.search import INSTRUCTIONS, SHOTS, Prompt, Trial, best, proposals, search

Make = Callable[..., LanguageModel]


def test_only_the_first_half_is_shown_and_only_the_second_is_scored(
    tiny_model: Make, tiny_task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored: set[str] = set()

    class Watched(searching.Scorer):
        def score(self, queries: Sequence[str]) -> np.ndarray:
            scored.update(queries)
            return super().score(queries)

    monkeypatch.setattr(searching, "Scorer", Watched)
    examples = tiny_task.pool[:12]
    trials = search(tiny_model(), tiny_task, examples, ["Say it."], budget=8, seed=0)
    assert len(trials) == 8
    assert {example for trial in trials for example in trial.prompt.demonstrations} <= set(examples[:6])
    assert {query.strip() for query in scored} == {tiny_task.template.ask(example.text) for example in examples[6:]}


def test_the_plain_prompt_comes_first_then_each_instruction_then_examples(tiny_task: Task) -> None:
    tried = list(islice(proposals(tiny_task.pool, ["A", "B"], seed=3), 40))
    assert tried[:3] == [Prompt(), Prompt("A"), Prompt("B")]
    assert {prompt.instruction for prompt in tried[3:]} == {"", "A", "B"}
    assert {len(prompt.demonstrations) for prompt in tried[3:]} == set(SHOTS)
    assert all(len(set(prompt.demonstrations)) == len(prompt.demonstrations) for prompt in tried)


def test_no_more_is_shown_than_there_is(tiny_task: Task) -> None:
    assert {len(prompt.demonstrations) for prompt in islice(proposals(tiny_task.pool[:5], [], 0), 1, 20)} == {4, 5}


def test_a_seed_gives_the_same_search_and_another_another(tiny_model: Make, tiny_task: Task) -> None:
    def found(seed: int) -> list[Trial]:
        return search(tiny_model(), tiny_task, tiny_task.pool[:10], ["Say it."], budget=5, seed=seed)

    assert [trial.prompt for trial in found(1)] == [trial.prompt for trial in found(1)]
    assert [trial.prompt for trial in found(1)] != [trial.prompt for trial in found(2)]


def test_the_score_is_the_share_of_right_answers_of_the_plain_prompt(tiny_model: Make, tiny_task: Task) -> None:
    model, held = tiny_model(), tiny_task.pool[4:8]
    (trial,) = search(model, tiny_task, tiny_task.pool[:8], [], budget=1, seed=0)
    scorer = searching.Scorer(model, tiny_task.labels)
    said = scorer.score([tiny_task.template.ask(example.text) for example in held]).argmax(axis=1)
    wanted = [tiny_task.labels.index(example.label) for example in held]
    assert trial.right == sum(one == other for one, other in zip(said, wanted, strict=True)) / 4
    assert trial.likelihood < 0


def test_equal_scores_are_told_apart_by_likelihood_and_then_by_order() -> None:
    trials = [Trial(Prompt(name), right, likelihood) for name, right, likelihood in (
        ("low", 0.5, -0.1), ("unsure", 0.75, -0.6), ("first", 0.75, -0.4), ("second", 0.75, -0.4),
    )]  # fmt: skip
    assert best(trials).prompt.instruction == "first"


@pytest.mark.parametrize(("count", "budget"), [(1, 4), (0, 4), (6, 0)])
def test_nothing_to_halve_or_to_try_is_refused(count: int, budget: int, tiny_model: Make, tiny_task: Task) -> None:
    with pytest.raises(PoolError, match=f"got {count} and {budget}"):
        search(tiny_model(), tiny_task, tiny_task.pool[:count], [], budget, seed=0)


def test_every_task_that_is_measured_has_instructions_of_its_own() -> None:
    assert INSTRUCTIONS.keys() == set(TASKS)
    assert all(len(set(texts)) == len(texts) and all(texts) for texts in INSTRUCTIONS.values())
