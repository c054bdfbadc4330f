"""Gives the measurements: what each kind of run in the plan does, and what it writes down."""

import platform
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from snippets.lab import baselines, plan
from snippets.lab.arms import ARMS
from snippets.lab.calibration import CONTENT_FREE, digits, predictions
from snippets.lab.data import Task, draw, load_task
from snippets.lab.embedding import embed, nearest
from snippets.lab.facts import measure_facts
from snippets.lab.general import general_ability
from snippets.lab.model import LanguageModel
from snippets.lab.prompts import FORMATS, Example, few_shot
from snippets.lab.runs import Run
from snippets.lab.scoring import Scorer, label_tokens
from snippets.lab.search import BUDGET, INSTRUCTIONS, best, search
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
        "general": _general,
        "sensitivity": _sensitivity,
        "cost": _cost,
        "facts": measure_facts,
    }
    started, cpu = time.time(), time.process_time()
    with_model = run.arm not in ARMS or ARMS[run.arm].measured != "classified"
    computed_in = {"precision": model.precision} if with_model else {}
    packages = ("torch", "transformers", "peft", "scikit-learn")
    return {
        **measure[run.experiment](run, model),
        **computed_in,
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "wall_seconds": round(time.time() - started, 2),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "finished": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "versions": {**{name: version(name) for name in packages}, "python": platform.python_version()},
    }


def _accuracy(run: Run, model: LanguageModel) -> Result:
    measure = {
        "prompted": _prompted,
        "retrieved": _retrieved,
        "searched": _searched,
        "tuned": _tuned,
        "classified": _classified,
    }
    task = load_task(run.task)
    result = measure[ARMS[run.arm].measured](run, model, task, _drawn(task, run.labels, run.seed))
    return result | {"data": task.sha256}


def _drawn(task: Task, labels: int, seed: int) -> list[Example]:
    return draw(task.pool, task.labels, labels, seed) if labels else []


def _prompted(run: Run, model: LanguageModel, task: Task, drawn: Sequence[Example]) -> Result:
    others = DOMAINS.get(task.name, ()) if run.labels <= min(ARMS["few-shot"].labels) else ()
    return _answered(model, task, drawn, others)


def _answered(
    model: LanguageModel, task: Task, drawn: Sequence[Example], others: Sequence[str] = (), instruction: str = ""
) -> Result:
    """Ask about the test items of a task, and of the other tasks, after an instruction and these demonstrations."""
    prefix, start = few_shot(task.template, drawn, instruction)
    with _cpu() as seconds:
        scorer = Scorer(model, task.labels, prefix)
        content_free = scorer.score([start + task.template.ask(text) for text in CONTENT_FREE])

        def answers(examples: Sequence[Example]) -> dict[str, str]:
            return predictions(
                scorer.score([start + task.template.ask(example.text) for example in examples]), content_free
            )

        result: Result = {"predictions": answers(task.test)}
    result |= {"scoring_cpu_seconds": seconds(), "prefix_tokens": scorer.prefix_tokens}
    return result | ({"domains": {name: answers(load_task(name).test) for name in others}} if others else {})


def _retrieved(run: Run, model: LanguageModel, task: Task, drawn: Sequence[Example]) -> Result:
    near = nearest(embedded_test_items(task.name), embed([e.text for e in drawn]), RETRIEVED)
    prompts = []
    for example, rows in zip(task.test, near, strict=True):
        prefix, start = few_shot(task.template, [drawn[row] for row in rows])
        # The prefix differs for each query, so it is read together with it.
        prompts.append(prefix + start + task.template.ask(example.text))
    scorer = Scorer(model, task.labels)
    with _cpu() as seconds:
        scores = scorer.score(prompts)
    readings = predictions(scores, np.zeros((1, len(task.labels))))
    del readings["contextual"]  # it would need three more queries for each test item
    return {"predictions": readings, "scoring_cpu_seconds": seconds(), "shots": RETRIEVED}


def _searched(run: Run, model: LanguageModel, task: Task, drawn: Sequence[Example]) -> Result:
    with _cpu() as seconds:
        trials = search(model, task, drawn, INSTRUCTIONS[task.name], BUDGET, run.seed)
    # The winner so far, whenever it changed: what a smaller budget would have kept.
    winners = [number for number in range(len(trials)) if best(trials[: number + 1]) is trials[number]]
    prompts = {number: trials[number].prompt for number in winners}
    answers = {
        number: _answered(model, task, prompt.demonstrations, instruction=prompt.instruction)
        for number, prompt in prompts.items()
    }
    return {
        "predictions": answers[winners[-1]]["predictions"],
        "winners": {str(number): found["predictions"]["raw"] for number, found in answers.items()},
        "trials": {
            "instructions": [("", *INSTRUCTIONS[task.name]).index(trial.prompt.instruction) for trial in trials],
            "shots": [len(trial.prompt.demonstrations) for trial in trials],
            "right": [round(trial.right, 4) for trial in trials],
        },
        "search_cpu_seconds": seconds(),
        "prefix_tokens": answers[winners[-1]]["prefix_tokens"],
    }


@cache
def embedded_test_items(name: str) -> NDArray[np.float64]:
    """Embed the test items of a task, once in each process."""
    return embed([example.text for example in load_task(name).test])


def _classified(run: Run, model: LanguageModel, task: Task, drawn: Sequence[Example]) -> Result:
    names = (run.task, *DOMAINS.get(run.task, ()))
    with _cpu() as seconds:
        if run.arm == "tf-idf":
            answers = {name: baselines.tf_idf(drawn, [e.text for e in load_task(name).test]) for name in names}
        else:
            answers = {name: baselines.sentence_embedding(drawn, embedded_test_items(name)) for name in names}
    readings = {name: {"raw": digits([task.labels.index(a) for a in found])} for name, found in answers.items()}
    return {"predictions": readings.pop(run.task), "domains": readings, "training_cpu_seconds": seconds()}


def _tuned(run: Run, model: LanguageModel, task: Task, drawn: Sequence[Example]) -> Result:
    tuned, result = _tune(run, model, task, drawn)
    scores, result["scoring_cpu_seconds"] = _scores(tuned, task, task.test)
    result["predictions"] = {"raw": digits(scores.argmax(axis=1))}
    if run.labels == max(ARMS[run.arm].labels):
        others = [load_task(name) for name in DOMAINS.get(run.task, ())]
        result["domains"] = {
            other.name: {"raw": digits(_scores(tuned, other, other.test)[0].argmax(axis=1))} for other in others
        }
        if run.seed in plan.GENERAL_SEEDS:
            result["general"] = general_ability(tuned.model, task, tuned.soft_prompt)
    return result


def _development(run: Run, model: LanguageModel) -> Result:
    task = load_task(run.task)
    tuned, result = _tune(run, model, task, _drawn(task, run.labels, run.seed), float(run.variant))
    scores, _ = _scores(tuned, task, task.development)
    return result | {"predictions": {"raw": digits(scores.argmax(axis=1))}, "data": task.sha256}


def _tune(
    run: Run, model: LanguageModel, task: Task, drawn: Sequence[Example], rate: float | None = None
) -> tuple[Tuned, Result]:
    tokens = dict(zip(task.labels, label_tokens(model, task.labels), strict=True))
    prompts, answers = [task.template.ask(e.text) for e in drawn], [tokens[e.label] for e in drawn]
    settings = plan.settings(run.arm, run.labels, rate)
    with _cpu() as seconds:
        tuned = tune(model, prompts, answers, settings, run.seed)
    return tuned, {
        "settings": asdict(settings),
        "training_cpu_seconds": seconds(),
        "training_tokens": tuned.tokens,
        "trainable": tuned.trainable,
        "losses": [round(loss, 4) for loss in tuned.losses],
    }


def _scores(tuned: Tuned, task: Task, examples: Sequence[Example]) -> tuple[np.ndarray, float]:
    with _cpu() as seconds:
        scorer = Scorer(tuned.model, task.labels, soft_prompt=tuned.soft_prompt)
        scores = scorer.score([task.template.ask(example.text) for example in examples])
    return scores, seconds()


def _general(run: Run, model: LanguageModel) -> Result:
    return {"general": general_ability(model, load_task(run.task))}


def _sensitivity(run: Run, model: LanguageModel) -> Result:
    task = load_task(run.task)
    # Order and format vary around the draw of seed 0, the rest around five draws.
    drawn = _drawn(task, run.labels, 0 if run.arm in ("order", "format") else run.seed)
    if run.arm == "order":
        random.Random(run.seed).shuffle(drawn)
    elif run.arm == "format":
        task = replace(task, template=FORMATS[run.variant])
    elif run.arm == "labels":
        drawn = relabelled(drawn, task.labels, run.variant, run.seed)
    elif run.arm == "words":
        words = ("bad", "good") if run.variant == "bad-good" else tuple("ABCDEFG"[: len(task.labels)])
        drawn = [Example(e.text, words[task.labels.index(e.label)]) for e in drawn]
        task = replace(task, labels=words)
    return _answered(model, task, drawn) | {"data": task.sha256}


def relabelled(drawn: Sequence[Example], labels: Sequence[str], kind: str, seed: int) -> list[Example]:
    """Give each example a random label, or the label after its own (with two labels: the other one)."""
    generator = random.Random(seed)
    if kind == "random":
        return [Example(e.text, generator.choice(labels)) for e in drawn]
    return [Example(e.text, labels[(labels.index(e.label) + 1) % len(labels)]) for e in drawn]


def _cost(run: Run, model: LanguageModel) -> Result:
    task = load_task(run.task)
    drawn = _drawn(task, run.labels, 0)
    prefix, start = few_shot(task.template, drawn)
    queries = [start + task.template.ask(example.text) for example in task.test]
    loop = queries[:20]
    with _cpu() as cold:
        for query in loop:
            Scorer(model, task.labels).score([prefix + query])
    with _cpu() as reading:
        scorer = Scorer(model, task.labels, prefix)
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
        "data": task.sha256,
    }


@contextmanager
def _cpu() -> Iterator[Callable[[], float]]:
    """Measure CPU seconds of this process; call what it gives, inside or after."""
    started = time.process_time()
    ended: list[float] = []
    yield lambda: round((ended[0] if ended else time.process_time()) - started, 3)
    ended.append(time.process_time())
