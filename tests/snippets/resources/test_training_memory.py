"""Training memory adds up, and a frozen base pays for its weights alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.resources.training_memory import BF16, NF4, BytesPerParameter, training_memory

COUNT = st.floats(min_value=1, max_value=1e12)


def test_eight_billion_parameters_take_144_gb() -> None:
    assert training_memory(8e9).total == pytest.approx(144e9)


def test_sixteen_bit_gradients_give_the_other_common_account() -> None:
    assert training_memory(1, per_trained=BytesPerParameter(gradients=2)).total == 16


def test_nf4_constants_cost_an_eighth_of_a_bit() -> None:
    # Dettmers et al. 2023: 8/64 + 32/(64 * 256) = 0.127 bits a parameter for the constants.
    constants = NF4 * 8 - 4
    assert constants == pytest.approx(0.127, abs=5e-4)


@given(COUNT, COUNT)
def test_parts_add_up_and_the_base_has_no_gradient(adapter: float, base: float) -> None:
    alone, beside = training_memory(adapter), training_memory(adapter, frozen=base)
    assert beside.gradients == alone.gradients
    assert beside.moments == alone.moments
    assert beside.total == pytest.approx(alone.total + BF16 * base)
    quantised = training_memory(adapter, frozen=base, frozen_bytes=NF4)
    assert beside.frozen_weights / quantised.frozen_weights == pytest.approx(2 / NF4)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"trained": 0}, "trained must be positive and finite, got 0"),
        ({"trained": 1, "frozen": -1}, "frozen must be zero or more, got -1"),
        ({"trained": 1, "frozen": 1, "frozen_bytes": 0}, "frozen_bytes must be positive"),
        ({"trained": float("nan")}, "trained must be positive"),
    ],
)
def test_bad_arguments_are_named(arguments: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        training_memory(**arguments)
