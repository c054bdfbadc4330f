"""Contextual calibration removes the preference that a prompt shows on inputs without content."""

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
        ([[0.5, -0.5]], [[0.5, 0.5]], "probabilities must hold probabilities"),
        ([[0.5, 0.5]], [[0.5, float("nan")]], "content_free must hold probabilities"),
        ([[0.0, 0.0]], [[0.5, 0.5]], "probabilities must hold probabilities"),
        ([[0.5, 0.5]], [[1.0, 0.0]], "content_free gives label 1 probability 0"),
    ],
)
def test_bad_arguments_are_named(rows: list, empty: list, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        calibrate(rows, empty)
