"""Each way of tuning learns, changes what it should and nothing else, and repeats by its seed."""

import random
from collections.abc import Callable

import pytest
import torch

from snippets.lab.errors import PoolError, PromptTooLongError
from snippets.lab.model import LanguageModel
from snippets.lab.prompts import Example, Template
from snippets.lab.scoring import Scorer, label_tokens
from snippets.lab.tuning import Settings, Tuned, _batches, _rate, tune

LABELS = ("negative", "positive")
EPOCHS = 8
SETTINGS = {
    "lora": Settings("lora", 1e-2, epochs=EPOCHS),
    "full": Settings("full", 3e-3, epochs=EPOCHS),
    "soft-prompt": Settings("soft-prompt", 1e-1, epochs=EPOCHS),
}
Tune = Callable[..., Tuned]
_done: dict[tuple[str, int], Tuned] = {}


@pytest.fixture
def tuned(tiny_model: Callable[..., LanguageModel], examples: list[Example], template: Template) -> Tune:
    """Give a function that tunes a tiny model on the examples, and keeps it for other tests unless asked again."""

    def make(method: str, seed: int = 0, *, again: bool = False) -> Tuned:
        if again or (method, seed) not in _done:
            _done[method, seed] = fresh(method, seed)
        return _done[method, seed]

    def fresh(method: str, seed: int) -> Tuned:
        model = tiny_model(torch.bfloat16)
        tokens = dict(zip(LABELS, label_tokens(model, LABELS), strict=True))
        prompts = [template.ask(example.text) for example in examples]
        torch.seed()  # only the seed that is given may matter
        return tune(model, prompts, [tokens[example.label] for example in examples], SETTINGS[method], seed)

    return make


@pytest.mark.parametrize("method", SETTINGS)
def test_the_loss_falls_and_the_model_answers_better(
    method: str,
    tuned: Tune,
    tiny_model: Callable[..., LanguageModel],
    examples: list[Example],
    template: Template,
) -> None:
    result = tuned(method)
    assert len(result.losses) == EPOCHS * 3
    assert result.model.network.lm_head.weight.dtype == torch.bfloat16
    assert sum(result.losses[-3:]) < 0.8 * sum(result.losses[:3])

    def score(scorer: Scorer) -> float:
        scores = scorer.score([template.ask(example.text) for example in examples])
        return sum(row[LABELS.index(example.label)] for row, example in zip(scores, examples, strict=True))

    before = score(Scorer(tiny_model(torch.bfloat16), LABELS))
    assert score(Scorer(result.model, LABELS, soft_prompt=result.soft_prompt)) > before + 10


@pytest.mark.parametrize("method", SETTINGS)
def test_a_seed_decides_everything(method: str, tuned: Tune) -> None:
    first, again, other = tuned(method), tuned(method, again=True), tuned(method, seed=1)
    assert first.losses == again.losses
    assert first.losses != other.losses
    for name, weights in first.model.network.state_dict().items():
        assert torch.equal(weights, again.model.network.state_dict()[name]), name


@pytest.mark.parametrize("method", ["lora", "soft-prompt"])
def test_base_weights_stay_as_they_were(method: str, tuned: Tune, tiny_model: Callable[..., LanguageModel]) -> None:
    base = dict(tiny_model(torch.bfloat16).network.named_parameters())
    result = tuned(method)
    kept = {
        name.replace(".base_layer", ""): weights
        for name, weights in result.model.network.named_parameters()
        if "lora_" not in name
    }
    assert kept.keys() == base.keys()
    assert not [name for name, weights in base.items() if not torch.equal(weights, kept[name])]


def test_what_is_trained_is_counted(tuned: Tune, tiny_model: Callable[..., LanguageModel]) -> None:
    network = tiny_model().network
    config = network.config
    # Rank 8: 8 * (inputs + outputs) for each linear layer but the one that gives the vocabulary.
    linear = [layer for layer in network.model.modules() if isinstance(layer, torch.nn.Linear)]
    assert tuned("lora").trainable == sum(8 * (layer.in_features + layer.out_features) for layer in linear)
    assert tuned("full").trainable == sum(weights.numel() for weights in network.parameters())
    soft = tuned("soft-prompt")
    assert soft.trainable == 10 * config.hidden_size
    assert soft.soft_prompt is not None
    assert soft.soft_prompt.shape == (10, config.hidden_size)


def test_tokens_are_those_of_the_prompts_in_every_epoch(
    tuned: Tune, tiny_model: Callable[..., LanguageModel], examples: list[Example], template: Template
) -> None:
    prompts = [template.ask(example.text) for example in examples]
    encoded = tiny_model().tokenizer(prompts, add_special_tokens=False)["input_ids"]
    assert tuned("lora").tokens == EPOCHS * sum(map(len, encoded))


def test_the_loss_is_that_of_the_answer_alone_and_padding_does_not_count(
    tiny_model: Callable[..., LanguageModel],
) -> None:
    """The first loss, before any step, against the model's own forward pass on each prompt alone."""
    prompts, words = ["great phone", "weak cable weak cable", "bad"], ("positive", "negative", "negative")
    model = tiny_model()
    answers = [label_tokens(model, LABELS)[LABELS.index(word)] for word in words]
    expected = 0.0
    for prompt, answer in zip(prompts, answers, strict=True):
        tokens = torch.tensor([model.tokenizer(prompt, add_special_tokens=False)["input_ids"]])
        expected -= model.network(tokens).logits[0, -1].log_softmax(-1)[answer].item() / len(prompts)
    result = tune(tiny_model(torch.bfloat16), prompts, answers, Settings("lora", 1e-3, epochs=1), seed=0)
    assert result.losses == [pytest.approx(expected, abs=0.05)]  # bfloat16 has three digits


@pytest.mark.parametrize("count", [1, 8, 9, 40])
def test_batches_hold_every_row_once(count: int) -> None:
    lengths = [random.Random(row).randrange(3, 30) for row in range(count)]
    batches = list(_batches(lengths, 8, random.Random(0)))
    assert sorted(row for batch in batches for row in batch) == list(range(count))
    assert len(batches) == -(-count // 8)
    assert max(map(len, batches)) <= 8


def test_the_learning_rate_rises_and_falls() -> None:
    rates = [_rate(step, 20, 0.1) for step in range(21)]
    assert rates[:3] == [0.5, 1.0, 1.0]
    assert rates[1:] == sorted(rates[1:], reverse=True)
    assert rates[20] == 0.0
    assert _rate(0, 1, 0.1) == 1.0


def test_nothing_to_tune_on_is_refused(tiny_model: Callable[..., LanguageModel]) -> None:
    with pytest.raises(PoolError, match="nothing to tune on"):
        tune(tiny_model(), [], [], SETTINGS["lora"], 0)


@pytest.mark.parametrize(("method", "fits"), [("lora", 199), ("soft-prompt", 189)])
def test_a_prompt_longer_than_the_context_is_refused(
    method: str, fits: int, tiny_model: Callable[..., LanguageModel]
) -> None:
    settings = Settings(method, 1e-3, epochs=1)
    tune(tiny_model(torch.bfloat16), [" great" * fits], [5], settings, 0)
    with pytest.raises(PromptTooLongError, match=f"A prompt of {fits + 1} tokens.* the model takes 200"):
        tune(tiny_model(torch.bfloat16), [" great" * (fits + 1)], [5], settings, 0)
