"""Intervals, crossings and scores are those of the raw lines."""

import json
from pathlib import Path

import numpy as np
import pytest

from snippets.lab.errors import RunFileError
from snippets.lab.report import Interval, Results, apart, crossing, interval, percent
from snippets.lab.runs import Run, append, write_answers


def test_an_interval_agrees_with_the_binomial_where_seeds_do_not_differ() -> None:
    scores = np.zeros((5, 400))
    scores[:, :320] = 1  # 80 % right, by every seed on the same items
    found = interval(scores)
    half = 1.96 * np.sqrt(0.8 * 0.2 / 400)
    assert found.mean == 0.8
    assert found.high - found.low == pytest.approx(2 * half, rel=0.1)


def test_an_interval_counts_the_spread_between_seeds() -> None:
    alike, apart_seeds = np.full((5, 300), 0.5), np.full((5, 300), 0.5)
    apart_seeds += np.array([[-0.2], [-0.1], [0.0], [0.1], [0.2]])
    assert interval(alike).high - interval(alike).low == pytest.approx(0)
    assert interval(apart_seeds).high - interval(apart_seeds).low > 0.2


def test_the_same_scores_give_the_same_interval() -> None:
    scores = np.random.default_rng(1).integers(0, 2, (5, 300)).astype(float)
    assert interval(scores) == interval(scores.copy())


def test_other_items_are_not_paired() -> None:
    first = np.zeros((5, 300))
    first[:, :240] = 1
    assert interval(first - first).high == 0
    found = apart(first, first.copy())
    assert found.mean == 0
    assert found.high - found.low == pytest.approx(2 * 1.96 * np.sqrt(2 * 0.8 * 0.2 / 300), rel=0.15)


def shares(share: float) -> np.ndarray:
    scores = np.zeros((3, 1000))
    scores[:, : int(1000 * share)] = 1
    return scores


def test_a_crossing_lies_where_a_straight_line_over_the_logarithm_meets_the_reference() -> None:
    found = crossing({8: shares(0.5), 32: shares(0.7)}, shares(0.6))
    assert found.labels == pytest.approx(16)
    assert found.low <= 16 <= (found.high or np.inf)
    assert found.reached > 0.99


def test_a_crossing_below_the_first_number_is_the_first_number() -> None:
    assert crossing({8: shares(0.8), 32: shares(0.9)}, shares(0.6)).labels == 8


def test_a_reference_that_is_never_reached_has_no_crossing() -> None:
    found = crossing({8: shares(0.5), 32: shares(0.55)}, shares(0.9))
    assert (found.labels, found.high, found.reached) == (None, None, 0)


@pytest.fixture
def results(tmp_path: Path) -> Results:
    write_answers({"reviews": {"labels": ["bad", "good"], "test": "0011", "development": ""}}, tmp_path)
    for seed, said in ((1, "0010"), (0, "0000")):
        append(Run("accuracy", "reviews", "lora", 8, seed), {"predictions": {"raw": said}}, tmp_path)
    return Results(tmp_path)


def test_scores_compare_predictions_with_answers_and_are_ordered_by_seed(results: Results) -> None:
    assert results.scores("reviews", "lora", 8).tolist() == [[1, 1, 0, 0], [1, 1, 1, 0]]


def test_an_average_of_no_runs_is_an_error(results: Results) -> None:
    with pytest.raises(RunFileError, match="no run of accuracy with task=reviews, arm=full, labels=8"):
        results.scores("reviews", "full", 8)


def test_published_answers_and_runs_fit_each_other() -> None:
    published = Results()
    for task, known in published.tasks.items():
        assert set(known["test"]) == {str(number) for number in range(len(known["labels"]))}, task
    for run in published.runs("accuracy"):
        for said in run["result"]["predictions"].values():
            assert len(said) == len(published.tasks[run["task"]]["test"]) == 300, run["id"]
    assert json.dumps(published.tasks["intent"]).count("canary GUID") == 1


def test_percentages_are_written_with_their_interval() -> None:
    assert percent(Interval(0.5, 0.25, 0.75)) == "50 (25 to 75)"
    assert percent(Interval(-0.001, -0.01, 0.01), 1) == "-0.1 (-1.0 to 1.0)"
