"""Gives predictions from label scores: raw, and corrected for the bias of the prompt in two ways."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from snippets.calibration.contextual_calibration import calibrate

CONTENT_FREE = ("N/A", "", "[MASK]")  # Zhao et al. 2021


# --8<-- [start:batch]
def batch_calibrate(scores: ArrayLike) -> NDArray[np.float64]:
    """Batch calibration: subtract from each label its mean log-probability over the batch.

    Zhou et al. 2024 (https://arxiv.org/abs/2309.17249). It sees the whole test set, without labels,
    and assumes in effect that classes are about equally common there.

    Args:
        scores: (inputs, labels), log-probabilities.

    Returns:
        (inputs, labels), probabilities; rows sum to 1.

    Raises:
        ValueError: where a score is missing or infinite.

    """
    log_probabilities = np.asarray(scores, dtype=float)
    if not np.isfinite(log_probabilities).all():
        raise ValueError("scores must be finite log-probabilities: score every label itself.")
    weighted = log_probabilities - log_probabilities.mean(axis=0)
    fair = np.exp(weighted - weighted.max(axis=1, keepdims=True))
    return fair / fair.sum(axis=1, keepdims=True)


# --8<-- [end:batch]


def predictions(scores: NDArray[np.float64], content_free: NDArray[np.float64]) -> dict[str, str]:
    """Give the label chosen for each input, as one digit each, by three ways of reading the scores.

    Args:
        scores: (inputs, labels), log-probabilities.
        content_free: (content-free inputs, labels), log-probabilities after the same prompt.

    """
    # What all labels of an input share changes no choice, and taken away it cannot make them vanish. The
    # content-free inputs are averaged, so they all lose the same.
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    chosen = {
        "raw": scores,
        "contextual": calibrate(shares, np.exp(content_free - content_free.max())),
        "batch": batch_calibrate(scores),
    }
    return {name: digits(values.argmax(axis=1)) for name, values in chosen.items()}


def digits(labels: ArrayLike) -> str:
    """Write label numbers below ten as a string.

    >>> digits([0, 2, 1])
    '021'
    """
    return "".join(str(int(label)) for label in np.asarray(labels))
