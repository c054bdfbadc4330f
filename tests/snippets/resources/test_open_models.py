"""The shapes of published models give the sizes that others counted or printed for them."""

import pytest

from snippets.resources.lora_parameters import lora_parameters
from snippets.resources.open_models import MODELS

# Trainable parameters and all parameters, as PEFT or Unsloth printed them in public training logs and guides for
# adapters on all seven matrices: q, k, v, o, gate, up and down. Found by searching public repositories for the line.
PRINTED = {
    ("SmolLM2 135M", 8): (2_442_240, 136_957_248),
    ("SmolLM2 135M", 16): (4_884_480, 139_399_488),
    ("Gemma 3 1B", 16): (13_045_760, 1_012_931_712),
    ("Llama 3.2 3B", 16): (24_313_856, 3_237_063_680),
    ("Qwen3 4B", 16): (33_030_144, 4_055_498_240),
    ("Qwen3 4B", 32): (66_060_288, 4_088_528_384),
    ("OLMo 2 7B", 16): (39_976_960, 7_338_594_304),
    ("Qwen2.5 7B", 16): (40_370_176, 7_655_986_688),
    ("Llama 3.1 8B", 16): (41_943_040, 8_072_204_288),
    ("Qwen3 8B", 16): (43_646_976, 8_234_382_336),
    ("Qwen3 30B-A3B", 64): (3_375_366_144, 33_907_488_768),
}
# All parameters, as the metadata of the published weights count them.
STORED = {"Mistral Nemo 12B": 12_247_782_400, "Qwen3 32B": 32_762_123_264}


def test_every_model_is_compared_with_a_count_of_others() -> None:
    assert {name for name, _ in PRINTED} | set(STORED) == set(MODELS)


@pytest.mark.parametrize(("name", "rank"), PRINTED)
def test_a_shape_gives_what_was_printed(name: str, rank: int) -> None:
    trainable, everything = PRINTED[name, rank]
    shape = MODELS[name]
    assert lora_parameters(shape, rank, shape.matrices()) == trainable
    assert shape.parameters() == everything - trainable


@pytest.mark.parametrize("name", STORED)
def test_a_shape_gives_what_is_stored(name: str) -> None:
    assert MODELS[name].parameters() == STORED[name]


def test_a_mixture_of_experts_uses_as_much_as_its_name_says() -> None:
    mixture = MODELS["Qwen3 30B-A3B"]
    assert round(mixture.parameters() / 1e9) == 31
    assert round(mixture.active_parameters() / 1e9) == 3


def test_experts_multiply_the_adapter_as_the_page_says() -> None:
    mixture, dense = (MODELS[name] for name in ("Qwen3 30B-A3B", "Qwen3 8B"))
    ratio = lora_parameters(mixture, 16, mixture.matrices()) / lora_parameters(dense, 16, dense.matrices())
    assert round(ratio) == 19


def test_in_five_of_eleven_a_head_is_no_share_of_the_hidden_size() -> None:
    # The page says so.
    assert len(MODELS) == 11
    own = {name for name, shape in MODELS.items() if shape.hidden != shape.heads * (shape.head_dim or 0)}
    own &= {name for name, shape in MODELS.items() if shape.head_dim}
    assert own == {"Gemma 3 1B", "Qwen3 4B", "Mistral Nemo 12B", "Qwen3 30B-A3B", "Qwen3 32B"}
