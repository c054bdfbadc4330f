"""Print how each page reads: length, sentences, ease, passives and claims, hardest page first.

For people who write, not a test. Reading ease is Flesch's: 206.835 - 1.015 x words a sentence - 84.6 x syllables a
word, so 60 is plain English and 30 is hard. Syllables are counted by hyphenation (Pyphen), which misses about one in
twenty of those in a pronouncing dictionary: read the column as an order of the pages, some six points too kind.
"""

from __future__ import annotations

import re
import statistics

import pyphen

from overrides.checking.prose.blocks import Block, prose_of
from overrides.checking.prose.rules import passive_share, running_sentences
from overrides.checking.tree import Tree

# Held against a pronouncing dictionary, the American patterns miss fewer syllables than the British ones do.
HYPHENATION = pyphen.Pyphen(lang="en_US")


def syllables(word: str) -> int:
    """Return the syllables of a word; a number counts as one."""
    return sum(len(HYPHENATION.positions(part)) + 1 for part in re.findall(r"[A-Za-z']+", word)) or 1


def ease(words: list[str], sentences: int) -> float:
    """Return Flesch's reading ease of a text."""
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(syllables, words)) / len(words)


def row(blocks: tuple[Block, ...]) -> tuple[float, str] | None:
    """Return a page's ease and its line of the table; None for a page without running text."""
    sentences = running_sentences(blocks)
    words = [word for sentence in sentences for word in sentence.words]
    if not words:
        return None
    score = ease(words, len(sentences))
    claims = {
        claim
        for block in blocks
        for call in re.findall(r"\{\{\s*claim\((.*?)\)", block.source)
        for claim in re.findall(r'"([^"]+)"', call)
    }
    name = blocks[0].file.removeprefix("docs/")
    line = (
        f"{name:46}{len(words):7}{len(sentences):11}{len(words) / len(sentences):7.1f}"
        f"{score:7.0f}{passive_share(sentences):9.0%}{len(claims):8}"
    )
    return score, line


def main() -> None:
    """Print the table."""
    pages = [blocks for name, blocks in prose_of(Tree()).items() if not name.startswith("docs/data/")]
    rows = sorted(filter(None, map(row, pages)))
    print(f"{'page':46}{'words':>7}{'sentences':>11}{'mean':>7}{'ease':>7}{'passive':>9}{'claims':>8}")
    print("\n".join(line for _, line in rows))
    print(f"{len(rows)} pages; median ease {statistics.median(score for score, _ in rows):.0f}")


if __name__ == "__main__":
    main()
