"""Gives the floating-point operations of a forward pass and of training, from parameters and tokens.

Rule of thumb from Kaplan et al. 2020 (https://arxiv.org/abs/2001.08361): a multiplication and an
addition per weight and token going forward, and twice that going backward. It leaves out attention
over long contexts, recomputed activations and hardware utilisation. For a mixture of experts, give
the active parameters.
"""


# --8<-- [start:flops]
def forward_flops(parameters: float, tokens: float) -> float:
    """Operations to read or write `tokens` tokens once: 2 N D.

    >>> forward_flops(parameters=8e9, tokens=1_000)
    16000000000000.0
    """
    _positive(parameters=parameters, tokens=tokens)
    return 2.0 * parameters * tokens


def training_flops(
    parameters: float,
    tokens: float,
    *,
    epochs: float = 1,
    frozen_base: bool = False,
) -> float:
    """Operations to train on `tokens` tokens, `epochs` times: 6 N D, or 4 N D with a frozen base.

    A frozen base (LoRA and its relatives) needs no gradient of its own weights, which saves 2 N of
    the 4 N of the backward pass; the adapter's own operations are small and left out.

    >>> training_flops(parameters=8e9, tokens=1_000)
    48000000000000.0
    """
    _positive(parameters=parameters, tokens=tokens, epochs=epochs)
    return (4.0 if frozen_base else 6.0) * parameters * tokens * epochs


def requests_to_repay(training: float, parameters: float, prompt_tokens_saved: float) -> float:
    """Count requests until prompt tokens no longer read have saved the operations of `training`.

    Counts compute alone and assumes that no request reuses a cached prompt.

    >>> requests_to_repay(training=48e12, parameters=8e9, prompt_tokens_saved=1_000)
    3.0
    """
    _positive(training=training)
    return training / forward_flops(parameters, prompt_tokens_saved)


# --8<-- [end:flops]


def _positive(**arguments: float) -> None:
    for name, value in arguments.items():
        if not 0 < value < float("inf"):
            raise ValueError(f"{name} must be positive and finite, got {value}: give a count, such as 8e9.")


# --8<-- [start:example]
if __name__ == "__main__":
    # Llama 3.1 8B has 8.03e9 parameters (counted in snippets/resources/lora_parameters.py).
    # The 1M training tokens, 2 epochs and 2,000 prompt tokens are assumptions: put in your own.
    size = 8.03e9
    print(f"read a 2,000-token prompt  {forward_flops(size, 2_000):.2e} FLOPs")
    for name, frozen in (("full fine-tuning", False), ("LoRA", True)):
        spent = training_flops(size, 1_000_000, epochs=2, frozen_base=frozen)
        repaid = requests_to_repay(spent, size, prompt_tokens_saved=2_000)
        print(f"{name:<26} {spent:.2e} FLOPs, repaid after {repaid:,.0f} requests")
# --8<-- [end:example]
