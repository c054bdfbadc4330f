"""Gives LoRA's low-rank update of a weight matrix, applied beside the frozen weight or merged into it."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.floating]


# --8<-- [start:update]
def low_rank_update(down: Matrix, up: Matrix, alpha: float) -> Matrix:
    """Give the change (alpha / r) B A of a weight, of shape (d_out, d_in) and rank at most r.

    Hu et al. 2022 (https://arxiv.org/abs/2106.09685): `down` is A of shape (r, d_in), `up` is B of
    shape (d_out, r). B starts at zero, so training starts from the unchanged model.
    """
    _check_shapes(None, down, up)
    return alpha / down.shape[0] * (up @ down)


def adapted_output(inputs: Matrix, weight: Matrix, down: Matrix, up: Matrix, alpha: float) -> Matrix:
    """Give outputs (n, d_out) for inputs (n, d_in), the adapter kept apart: two thin products."""
    _check_shapes(weight, down, up)
    return inputs @ weight.T + alpha / down.shape[0] * (inputs @ down.T @ up.T)


def merged(weight: Matrix, down: Matrix, up: Matrix, alpha: float) -> Matrix:
    """Add the adapter to the weight: one product at inference, as before tuning."""
    _check_shapes(weight, down, up)
    return weight + low_rank_update(down, up, alpha)


def trainable_parameters(d_in: int, d_out: int, rank: int) -> int:
    """Numbers in A and B together: r (d_in + d_out).

    >>> trainable_parameters(4096, 4096, rank=16)
    131072
    """
    for name, value in {"d_in": d_in, "d_out": d_out, "rank": rank}.items():
        if not value >= 1 or value % 1:
            raise ValueError(f"{name} must be a whole number, 1 or more, got {value}.")
    return rank * (d_in + d_out)


# --8<-- [end:update]


def _check_shapes(weight: Matrix | None, down: Matrix, up: Matrix) -> None:
    if down.ndim != 2 or up.ndim != 2 or down.shape[0] != up.shape[1]:
        raise ValueError(f"down must be (r, d_in) and up (d_out, r), got {down.shape} and {up.shape}.")
    fitting = (up.shape[0], down.shape[1])
    if weight is not None and weight.shape != fitting:
        raise ValueError(f"weight must be {fitting}, (d_out, d_in), to fit the adapter; got {weight.shape}.")


# --8<-- [start:example]
if __name__ == "__main__":
    d_in, d_out, rank, alpha = 64, 48, 4, 8
    rng = np.random.default_rng(0)
    weight = rng.normal(size=(d_out, d_in))
    inputs = rng.normal(size=(10, d_in))
    down, up = rng.normal(size=(rank, d_in)), np.zeros((d_out, rank))

    untouched = np.array_equal(merged(weight, down, up, alpha), weight)
    print(f"B at zero leaves the weight as it was: {untouched}")

    up = rng.normal(size=(d_out, rank))  # stands in for training
    update = low_rank_update(down, up, alpha)
    print(f"shape of the update: {update.shape}, rank: {np.linalg.matrix_rank(update)}")
    apart = adapted_output(inputs, weight, down, up, alpha)
    print(f"merged equals apart: {np.allclose(inputs @ merged(weight, down, up, alpha).T, apart)}")
    print(f"trainable: {trainable_parameters(d_in, d_out, rank)} of {weight.size} in the full matrix")
# --8<-- [end:example]
