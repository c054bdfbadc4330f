"""Training lowers the loss, repeats itself, and does not depend on the number of processes."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch.nn import functional

from snippets.lab.data import Task
from snippets.lab.errors import PoolError
from snippets.lab.examples.lora_training import train
from snippets.lab.model import LanguageModel
from snippets.lab.scoring import label_tokens

ROOT = Path(__file__).resolve().parents[3]


def test_the_loss_falls_and_the_seed_decides_it(tiny_model: Callable[..., LanguageModel], tiny_task: Task) -> None:
    _, losses = train(tiny_model(), tiny_task, tiny_task.pool[:16], epochs=12)
    assert len(losses) == 24
    assert sum(losses[-4:]) < 0.9 * sum(losses[:4])
    model = tiny_model()
    torch.seed()  # only the seed that is given may matter
    assert train(model, tiny_task, tiny_task.pool[:16], epochs=1)[1] == losses[:2]
    assert train(tiny_model(), tiny_task, tiny_task.pool[:16], epochs=1, seed=1)[1] != losses[:2]


def test_the_first_loss_is_that_of_the_label_after_each_text(
    tiny_model: Callable[..., LanguageModel], tiny_task: Task
) -> None:
    model, drawn = tiny_model(), tiny_task.pool[:8]
    tokens = dict(zip(tiny_task.labels, label_tokens(model, tiny_task.labels), strict=True))
    alone = []
    for example in drawn:
        text = model.tokenizer(tiny_task.template.ask(example.text), return_tensors="pt")["input_ids"]
        logits = model.network(text).logits[0, -1]
        alone.append(functional.cross_entropy(logits, torch.tensor(tokens[example.label])).item())
    _, losses = train(model, tiny_task, drawn, epochs=1)
    assert losses == [pytest.approx(sum(alone) / 8, abs=1e-4)]


def test_only_the_adapter_is_trained(tiny_model: Callable[..., LanguageModel], tiny_task: Task) -> None:
    adapted, _ = train(tiny_model(), tiny_task, tiny_task.pool[:8], epochs=1)
    base = tiny_model().network.state_dict()
    kept = {name.replace(".base_layer", ""): weight for name, weight in adapted.get_base_model().state_dict().items()}
    assert all(torch.equal(weight, kept[name]) for name, weight in base.items())


@pytest.mark.parametrize("count", [0, 9])
def test_batches_that_cannot_be_shared_are_refused(
    count: int, tiny_model: Callable[..., LanguageModel], tiny_task: Task
) -> None:
    with pytest.raises(PoolError, match=f"{count} examples do not fill batches of 8, shared by 1 processes"):
        train(tiny_model(), tiny_task, tiny_task.pool[:count])


@pytest.mark.slow
@pytest.mark.usefixtures("needs_products", "real_model")
def test_two_processes_give_the_loss_curve_of_one(shown: Callable[[str], str]) -> None:
    command = [sys.executable, "-m", "accelerate.commands.launch", "--cpu", "--num_processes", "2"]
    done = subprocess.run(
        [*command, "-m", "snippets.lab.examples.lora_training"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr

    def curve(output: str) -> list[float]:
        (line,) = re.findall(r"loss of each step: (.*)", output)  # printed by one of the two
        return [float(loss) for loss in line.split()]

    assert len(curve(done.stdout)) > 4
    assert curve(done.stdout) == pytest.approx(curve(shown("lora_training")), abs=0.02)
