"""PEFT counts the parameters that the resource snippets give, in models built without weights."""

import pytest
import torch
import transformers
from peft import LoraConfig, get_peft_model

from snippets.resources.lora_parameters import DecoderShape, lora_parameters
from snippets.resources.open_models import MODELS

CLASSES = {
    "Gemma 3 1B": "Gemma3TextConfig",
    "Llama 3.1 8B": "LlamaConfig",
    "Llama 3.2 3B": "LlamaConfig",
    "Mistral Nemo 12B": "MistralConfig",
    "OLMo 2 7B": "Olmo2Config",
    "Qwen2.5 7B": "Qwen2Config",
    "Qwen3 30B-A3B": "Qwen3MoeConfig",
    "Qwen3 32B": "Qwen3Config",
    "Qwen3 4B": "Qwen3Config",
    "Qwen3 8B": "Qwen3Config",
    "SmolLM2 135M": "LlamaConfig",
}
ATTENTION = ("q", "k", "v", "o")


def counted(name: str, shape: DecoderShape, targets: tuple[str, ...]) -> tuple[int, int]:
    """Return the trainable and all parameters that PEFT counts for rank 16, on a device that stores nothing."""
    given = {
        "hidden_size": shape.hidden,
        "intermediate_size": shape.mlp,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.kv_heads,
        "vocab_size": shape.vocabulary,
        "tie_word_embeddings": shape.tied_embeddings,
    }
    given |= {"head_dim": shape.head_dim} if shape.head_dim else {}
    if shape.experts > 1:
        given |= {"num_experts": shape.experts, "num_experts_per_tok": shape.active_experts}
        given |= {"moe_intermediate_size": shape.mlp}
    modules = [f"{each}_proj" for each in targets]
    with torch.device("meta"):
        network = transformers.AutoModelForCausalLM.from_config(getattr(transformers, CLASSES[name])(**given))
        return get_peft_model(network, LoraConfig(r=16, target_modules=modules)).get_nb_trainable_parameters()


@pytest.mark.parametrize("name", MODELS)
def test_peft_counts_what_the_shape_gives(name: str) -> None:
    shape = MODELS[name]
    targets = ATTENTION if shape.experts > 1 else tuple(shape.matrices())
    expected = lora_parameters(shape, 16, targets)
    assert counted(name, shape, targets) == (expected, shape.parameters() + expected)


@pytest.mark.filterwarnings("ignore:The following .* keys did not match:RuntimeWarning")
def test_experts_stored_as_one_array_get_twice_the_rank_for_gate_and_up() -> None:
    shape = MODELS["Qwen3 30B-A3B"]
    one = 2 * 16 * (shape.hidden + 2 * shape.mlp) + 16 * (shape.mlp + shape.hidden)
    expected = lora_parameters(shape, 16, ATTENTION) + shape.layers * shape.experts * one
    assert counted("Qwen3 30B-A3B", shape, tuple(shape.matrices()))[0] == expected
