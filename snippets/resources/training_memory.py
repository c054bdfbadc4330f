"""Gives the memory of weights, gradients and AdamW states in full fine-tuning, LoRA and QLoRA.

Activations, the key-value cache and the framework's own memory come on top and depend on batch size
and sequence length.
"""

from dataclasses import dataclass

from snippets.resources.lora_parameters import LLAMA_3_1_8B, lora_parameters


# --8<-- [start:memory]
@dataclass(frozen=True)
class BytesPerParameter:
    """What one trainable parameter takes in mixed-precision training with AdamW.

    Published accounts count other copies of the gradient, and agree on the rest:

    copy                           18 bytes   16 bytes   20 bytes
    weight for both passes, 16 bit        2          2          2
    weight for the update, 32 bit         4          4          4
    gradient, 32 bit                      4                     4
    gradient, 16 bit                                 2          2
    two moments, 32 bit                   8          8          8

    18 is the default here and Hugging Face's (https://huggingface.co/docs/transformers/model_memory_anatomy)
    and Megatron's account (https://github.com/NVIDIA/Megatron-LM/issues/654), 16 EleutherAI's
    (https://github.com/EleutherAI/cookbook/tree/main/calc), and 20 that of
    https://github.com/Azure/MS-AMP/issues/173.
    """

    weights: float = 2 + 4
    gradients: float = 4
    moments: float = 4 + 4


@dataclass(frozen=True)
class TrainingMemory:
    """Bytes by purpose; `total` is their sum."""

    frozen_weights: float
    trained_weights: float
    gradients: float
    moments: float

    @property
    def total(self) -> float:
        """All bytes counted here."""
        return self.frozen_weights + self.trained_weights + self.gradients + self.moments


BF16 = 2.0
# 4 bits a weight, an 8-bit constant for each 64 weights, and a 32-bit one for each 256 constants:
# 4.127 bits (NF4 with double quantisation, Dettmers et al. 2023, https://arxiv.org/abs/2305.14314).
NF4 = (4 + 8 / 64 + 32 / (64 * 256)) / 8


def training_memory(
    trained: float,
    *,
    frozen: float = 0,
    frozen_bytes: float = BF16,
    per_trained: BytesPerParameter | None = None,
) -> TrainingMemory:
    """Bytes to hold a model in training.

    Full fine-tuning trains every parameter. LoRA trains only the adapter, and the base stays in
    memory as one copy without gradient or moments: give its parameters as `frozen`, or the answer
    is too small by the whole base. QLoRA does the same with `frozen_bytes=NF4`. Tools that
    quantise only linear layers leave the embeddings in 16 bits: give their mean in bytes.

    >>> training_memory(8e9).total / 1e9
    144.0
    """
    for name, value in {"trained": trained, "frozen_bytes": frozen_bytes}.items():
        if not 0 < value < float("inf"):
            raise ValueError(f"{name} must be positive and finite, got {value}: give a count, such as 8e9.")
    if not 0 <= frozen < float("inf"):
        raise ValueError(f"frozen must be zero or more, got {frozen}: give the base model's parameters.")
    each = per_trained or BytesPerParameter()
    return TrainingMemory(
        frozen_weights=frozen * frozen_bytes,
        trained_weights=trained * each.weights,
        gradients=trained * each.gradients,
        moments=trained * each.moments,
    )


# --8<-- [end:memory]


# --8<-- [start:example]
if __name__ == "__main__":
    # Llama 3.1 8B; adapters of rank 16 on all seven matrices of each layer.
    base = LLAMA_3_1_8B.parameters()
    adapter = lora_parameters(LLAMA_3_1_8B, 16, LLAMA_3_1_8B.matrices())
    embeddings = 2 * LLAMA_3_1_8B.vocabulary * LLAMA_3_1_8B.hidden
    mixed = NF4 + (BF16 - NF4) * embeddings / base
    ways = {
        "full": training_memory(base),
        "full, 16-bit gradients": training_memory(base, per_trained=BytesPerParameter(gradients=2)),
        "LoRA": training_memory(adapter, frozen=base),
        "QLoRA, all weights": training_memory(adapter, frozen=base, frozen_bytes=NF4),
        "QLoRA, not embeddings": training_memory(adapter, frozen=base, frozen_bytes=mixed),
    }
    print("GB (1e9 bytes)          weights  gradients  AdamW   total")
    for name, memory in ways.items():
        weights = memory.frozen_weights + memory.trained_weights
        row = (weights, memory.gradients, memory.moments, memory.total)
        print("{:<23}{:>8.1f}{:>11.1f}{:>7.1f}{:>8.1f}".format(name, *(part / 1e9 for part in row)))
# --8<-- [end:example]
