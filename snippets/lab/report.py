"""Gives the lab's results as numbers with intervals, from the raw lines, without the model or the data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from snippets.lab.errors import RunFileError
from snippets.lab.runs import PUBLISHED, read

Scores = NDArray[np.float64]
RESAMPLES = 4000


# --8<-- [start:interval]
@dataclass(frozen=True)
class Interval:
    """A mean with the interval that holds it in 95 of 100 resamples."""

    mean: float
    low: float
    high: float


def resampled(scores: Scores, seed: int = 0) -> NDArray[np.float64]:
    """Give the means of RESAMPLES tables in which seeds and items are drawn again, each with replacement.

    Both are a sample: another draw of labelled examples, or other test items, would have given another
    mean (the pigeonhole bootstrap of Owen 2007, https://doi.org/10.1214/07-AOAS122). With five seeds, the
    part of the variance that comes from the draw is understated by about a fifth.

    Args:
        scores: (seeds, items): 1 where right, 0 where wrong, or a difference of two arms on the same items.
        seed: the same seed draws the same seeds and items, so that two arms can be compared draw by draw.

    """
    seeds, items = scores.shape
    by_item, by_seed = _drawn(seed, items, seeds)
    return np.einsum("rs,si,ri->r", by_seed, scores, by_item, optimize=True)


@cache
def _drawn(seed: int, *counts: int) -> list[NDArray[np.float64]]:
    """Give for each of `counts` how often each thing is drawn in each resample, as a share: (RESAMPLES, count)."""
    generator = np.random.default_rng(seed)
    return [generator.multinomial(count, np.full(count, 1 / count), size=RESAMPLES) / count for count in counts]


def interval(scores: Scores) -> Interval:
    """Give the mean of (seeds, items) scores and its 95 % interval; see `resampled`."""
    low, high = np.quantile(resampled(scores), [0.025, 0.975])
    return Interval(float(scores.mean()), float(low), float(high))


def apart(first: Scores, second: Scores) -> Interval:
    """Give how much higher the first mean is, with its 95 % interval, where the items are others.

    Both come from the same seeds, which are drawn together; the items of each are drawn on their own.

    Args:
        first: (seeds, items): scores, or differences of two arms on the same items.
        second: (seeds, other items), the same seeds.

    """
    by_seed, *by_item = _drawn(0, len(first), first.shape[1], second.shape[1])
    means = [
        np.einsum("rs,si,ri->r", by_seed, scores, drawn, optimize=True)
        for scores, drawn in zip((first, second), by_item, strict=True)
    ]
    low, high = np.quantile(means[0] - means[1], [0.025, 0.975])
    return Interval(float(first.mean() - second.mean()), float(low), float(high))


# --8<-- [end:interval]


# --8<-- [start:crossing]
@dataclass(frozen=True)
class Crossing:
    """Where a curve over the number of labels first reaches a reference."""

    labels: float | None  # None: not within the measured range
    low: float
    high: float | None
    reached: float  # share of the resamples in which it is reached at all


def crossing(curve: Mapping[int, Scores], reference: Scores) -> Crossing:
    """Find the number of labels at which a curve reaches a reference, and how sure that is.

    Between two measured numbers of labels the curve is taken to be straight over the logarithm. Each
    resample draws the same items for all points. Where the curve begins above the reference, the
    crossing is at or below the smallest number measured.

    Args:
        curve: number of labels: (seeds, items) scores.
        reference: (seeds, items) scores of what is to be reached, on the same items.

    """
    numbers = sorted(curve)
    gaps = np.stack([resampled(curve[number] - reference) for number in numbers], axis=1)
    found = np.array([_first(numbers, gap) for gap in gaps])
    low, high = np.quantile(found, [0.025, 0.975], method="nearest")
    middle = _first(numbers, np.array([(curve[number] - reference).mean() for number in numbers]))
    return Crossing(
        labels=None if np.isinf(middle) else float(middle),
        low=float(low),
        high=None if np.isinf(high) else float(high),
        reached=float(np.isfinite(found).mean()),
    )


def _first(numbers: list[int], gaps: NDArray[np.float64]) -> float:
    """Give where the gap first reaches zero, infinity where it does not."""
    if gaps[0] >= 0:
        return numbers[0]
    for place in range(1, len(numbers)):
        if gaps[place] >= 0:
            share = -gaps[place - 1] / (gaps[place] - gaps[place - 1])
            return float(numbers[place - 1] * (numbers[place] / numbers[place - 1]) ** share)
    return np.inf


# --8<-- [end:crossing]


@dataclass(frozen=True)
class Results:
    """The results files of a folder, ready to be asked."""

    folder: Path = PUBLISHED

    @cached_property
    def tasks(self) -> dict[str, Any]:
        """Labels and right answers of the test items of each task."""
        return json.loads((self.folder / "tasks.json").read_text(encoding="utf-8"))

    @cached_property
    def _runs(self) -> dict[str, list[dict[str, Any]]]:
        return {path.stem: read(path) for path in sorted(self.folder.glob("*.jsonl"))}

    def runs(self, experiment: str, **wanted: object) -> list[dict[str, Any]]:
        """Give the runs with these fields, ordered by seed.

        >>> [run["arm"] for run in Results().runs("cost", labels=8)]
        ['queries']

        Raises:
            RunFileError: where there is none, since an average of nothing would be a number all the same.

        """
        found = [
            run for run in self._runs.get(experiment, []) if all(run[field] == value for field, value in wanted.items())
        ]
        if not found:
            fields = ", ".join(f"{field}={value}" for field, value in wanted.items())
            raise RunFileError(f"{self.folder.name} holds no run of {experiment} with {fields}. Is the lab finished?")
        return sorted(found, key=lambda run: (run["seed"], run["variant"]))

    def right(self, task: str, predictions: str, part: str = "test") -> Scores:
        """Compare a string of predicted labels with the right answers, from the first: (items,), 1 where right."""
        truth = self.tasks[task][part][: len(predictions)]
        return np.array([said == wanted for said, wanted in zip(predictions, truth, strict=True)], dtype=float)

    def scores(self, task: str, arm: str, labels: int = 0, reading: str = "raw", domain: str = "") -> Scores:
        """Give (seeds, items) scores of an arm of the experiment `accuracy`.

        Args:
            task: what it was tuned on or shown.
            arm: such as `few-shot`.
            labels: labelled examples used.
            reading: `raw`, `contextual` or `batch`.
            domain: texts about something else, where given.

        """
        rows = []
        for run in self.runs("accuracy", task=task, arm=arm, labels=labels):
            found = run["result"]["domains"][domain] if domain else run["result"]["predictions"]
            rows.append(self.right(domain or task, found[reading]))
        return np.stack(rows)


def percent(value: Interval, digits: int = 0) -> str:
    """Write an interval in percent.

    >>> percent(Interval(0.9, 0.871, 0.928))
    '90 (87 to 93)'
    """
    mean, low, high = (f"{round(100 * part, digits) + 0.0:.{digits}f}" for part in (value.mean, value.low, value.high))
    return f"{mean} ({low} to {high})"
