"""Gives the trainable parameters of LoRA adapters on a decoder, and the decoder's own parameters."""

from collections.abc import Iterable
from dataclasses import dataclass


# --8<-- [start:count]
@dataclass(frozen=True)
class DecoderShape:
    """Sizes of a decoder with gated MLP blocks, as a model's configuration gives them.

    `head_dim` is the width of one head. Left out, it is hidden / heads; many models have another one
    in their configuration. In a mixture of experts, `mlp` is the width of one expert, every layer has
    `experts` of them, and a token is read by `active_experts`; layers without experts, and experts
    that every token passes, are not provided for. `vectors` counts the numbers that a layer holds
    beside its matrices and two norms: further norms, such as those of queries and keys, and biases.

    Raises ValueError for a size that no configuration can have, and names it.
    """

    layers: int
    hidden: int
    mlp: int
    heads: int
    kv_heads: int
    vocabulary: int
    tied_embeddings: bool = False
    head_dim: int | None = None
    experts: int = 1
    active_experts: int = 1
    vectors: int = 0

    def __post_init__(self) -> None:
        """Refuse a shape that no model has."""
        for each in ("layers", "hidden", "mlp", "heads", "kv_heads", "vocabulary", "experts", "active_experts"):
            _whole(each, getattr(self, each), 1, "see the configuration")
        _whole("vectors", self.vectors, 0, "count the further norms and biases of one layer")
        if self.head_dim is not None:
            _whole("head_dim", self.head_dim, 1, "see the configuration")
        elif self.hidden % self.heads:
            raise ValueError(
                f"heads must divide hidden where head_dim is left out, got {self.heads} and {self.hidden}: "
                "give head_dim, as the configuration does."
            )
        if self.active_experts > self.experts:
            raise ValueError(f"active_experts must be at most experts, got {self.active_experts} of {self.experts}.")

    def matrices(self) -> dict[str, tuple[int, int]]:
        """Input and output width of each weight matrix of one layer, or of one expert in it, by name."""
        head = self.head_dim or self.hidden // self.heads
        return {
            "q": (self.hidden, self.heads * head),
            "k": (self.hidden, self.kv_heads * head),
            "v": (self.hidden, self.kv_heads * head),
            "o": (self.heads * head, self.hidden),
            "gate": (self.hidden, self.mlp),
            "up": (self.hidden, self.mlp),
            "down": (self.mlp, self.hidden),
        }

    def parameters(self) -> int:
        """All weights: matrices, norms and other vectors, routers, input and output embeddings."""
        return self._parameters(self.experts)

    def active_parameters(self) -> int:
        """Weights that one token uses: all of them, or those of its experts and what all tokens share."""
        return self._parameters(self.active_experts)

    def _parameters(self, experts: int) -> int:
        sizes = {name: wide * tall for name, (wide, tall) in self.matrices().items()}
        layer = sum(size * (experts if name in MLP else 1) for name, size in sizes.items())
        router = self.hidden * self.experts if self.experts > 1 else 0
        embeddings = (1 if self.tied_embeddings else 2) * self.vocabulary * self.hidden
        return self.layers * (layer + router + 2 * self.hidden + self.vectors) + self.hidden + embeddings


MLP = frozenset({"gate", "up", "down"})  # what every expert has of its own


def lora_parameters(shape: DecoderShape, rank: int, targets: Iterable[str]) -> int:
    """Trainable parameters of rank-`rank` adapters on the `targets` of every layer.

    Each adapted matrix of widths d_in and d_out adds r (d_in + d_out): A is r by d_in, B is d_out
    by r (Hu et al. 2022, https://arxiv.org/abs/2106.09685). Every expert gets adapters of its own,
    the router none. Software that stores gate and up as one matrix may count otherwise.

    >>> tiny = DecoderShape(layers=1, hidden=4, mlp=8, heads=2, kv_heads=1, vocabulary=10)
    >>> lora_parameters(tiny, rank=2, targets=["q", "v"])
    28
    """
    _whole("rank", rank, 1, "common choices are 8 to 64")
    matrices = shape.matrices()
    chosen = set(targets)
    if not chosen or chosen - matrices.keys():
        raise ValueError(f"targets must name some of {', '.join(matrices)}; got {sorted(chosen)}.")
    widths = (sum(matrices[name]) * (shape.experts if name in MLP else 1) for name in chosen)
    return shape.layers * rank * sum(widths)


# --8<-- [end:count]


def _whole(name: str, value: float, least: int, advice: str) -> None:
    if not value >= least or value % 1:
        raise ValueError(f"{name} must be a whole number, {least} or more, got {value}: {advice}.")


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
