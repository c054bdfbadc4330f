"""Tells whether a prompted and a tuned model differ by more than chance on the same reviews."""

from snippets.evaluation.noise import mcnemar_exact
from snippets.evaluation.paired_bootstrap import paired_bootstrap
from snippets.lab.calibration import batch_calibrate
from snippets.lab.data import draw, load_task
from snippets.lab.examples.k_shot import correct, label_scores
from snippets.lab.examples.lora_training import train
from snippets.lab.model import load

# --8<-- [start:example]
if __name__ == "__main__":
    model, products = load(), load_task("products")
    test = products.test[:100]
    texts = [example.text for example in test]
    drawn = draw(products.pool, products.labels, 16, seed=3)  # the same labels for both

    prompted = correct(batch_calibrate(label_scores(model, products, drawn, texts)), products, test)
    train(model, products, drawn)
    tuned = correct(label_scores(model, products, [], texts), products, test)

    only_tuned, only_prompted = (tuned & ~prompted).sum(), (prompted & ~tuned).sum()
    result = paired_bootstrap(tuned, prompted)
    print(f"right: prompted {prompted.sum()}, tuned {tuned.sum()}, of {len(test)}")
    print(f"only the tuned model right on {only_tuned}, only the prompted one on {only_prompted}")
    print(f"difference: {result.difference:+.2f} ({result.low:+.2f} to {result.high:+.2f}), {result.verdict}")
    print(f"exact McNemar test: p = {mcnemar_exact(int(only_tuned), int(only_prompted)):.2f}")
# --8<-- [end:example]
