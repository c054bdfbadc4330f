"""Searches for a better prompt on 32 labelled reviews, and scores what it kept on reviews that it never saw."""

import numpy as np

from snippets.lab.data import draw, load_task
from snippets.lab.model import load
from snippets.lab.search import INSTRUCTIONS, best, scorer_of, search

# --8<-- [start:example]
if __name__ == "__main__":
    model, products = load(), load_task("products")
    test = products.test[:100]
    wanted = [products.labels.index(example.label) for example in test]
    labelled = draw(products.pool, products.labels, 32, seed=0)
    trials = search(model, products, labelled, INSTRUCTIONS["products"], budget=12, seed=0)

    print("tried  examples  scored half  new reviews")
    for tried in (1, 4, 12):
        kept = best(trials[:tried])
        scorer, start = scorer_of(model, products, kept.prompt)
        said = scorer.score([start + products.template.ask(example.text) for example in test]).argmax(axis=1)
        right = np.mean(said == wanted)
        print(f"{tried:5}{len(kept.prompt.demonstrations):10}{kept.right:13.2f}{right:13.2f}")
# --8<-- [end:example]
