"""What a model can do besides its task is measured on texts that its task does not have."""

from collections.abc import Callable

import pytest
import torch

from snippets.lab import general
from snippets.lab.data import Task
from snippets.lab.general import general_ability
from snippets.lab.model import LanguageModel
from snippets.lab.prompts import Example, Template

LABELS = ("playlist", "weather")
FACTS = [("great phone", "good"), ("poor case", "weak"), ("owl fox", "bear")]


def made_up(name: str) -> Task:
    texts = [Example(f"{name} {word} {word}", LABELS[len(word) % 2]) for word in ("great", "poor", "bad cable", "fine")]
    return Task(name, Template("", " is"), LABELS, tuple(texts), (), ())


@pytest.fixture(autouse=True)
def _small_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(general, "load_task", made_up)
    monkeypatch.setattr(general, "facts_of_the_world", lambda: FACTS)


def test_the_other_task_is_another_one(tiny_model: Callable[..., LanguageModel]) -> None:
    for name, other in {"products": "intent", "intent": "products", "spam": "products"}.items():
        measured = general_ability(tiny_model(), made_up(name))
        assert measured["other"] == other
        assert len(measured["predictions"]["raw"]) == 4


def test_loss_and_recall_are_those_of_the_models_own_forward_pass(tiny_model: Callable[..., LanguageModel]) -> None:
    model = tiny_model()

    def encoded(text: str) -> torch.Tensor:
        return torch.tensor([model.tokenizer(text, add_special_tokens=False)["input_ids"]])

    losses, tokens = 0.0, 0
    for example in made_up("restaurants").test:
        row = encoded(example.text)
        losses += model.network(row, labels=row).loss.item() * (row.shape[1] - 1)
        tokens += row.shape[1] - 1
    right = "".join(
        str(int(model.network(encoded(said)).logits[0, -1].argmax() == encoded(f" {answer}")[0, 0]))
        for said, answer in FACTS
    )
    measured = general_ability(model, made_up("products"))
    assert measured["loss"] == pytest.approx(losses / tokens, abs=1e-3)
    assert measured["recall"] == right


def test_a_fact_counts_when_its_first_token_is_the_likeliest(
    tiny_model: Callable[..., LanguageModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tiny_model()
    words = [" great", " good", " owl", " fox", " weak"]
    said = model.tokenizer("great phone", add_special_tokens=False)["input_ids"]
    tokens = [model.tokenizer(word, add_special_tokens=False)["input_ids"][0] for word in words]
    # The only word with a row of its own in the last layer is then the likeliest, or its opposite the least likely.
    with torch.no_grad():
        hidden = model.network.model(torch.tensor([said])).last_hidden_state[0, -1]
        model.network.lm_head.weight.zero_()
        model.network.lm_head.weight[tokens[2]] = hidden
    monkeypatch.setattr(general, "facts_of_the_world", lambda: [("great phone", word.strip()) for word in words])
    assert general_ability(model, made_up("products"))["recall"] == "00100"


def test_a_soft_prompt_stands_before_every_text(tiny_model: Callable[..., LanguageModel]) -> None:
    model = tiny_model()
    plain = general_ability(model, made_up("products"))
    nudged = general_ability(model, made_up("products"), torch.randn(10, 32, generator=torch.manual_seed(0)))
    assert nudged["loss"] != plain["loss"]
