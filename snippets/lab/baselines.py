"""Gives the cheap baselines: logistic regression on word counts or on sentence embeddings."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from snippets.lab.embedding import embed
from snippets.lab.errors import PoolError
from snippets.lab.prompts import Example


# --8<-- [start:baselines]
def tf_idf(examples: Sequence[Example], texts: Sequence[str]) -> list[str]:
    """Give a label for each text by logistic regression on TF-IDF weights of words and word pairs.

    Raises:
        PoolError: where there are no examples, or all are of one class.

    """
    _check(examples)
    classifier = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=10))
    classifier.fit([example.text for example in examples], [example.label for example in examples])
    return list(classifier.predict(list(texts)))


def sentence_embedding(examples: Sequence[Example], vectors: NDArray[np.float64]) -> list[str]:
    """Give a label for each text by logistic regression on MiniLM embeddings.

    Args:
        examples: labelled texts.
        vectors: (texts, 384), the embeddings of the texts to label.

    Raises:
        PoolError: where there are no examples, or all are of one class.

    """
    return list(embedding_classifier(examples).predict(vectors))


def embedding_classifier(examples: Sequence[Example]) -> LogisticRegression:
    """Give logistic regression on MiniLM embeddings, fitted on labelled texts.

    Raises:
        PoolError: where there are no examples, or all are of one class.

    """
    _check(examples)
    classifier = LogisticRegression(C=10)
    return classifier.fit(embed([example.text for example in examples]), [example.label for example in examples])


# --8<-- [end:baselines]


def _check(examples: Sequence[Example]) -> None:
    classes = {example.label for example in examples}
    if len(classes) < 2:
        raise PoolError(
            f"A classifier needs examples of two classes or more, got {len(examples)} of {sorted(classes)}. "
            "Label examples of another class."
        )
