"""Gives the log-probability of each label after a prompt, computing what prompts share only once."""

import copy
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional
from transformers import DynamicCache

from snippets.lab.errors import LabelError, PromptTooLongError
from snippets.lab.model import LanguageModel

BATCH_TOKENS = 512  # of queries; larger batches were no faster on a CPU


# --8<-- [start:score]
class Scorer:
    """Scores labels for many queries that follow the same prefix, whose keys and values are kept.

    The score of a label is the log-probability of its token over the whole vocabulary, where the
    prompt ends. With a soft prompt, its vectors take the place of the prefix.
    """

    def __init__(
        self, model: LanguageModel, labels: Sequence[str], prefix: str = "", soft_prompt: torch.Tensor | None = None
    ) -> None:
        """Read the prefix once.

        Args:
            model: the language model.
            labels: words that may follow; each must be one token.
            prefix: text before every query, such as demonstrations; see `few_shot`.
            soft_prompt: (vectors, width), used instead of a prefix.

        Raises:
            LabelError: where a label is not a single token.
            PromptTooLongError: where the prefix leaves no room for a query.

        """
        self.model = model
        self.labels = torch.tensor(label_tokens(model, labels))
        embedded = model.network.get_input_embeddings()(torch.tensor([_encode(model, prefix)], dtype=torch.long))
        if soft_prompt is not None:
            embedded = soft_prompt.to(embedded.dtype)[None]
        self.prefix_tokens = embedded.shape[1]
        self._check_length(0)
        self._cache = None
        if self.prefix_tokens:
            self._cache = DynamicCache(config=model.network.config)
            with torch.inference_mode():
                model.network.model(inputs_embeds=embedded, past_key_values=self._cache, use_cache=True)

    def score(self, queries: Sequence[str]) -> NDArray[np.float64]:
        """Give the log-probabilities, (queries, labels), of the labels after prefix and query.

        Raises:
            PromptTooLongError: where prefix and query do not fit into the model's context.

        """
        encoded = [_encode(self.model, query) for query in queries]
        scores = np.empty((len(queries), len(self.labels)))
        for rows in equal_lengths(encoded):
            self._check_length(len(encoded[rows[0]]))
            scores[rows] = self._score(torch.tensor([encoded[row] for row in rows])).numpy()
        return scores

    @torch.inference_mode()
    def _score(self, tokens: torch.Tensor) -> torch.Tensor:
        cache = copy.deepcopy(self._cache)
        if cache is not None:
            cache.batch_repeat_interleave(len(tokens))
        hidden = self.model.network.model(tokens, past_key_values=cache, use_cache=cache is not None).last_hidden_state
        # Only the last position is asked for, so only there is the vocabulary computed.
        logits = functional.linear(hidden[:, -1], self.model.network.lm_head.weight)
        return logits.double().log_softmax(-1)[:, self.labels]

    def _check_length(self, query_tokens: int) -> None:
        needed, room = self.prefix_tokens + query_tokens + 1, self.model.context
        if needed > room:
            raise PromptTooLongError(
                f"Prompt and label need {needed} tokens, {self.prefix_tokens} of them for the prefix; the model takes "
                f"{room}. Give fewer or shorter demonstrations."
            )


# --8<-- [end:score]


def label_tokens(model: LanguageModel, labels: Sequence[str]) -> list[int]:
    """Give the token of each label, written after a space.

    Raises:
        LabelError: where there are fewer than two, two are alike, or one is empty or not a single token.

    """
    if len(labels) < 2 or len(set(labels)) < len(labels) or not all(labels):
        raise LabelError(f"Give two or more different labels, none of them empty, got {list(labels)}.")
    tokens = []
    for label in labels:
        encoded = _encode(model, f" {label}")
        if len(encoded) != 1:
            raise LabelError(
                f"The label '{label}' is {len(encoded)} tokens to this model, and one is needed, "
                "since a longer label would be less probable only for its length. Choose another word."
            )
        tokens += encoded
    return tokens


def _encode(model: LanguageModel, text: str) -> list[int]:
    return model.tokenizer(text, add_special_tokens=False)["input_ids"] if text else []


def equal_lengths(encoded: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Give the rows in batches of one length, so that nothing is padded."""
    by_length = defaultdict(list)
    for row, tokens in enumerate(encoded):
        by_length[len(tokens)].append(row)
    for length, rows in sorted(by_length.items()):
        size = max(1, BATCH_TOKENS // length)
        yield from (rows[start : start + size] for start in range(0, len(rows), size))
