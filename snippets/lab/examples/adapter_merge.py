"""Saves a LoRA adapter, loads it onto a fresh base, and merges it: three models that answer alike."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from peft import PeftModel

from snippets.lab.data import draw, load_task
from snippets.lab.examples.k_shot import label_scores
from snippets.lab.examples.lora_training import train
from snippets.lab.model import LanguageModel, load


# --8<-- [start:merge]
def reloaded(folder: Path, base: LanguageModel) -> LanguageModel:
    """Put a saved adapter beside the weights of a fresh base."""
    return LanguageModel(PeftModel.from_pretrained(base.network, folder).get_base_model().eval(), base.tokenizer)


def merged(folder: Path, base: LanguageModel) -> LanguageModel:
    """Add a saved adapter to the weights of a fresh base; no adapter is left."""
    return LanguageModel(PeftModel.from_pretrained(base.network, folder).merge_and_unload().eval(), base.tokenizer)


# --8<-- [end:merge]


# --8<-- [start:example]
if __name__ == "__main__":
    model, products = load(), load_task("products")
    texts = [example.text for example in products.test[:20]]
    base = label_scores(model, products, [], texts)
    adapted, _ = train(model, products, draw(products.pool, products.labels, 8, seed=0))
    tuned = label_scores(model, products, [], texts)
    with TemporaryDirectory() as folder:
        adapted.save_pretrained(folder)
        size = (Path(folder) / "adapter_model.safetensors").stat().st_size
        scores = {
            "the base": base,
            "adapter, reloaded": label_scores(reloaded(Path(folder), load()), products, [], texts),
            "adapter, merged": label_scores(merged(Path(folder), load()), products, [], texts),
        }
    print(f"size of the adapter: {size / 1e6:.1f} MB")
    print("largest difference of a log-probability from the model as trained:")
    for name, values in scores.items():
        print(f"  {name:18}{np.abs(values - tuned).max():.3f}")
# --8<-- [end:example]
