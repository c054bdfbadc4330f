"""Adapter and model sizes agree with numbers published or counted elsewhere."""

from dataclasses import replace

import pytest

from snippets.resources.lora_parameters import LLAMA_3_1_8B, DecoderShape, lora_parameters
from snippets.resources.open_models import MODELS

# GPT-3 175B: 96 layers, width 12,288. Its MLP has no gate, so only the attention counts are used.
GPT_3 = DecoderShape(layers=96, hidden=12288, mlp=49152, heads=96, kv_heads=96, vocabulary=50257)
SMOLLM2_135M, QWEN3_4B = MODELS["SmolLM2 135M"], MODELS["Qwen3 4B"]
MIXTURE = DecoderShape(layers=2, hidden=8, mlp=4, heads=2, kv_heads=1, vocabulary=5, experts=6, active_experts=3)


def test_llama_counts_8_030_261_248_parameters() -> None:
    assert LLAMA_3_1_8B.parameters() == 8_030_261_248


def test_llama_mlp_width_follows_from_its_multipliers() -> None:
    width = int(1.3 * int(2 * 4 * LLAMA_3_1_8B.hidden / 3))
    assert -(-width // 1024) * 1024 == LLAMA_3_1_8B.mlp


def test_tied_embeddings_count_once() -> None:
    # Counted in the loaded model: 134,515,008 parameters, 2,442,240 of them in rank-8 adapters.
    assert SMOLLM2_135M.parameters() == 134_515_008
    assert lora_parameters(SMOLLM2_135M, 8, SMOLLM2_135M.matrices()) == 2_442_240


def test_a_head_may_be_wider_than_the_hidden_size_divided_by_the_heads() -> None:
    # PEFT prints 33,030,144 trainable of 4,055,498,240 for rank 16; width / heads would give 30,818,304.
    assert lora_parameters(QWEN3_4B, 16, QWEN3_4B.matrices()) == 33_030_144
    assert QWEN3_4B.parameters() == 4_055_498_240 - 33_030_144
    assert QWEN3_4B.matrices()["q"] == (2560, 4096)
    assert QWEN3_4B.matrices()["o"] == (4096, 2560)
    assert QWEN3_4B.matrices()["k"] == QWEN3_4B.matrices()["v"] == (2560, 1024)


def test_keys_and_values_of_grouped_heads_are_narrower() -> None:
    # The layer that https://github.com/MSIIP/MedM-VL/issues/12 lists: q 2048 to 2048, v 2048 to 256, rank 128.
    layer = DecoderShape(layers=1, hidden=2048, mlp=1, heads=16, kv_heads=2, vocabulary=1)
    assert lora_parameters(layer, 128, "qv") == 819_200


def test_every_expert_has_an_adapter_of_its_own_and_the_router_none() -> None:
    dense = lora_parameters(MIXTURE, 2, "qkvo")
    assert lora_parameters(MIXTURE, 2, MIXTURE.matrices()) == dense + 2 * 6 * 3 * 2 * (8 + 4)
    assert MIXTURE.parameters() - MIXTURE.active_parameters() == 2 * (6 - 3) * 3 * 8 * 4
    alone = replace(MIXTURE, experts=1, active_experts=1)
    assert alone.parameters() == alone.active_parameters()
    assert MIXTURE.parameters() - alone.parameters() == 2 * (5 * 3 * 8 * 4 + 6 * 8)


@pytest.mark.parametrize(("rank", "targets"), [(8, "q"), (4, "qk"), (4, "qv"), (2, "qkvo")])
def test_the_equal_budgets_of_the_lora_paper_are_equal(rank: int, targets: str) -> None:
    # Hu et al. 2022, section 7.1 and table 5: a budget of 18M parameters on all 96 layers.
    assert lora_parameters(GPT_3, rank, targets) == 18_874_368


def test_naming_a_target_twice_counts_it_once() -> None:
    assert lora_parameters(LLAMA_3_1_8B, 8, ["q", "q"]) == lora_parameters(LLAMA_3_1_8B, 8, ["q"])


@pytest.mark.parametrize(
    ("rank", "targets", "message"),
    [
        (0, ["q"], "rank must be a whole number, 1 or more, got 0"),
        (2.5, ["q"], "rank must be a whole number, 1 or more, got 2.5"),
        (float("nan"), ["q"], "rank must be a whole number, 1 or more, got nan"),
        (8, [], "targets must name some of q, k, v, o, gate, up, down"),
        (8, ["q_proj"], r"got \['q_proj'\]"),
    ],
)
def test_bad_arguments_are_named(rank: int, targets: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        lora_parameters(LLAMA_3_1_8B, rank, targets)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"layers": 31.5}, "layers must be a whole number, 1 or more, got 31.5: see the configuration"),
        ({"kv_heads": 0}, "kv_heads must be a whole number, 1 or more, got 0"),
        ({"head_dim": 0}, "head_dim must be a whole number, 1 or more, got 0"),
        ({"vectors": -1}, "vectors must be a whole number, 0 or more, got -1"),
        ({"heads": 24}, "heads must divide hidden where head_dim is left out, got 24 and 4096: give head_dim"),
        ({"active_experts": 2}, "active_experts must be at most experts, got 2 of 1"),
    ],
)
def test_a_shape_that_no_model_has_is_refused(change: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(LLAMA_3_1_8B, **change)
