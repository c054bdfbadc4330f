"""Gives the measurements: what each kind of run in the plan does, and what it writes down."""

import platform
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from snippets.lab import baselines, plan
from snippets.lab.calibration import CONTENT_FREE, digits, predictions
from snippets.lab.data import Task, draw, task
from snippets.lab.embedding import embed, nearest
from snippets.lab.facts import measure_facts
from snippets.lab.general import general_ability
from snippets.lab.model import LanguageModel
from snippets.lab.prompts import Example, Template, few_shot
from snippets.lab.runs import Run
from snippets.lab.scoring import Scorer, label_tokens
from snippets.lab.tuning import Tuned, tune

Result = dict[str, Any]
# Where a tuned or prompted model meets texts about something else.
DOMAINS = {"products": ("films", "restaurants")}
RETRIEVED = 4


def perform(run: Run, model: LanguageModel) -> Result:
    """Do one run and give everything that is written down about it. The model may be changed."""
    measure: dict[str, Callable[[Run, LanguageModel], Result]] = {
        "development": _development,
        "accuracy": _accuracy,
        "general": lambda run, model: {"general": general_ability(model, task(run.task))},
        "sensitivity": _sensitivity,
        "cost": _cost,
        "facts": measure_facts,
    }
    started, cpu = time.time(), time.process_time()
    computed_in = {} if run.arm in ("tf-idf", "embedding") else {"precision": model.precision}
    result = measure[run.experiment](run, model)
    return (
        result
        | computed_in
        | {
            "cpu_seconds": round(time.process_time() - cpu, 2),
            "wall_seconds": round(time.time() - started, 2),
            "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "finished": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "versions": {name: version(name) for name in ("torch", "transformers", "peft", "scikit-learn")}
            | {"python": platform.python_version()},
        }
    )


def _accuracy(run: Run, model: LanguageModel) -> Result:
    given = task(run.task)
    if run.arm in ("tf-idf", "embedding"):
        return _baseline(run, given)
    drawn = draw(given.pool, given.labels, run.labels, run.seed) if run.labels else []
    if run.arm == "retrieved":
        return _retrieved(model, given, drawn) | {"data": given.sha256}
    if run.arm in ("zero-shot", "few-shot"):
        return _prompted(model, given, drawn, others=run.labels <= min(plan.SHOTS))
    tuned, result = _tuned(run, model, given, drawn)
    scores, result["scoring_cpu_seconds"] = _scores(tuned, given, given.test)
    result["predictions"] = {"raw": digits(scores.argmax(axis=1))}
    if run.labels == max(plan.EPOCHS[run.arm]):
        result["domains"] = {
            name: {"raw": digits(_scores(tuned, task(name), task(name).test)[0].argmax(axis=1))}
            for name in DOMAINS.get(run.task, ())
        }
        if run.seed in plan.GENERAL_SEEDS:
            result["general"] = general_ability(tuned.model, given, tuned.soft_prompt)
    return result


def _prompted(model: LanguageModel, given: Task, drawn: Sequence[Example], others: bool) -> Result:
    prefix, start = few_shot(given.template, drawn)
    with _cpu() as seconds:
        scorer = Scorer(model, given.labels, prefix)
        content_free = scorer.score([start + given.template.ask(text) for text in CONTENT_FREE])

        def answers(examples: Sequence[Example]) -> dict[str, str]:
            return predictions(
                scorer.score([start + given.template.ask(example.text) for example in examples]), content_free
            )

        chosen = answers(given.test)
    result: Result = {
        "predictions": chosen,
        "scoring_cpu_seconds": seconds(),
        "prefix_tokens": scorer.prefix_tokens,
        "data": given.sha256,
    }
    if others and _domains(given):
        result["domains"] = {name: answers(task(name).test) for name in _domains(given)}
    return result


def _domains(given: Task) -> tuple[str, ...]:
    return DOMAINS.get(given.name, ())


def _retrieved(model: LanguageModel, given: Task, pool: Sequence[Example]) -> Result:
    near = nearest(test_vectors(given.name), embed([e.text for e in pool]), RETRIEVED)
    scores = []
    for example, rows in zip(given.test, near, strict=True):
        prefix, start = few_shot(given.template, [pool[row] for row in rows])
        # The prefix differs for each query, so it is read together with it.
        scores.append(prefix + start + given.template.ask(example.text))
    labels = Scorer(model, given.labels)
    with _cpu() as seconds:
        scored = labels.score(scores)
    chosen = predictions(scored, np.zeros((1, len(given.labels))))
    del chosen["contextual"]  # it would need three more queries for each test item
    return {"predictions": chosen, "scoring_cpu_seconds": seconds(), "shots": RETRIEVED}


@cache
def test_vectors(name: str) -> NDArray[np.float64]:
    """Embed the test items of a task, once in each process."""
    return embed([example.text for example in task(name).test])


def _baseline(run: Run, given: Task) -> Result:
    drawn = draw(given.pool, given.labels, run.labels, run.seed)
    names = (run.task, *DOMAINS.get(run.task, ()))
    with _cpu() as seconds:
        if run.arm == "tf-idf":
            answers = {name: baselines.tf_idf(drawn, [e.text for e in task(name).test]) for name in names}
        else:
            answers = {name: baselines.sentence_embedding(drawn, test_vectors(name)) for name in names}
    chosen = {name: {"raw": digits([given.labels.index(a) for a in found])} for name, found in answers.items()}
    return {
        "predictions": chosen.pop(run.task),
        "domains": chosen,
        "training_cpu_seconds": seconds(),
        "data": given.sha256,
    }


def _development(run: Run, model: LanguageModel) -> Result:
    given = task(run.task)
    drawn = draw(given.pool, given.labels, run.labels, run.seed)
    tuned, result = _tuned(run, model, given, drawn, float(run.variant))
    scores, _ = _scores(tuned, given, given.development)
    return result | {"predictions": {"raw": digits(scores.argmax(axis=1))}}


def _tuned(
    run: Run, model: LanguageModel, given: Task, drawn: Sequence[Example], rate: float | None = None
) -> tuple[Tuned, Result]:
    tokens = dict(zip(given.labels, label_tokens(model, given.labels), strict=True))
    prompts, answers = [given.template.ask(e.text) for e in drawn], [tokens[e.label] for e in drawn]
    settings = plan.settings(run.arm, run.labels, rate)
    with _cpu() as seconds:
        tuned = tune(model, prompts, answers, settings, run.seed)
    return tuned, {
        "settings": asdict(settings),
        "training_cpu_seconds": seconds(),
        "training_tokens": tuned.tokens,
        "trainable": tuned.trainable,
        "losses": [round(loss, 4) for loss in tuned.losses],
        "data": given.sha256,
    }


def _scores(tuned: Tuned, given: Task, examples: Sequence[Example]) -> tuple[np.ndarray, float]:
    with _cpu() as seconds:
        scorer = Scorer(tuned.model, given.labels, soft_prompt=tuned.soft_prompt)
        scores = scorer.score([given.template.ask(example.text) for example in examples])
    return scores, seconds()


def _sensitivity(run: Run, model: LanguageModel) -> Result:
    given = task(run.task)
    # Order and format vary around the draw of seed 0, the rest around five draws.
    seed = 0 if run.arm in ("order", "format") else run.seed
    drawn = draw(given.pool, given.labels, run.labels, seed) if run.labels else []
    if run.arm == "order":
        random.Random(run.seed).shuffle(drawn)
    elif run.arm == "format":
        given = _with(given, template=Template(*plan.FORMATS[run.variant]))
    elif run.arm == "labels":
        drawn = relabelled(drawn, given.labels, run.variant, run.seed)
    elif run.arm == "words":
        words = ("bad", "good") if run.variant == "bad-good" else tuple("ABCDEFG"[: len(given.labels)])
        drawn = [Example(e.text, words[given.labels.index(e.label)]) for e in drawn]
        given = _with(given, labels=words)
    return _prompted(model, given, drawn, others=False)


def relabelled(drawn: Sequence[Example], labels: Sequence[str], kind: str, seed: int) -> list[Example]:
    """Give each example a random label, or the label after its own (with two labels: the other one)."""
    generator = random.Random(seed)
    if kind == "random":
        return [Example(e.text, generator.choice(labels)) for e in drawn]
    return [Example(e.text, labels[(labels.index(e.label) + 1) % len(labels)]) for e in drawn]


def _with(given: Task, template: Template | None = None, labels: tuple[str, ...] | None = None) -> Task:
    return Task(
        given.name, template or given.template, labels or given.labels, given.test, given.development, given.pool
    )


def _cost(run: Run, model: LanguageModel) -> Result:
    given = task(run.task)
    drawn = draw(given.pool, given.labels, run.labels, 0) if run.labels else []
    prefix, start = few_shot(given.template, drawn)
    queries = [start + given.template.ask(example.text) for example in given.test]
    loop = queries[:20]
    with _cpu() as cold:
        for query in loop:
            Scorer(model, given.labels).score([prefix + query])
    with _cpu() as reading:
        scorer = Scorer(model, given.labels, prefix)
    with _cpu() as kept:
        for query in loop:
            scorer.score([query])
    with _cpu() as batched:
        scorer.score(queries)
    encoded = model.tokenizer(queries, add_special_tokens=False)["input_ids"]
    return {
        "prefix_tokens": scorer.prefix_tokens,
        "query_tokens": round(sum(map(len, encoded)) / len(queries), 2),
        "cold_ms": round(1000 * cold() / len(loop), 2),
        "prefix_ms": round(1000 * reading(), 2),
        "kept_ms": round(1000 * kept() / len(loop), 2),
        "batched_ms": round(1000 * batched() / len(queries), 2),
        "data": given.sha256,
    }


@contextmanager
def _cpu() -> Iterator[Callable[[], float]]:
    """Measure CPU seconds of this process; call what it gives, inside or after."""
    started, ended = time.process_time(), []
    yield lambda: round((ended[0] if ended else time.process_time()) - started, 3)
    ended.append(time.process_time())
