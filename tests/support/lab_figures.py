"""Computes every figure of docs/data/claims/lab.yml from the published lines, see lab_lines.py.

Each function of FIGURES gives the numbers of its claim in the order in which the claim names them: text where
measured, int where part of the design (labels, facts). So a claim can hold no number that nobody accounts for.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.support.lab_lines import (
    TASKS,
    accuracy,
    correct,
    crossed,
    estimate,
    extremes,
    facts,
    lines,
    mean_loss,
    more_lost,
    other_task,
    prompt,
    results_of,
    share,
    training,
    truth,
    whole,
)

Figures = list[str | int]


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


def _search_against(with_32: str, with_128: str, sign: int = 1) -> Figures:
    """Give the lead of the search over an arm, or with -1 the arm over it, by task: with 32 labels, then 128."""
    found: Figures = [32]  # prompts tried
    for labels, arm in ((32, with_32), (128, with_128)):
        found.append(labels)
        for task in TASKS:
            rival = accuracy(task, arm, 0 if arm == "zero-shot" else labels)
            found += estimate(sign * (accuracy(task, "searched", labels) - rival))
    return found


def _flattery(labels: int) -> Figures:
    """Give by how many points winners scored more where they were chosen than on the test: mean, lowest and highest."""
    gaps = [
        100 * (max(result["trials"]["right"]) - scores.mean())
        for task in TASKS
        for result, scores in zip(
            results_of("accuracy", task=task, arm="searched", labels=labels),
            accuracy(task, "searched", labels),
            strict=True,
        )
    ]
    return [whole(sum(gaps) / len(gaps)), whole(min(gaps)), whole(max(gaps))]


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
            for result in results_of("sensitivity", task=task, arm="labels", variant="flipped")
        ]
        shown = "".join(str((int(label) + 1) % classes) for label in truth()[task])
        found += [*estimate(correct(said, truth()[task])), share(correct(said, shown))]
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
    (cost,) = results_of("cost", labels=32)
    return [32, whole(cost["cold_ms"]), whole(cost["kept_ms"]), whole(cost["cold_ms"] / cost["kept_ms"])]


def _payback() -> Figures:
    (cost,), (bare,) = results_of("cost", labels=32), results_of("cost", labels=0)
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
        (before,) = results_of("accuracy", **place)
        said = [result["predictions"]["raw"] for result in (line["result"], before)]
        agreed.append(correct(said[:1], said[1]).mean())
        moved.append(abs(np.subtract(*(row.mean() for row in correct(said, truth()[line["task"]])))))
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
    "lab-search-against-plain": lambda: _search_against("zero-shot", "zero-shot"),
    "lab-search-against-tuning": lambda: _search_against("lora", "lora", -1),
    "lab-search-against-examples": lambda: _search_against("few-shot", "retrieved"),
    "lab-search-flatters-its-winner": lambda: [16, 32, *_flattery(32), 64, *_flattery(128)],
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
