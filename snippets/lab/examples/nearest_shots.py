"""Picks four demonstrations for each review, the nearest by sentence embedding."""

from collections.abc import Sequence

from snippets.lab.data import draw, load_task
from snippets.lab.embedding import embed, nearest
from snippets.lab.examples.k_shot import correct, label_scores
from snippets.lab.model import load
from snippets.lab.prompts import Example


# --8<-- [start:pick]
def nearest_examples(pool: Sequence[Example], texts: Sequence[str], count: int) -> list[list[Example]]:
    """Give for each text the `count` examples of the pool with the most similar embedding, the nearest last."""
    near = nearest(embed(texts), embed([example.text for example in pool]), count)
    return [[pool[row] for row in rows] for rows in near]


# --8<-- [end:pick]


# --8<-- [start:example]
if __name__ == "__main__":
    model, products = load(), load_task("products")
    pool = draw(products.pool, products.labels, 128, seed=0)
    test = products.test[:40]
    picked = nearest_examples(pool, [example.text for example in test], count=4)
    print(f"For the review: {test[0].text}")
    for example in picked[0]:
        print(f"  {example.label}: {example.text}")

    # The prompt is another one for each review, so nothing of it can be kept.
    right = [
        correct(label_scores(model, products, shown, [example.text]), products, [example])[0]
        for example, shown in zip(test, picked, strict=True)
    ]
    fixed = label_scores(model, products, pool[:4], [example.text for example in test])
    print(f"the four nearest: {sum(right)} of {len(test)} right")
    print(f"four at random:   {correct(fixed, products, test).sum()} of {len(test)} right")
# --8<-- [end:example]
