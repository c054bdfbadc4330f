"""Calibration against values worked out by hand."""

import numpy as np
import pytest

from snippets.lab.calibration import batch_calibrate, digits, predictions


def test_batch_calibration_by_hand() -> None:
    # Geometric means of the columns: sqrt(.8*.6) = .6928 and sqrt(.2*.4) = .2828.
    # First row: .8/.6928 = 1.1547 against .2/.2828 = .7071, so 1.1547 / 1.8618 = .6202.
    calibrated = batch_calibrate(np.log([[0.8, 0.2], [0.6, 0.4]]))
    assert calibrated == pytest.approx(np.array([[0.6202, 0.3798], [0.3798, 0.6202]]), abs=1e-4)


def test_batch_calibration_ignores_what_goes_to_other_words() -> None:
    """Only how the labels share their probability counts, not how large that probability is."""
    shares = np.log([[0.8, 0.2], [0.6, 0.4], [0.5, 0.5]])
    elsewhere = np.array([[-1.0], [-7.0], [-3.0]])
    assert batch_calibrate(shares + elsewhere) == pytest.approx(batch_calibrate(shares))


def test_predictions_by_hand() -> None:
    # Raw, every input is the second label. Content-free input says 1 to 3, so contextual calibration asks
    # whether the first label has more than a quarter: .4 yes, .2 no, .3 yes. Batch calibration compares the odds
    # 2/3, 1/4 and 3/7 with their geometric mean .4149: yes, no, yes.
    scores = np.log([[0.4, 0.6], [0.2, 0.8], [0.3, 0.7]])
    content_free = np.log([[0.25, 0.75], [0.2, 0.8], [0.3, 0.7]])
    assert predictions(scores, content_free) == {"raw": "111", "contextual": "010", "batch": "010"}


def test_the_two_calibrations_can_disagree() -> None:
    scores = np.log([[0.4, 0.6], [0.2, 0.8], [0.3, 0.7]])
    assert predictions(scores, np.log([[0.5, 0.5]]))["contextual"] == "111"
    assert predictions(scores, np.log([[0.5, 0.5]]))["batch"] == "010"


def test_content_free_inputs_are_averaged_as_probabilities() -> None:
    """The mean of .1 and .7 is .4; the mean of their logarithms would give .26 and another answer."""
    scores = np.log([[0.35, 0.65]])
    assert predictions(scores, np.log([[0.1, 0.9], [0.7, 0.3]]))["contextual"] == "1"


def test_labels_of_many_tokens_do_not_vanish() -> None:
    """Log-probabilities below about -745 are 0 as probabilities; only their differences count."""
    scores = np.log([[0.4, 0.6], [0.2, 0.8], [0.3, 0.7]])
    content_free = np.log([[0.25, 0.75], [0.2, 0.8], [0.3, 0.7]])
    expected = predictions(scores, content_free)
    assert predictions(scores - np.array([[900.0], [2_000.0], [0.0]]), content_free - 900.0) == expected
    assert batch_calibrate([[-3_000.0, 0.0], [0.0, -3_000.0]]).tolist() == [[0.0, 1.0], [1.0, 0.0]]
    assert batch_calibrate([[0.0, -2_000.0], [-4_000.0, 0.0], [-4_000.0, 0.0]]).tolist() == [[1, 0], [0, 1], [0, 1]]


def test_a_score_that_is_no_number_is_refused() -> None:
    for bad in (float("nan"), float("-inf")):
        with pytest.raises(ValueError, match="scores must be finite log-probabilities: score every label itself"):
            batch_calibrate([[-1.0, bad]])


def test_digits_are_label_numbers() -> None:
    assert digits(np.array([True, False, True])) == "101"
    assert digits([]) == ""
