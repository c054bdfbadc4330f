"""Operations follow 2 N D for reading and 6 N D (4 N D with a frozen base) for training."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.resources.flops import forward_flops, requests_to_repay, training_flops

COUNT = st.floats(min_value=1, max_value=1e13)


def test_gpt_3_matches_its_paper() -> None:
    # Brown et al. 2020, table D.1: 174,600M parameters, 300B tokens, 3.14e23 FLOPs.
    assert training_flops(174_600e6, 300e9) == pytest.approx(3.14e23, rel=0.005)


@given(COUNT, COUNT)
def test_training_is_one_forward_and_a_backward_of_twice_that(parameters: float, tokens: float) -> None:
    forward = forward_flops(parameters, tokens)
    assert training_flops(parameters, tokens) == pytest.approx(3 * forward)
    assert training_flops(parameters, tokens, frozen_base=True) == pytest.approx(2 * forward)
    assert training_flops(parameters, tokens, epochs=2) == pytest.approx(6 * forward)


def test_two_epochs_on_a_million_tokens_are_repaid_after_3000_prompts_of_2000_tokens() -> None:
    for size in (1e9, 70e9):
        assert requests_to_repay(training_flops(size, 1e6, epochs=2), size, 2_000) == pytest.approx(3_000)


@pytest.mark.parametrize("bad", [0, -1, float("nan"), float("inf")])
@pytest.mark.parametrize("name", ["parameters", "tokens", "epochs"])
def test_bad_arguments_are_named(name: str, bad: float) -> None:
    with pytest.raises(ValueError, match=f"{name} must be positive and finite"):
        training_flops(**{"parameters": 1, "tokens": 1, name: bad})


def test_repaying_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="training must be positive"):
        requests_to_repay(0, 8e9, 100)
    with pytest.raises(ValueError, match="tokens must be positive"):
        requests_to_repay(1e15, 8e9, 0)
