"""Fits two small classifiers on labelled reviews, and lets the surer one pass on what it is unsure of."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from snippets.lab.baselines import embedding_classifier, tf_idf
from snippets.lab.data import draw, load_task
from snippets.lab.embedding import embed
from snippets.lab.prompts import Example

Chances = NDArray[np.float64]


# --8<-- [start:chances]
def chances(examples: Sequence[Example], vectors: NDArray[np.float64]) -> tuple[list[str], Chances]:
    """Give the labels and, for each text, the probability of each: (texts, labels).

    Args:
        examples: labelled texts, of two labels or more.
        vectors: (texts, 384), the embeddings of the texts to label.

    """
    classifier = embedding_classifier(examples)
    return list(classifier.classes_), classifier.predict_proba(vectors)


def sure(labels: Sequence[str], found: Chances, least: float) -> list[str | None]:
    """Give the likeliest label of each text, or None where its probability is below `least`.

    >>> sure(["bad", "good"], np.array([[0.1, 0.9], [0.45, 0.55]]), least=0.8)
    ['good', None]
    """
    return [labels[row.argmax()] if row.max() >= least else None for row in found]


# --8<-- [end:chances]


# --8<-- [start:example]
if __name__ == "__main__":
    products = load_task("products")
    texts, right = [example.text for example in products.test], [example.label for example in products.test]
    vectors = embed(texts)

    print("labels  word counts  embeddings")
    for count in (8, 32, 128):
        examples = draw(products.pool, products.labels, count, seed=0)
        labels, found = chances(examples, vectors)
        by_words = np.mean([one == other for one, other in zip(tf_idf(examples, texts), right, strict=True)])
        by_vector = np.mean([one == other for one, other in zip(sure(labels, found, 0), right, strict=True)])
        print(f"{count:6}{by_words:13.2f}{by_vector:12.2f}")

    print("\nat least  answered  of these right")
    for least in (0.5, 0.7, 0.9):
        said = [(one, other) for one, other in zip(sure(labels, found, least), right, strict=True) if one]
        correct = np.mean([one == other for one, other in said])
        print(f"{least:8}{len(said) / len(texts):10.2f}{correct:16.2f}")
# --8<-- [end:example]
