"""Demonstrations are picked by BM25, always the same ones, with variety on request."""

import math
import warnings
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.retrieval.pick_demonstrations import pick, words

POOL = ["red apple", "green apple", "red apple pie", "blue sky", "red apple"]
TEXTS = st.lists(
    st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6).map(" ".join),
    min_size=1,
    max_size=8,
)


def bm25(pool: list[str], query: str, k1: float = 1.5, b: float = 0.75) -> list[float]:
    """BM25 as Lucene scores it, written from the formula."""
    documents = [words(text) for text in pool]
    mean = sum(map(len, documents)) / len(documents)
    scores = []
    for document in documents:
        score = 0.0
        for word in words(query):
            holding = sum(word in other for other in documents)
            idf = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
            frequency = document.count(word)
            score += idf * frequency / (frequency + k1 * (1 - b + b * len(document) / mean))
        scores.append(score)
    return scores


@given(TEXTS, st.lists(st.sampled_from("abcx"), max_size=4).map(" ".join))
def test_ranking_is_bm25(pool: list[str], query: str) -> None:
    scores = bm25(pool, query)
    ranked = [scores[position] for position in pick(pool, query, len(pool))]
    # Scores are held in 32 bits, so near-ties may come in either order.
    assert all(first >= second - 1e-5 for first, second in pairwise(ranked))


def test_ties_keep_the_order_of_the_pool() -> None:
    assert pick(POOL, "red apple", 2) == [0, 4]


@pytest.mark.parametrize("query", ["", "?!", "zebra"])
def test_a_query_without_a_match_gives_the_pool_in_order(query: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert pick(POOL, query, 3) == [0, 1, 2]


@given(TEXTS, st.floats(min_value=0, max_value=1), st.data())
def test_picks_are_distinct_repeatable_and_nested(pool: list[str], diversity: float, data: st.DataObject) -> None:
    k = data.draw(st.integers(min_value=1, max_value=len(pool)))
    picked = pick(pool, "a b", k, diversity=diversity)
    assert len(set(picked)) == k
    assert picked == pick(pool, "a b", k, diversity=diversity)
    assert pick(pool, "a b", len(pool), diversity=diversity)[:k] == picked


def test_diversity_passes_over_a_copy() -> None:
    assert pick(POOL, "red apple", 2, diversity=0.5) != [0, 4]


def test_diversity_counts_every_earlier_pick() -> None:
    # After "a b" and "c d", a copy of the first is as stale as a copy of the second.
    assert pick(["a b", "c d", "a b", "c d", "e f"], "a b", 3, diversity=1) == [0, 1, 4]


def test_full_diversity_takes_the_least_alike_after_the_best() -> None:
    assert pick(POOL, "red apple", 2, diversity=1) == [0, 3]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"k": 0}, "k must be a whole number between 1 and the pool's 5"),
        ({"k": 6}, "k must be a whole number between 1 and the pool's 5"),
        ({"k": 1.5}, "k must be a whole number between 1 and the pool's 5 demonstrations, got 1.5"),
        ({"k": 1, "diversity": 1.5}, "diversity must lie between 0 and 1, got 1.5"),
        ({"k": 1, "pool": ["a", "--"]}, r"pool\[1\] holds no words"),
        ({"k": 1, "pool": []}, "k must be a whole number between 1 and the pool's 0"),
    ],
)
def test_bad_arguments_are_named(arguments: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pick(**{"pool": POOL, "query": "red", **arguments})
