"""Training memory adds up, and a frozen base pays for its weights alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.resources.lora_parameters import LLAMA_3_1_8B, lora_parameters
from snippets.resources.training_memory import BF16, NF4, BytesPerParameter, training_memory

COUNT = st.floats(min_value=1, max_value=1e12)


def test_eight_billion_parameters_take_144_gb() -> None:
    assert training_memory(8e9).total == pytest.approx(144e9)


@pytest.mark.parametrize(("gradients", "total"), [(4, 18), (2, 16), (4 + 2, 20)])
def test_the_copies_of_the_gradient_give_the_three_common_accounts(gradients: float, total: float) -> None:
    assert training_memory(1, per_trained=BytesPerParameter(gradients=gradients)).total == total


def test_seven_billion_parameters_take_126_or_112_gb() -> None:
    assert training_memory(7e9).total == 126e9
    assert training_memory(7e9, per_trained=BytesPerParameter(gradients=2)).total == 112e9


def test_the_frozen_base_is_the_largest_part_of_lora() -> None:
    # An account that forgot it was corrected in https://github.com/PaddlePaddle/PaddleNLP/issues/9293.
    adapter = lora_parameters(LLAMA_3_1_8B, 128, LLAMA_3_1_8B.matrices())
    memory = training_memory(adapter, frozen=LLAMA_3_1_8B.parameters())
    assert memory.frozen_weights == pytest.approx(16.06e9, rel=1e-3)
    assert memory.total - memory.frozen_weights == training_memory(adapter).total < memory.frozen_weights


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
