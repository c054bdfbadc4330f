"""Computes every figure of docs/data/claims/lab.yml from the raw lines, by sums of its own.

Means, ranges and crossings are worked out here; only intervals come from snippets/lab/report.py.
Each function of FIGURES gives the numbers of its claim in the order in which the claim names them: text where
measured, int where part of the design (labels, facts). So a claim can hold no number that nobody accounts for.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from snippets.lab import report
from tests.support.tree import DOCS

RUNS = DOCS / "evidence" / "runs"
NUMBER = re.compile(r"(?<![\w.])-?\d(?:[\d,]*\d)?(?:\.\d+)?(?!\w)")
TASKS = ("products", "intent", "spam")
Scores = NDArray[np.float64]
Figures = list[str | int]


@cache
def lines(experiment: str) -> list[dict[str, Any]]:
    """Give the raw lines of one results file."""
    return [json.loads(line) for line in (RUNS / f"{experiment}.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def truth() -> dict[str, str]:
    """Give the right answers of each task, a digit for each test item."""
    tasks = json.loads((RUNS / "tasks.json").read_text(encoding="utf-8"))
    return {name: task["test"] for name, task in tasks.items()}


def chosen(experiment: str, **fields: object) -> list[dict[str, Any]]:
    """Give the results of the lines with these fields, by seed."""
    found = [line for line in lines(experiment) if all(line[key] == value for key, value in fields.items())]
    if not found:
        raise LookupError(f"docs/evidence/runs/{experiment}.jsonl has no line with {fields}. Is the lab finished?")
    return [line["result"] for line in sorted(found, key=lambda line: (line["seed"], line["variant"]))]


def marks(said: Iterable[str], right: str) -> Scores:
    """Compare rows of digits with the right ones: (rows, items), 1 where equal."""
    return np.array([[float(a == b) for a, b in zip(row, right, strict=False)] for row in said])


def accuracy(task: str, arm: str, labels: int = 0, reading: str = "raw", domain: str = "") -> Scores:
    """Give (seeds, items) of an arm on its own task, or in another domain."""
    results = chosen("accuracy", task=task, arm=arm, labels=labels)
    said = [(result["domains"][domain] if domain else result["predictions"])[reading] for result in results]
    return marks(said, truth()[domain or task])


def prompt(task: str, arm: str, reading: str, **fields: object) -> Scores:
    """Give (seeds, items) of one kind of changed prompt."""
    results = chosen("sensitivity", task=task, arm=arm, **fields)
    return marks((result["predictions"][reading] for result in results), truth()[task])


def beside(task: str, arm: str) -> list[dict[str, Any]]:
    """Give what a model tuned with 128 labels, or the untuned one, can do beside its task, by seed."""
    if arm == "zero-shot":
        return [result["general"] for result in chosen("general", task=task, arm=arm)]
    return [result["general"] for result in chosen("accuracy", task=task, arm=arm, labels=128) if "general" in result]


def other_task(task: str, arm: str) -> Scores:
    """Give (seeds, items) on the task that the model was not tuned for."""
    found = beside(task, arm)
    return marks((each["predictions"]["raw"] for each in found), truth()[found[0]["other"]])


def facts(arm: str, kind: str) -> Scores:
    """Give (seeds, facts): 1 where the answer was right."""
    return np.array([[float(mark) for mark in result[kind]] for result in chosen("facts", arm=arm)])


def whole(value: float) -> str:
    """Write a number without decimal places, and never as a negative zero."""
    return f"{round(value) + 0:,d}"


def share(scores: Scores) -> str:
    """Give a mean in percent."""
    return whole(100 * sum(map(sum, scores.tolist())) / scores.size)


def bounds(scores: Scores) -> list[str]:
    """Give the 95 % interval of a mean in percent or points."""
    found = report.interval(scores)
    return [whole(100 * found.low), whole(100 * found.high)]


def estimate(scores: Scores) -> list[str]:
    """Give a mean and its interval in percent or points."""
    return [share(scores), *bounds(scores)]


def extremes(rows: Iterable[Scores]) -> list[str]:
    """Give the lowest and the highest mean of several (1, items) rows in percent."""
    means = [row.mean() for row in rows]
    return [whole(100 * min(means)), whole(100 * max(means))]


def crossed(curve: dict[int, Scores], reference: Scores) -> list[str]:
    """Give the labels at which a curve first reaches a reference, straight over the logarithm, and the interval."""
    numbers = sorted(curve)
    gaps = [curve[number].mean() - reference.mean() for number in numbers]
    place = next(place for place, gap in enumerate(gaps) if gap >= 0)
    at = float(numbers[place])
    if place:
        low, high = math.log(numbers[place - 1]), math.log(numbers[place])
        at = math.exp(low + (high - low) * -gaps[place - 1] / (gaps[place] - gaps[place - 1]))
    found = report.crossing(curve, reference)
    return [whole(at), whole(found.low), "none" if found.high is None else whole(found.high)]


def more_lost(tuned: str, domain: str) -> list[str]:
    """Give how many points more a tuned arm loses in a domain than the calibrated prompt with 8 examples."""
    gaps = [
        accuracy("products", tuned, 128, domain=name) - accuracy("products", "few-shot", 8, "batch", name)
        for name in ("", domain)
    ]
    found = report.apart(*gaps)
    return [whole(100 * value) for value in (gaps[0].mean() - gaps[1].mean(), found.low, found.high)]


def mean_loss(task: str, arm: str) -> float:
    """Give the loss on plain text in nats, the mean over seeds."""
    found = [each["loss"] for each in beside(task, arm)]
    return sum(found) / len(found)


def training(arm: str) -> list[float]:
    """Give the CPU seconds of training on 128 labelled intents, by seed."""
    return [result["training_cpu_seconds"] for result in chosen("accuracy", task="intent", arm=arm, labels=128)]


def _reviews() -> Figures:
    lora, prompted = accuracy("products", "lora", 128), accuracy("products", "few-shot", 8, "batch")
    zero = accuracy("products", "zero-shot")
    levels = [*estimate(zero), 8, *estimate(prompted), 128, *estimate(lora)]
    return [*levels, *estimate(lora - zero), *estimate(lora - prompted), 8]


def _intents() -> Figures:
    lora, retrieved = accuracy("intent", "lora", 128), accuracy("intent", "retrieved", 128)
    return [128, *estimate(lora), *estimate(retrieved), *estimate(lora - retrieved)]


def _spam() -> Figures:
    embedding, tuned = accuracy("spam", "embedding", 128), accuracy("spam", "lora", 128)
    return [128, *estimate(embedding), *estimate(tuned), *estimate(embedding - tuned)]


def _crossing() -> Figures:
    curve = {labels: accuracy("intent", "lora", labels) for labels in (8, 32, 128)}
    return [8, *crossed(curve, accuracy("intent", "few-shot", 8, "batch"))]


def _classical() -> Figures:
    lora = accuracy("intent", "lora", 128)
    arms = ("tf-idf", "embedding")
    return [128, *(part for arm in arms for part in estimate(lora - accuracy("intent", arm, 128)))]


def _against_full(arm: str) -> Figures:
    gaps = [estimate(accuracy(task, arm, 128) - accuracy(task, "full", 128)) for task in TASKS]
    return [128, *(part for gap in gaps for part in gap)]


def _order() -> Figures:
    rows = [prompt(task, "order", reading) for task in ("products", "intent") for reading in ("raw", "batch")]
    return [8, *(part for scores in rows for part in extremes(scores))]


def _format() -> Figures:
    own = {"products": accuracy("products", "zero-shot"), "intent": accuracy("intent", "zero-shot")}
    spans = [extremes([own[task], *prompt(task, "format", "raw", labels=0)]) for task in own]
    return [part for span in spans for part in span]


def _random_labels() -> Figures:
    found: Figures = [8]
    for task in ("products", "intent"):
        right = accuracy(task, "few-shot", 8, "batch")
        found += estimate(prompt(task, "labels", "batch", variant="random") - right)
    return found


def _flipped_labels() -> Figures:
    found: Figures = [8]
    for task, classes in (("products", 2), ("intent", 7)):
        said = [
            result["predictions"]["batch"]
            for result in chosen("sensitivity", task=task, arm="labels", variant="flipped")
        ]
        shown = "".join(str((int(label) + 1) % classes) for label in truth()[task])
        found += [*estimate(marks(said, truth()[task])), share(marks(said, shown))]
    return found


def _letters() -> Figures:
    found: Figures = [8]
    for task in ("products", "intent"):
        words = accuracy(task, "few-shot", 8, "batch")
        found += [share(words), share(prompt(task, "words", "batch", variant="letters"))]
    return found


def _calibration() -> Figures:
    gains = [accuracy(task, "few-shot", 8, "batch") - accuracy(task, "few-shot", 8) for task in TASKS]
    return [8, *(part for gain in gains for part in estimate(gain))]


def _cached() -> Figures:
    (cost,) = chosen("cost", labels=32)
    return [32, whole(cost["cold_ms"]), whole(cost["kept_ms"]), whole(cost["cold_ms"] / cost["kept_ms"])]


def _payback() -> Figures:
    (cost,), (bare,) = chosen("cost", labels=32), chosen("cost", labels=0)
    seconds = training("lora")
    mean = sum(seconds) / len(seconds)
    # Merged into the weights, LoRA answers like the untuned model, whose query was timed twice.
    times = (bare["cold_ms"], bare["kept_ms"])
    found: Figures = [128, whole(mean), 32]
    for paid in (cost["cold_ms"], cost["kept_ms"]):
        ends = [1000 * spent / (paid - time) for spent in seconds for time in times]
        found += [whole(1000 * mean / (paid - sum(times) / 2)), whole(min(ends)), whole(max(ends))]
    return found


def _other_task() -> Figures:
    found: Figures = [share(other_task("spam", "zero-shot"))]
    found += [part for arm in ("lora", "full") for part in estimate(other_task("spam", arm))]
    return [*found, *estimate(other_task("intent", "lora") - other_task("intent", "zero-shot"))]


def _text() -> Figures:
    found = [mean_loss("products", "zero-shot")]
    found += [mean_loss(task, arm) for arm in ("lora", "full") for task in TASKS]
    return [f"{value:.1f}" for value in found]


def _domains() -> Figures:
    return [128, 8, *more_lost("lora", "films"), *more_lost("lora", "restaurants")]


def _reversal() -> Figures:
    found = [part for kind in ("direct", "reversed") for part in estimate(facts("lora-one-wording", kind))]
    return [24, *found, whole(100 / 24)]


def _in_the_prompt() -> Figures:
    found: Figures = [share(facts("context-of-its-own", kind)) for kind in ("direct", "reversed")]
    return [*found, 24, *estimate(facts("context", "direct")), *estimate(facts("context", "reversed"))]


def _wordings() -> Figures:
    arms = ("lora-one-wording", "lora-four-wordings")
    return [whole(100 * row.mean()) for arm in arms for row in facts(arm, "paraphrased")]


def _rounding() -> Figures:
    agreed, moved, on_reviews = [], [], []
    for line in lines("float32/accuracy"):
        place = {field: line[field] for field in ("task", "arm", "labels", "seed")}
        (before,) = chosen("accuracy", **place)
        said = [result["predictions"]["raw"] for result in (line["result"], before)]
        agreed.append(marks(said[:1], said[1]).mean())
        moved.append(abs(np.subtract(*(row.mean() for row in marks(said, truth()[line["task"]])))))
        if line["task"] == "products" and line["labels"] <= 8:
            on_reviews.append(agreed[-1])
    span = [whole(100 * min(agreed)), whole(100 * max(agreed))]
    return [len(agreed), *span, f"{100 * max(moved):.1f}", 8, whole(100 * min(on_reviews))]


# What each claim must say, number by number.
FIGURES: dict[str, Callable[[], Figures]] = {
    "lab-reviews-prompt-enough": _reviews,
    "lab-intents-tuning-wins": _intents,
    "lab-spam-classifier-enough": _spam,
    "lab-crossing-on-intents": _crossing,
    "lab-classical-ties-on-intents": _classical,
    "lab-lora-against-full": lambda: _against_full("lora"),
    "lab-soft-prompt-against-full": lambda: _against_full("soft-prompt"),
    "lab-calibration-gains": _calibration,
    "lab-order-spread": _order,
    "lab-format-spread": _format,
    "lab-random-labels": _random_labels,
    "lab-flipped-labels": _flipped_labels,
    "lab-letters-as-labels": _letters,
    "lab-kept-prefix": _cached,
    "lab-training-pays-back": _payback,
    "lab-other-task-after-tuning": _other_task,
    "lab-plain-text-after-tuning": _text,
    "lab-domain-shift-even": _domains,
    "lab-facts-not-reversed": _reversal,
    "lab-facts-in-the-prompt": _in_the_prompt,
    "lab-facts-more-wordings": _wordings,
    "lab-rounding": _rounding,
}
