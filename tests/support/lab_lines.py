"""Reads the lab's published lines and works out means, ranges and crossings; intervals are report.py's.

The sums are made here a second time, on purpose: what a claim says is checked without the code that drew the figures.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from snippets.lab import report
from tests.support.tree import DOCS

RUNS = DOCS / "evidence" / "runs"
TASKS = ("products", "intent", "spam")
Scores = NDArray[np.float64]


@cache
def lines(experiment: str) -> list[dict[str, Any]]:
    """Give the raw lines of one results file."""
    return [json.loads(line) for line in (RUNS / f"{experiment}.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def truth() -> dict[str, str]:
    """Give the right answers of each task, a digit for each test item."""
    tasks = json.loads((RUNS / "tasks.json").read_text(encoding="utf-8"))
    return {name: task["test"] for name, task in tasks.items()}


def results_of(experiment: str, **fields: object) -> list[dict[str, Any]]:
    """Give the results of the lines with these fields, by seed."""
    found = [line for line in lines(experiment) if all(line[key] == value for key, value in fields.items())]
    if not found:
        raise LookupError(f"docs/evidence/runs/{experiment}.jsonl has no line with {fields}. Is the lab finished?")
    return [line["result"] for line in sorted(found, key=lambda line: (line["seed"], line["variant"]))]


def correct(said: Iterable[str], right: str) -> Scores:
    """Compare rows of digits with the right ones: (rows, items), 1 where equal."""
    return np.array([[float(a == b) for a, b in zip(row, right, strict=False)] for row in said])


def accuracy(task: str, arm: str, labels: int = 0, reading: str = "raw", domain: str = "") -> Scores:
    """Give (seeds, items) of an arm on its own task, or in another domain."""
    results = results_of("accuracy", task=task, arm=arm, labels=labels)
    said = [(result["domains"][domain] if domain else result["predictions"])[reading] for result in results]
    return correct(said, truth()[domain or task])


def prompt(task: str, arm: str, reading: str, **fields: object) -> Scores:
    """Give (seeds, items) of one kind of changed prompt."""
    results = results_of("sensitivity", task=task, arm=arm, **fields)
    return correct((result["predictions"][reading] for result in results), truth()[task])


def beside(task: str, arm: str) -> list[dict[str, Any]]:
    """Give what a model tuned with 128 labels, or the untuned one, can do beside its task, by seed."""
    if arm == "zero-shot":
        return [result["general"] for result in results_of("general", task=task, arm=arm)]
    return [
        result["general"] for result in results_of("accuracy", task=task, arm=arm, labels=128) if "general" in result
    ]


def other_task(task: str, arm: str) -> Scores:
    """Give (seeds, items) on the task that the model was not tuned for."""
    found = beside(task, arm)
    return correct((each["predictions"]["raw"] for each in found), truth()[found[0]["other"]])


def facts(arm: str, kind: str) -> Scores:
    """Give (seeds, facts): 1 where the answer was right."""
    return np.array([[float(mark) for mark in result[kind]] for result in results_of("facts", arm=arm)])


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
    return [result["training_cpu_seconds"] for result in results_of("accuracy", task="intent", arm=arm, labels=128)]
