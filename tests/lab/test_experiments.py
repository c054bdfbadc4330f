"""Every kind of run measures the same test items, and writes down what the pages are made from."""

import json
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
import torch

from snippets.lab import baselines, experiments, plan
from snippets.lab import search as searching
from snippets.lab.calibration import CONTENT_FREE
from snippets.lab.data import Task, draw
from snippets.lab.experiments import perform, relabelled
from snippets.lab.model import LanguageModel
from snippets.lab.prompts import Example, Template
from snippets.lab.runs import Run
from snippets.lab.scoring import Scorer
from snippets.lab.tuning import Settings

LABELS = ("negative", "positive")
ARMS = {
    "zero-shot": 0,
    "few-shot": 8,
    "retrieved": 16,
    "searched": 8,
    "lora": 8,
    "full": 8,
    "soft-prompt": 8,
    "tf-idf": 8,
    "embedding": 8,
}


def lengths(texts: Sequence[str]) -> np.ndarray:
    """Stand in for MiniLM."""
    vectors = np.array([[len(text), text.count("e"), 1.0] for text in texts])
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, examples: list[Example], template: Template) -> Iterator[list[str]]:
    """Make every task a tiny one; give what is scored, text by text, in the order of scoring."""
    texts: list[str] = []
    domains = {
        name: tuple(Example(f"{name} {e.text}", e.label) for e in examples[:4]) for name in ("films", "restaurants")
    }

    def tiny(name: str) -> Task:
        test = domains.get(name, tuple(examples[::4]))
        pool = tuple(example for number, example in enumerate(examples) if number % 4)
        return Task(name, template, LABELS, test, tuple(examples[1:3]), pool)

    class Watched(Scorer):
        def score(self, queries: Sequence[str]) -> np.ndarray:
            texts.extend(query.split("Review: ")[-1].removesuffix("\nSentiment:") for query in queries)
            return super().score(queries)

    def tf_idf(drawn: Sequence[Example], asked: Sequence[str]) -> list[str]:
        texts.extend(asked)
        return baselines_tf_idf(drawn, asked)

    def embed(asked: Sequence[str]) -> np.ndarray:
        texts.extend(asked)
        return lengths(asked)

    baselines_tf_idf = baselines.tf_idf
    monkeypatch.setattr(experiments, "load_task", tiny)
    monkeypatch.setattr(experiments, "Scorer", Watched)
    monkeypatch.setattr(searching, "Scorer", Watched)
    monkeypatch.setattr(experiments, "BUDGET", 6)
    monkeypatch.setattr(experiments, "embed", embed)
    monkeypatch.setattr(baselines, "tf_idf", tf_idf)
    monkeypatch.setattr(baselines, "embed", lengths)
    monkeypatch.setattr(experiments, "general_ability", lambda *_: {"recall": "1"})
    monkeypatch.setattr(plan, "settings", lambda method, _, rate=None: Settings(method, rate or 1e-3, epochs=1))
    experiments.embedded_test_items.cache_clear()
    yield texts
    experiments.embedded_test_items.cache_clear()


def measure(model: LanguageModel, *place: object) -> dict:
    result = perform(Run(*place), model)
    return json.loads(json.dumps(result))  # what a results file would hold


@pytest.mark.parametrize(("arm", "labels"), ARMS.items())
def test_every_arm_answers_the_same_items_in_the_same_order(
    arm: str, labels: int, seen: list[str], tiny_model: Callable[..., LanguageModel]
) -> None:
    result = measure(tiny_model(torch.bfloat16), "accuracy", "products", arm, labels)
    test = [example.text for example in experiments.load_task("products").test]
    places = [start for start in range(len(seen)) if seen[start : start + len(test)] == test]
    # Retrieval embeds them before it scores them, and a search scores every prompt on them that led for a time.
    times = {"retrieved": 2, "searched": len(result.get("winners", ""))}.get(arm, 1)
    assert len(places) == times, f"{arm} did not score the test items {times} times, in order"
    assert {len(answers) for answers in result["predictions"].values()} == {len(test)}
    assert set("".join(result["predictions"].values())) <= set("01")
    assert result["data"] == experiments.load_task("products").sha256
    assert result.get("precision") == (None if arm in ("tf-idf", "embedding") else "bfloat16")


@pytest.mark.parametrize("arm", ["zero-shot", "few-shot", "tf-idf", "embedding"])
def test_other_domains_are_answered_too(arm: str, seen: list[str], tiny_model: Callable[..., LanguageModel]) -> None:
    result = measure(tiny_model(), "accuracy", "products", arm, ARMS[arm])
    assert {name: len(answers["raw"]) for name, answers in result["domains"].items()} == {"films": 4, "restaurants": 4}
    assert [text for text in seen if text.startswith("films")]


def test_no_test_item_is_ever_a_demonstration_or_trained_on(
    seen: list[str], tiny_model: Callable[..., LanguageModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[str] = []

    def tune(model: LanguageModel, prompts: Sequence[str], *_: object) -> None:
        trained.extend(prompts)
        raise StopIteration

    monkeypatch.setattr(experiments, "tune", tune)
    with pytest.raises(StopIteration):
        measure(tiny_model(), "accuracy", "products", "lora", 8)
    assert len(trained) == 8
    task = experiments.load_task("products")
    assert not set(trained) & {task.template.ask(example.text) for example in task.test}


def test_few_shot_scores_are_calibrated_by_the_same_prompt(
    seen: list[str], tiny_model: Callable[..., LanguageModel]
) -> None:
    result = measure(tiny_model(), "accuracy", "products", "few-shot", 8)
    assert result["predictions"].keys() == {"raw", "contextual", "batch"}
    assert tuple(seen[: len(CONTENT_FREE)]) == CONTENT_FREE
    assert result["prefix_tokens"] > 8


def test_retrieved_demonstrations_are_the_nearest_with_the_nearest_last(
    seen: list[str], tiny_model: Callable[..., LanguageModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    score = Scorer.score
    monkeypatch.setattr(Scorer, "score", lambda self, queries: asked.extend(queries) or score(self, queries))
    measure(tiny_model(), "accuracy", "products", "retrieved", 16)
    task = experiments.load_task("products")
    drawn = draw(task.pool, LABELS, 16, 0)
    near = lengths([e.text for e in task.test[:1]]) @ lengths([e.text for e in drawn]).T
    shown = [task.template.show(drawn[row]) for row in np.argsort(near[0], kind="stable")[-experiments.RETRIEVED :]]
    assert asked[0] == "\n\n".join([*shown, task.template.ask(task.test[0].text)])


def test_a_search_writes_down_all_that_it_tried_and_what_each_leader_answered(
    seen: list[str], tiny_model: Callable[..., LanguageModel]
) -> None:
    result = measure(tiny_model(), "accuracy", "products", "searched", 8)
    trials, leaders = result["trials"], [int(number) for number in result["winners"]]
    assert [len(column) for column in trials.values()] == [6, 6, 6]
    assert leaders[0] == 0
    assert leaders == sorted(leaders)
    shares = [trials["right"][number] for number in leaders]
    assert shares == sorted(shares)
    assert shares[-1] == max(trials["right"])
    assert result["predictions"]["raw"] == result["winners"][str(leaders[-1])]
    task = experiments.load_task("products")
    held = [example.text for example in draw(task.pool, LABELS, 8, 0)[4:]]
    assert seen[:4] == held, "the plain prompt was not scored first, or not on the second half"


def test_a_tuned_run_holds_its_settings_and_costs(seen: list[str], tiny_model: Callable[..., LanguageModel]) -> None:
    result = measure(tiny_model(torch.bfloat16), "accuracy", "products", "lora", 8)
    assert result["settings"]["method"] == "lora"
    assert len(result["losses"]) == 1
    assert result["training_tokens"] > 8
    assert {"cpu_seconds", "wall_seconds", "peak_memory_mb", "finished", "versions"} <= result.keys()


def test_a_development_run_never_sees_the_test_items(seen: list[str], tiny_model: Callable[..., LanguageModel]) -> None:
    result = measure(tiny_model(torch.bfloat16), "development", "products", "lora", 8, 100, "0.002")
    task = experiments.load_task("products")
    assert seen == [example.text for example in task.development]
    assert len(result["predictions"]["raw"]) == len(task.development)
    assert result["settings"]["learning_rate"] == 0.002


@pytest.mark.parametrize(
    ("arm", "labels", "variant"),
    [
        ("order", 8, ""),
        ("format", 8, "arrow"),
        ("format", 0, "arrow"),
        ("labels", 8, "flipped"),
        ("labels", 8, "random"),
        ("words", 8, "letters"),
    ],
)
def test_a_sensitivity_run_changes_only_what_it_names(
    arm: str,
    labels: int,
    variant: str,
    seen: list[str],
    tiny_model: Callable[..., LanguageModel],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = {}

    def answered(_: LanguageModel, task: Task, drawn: Sequence[Example]) -> dict:
        found.update(task=task, drawn=list(drawn))
        return {}

    monkeypatch.setattr(experiments, "_answered", answered)
    measure(tiny_model(), "sensitivity", "products", arm, labels, 1, variant)
    task, drawn = experiments.load_task("products"), found["drawn"]
    usual = draw(task.pool, LABELS, labels, 0 if arm in ("order", "format") else 1) if labels else []
    assert found["task"].test == task.test
    assert (found["task"].template != task.template) == (arm == "format")
    assert (found["task"].labels == ("A", "B")) == (arm == "words")
    assert sorted(e.text for e in drawn) == sorted(e.text for e in usual)
    assert ([e.text for e in drawn] != [e.text for e in usual]) == (arm == "order")
    assert ([e.label for e in drawn] == [e.label for e in usual]) == (arm == "format" or not labels)
    if variant == "flipped":
        assert [e.label for e in drawn] == [LABELS[e.label == "negative"] for e in usual]
    if arm == "words":
        assert [e.label for e in drawn] == ["AB"[LABELS.index(e.label)] for e in usual]


def test_random_labels_use_every_label_and_flipped_ones_never_the_right_one() -> None:
    shown = [Example(str(number), "abc"[number % 3]) for number in range(60)]
    assert {example.label for example in relabelled(shown, ("a", "b", "c"), "random", 0)} == {"a", "b", "c"}
    assert relabelled(shown, ("a", "b", "c"), "random", 0) != relabelled(shown, ("a", "b", "c"), "random", 1)
    flipped = relabelled(shown, ("a", "b", "c"), "flipped", 0)
    assert [example.label for example in flipped] == ["bca"[number % 3] for number in range(60)]


def test_cost_is_measured_with_and_without_the_kept_prefix(
    seen: list[str], tiny_model: Callable[..., LanguageModel]
) -> None:
    model = tiny_model()
    without, kept = (measure(model, "cost", "products", "queries", labels) for labels in (0, 8))
    assert without["prefix_tokens"] == 0 < kept["prefix_tokens"]
    # With a prefix, a query begins with a line break: one token more.
    assert kept["query_tokens"] == pytest.approx(without["query_tokens"] + 1)
    assert {"cold_ms", "prefix_ms", "kept_ms", "batched_ms"} <= kept.keys()
