"""Shows the bias of a prompt with eight demonstrations, and two ways of removing it."""

import numpy as np

from snippets.calibration.contextual_calibration import calibrate
from snippets.lab.calibration import CONTENT_FREE, batch_calibrate
from snippets.lab.data import draw, load_task
from snippets.lab.examples.k_shot import correct, label_scores
from snippets.lab.model import load

# --8<-- [start:example]
if __name__ == "__main__":
    model, products = load(), load_task("products")
    test = products.test[:100]
    shown = draw(products.pool, products.labels, 8, seed=0)
    # One pass over the test items, and over inputs that say nothing.
    scores = label_scores(model, products, shown, [*CONTENT_FREE, *(example.text for example in test)])
    nothing, scores = np.split(scores, [len(CONTENT_FREE)])
    answers = {
        "raw": scores,
        "contextual": calibrate(np.exp(scores), np.exp(nothing)),
        "batch": batch_calibrate(scores),
    }
    print("              answers 'positive'   right")
    for name, values in answers.items():
        positive = (values.argmax(axis=1) == products.labels.index("positive")).sum()
        print(f"{name:12}{positive:20}{correct(values, products, test).sum():8}")
    print(f"in truth{sum(example.label == 'positive' for example in test):24}")
# --8<-- [end:example]
