"""Gives the trainable parameters of LoRA adapters on a decoder, and the decoder's own parameters."""

from collections.abc import Iterable
from dataclasses import dataclass


# --8<-- [start:count]
@dataclass(frozen=True)
class DecoderShape:
    """Sizes of a decoder with gated MLP blocks and no biases, as a model's configuration gives them."""

    layers: int
    hidden: int
    mlp: int
    heads: int
    kv_heads: int
    vocabulary: int
    tied_embeddings: bool = False

    def matrices(self) -> dict[str, tuple[int, int]]:
        """Input and output width of each weight matrix of one layer, by name."""
        kv_width = self.hidden // self.heads * self.kv_heads
        return {
            "q": (self.hidden, self.hidden),
            "k": (self.hidden, kv_width),
            "v": (self.hidden, kv_width),
            "o": (self.hidden, self.hidden),
            "gate": (self.hidden, self.mlp),
            "up": (self.hidden, self.mlp),
            "down": (self.mlp, self.hidden),
        }

    def parameters(self) -> int:
        """All weights: matrices, two norms a layer and a last one, input and output embeddings."""
        layer = sum(wide * tall for wide, tall in self.matrices().values()) + 2 * self.hidden
        embeddings = (1 if self.tied_embeddings else 2) * self.vocabulary * self.hidden
        return self.layers * layer + self.hidden + embeddings


def lora_parameters(shape: DecoderShape, rank: int, targets: Iterable[str]) -> int:
    """Trainable parameters of rank-`rank` adapters on the `targets` of every layer.

    Each adapted matrix of widths d_in and d_out adds r (d_in + d_out): A is r by d_in, B is d_out
    by r (Hu et al. 2022, https://arxiv.org/abs/2106.09685).

    >>> tiny = DecoderShape(layers=1, hidden=4, mlp=8, heads=2, kv_heads=1, vocabulary=10)
    >>> lora_parameters(tiny, rank=2, targets=["q", "v"])
    28
    """
    if rank < 1:
        raise ValueError(f"rank must be at least 1, got {rank}: common choices are 8 to 64.")
    matrices = shape.matrices()
    chosen = set(targets)
    if not chosen or chosen - matrices.keys():
        raise ValueError(f"targets must name some of {', '.join(matrices)}; got {sorted(chosen)}.")
    return shape.layers * sum(rank * sum(matrices[name]) for name in chosen)


# --8<-- [end:count]


# --8<-- [start:example]
# Llama 3.1 8B, from Meta's own list of models; the MLP width follows from its ffn_dim_multiplier
# 1.3 and multiple_of 1024: 4 * 4096 * 2/3 * 1.3, rounded up to a multiple of 1,024, is 14,336.
# https://github.com/meta-llama/llama-models/blob/084b88e939e954d2851ee28f96398ca54aa8f8f9/models/sku_list.py
LLAMA_3_1_8B = DecoderShape(layers=32, hidden=4096, mlp=14336, heads=32, kv_heads=8, vocabulary=128256)

if __name__ == "__main__":
    total = LLAMA_3_1_8B.parameters()
    print(f"Llama 3.1 8B: {total:,} parameters\n")
    print("adapted     rank   trainable    share")
    for name, targets in (("q, v", ("q", "v")), ("all seven", LLAMA_3_1_8B.matrices())):
        for rank in (8, 16, 64):
            count = lora_parameters(LLAMA_3_1_8B, rank, targets)
            print(f"{name:<10} {rank:>5} {count:>11,}   {count / total:.2%}")
# --8<-- [end:example]
