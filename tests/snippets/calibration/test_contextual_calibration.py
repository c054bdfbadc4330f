"""Contextual calibration removes the preference that a prompt shows on inputs without content."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.calibration.contextual_calibration import calibrate

POSITIVE = st.floats(min_value=0.01, max_value=1)
ROWS = st.lists(st.tuples(POSITIVE, POSITIVE, POSITIVE), min_size=1, max_size=5)


@given(ROWS, ROWS)
def test_rows_are_probabilities_and_the_choice_is_that_of_the_paper(rows: list, empty: list) -> None:
    result = calibrate(rows, empty)
    assert np.allclose(result.sum(axis=1), 1)
    # W = diag(p_cf)^-1, b = 0, as the authors' code has it.
    bias = np.mean(empty, axis=0) / np.mean(empty, axis=0).sum()
    weighted = (np.linalg.inv(np.diag(bias)) @ np.array(rows).T).T
    assert np.allclose(result, weighted / weighted.sum(axis=1, keepdims=True))


@given(st.tuples(POSITIVE, POSITIVE, POSITIVE))
def test_an_input_without_content_becomes_a_tie(empty: tuple) -> None:
    assert np.allclose(calibrate([empty], [empty]), 1 / 3)


@given(ROWS)
def test_an_unbiased_prompt_is_left_alone(rows: list) -> None:
    expected = np.array(rows) / np.sum(rows, axis=1, keepdims=True)
    assert np.allclose(calibrate(rows, [[0.2, 0.2, 0.2]]), expected)


def test_it_can_change_the_answer() -> None:
    assert calibrate([[0.6, 0.4]], [[0.7, 0.3]]).argmax() == 1


TINY = st.sampled_from([5e-324, 1e-310, 1e-300, 1e-30, 0.5, 1.0, 1e300])


@given(st.lists(st.tuples(TINY, TINY), min_size=1, max_size=3), st.lists(st.tuples(TINY, TINY), min_size=1, max_size=3))
def test_no_probability_is_too_small_or_too_large_to_calibrate(rows: list, empty: list) -> None:
    result = calibrate(rows, empty)
    assert np.isfinite(result).all()
    assert np.allclose(result.sum(axis=1), 1)
    # The choice is that of exact fractions.
    bias = [sum(map(Fraction, column)) for column in zip(*empty, strict=True)]
    for (one, other), found in zip(rows, result, strict=True):
        odds = Fraction(one) * bias[1] / (Fraction(other) * bias[0])
        assert found[0] == pytest.approx(float(odds / (1 + odds)), rel=1e-9)


def test_a_label_that_the_prompt_all_but_rules_out_wins_where_it_is_seen() -> None:
    assert calibrate([[0.6, 0.4]], [[1.0, 1e-310]])[0] == pytest.approx([0.0, 1.0])


def test_a_probability_of_0_counts_in_the_mean_and_stays_0_in_an_answer() -> None:
    assert calibrate([[0.5, 0.5]], [[1.0, 0.0], [1.0, 0.0], [0.4, 0.6]])[0] == pytest.approx([0.2, 0.8])
    assert calibrate([[0.0, 0.4], [0.6, 0.0]], [[0.7, 0.3]]).tolist() == [[0.0, 1.0], [1.0, 0.0]]


def test_the_given_arrays_stay_as_they_were() -> None:
    rows, empty = np.array([[0.6, 0.4]]), np.array([[0.7, 0.3]])
    calibrate(rows, empty)
    assert rows.tolist() == [[0.6, 0.4]]
    assert empty.tolist() == [[0.7, 0.3]]


@pytest.mark.parametrize(
    ("rows", "empty", "message"),
    [
        ([0.5, 0.5], [[0.5, 0.5]], r"probabilities must be \(inputs, labels\)"),
        ([[0.5, 0.5]], [[1.0]], r"content_free must be \(inputs, labels\)"),
        ([[0.5, 0.5]], [[0.3, 0.3, 0.4]], "content_free has 3 labels, probabilities 2"),
        ([[0.5, 0.5], [1.0]], [[0.5, 0.5]], "probabilities must be numbers in rows of one length"),
        ([["a", "b"]], [[0.5, 0.5]], "probabilities must be numbers in rows of one length"),
        ([[0.5, -0.5]], [[0.5, 0.5]], "probabilities must hold probabilities"),
        ([[0.5, 0.5]], [[0.5, float("nan")]], "content_free must hold probabilities"),
        ([[0.0, 0.0]], [[0.5, 0.5]], "probabilities must hold probabilities"),
        ([[0.5, 0.5]], [[1.0, 0.0]], "content_free gives label 1 probability 0"),
    ],
)
def test_bad_arguments_are_named(rows: list, empty: list, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        calibrate(rows, empty)
