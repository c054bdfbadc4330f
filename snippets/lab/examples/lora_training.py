"""Trains a LoRA adapter on a few reviews, in one process or, started by Accelerate, in several."""

import random
from collections.abc import Sequence

import torch
from accelerate import Accelerator
from peft import LoraConfig, PeftModel, get_peft_model
from torch.nn import functional

from snippets.lab.data import Task, draw, load_task
from snippets.lab.errors import PoolError
from snippets.lab.examples.k_shot import correct, label_scores
from snippets.lab.model import LanguageModel, load
from snippets.lab.prompts import Example
from snippets.lab.scoring import label_tokens


# --8<-- [start:train]
def train(
    model: LanguageModel, task: Task, drawn: Sequence[Example], *, epochs: int = 4, batch: int = 8, seed: int = 0
) -> tuple[PeftModel, list[float]]:
    """Train an adapter on the label that follows each text; give it with the loss of each step.

    However many processes there are, they share the examples of one batch between them.
    """
    accelerator = Accelerator(cpu=True)
    if not drawn or len(drawn) % batch or batch % accelerator.num_processes:
        raise PoolError(
            f"{len(drawn)} examples do not fill batches of {batch}, shared by {accelerator.num_processes} processes. "
            "Give a multiple of the batch, and a batch that the processes can share evenly."
        )
    torch.manual_seed(seed)
    # A configuration of its own for each model, since PEFT writes the layers that it found into it.
    config = LoraConfig(r=8, lora_alpha=16, target_modules="all-linear", task_type="CAUSAL_LM")
    adapted = get_peft_model(model.network, config)
    weights = [weight for weight in adapted.parameters() if weight.requires_grad]
    network, optimizer = accelerator.prepare(adapted, torch.optim.AdamW(weights, lr=2e-3))

    token = dict(zip(task.labels, label_tokens(model, task.labels), strict=True))
    order, losses = random.Random(seed), []
    for _ in range(epochs):
        rows = order.sample(range(len(drawn)), len(drawn))
        for start in range(0, len(rows), batch):
            # The part of this process: with two, every second example.
            mine = rows[start : start + batch][accelerator.process_index :: accelerator.num_processes]
            texts = [task.template.ask(drawn[row].text) for row in mine]
            inputs = model.tokenizer(texts, padding=True, padding_side="right", return_tensors="pt")
            last = inputs["attention_mask"].sum(dim=1) - 1
            logits = network(**inputs).logits[torch.arange(len(mine)), last]
            loss = functional.cross_entropy(logits, torch.tensor([token[drawn[row].label] for row in mine]))
            accelerator.backward(loss)  # also averages the gradients of all processes
            optimizer.step()
            optimizer.zero_grad()
            losses.append(accelerator.reduce(loss.detach(), "mean").item())
    return adapted.eval(), losses


# --8<-- [end:train]


# --8<-- [start:example]
if __name__ == "__main__":
    model, products = load(), load_task("products")
    drawn, test = draw(products.pool, products.labels, 16, seed=0), products.test[:40]
    texts = [example.text for example in test]
    before = correct(label_scores(model, products, [], texts), products, test).sum()
    _, losses = train(model, products, drawn)
    after = correct(label_scores(model, products, [], texts), products, test).sum()
    if Accelerator(cpu=True).is_main_process:
        print("loss of each step:", *(f"{loss:.3f}" for loss in losses))
        print(f"right before: {before} of {len(test)}, and after: {after}")
# --8<-- [end:example]
