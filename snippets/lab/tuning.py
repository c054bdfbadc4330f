"""Gives a model tuned on labelled examples: LoRA, all weights, or a soft prompt."""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import torch
from peft import LoraConfig, PromptTuningConfig, get_peft_model
from peft.helpers import disable_input_dtype_casting
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from snippets.lab.errors import PoolError, PromptTooLongError
from snippets.lab.model import LanguageModel

Method = Literal["lora", "full", "soft-prompt"]


# --8<-- [start:settings]
@dataclass(frozen=True)
class Settings:
    """How to tune. Steps are `epochs` times the examples, divided by `batch`."""

    method: Method
    learning_rate: float
    epochs: int
    batch: int = 8
    rank: int = 8  # LoRA; alpha is twice the rank
    vectors: int = 10  # soft prompt
    warm_up: float = 0.1  # share of the steps


# --8<-- [end:settings]


@dataclass(frozen=True)
class Tuned:
    """A tuned model, what training cost, and its soft prompt if it has one, (vectors, width)."""

    model: LanguageModel
    losses: list[float]
    trainable: int
    tokens: int
    soft_prompt: torch.Tensor | None = None


# --8<-- [start:tune]
def tune(model: LanguageModel, prompts: Sequence[str], answers: Sequence[int], settings: Settings, seed: int) -> Tuned:
    """Tune on the answer that should follow each prompt; the loss is the cross-entropy of that token alone.

    The given model is changed in place. AdamW with linear warm-up and decay. It computes in the
    format of the model; weights that are trained are kept in float32.

    Args:
        model: a model in bfloat16 or float32.
        prompts: texts that end where the answer begins.
        answers: token after each prompt.
        settings: method, learning rate and length of training.
        seed: decides the order of examples and the start of new weights.

    Raises:
        PoolError: where there are no examples.
        PromptTooLongError: where a prompt does not fit into the model's context.

    """
    if not prompts:
        raise PoolError("There is nothing to tune on: give at least one example.")
    encoded = [torch.tensor(tokens) for tokens in model.tokenizer(list(prompts), add_special_tokens=False)["input_ids"]]
    longest, vectors = max(map(len, encoded)), settings.vectors if settings.method == "soft-prompt" else 0
    if longest + vectors + 1 > model.context:
        raise PromptTooLongError(
            f"A prompt of {longest} tokens, {vectors} vectors and the answer do not fit: the model takes "
            f"{model.context}. Shorten or leave out that example."
        )
    dtype = model.network.dtype
    torch.manual_seed(seed)
    prepare = {"lora": _prepare_lora, "full": _prepare_full, "soft-prompt": _prepare_soft_prompt}
    trained, soft_prompt = prepare[settings.method](model, settings)

    optimizer = torch.optim.AdamW(trained, lr=settings.learning_rate, weight_decay=0.0, fused=True)
    steps = settings.epochs * math.ceil(len(prompts) / settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, settings.warm_up))
    order = random.Random(seed)
    losses = []
    for _ in range(settings.epochs):
        for chosen in _batches([len(tokens) for tokens in encoded], settings.batch, order):
            wanted = torch.tensor([answers[row] for row in chosen])
            logits = _logits(model, [encoded[row] for row in chosen], soft_prompt, dtype)
            loss = functional.cross_entropy(logits, wanted)
            loss.backward()
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses.append(loss.item())
    model.network.eval().to(dtype)
    return Tuned(
        model,
        losses,
        trainable=sum(weights.numel() for weights in trained),
        tokens=settings.epochs * sum(len(tokens) for tokens in encoded),
        soft_prompt=None if soft_prompt is None else soft_prompt().detach(),
    )


# --8<-- [end:tune]


def _batches(lengths: Sequence[int], size: int, order: random.Random) -> Iterator[list[int]]:
    """Give rows in random batches of similar length, so that little is padded: sorted within every four batches."""
    rows = order.sample(range(len(lengths)), len(lengths))
    for start in range(0, len(rows), 4 * size):
        group = sorted(rows[start : start + 4 * size], key=lambda row: lengths[row])
        batches = [group[first : first + size] for first in range(0, len(group), size)]
        yield from order.sample(batches, len(batches))


def _logits(
    model: LanguageModel,
    encoded: Sequence[torch.Tensor],
    soft_prompt: Callable[[], torch.Tensor] | None,
    dtype: torch.dtype,
) -> torch.Tensor:
    """Give the logits, (examples, vocabulary), after the last token of each example, computed in `dtype`."""
    last = torch.tensor([len(tokens) - 1 for tokens in encoded])
    # Padding stands on the right, where no earlier token looks, so that no mask is needed.
    embedded = model.network.get_input_embeddings()(pad_sequence(list(encoded), batch_first=True))
    if soft_prompt is not None:
        vectors = soft_prompt()
        embedded = torch.cat([vectors.to(embedded.dtype).expand(len(encoded), -1, -1), embedded], dim=1)
        last = last + len(vectors)
    mixed = torch.autocast("cpu", dtype=dtype, enabled=dtype != torch.float32)
    with mixed, disable_input_dtype_casting(model.network):
        hidden = model.network.model(inputs_embeds=embedded, use_cache=False).last_hidden_state
        logits = functional.linear(hidden[torch.arange(len(encoded)), last], model.network.lm_head.weight)
    return logits.float()


def _rate(step: int, steps: int, warm_up: float) -> float:
    rising = max(1, round(warm_up * steps))
    return min((step + 1) / rising, (steps - step) / max(1, steps - rising))


_Prepared = tuple[list[torch.nn.Parameter], Callable[[], torch.Tensor] | None]


def _prepare_lora(model: LanguageModel, settings: Settings) -> _Prepared:
    config = LoraConfig(
        r=settings.rank, lora_alpha=2 * settings.rank, target_modules="all-linear", task_type="CAUSAL_LM"
    )
    # PEFT puts the adapters into the layers of the network itself.
    wrapped = get_peft_model(model.network, config)
    return [weights for weights in wrapped.parameters() if weights.requires_grad], None


def _prepare_full(model: LanguageModel, settings: Settings) -> _Prepared:
    return list(model.network.float().requires_grad_(True).parameters()), None


def _prepare_soft_prompt(model: LanguageModel, settings: Settings) -> _Prepared:
    config = PromptTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=settings.vectors)
    wrapped = get_peft_model(model.network, config)
    return [weights for weights in wrapped.parameters() if weights.requires_grad], lambda: wrapped.get_prompt(1)[0]
