"""Gives label probabilities corrected for the bias that a prompt shows on inputs without content."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


# --8<-- [start:calibrate]
def calibrate(probabilities: ArrayLike, content_free: ArrayLike) -> NDArray[np.float64]:
    """Contextual calibration: divide by what the same prompt answers to nothing, then normalise.

    Zhao et al. 2021 (https://arxiv.org/abs/2102.09690) ask the prompt about inputs such as "N/A",
    the empty string and "[MASK]", average the label probabilities and use their inverse as weights,
    so that an input without content becomes a tie. Their code takes the largest weighted value;
    dividing by the sum, as here, leaves that choice as it is. Logarithms do the dividing, so that
    no probability is too small for it.

    Args:
        probabilities: (inputs, labels), the probability of each label; rows need not sum to 1.
        content_free: (content-free inputs, labels), from the same prompt and labels.

    Returns:
        (inputs, labels), rows sum to 1.

    Raises:
        ValueError: for other shapes, negative or missing values, or a label with probability 0.

    Example:
        >>> calibrate([[0.6, 0.4]], content_free=[[0.75, 0.25]]).round(2).tolist()
        [[0.33, 0.67]]

    """
    answers = _matrix("probabilities", probabilities)
    empty = _matrix("content_free", content_free)
    if answers.shape[1] != empty.shape[1]:
        raise ValueError(
            f"content_free has {empty.shape[1]} labels, probabilities {answers.shape[1]}: "
            "score the same labels in the same order."
        )
    missing = (empty == 0).all(axis=0)
    if missing.any():
        raise ValueError(
            f"content_free gives label {int(missing.argmax())} probability 0: "
            "score every label itself instead of reading it from a list of top tokens."
        )
    with np.errstate(divide="ignore"):  # the logarithm of 0 is minus infinity, which becomes 0 again
        answered, bias = np.log(answers), np.logaddexp.reduce(np.log(empty), axis=0)
    weighted = answered - bias
    fair = np.exp(weighted - weighted.max(axis=1, keepdims=True))
    return fair / fair.sum(axis=1, keepdims=True)


# --8<-- [end:calibrate]


def _matrix(name: str, given: ArrayLike) -> NDArray[np.float64]:
    try:
        matrix = np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be numbers in rows of one length, one for each label.") from None
    if matrix.ndim != 2 or matrix.shape[0] < 1 or matrix.shape[1] < 2:
        raise ValueError(f"{name} must be (inputs, labels), two labels or more; got {matrix.shape}.")
    if not np.isfinite(matrix).all() or (matrix < 0).any() or (matrix == 0).all(axis=1).any():
        raise ValueError(f"{name} must hold probabilities: 0 or more, finite, no row of zeros only.")
    return matrix


# --8<-- [start:example]
if __name__ == "__main__":
    # Made-up numbers: a prompt whose demonstrations lean towards "positive".
    labels = ["negative", "positive"]
    content_free = [[0.28, 0.72], [0.22, 0.78], [0.25, 0.75]]
    answers = np.array([[0.40, 0.60], [0.35, 0.65], [0.10, 0.90]])
    print("P(positive)  raw  calibrated  label")
    for raw, fair in zip(answers, calibrate(answers, content_free), strict=True):
        print(f"{raw[1]:>16.2f}{fair[1]:>12.2f}  {labels[raw.argmax()]} -> {labels[fair.argmax()]}")
# --8<-- [end:example]
