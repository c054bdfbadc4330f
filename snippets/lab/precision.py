"""Chooses the number format that the language model computes in: the faster of two on this processor.

bfloat16 is several times faster than float32 where the processor multiplies matrices of it by itself (AVX-512 BF16,
AMX), and several times slower, or worse, where it does not.
"""

import os
import time
from collections.abc import Iterable

import torch

from snippets.lab.errors import PrecisionError

PRECISIONS = {"bfloat16": torch.bfloat16, "float32": torch.float32}
VARIABLE = "LAB_PRECISION"
TOKENS, INPUTS, OUTPUTS = 512, 576, 1536  # a batch of queries that meets the widest layer of the model
REPEATS = 5


# --8<-- [start:choose]
def precision(beside: Iterable[str] = ()) -> str:
    """Give the format that LAB_PRECISION names or that earlier runs had, and without either the faster one here.

    Args:
        beside: formats of the runs that the new ones will be compared with.

    Raises:
        PrecisionError: where the variable names an unknown format, or two formats would be mixed.

    """
    named = os.environ.get(VARIABLE)
    if named and named not in PRECISIONS:
        raise PrecisionError(f"{VARIABLE} is '{named}'. Unset it, or choose one of: {', '.join(PRECISIONS)}.")
    wanted = {*beside, *([named] if named else [])}
    if len(wanted) > 1:
        raise PrecisionError(
            f"Runs in {' and '.join(sorted(wanted))} would be mixed. Unset {VARIABLE}, or move the earlier runs away."
        )
    return wanted.pop() if wanted else min(PRECISIONS, key=lambda name: product_seconds(PRECISIONS[name]))


def product_seconds(dtype: torch.dtype) -> float:
    """Give the CPU seconds of a matrix product of the model's shape, the shortest of a few: it is disturbed least."""
    texts, weights = torch.ones(TOKENS, INPUTS, dtype=dtype), torch.ones(OUTPUTS, INPUTS, dtype=dtype)
    taken = []
    for _ in range(1 + REPEATS):  # the first also prepares
        started = time.process_time()
        torch.nn.functional.linear(texts, weights)
        taken.append(time.process_time() - started)
    return min(taken[1:])


# --8<-- [end:choose]
