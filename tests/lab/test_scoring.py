"""Scores are log-probabilities of the whole prompt, whatever is kept, batched or put before it."""

from collections.abc import Callable

import numpy as np
import pytest
import torch

from snippets.lab.errors import LabelError, PromptTooLongError
from snippets.lab.model import LanguageModel
from snippets.lab.prompts import Example, Template, few_shot
from snippets.lab.scoring import BATCH_TOKENS, Scorer, equal_lengths, label_tokens

LABELS = ("negative", "positive")


@pytest.fixture
def model(tiny_model: Callable[..., LanguageModel]) -> LanguageModel:
    """Give the tiny model in float32."""
    return tiny_model()


def plainly(model: LanguageModel, prompt: str) -> np.ndarray:
    """Score one whole prompt by the model's own forward pass: the log-probability of each label."""
    tokens = torch.tensor([model.tokenizer(prompt, add_special_tokens=False)["input_ids"]])
    with torch.inference_mode():
        logits = model.network(tokens).logits[0, -1]
    return logits.double().log_softmax(-1)[label_tokens(model, LABELS)].numpy()


@pytest.mark.parametrize("shots", [0, 1, 5])
def test_a_kept_prefix_gives_the_scores_of_the_whole_prompt(
    model: LanguageModel, examples: list[Example], template: Template, shots: int
) -> None:
    prefix, start = few_shot(template, examples[:shots])
    queries = [start + template.ask(example.text) for example in examples]
    scores = Scorer(model, LABELS, prefix).score(queries)
    expected = np.array([plainly(model, prefix + query) for query in queries])
    assert scores == pytest.approx(expected, abs=1e-4)
    # The comparison would see a difference: inputs, and what stands before them, do change the scores.
    assert np.ptp(scores, axis=0).min() > 0.01
    assert shots == 0 or not np.allclose(scores, Scorer(model, LABELS).score(queries), atol=0.01)


def test_tokens_of_prefix_and_query_are_those_of_the_whole_prompt(
    model: LanguageModel, examples: list[Example], template: Template
) -> None:
    def tokens(text: str) -> list[int]:
        return model.tokenizer(text, add_special_tokens=False)["input_ids"]

    prefix, start = few_shot(template, examples[:3])
    query = template.ask(examples[5].text)
    assert tokens(prefix) + tokens(start + query) == tokens(prefix + start + query)
    # Cutting after the blank line, as one would think of first, gives tokens that the whole prompt does not have.
    assert tokens(prefix + start) + tokens(query) != tokens(prefix + start + query)


def test_a_batch_gives_what_a_loop_gives(model: LanguageModel, examples: list[Example], template: Template) -> None:
    prefix, start = few_shot(template, examples[:2])
    queries = [start + template.ask(example.text) for example in examples]
    scorer = Scorer(model, LABELS, prefix)
    together = scorer.score(queries)
    alone = np.concatenate([scorer.score([query]) for query in queries])
    assert together == pytest.approx(alone, abs=1e-5)
    assert scorer.score(queries[::-1])[::-1] == pytest.approx(together, abs=1e-5)


def test_a_soft_prompt_takes_the_place_of_the_prefix(model: LanguageModel, template: Template) -> None:
    """Vectors that are the embeddings of a text give the scores of that text."""
    prefix, query = "Review: great phone", template.ask("good")
    tokens = torch.tensor(model.tokenizer(prefix, add_special_tokens=False)["input_ids"])
    vectors = model.network.get_input_embeddings()(tokens).detach()
    assert Scorer(model, LABELS, soft_prompt=vectors).score(["\n" + query]) == pytest.approx(
        Scorer(model, LABELS, prefix).score(["\n" + query]), abs=1e-5
    )


def test_lengths_are_not_mixed_and_every_row_comes_once() -> None:
    encoded = [[0] * length for length in (3, 200, 3, 7, 200, 200, 3)] * 20
    batches = list(equal_lengths(encoded))
    assert sorted(row for rows in batches for row in rows) == list(range(len(encoded)))
    for rows in batches:
        assert len({len(encoded[row]) for row in rows}) == 1
        assert len(rows) * len(encoded[rows[0]]) <= BATCH_TOKENS


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (("positive",), "two or more different labels"),
        (("positive", "positive"), "two or more different labels"),
        (("positive", "xylophone"), "The label 'xylophone' is .* tokens to this model, and one is needed"),
        (("positive", ""), "none of them empty"),
    ],
)
def test_labels_that_cannot_be_scored_are_named(model: LanguageModel, labels: tuple[str, ...], message: str) -> None:
    with pytest.raises(LabelError, match=message):
        Scorer(model, labels)


def test_a_label_is_scored_with_the_space_before_it(model: LanguageModel) -> None:
    assert model.tokenizer.convert_ids_to_tokens(label_tokens(model, LABELS)) == ["Ġnegative", "Ġpositive"]


def test_a_prefix_without_room_for_a_query_is_refused(
    model: LanguageModel, examples: list[Example], template: Template
) -> None:
    prefix, _ = few_shot(template, examples)
    with pytest.raises(PromptTooLongError, match=r"need \d+ tokens, \d+ of them for the prefix; the model takes 200"):
        Scorer(model, LABELS, prefix)


def test_a_query_that_does_not_fit_is_refused_before_anything_is_computed(model: LanguageModel) -> None:
    scorer = Scorer(model, LABELS)
    longest = " great" * (model.context - 1)
    assert scorer.score([longest]).shape == (1, 2)
    with pytest.raises(PromptTooLongError, match=f"need {model.context + 1} tokens, 0 of them for the prefix"):
        scorer.score([longest + " great"])
