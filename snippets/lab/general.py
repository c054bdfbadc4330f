"""Gives measures of what a model can do besides its task: another task, facts, and plain text."""

from typing import Any

import torch
from torch.nn import functional

from snippets.lab.calibration import digits
from snippets.lab.data import Task, facts_of_the_world, load_task
from snippets.lab.model import LanguageModel
from snippets.lab.scoring import Scorer, equal_lengths

ITEMS, SENTENCES = 200, 60


@torch.inference_mode()
def general_ability(model: LanguageModel, tuned_on: Task, soft_prompt: torch.Tensor | None = None) -> dict[str, Any]:
    """Measure a model on what it was not tuned on; a soft prompt stays before every text.

    Returns:
        `other`: the name of another task, and `predictions` without examples on its first ITEMS test items;
        `recall`: for 200 statements about the world, whether the first token of the answer was the likeliest;
        `loss`: mean negative log-likelihood of a token, in nats, of restaurant reviews.

    """
    other = load_task("intent" if tuned_on.name == "products" else "products")
    scorer = Scorer(model, other.labels, soft_prompt=soft_prompt)
    scores = scorer.score([other.template.ask(example.text) for example in other.test[:ITEMS]])
    text = [example.text for example in load_task("restaurants").test[:SENTENCES]]
    return {
        "other": other.name,
        "predictions": {"raw": digits(scores.argmax(axis=1))},
        "recall": _recall(model, soft_prompt),
        "loss": round(_loss(model, text, soft_prompt), 4),
    }


def _hidden(model: LanguageModel, tokens: torch.Tensor, soft_prompt: torch.Tensor | None) -> torch.Tensor:
    """Give the last layer, (texts, tokens, width), of texts of one length, (texts, tokens)."""
    embedded = model.network.get_input_embeddings()(tokens)
    if soft_prompt is not None:
        embedded = torch.cat([soft_prompt.to(embedded.dtype).expand(len(tokens), -1, -1), embedded], dim=1)
    return model.network.model(inputs_embeds=embedded).last_hidden_state[:, -tokens.shape[1] :]


def _recall(model: LanguageModel, soft_prompt: torch.Tensor | None) -> str:
    statements, answers = zip(*facts_of_the_world(), strict=True)
    encoded = model.tokenizer(list(statements), add_special_tokens=False)["input_ids"]
    wanted = [model.tokenizer(f" {answer}", add_special_tokens=False)["input_ids"][0] for answer in answers]
    said = [0] * len(wanted)
    for rows in equal_lengths(encoded):
        hidden = _hidden(model, torch.tensor([encoded[row] for row in rows]), soft_prompt)[:, -1]
        likeliest = functional.linear(hidden, model.network.lm_head.weight).argmax(dim=1)
        for row, token in zip(rows, likeliest.tolist(), strict=True):
            said[row] = token
    return digits([token == right for token, right in zip(said, wanted, strict=True)])


def _loss(model: LanguageModel, texts: list[str], soft_prompt: torch.Tensor | None) -> float:
    encoded = model.tokenizer(texts, add_special_tokens=False)["input_ids"]
    encoded = [tokens for tokens in encoded if len(tokens) > 1]  # the first token has nothing to follow from
    total = 0.0
    for rows in equal_lengths(encoded):
        tokens = torch.tensor([encoded[row] for row in rows])
        hidden = _hidden(model, tokens, soft_prompt)[:, :-1].flatten(0, 1)
        logits = functional.linear(hidden, model.network.lm_head.weight)
        total += functional.cross_entropy(logits.float(), tokens[:, 1:].flatten(), reduction="sum").item()
    return total / sum(len(tokens) - 1 for tokens in encoded)
