"""Adapter and model sizes agree with numbers published or counted elsewhere."""

import pytest

from snippets.resources.lora_parameters import LLAMA_3_1_8B, DecoderShape, lora_parameters

# GPT-3 175B: 96 layers, width 12,288. Its MLP has no gate, so only the attention counts are used.
GPT_3 = DecoderShape(layers=96, hidden=12288, mlp=49152, heads=96, kv_heads=96, vocabulary=50257)
SMOLLM2_135M = DecoderShape(
    layers=30, hidden=576, mlp=1536, heads=9, kv_heads=3, vocabulary=49152, tied_embeddings=True
)


def test_llama_counts_8_030_261_248_parameters() -> None:
    assert LLAMA_3_1_8B.parameters() == 8_030_261_248


def test_llama_mlp_width_follows_from_its_multipliers() -> None:
    width = int(1.3 * int(2 * 4 * LLAMA_3_1_8B.hidden / 3))
    assert -(-width // 1024) * 1024 == LLAMA_3_1_8B.mlp


def test_tied_embeddings_count_once() -> None:
    # Counted in the loaded model: 134,515,008 parameters, 2,442,240 of them in rank-8 adapters.
    assert SMOLLM2_135M.parameters() == 134_515_008
    assert lora_parameters(SMOLLM2_135M, 8, SMOLLM2_135M.matrices()) == 2_442_240


@pytest.mark.parametrize(("rank", "targets"), [(8, "q"), (4, "qk"), (4, "qv"), (2, "qkvo")])
def test_the_equal_budgets_of_the_lora_paper_are_equal(rank: int, targets: str) -> None:
    # Hu et al. 2022, section 7.1 and table 5: a budget of 18M parameters on all 96 layers.
    assert lora_parameters(GPT_3, rank, targets) == 18_874_368


def test_naming_a_target_twice_counts_it_once() -> None:
    assert lora_parameters(LLAMA_3_1_8B, 8, ["q", "q"]) == lora_parameters(LLAMA_3_1_8B, 8, ["q"])


@pytest.mark.parametrize(
    ("rank", "targets", "message"),
    [
        (0, ["q"], "rank must be at least 1, got 0"),
        (8, [], "targets must name some of q, k, v, o, gate, up, down"),
        (8, ["q_proj"], r"got \['q_proj'\]"),
    ],
)
def test_bad_arguments_are_named(rank: int, targets: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        lora_parameters(LLAMA_3_1_8B, rank, targets)
