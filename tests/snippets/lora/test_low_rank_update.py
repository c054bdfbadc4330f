"""A LoRA adapter merged into its weight gives what the adapter gives beside it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.lora.low_rank_update import adapted_output, low_rank_update, merged, trainable_parameters

SIZE = st.integers(min_value=1, max_value=9)


def matrices(d_in: int, d_out: int, rank: int) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(0)
    shapes = ((5, d_in), (d_out, d_in), (rank, d_in), (d_out, rank))
    return tuple(rng.normal(size=shape) for shape in shapes)


@given(SIZE, SIZE, SIZE, st.floats(min_value=0.1, max_value=64))
def test_merged_equals_apart(d_in: int, d_out: int, rank: int, alpha: float) -> None:
    inputs, weight, down, up = matrices(d_in, d_out, rank)
    apart = adapted_output(inputs, weight, down, up, alpha)
    assert apart.shape == (5, d_out)
    assert np.allclose(inputs @ merged(weight, down, up, alpha).T, apart)


@given(SIZE, SIZE, SIZE)
def test_the_rank_is_at_most_r(d_in: int, d_out: int, rank: int) -> None:
    _, _, down, up = matrices(d_in, d_out, rank)
    assert np.linalg.matrix_rank(low_rank_update(down, up, 1)) == min(rank, d_in, d_out)


@given(SIZE, SIZE, SIZE)
def test_parameters_are_the_numbers_in_both_factors(d_in: int, d_out: int, rank: int) -> None:
    _, _, down, up = matrices(d_in, d_out, rank)
    assert trainable_parameters(d_in, d_out, rank) == down.size + up.size


def test_b_at_zero_changes_nothing() -> None:
    _, weight, down, up = matrices(6, 4, 2)
    assert np.array_equal(merged(weight, down, np.zeros_like(up), 16), weight)


def test_alpha_is_divided_by_the_rank() -> None:
    down, up = np.ones((4, 1)), np.ones((1, 4))
    assert low_rank_update(down, up, alpha=8) == pytest.approx(8 / 4 * 4)


def test_bad_shapes_and_sizes_are_named() -> None:
    inputs, weight, down, up = matrices(6, 4, 2)
    with pytest.raises(ValueError, match=r"down must be \(r, d_in\) and up \(d_out, r\), got \(2, 6\)"):
        low_rank_update(down, up.T, 1)
    for call in (lambda w: merged(w, down, up, 1), lambda w: adapted_output(inputs, w, down, up, 1)):
        with pytest.raises(ValueError, match=r"weight must be \(4, 6\), .*got \(6, 4\)"):
            call(weight.T)
    for rank in (0, 2.5, float("nan")):
        with pytest.raises(ValueError, match=f"rank must be a whole number, 1 or more, got {rank}"):
            trainable_parameters(6, 4, rank)
