"""A tiny random model for the lab's fast tests, and the real one for the slow ones.

These tests run in two sessions of `make test`: the lab's environment has torch, the site's what draws figures.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from snippets.lab import data
from snippets.lab.prompts import Example, Template
from tests.support.lab_session import runs_here

if TYPE_CHECKING:
    from snippets.lab.model import LanguageModel

TONES = ("negative", "positive")


def pytest_configure(config: pytest.Config) -> None:
    """Let one known warning pass: PEFT asks a model about something that Transformers has renamed."""
    config.addinivalue_line("filterwarnings", "ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)  # as in the lab; more threads are slower on models this small


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what needs a package of the other environment."""
    return None if runs_here(collection_path.stem.removeprefix("test_")) else True


@pytest.fixture
def needs() -> Callable[..., None]:
    """Give a function that skips the test where a data file is missing, and says what to run."""

    def check(*files: str) -> None:
        missing = [name for name in files if not (data.DATA / name).is_file()]
        if missing:
            pytest.skip(f"needs {', '.join(missing)}; to fetch all data and run this test: make test-lab-data")

    return check


@pytest.fixture
def needs_products(needs: Callable[..., None]) -> None:
    """Skip where the small sentiment package was not fetched."""
    needs("amazon.json")


@pytest.fixture
def examples() -> list[Example]:
    """Give 24 short reviews that a tiny model can learn, and a length each of its own."""
    things = ("phone", "case", "cable", "strap")
    words = {"positive": ("great", "good", "fine"), "negative": ("poor", "bad", "weak")}
    return [
        Example(" ".join([f"{word} {thing}"] * (1 + number % 3)), tone)
        for tone in TONES
        for number, word in enumerate(words[tone])
        for thing in things
    ]


@pytest.fixture
def template() -> Template:
    """Give the layout that the tiny tasks are asked in."""
    return Template("Review: ", "\nSentiment:")


@pytest.fixture
def tiny_task(examples: list[Example], template: Template) -> data.Task:
    """Give the examples as a task: 4 to test on, 2 to develop with, and 18 to draw from, classes by turns."""
    turns = [example for pair in zip(examples[:12], examples[12:], strict=True) for example in pair]
    return data.Task("tiny", template, TONES, tuple(turns[:4]), tuple(turns[4:6]), tuple(turns[6:]))


@pytest.fixture
def shown() -> Callable[[str], str]:
    """Give a function that reads the output of an example as the pages show it."""
    folder = Path(__file__).resolve().parents[2] / "snippets/lab/examples"
    return lambda name: (folder / f"{name}.out").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def _tiny_parts() -> tuple:
    """Train a tokenizer of 700 tokens on the words of the tests; only torch sessions ask for it."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, PreTrainedTokenizerFast

    from snippets.lab.facts import ANIMALS, TOWNS, WORDINGS

    # A blank line at an end makes "\n\n" one token, as in the real tokenizer: cutting there would be unstable.
    words = " positive negative playlist restaurant weather music great good fine poor bad weak phone case cable strap"
    corpus = [words, "Review: x\nSentiment: x\n\n", *(f" {name}" for name in (*ANIMALS, *TOWNS)), *WORDINGS] * 5
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=700,
        show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=["<end>"],
    )
    tokenizer.train_from_iterator(corpus, trainer)
    config = LlamaConfig(
        vocab_size=700,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=200,
        initializer_range=0.2,
    )
    return config, PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<end>", pad_token="<end>")


@pytest.fixture
def tiny_model(_tiny_parts: tuple) -> Callable[..., LanguageModel]:
    """Give a function that makes a Llama of two layers with random weights, the same every time."""
    import torch
    from transformers import LlamaForCausalLM

    from snippets.lab.model import LanguageModel

    config, tokenizer = _tiny_parts

    def make(dtype: torch.dtype = torch.float32) -> LanguageModel:
        torch.manual_seed(0)
        return LanguageModel(LlamaForCausalLM(config).to(dtype).eval(), tokenizer)

    return make


@pytest.fixture(scope="session")
def real_model() -> Callable[..., LanguageModel]:
    """Give a function that loads the lab's own model; skip where its package is not installed."""
    from snippets.lab.model import CACHE, PACKAGE, load

    if find_spec(PACKAGE) is None and not CACHE.is_dir():
        pytest.skip("needs the model; to install it, run: make lab")
    return load
