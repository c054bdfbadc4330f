"""Gives the demonstrations of a pool that are nearest to a query by BM25, with a diversity option."""

from collections.abc import Sequence

import bm25s
import numpy as np


# --8<-- [start:pick]
def words(text: str) -> list[str]:
    """Lower-case words; every word counts, as short inputs have few to spare.

    >>> words("Where's my card?")
    ['where', 's', 'my', 'card']
    """
    options = {"stopwords": None, "token_pattern": r"\w+", "return_ids": False, "show_progress": False}
    return bm25s.tokenize([text], **options)[0]


def pick(pool: Sequence[str], query: str, k: int, *, diversity: float = 0.0) -> list[int]:
    """Positions in `pool` of the `k` best demonstrations, best first; ties keep the pool's order.

    With `diversity` 0 this is the BM25 ranking. Above 0, each pick is charged for the share of
    words it has in common (Jaccard) with what is already picked: maximal marginal relevance
    (Carbonell and Goldstein 1998, https://doi.org/10.1145/290941.291025). At 1 only variety counts,
    after the best match. BM25 scores are divided by the best one so that both lie in [0, 1].
    """
    if not 1 <= k <= len(pool) or k % 1:
        raise ValueError(f"k must be a whole number between 1 and the pool's {len(pool)} demonstrations, got {k}.")
    if not 0 <= diversity <= 1:
        raise ValueError(f"diversity must lie between 0 and 1, got {diversity}.")
    tokens = [words(text) for text in pool]
    if not all(tokens):
        raise ValueError(f"pool[{tokens.index([])}] holds no words: remove it.")

    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    asked = words(query)
    scores = np.asarray(index.get_scores(asked), dtype=float) if asked else np.zeros(len(pool))
    if scores.max() > 0:
        scores = scores / scores.max()

    vocabularies = [set(found) for found in tokens]
    picked = [int(scores.argmax())]
    overlap = np.zeros(len(pool))
    while len(picked) < k:
        last = vocabularies[picked[-1]]
        overlap = np.maximum(overlap, [len(last & other) / len(last | other) for other in vocabularies])
        value = (1 - diversity) * scores - diversity * overlap
        value[picked] = -np.inf
        picked.append(int(value.argmax()))
    return picked


# --8<-- [end:pick]


# --8<-- [start:example]
if __name__ == "__main__":
    pool = [
        "My card has not arrived.",
        "My new card has not arrived yet.",
        "Can I change my PIN?",
        "The machine kept my card.",
        "Which currencies can I hold?",
    ]
    query = "My card has not arrived yet and I need my PIN."
    for diversity in (0.0, 0.5):
        print(f"diversity {diversity}")
        for position in pick(pool, query, k=2, diversity=diversity):
            print(f"  {position}  {pool[position]}")
# --8<-- [end:example]
