"""Pages and data are in plain British English, with evidence beside each amount: rules.yml says what that means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from overrides.checking.finding import Finding
from overrides.checking.prose.amounts import amount_in, is_advice, is_shown
from overrides.checking.prose.blocks import Block, fields_of, prose_of
from overrides.checking.prose.rules import PATH, RULES, is_passive, passive_share, running_sentences
from overrides.checking.tree import Tree
from overrides.rendering.data import parse_yaml
from overrides.rendering.gate import line_of

# A word for the spelling rules; names of models (MATH500, Qwen2.5-Math) are none.
_WORD = re.compile(r"(?<![A-Za-z0-9])(?!(?<=-)[A-Z])[A-Za-z]+(?![A-Za-z0-9])")
_OF_A_PAGE = ("mean", "passive")  # their exceptions are for a whole page
_NO_SENTENCES = ("heading", "header", "term", "title")


@dataclass(frozen=True)
class Breach:
    """One breach of a rule; `text` is the sentence, or nothing where the whole file breaks the rule."""

    rule: str
    line: int
    text: str
    what: str
    fix: str


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what breaks a rule of prose, and the exceptions to the rules that are incomplete or cover nothing."""
    files, exceptions = prose_of(tree), _exceptions(tree.texts[PATH])
    covering: set[int] = set()
    for file, blocks in files.items():
        for breach in [*_breaches(blocks), *_amounts(blocks, tree)]:
            covered = [n for n, (_, each) in enumerate(exceptions) if excepted(file, breach, each)]
            covering.update(covered)
            if not covered:
                yield Finding(file, breach.line, breach.what, breach.fix)
    for number, (line, exception) in enumerate(exceptions):
        if said := _wrong(exception, files, number in covering):
            yield Finding(PATH, line, *said)
    for name in tree.texts:
        if re.fullmatch(r"docs/data/[^/]+\.yml", name) and fields_of(name) is None:
            fix = f"Add them to PROSE_FIELDS in {PATH.replace('rules.yml', 'blocks.py')}."
            yield Finding(name, 1, "nothing says which of its fields are prose", fix)


def excepted(file: str, breach: Breach, exception: dict[str, str]) -> bool:
    """Tell whether an exception covers a breach: same rule, same file, and its words in the sentence, if any."""
    same = (exception.get("rule"), exception.get("page")) == (breach.rule, file)
    words = exception.get("sentence", "")
    return same and words in breach.text and bool(words) == bool(breach.text)


@lru_cache(maxsize=8)
def _exceptions(text: str) -> tuple[tuple[int, dict[str, str]], ...]:
    """Return the exceptions of the text of the rules, each with the line on which it begins."""
    listed = parse_yaml(text, PATH)["exceptions"]
    return tuple((line_of(text, ("exceptions", index, "rule")), each) for index, each in enumerate(listed))


def _wrong(exception: dict[str, str], files: dict[str, Any], covers: bool) -> tuple[str, str] | None:
    """Return what is wrong with an exception, and the fix."""
    wanted = {"rule", "page", "reason"} | ({"sentence"} if exception.get("rule") not in _OF_A_PAGE else set())
    if set(exception) != wanted or not all(exception.values()):
        return "an exception that is not complete", f"Give it {', '.join(sorted(wanted))}, and nothing else."
    if exception["rule"] not in (*_RULES, "amounts"):
        return f"there is no rule '{exception['rule']}'", f"The rules: {', '.join((*_RULES, 'amounts'))}."
    if exception["page"] not in files:
        return f"there is no page '{exception['page']}'", "Write it from the root: docs/faq.md."
    return None if covers else ("an exception that covers nothing any more", "Remove it.")


@lru_cache(maxsize=512)
def _breaches(blocks: tuple[Block, ...]) -> tuple[Breach, ...]:
    return tuple(breach for rule in _RULES.values() for breach in rule(blocks))


def _pattern_of(phrase: str) -> str:
    """Return a phrase of the rules as a pattern: whole words, * for more letters."""
    body = re.escape(phrase).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")
    return rf"(?<!\w){body}(?!\w)" if phrase[0].isalnum() else body


def _words(blocks: tuple[Block, ...]) -> Iterator[Breach]:
    whole = "\n".join(block.text for block in blocks).lower()
    for rule in RULES["words"]:
        near = [phrase for phrase in rule["not"] if phrase.partition("*")[0].lower() in whole]  # fast, and rarely any
        pattern = re.compile("|".join(map(_pattern_of, near)), re.I)
        for sentence in (sentence for block in blocks for sentence in block.sentences if near):
            for match in pattern.finditer(sentence.text):
                what = f"'{match[0]}': {rule['why']}"
                yield Breach("words", sentence.line, sentence.text, what, f"Instead: {rule['use']}.")


def _spelling(blocks: tuple[Block, ...]) -> Iterator[Breach]:
    rules: dict[str, Any] = RULES["spelling"]
    families = [(re.compile(rf"(\w+?){each['ending']}$", re.I), each) for each in rules["families"]]
    for sentence in (sentence for block in blocks for sentence in block.sentences):
        for word in _WORD.findall(sentence.text):
            british = rules["words"].get(word.lower())
            for pattern, family in families:
                if word.lower() not in rules["keep"] and pattern.match(word):
                    head, _, tail = word.rpartition(family["american"])
                    british = head + family["british"] + tail
            if british:
                fix = f"Write '{british}', or mark a name as code."
                yield Breach("spelling", sentence.line, sentence.text, f"'{word}' is American", fix)


def _length(blocks: tuple[Block, ...]) -> Iterator[Breach]:
    limit = RULES["length"]["longest_sentence"]
    for sentence in (sentence for block in blocks for sentence in block.sentences):
        if (count := len(sentence.words)) > limit:
            what = f"a sentence of {count} words; the limit is {limit}"
            yield Breach("length", sentence.line, sentence.text, what, "Split it, or cut what the next one says.")


def _mean(blocks: tuple[Block, ...]) -> Iterator[Breach]:
    limit, sentences = RULES["length"]["longest_mean"], running_sentences(blocks)
    if sentences and (mean := sum(len(each.words) for each in sentences) / len(sentences)) > limit:
        what = f"sentences have {mean:.1f} words on average; the limit is {limit}"
        yield Breach("mean", 1, "", what, "Split the longest.")


def _passive(blocks: tuple[Block, ...]) -> Iterator[Breach]:
    rules, sentences = RULES["passive"], running_sentences(blocks)
    share = passive_share(sentences)
    if len(sentences) >= rules["least_sentences"] and share > rules["limit"]:
        lines = ", ".join(str(each.line) for each in sentences if is_passive(each.text))
        what = f"{share:.0%} of the sentences are passive; the limit is {rules['limit']:.0%}"
        yield Breach("passive", 1, "", what, f"Say who does it, in some of the lines {lines}.")


_RULES: dict[str, Callable[[tuple[Block, ...]], Iterator[Breach]]] = {
    "words": _words,
    "spelling": _spelling,
    "length": _length,
    "mean": _mean,
    "passive": _passive,
}


@lru_cache(maxsize=512)
def _amounts_of(blocks: tuple[Block, ...]) -> tuple[tuple[Block, int, str, str], ...]:
    """Return the amounts without evidence beside them: block, line, sentence and amount."""
    return tuple(
        (block, sentence.line, sentence.text, amount)
        for block in blocks
        if not block.has_evidence and block.kind not in _NO_SENTENCES
        for sentence in block.sentences
        if (amount := amount_in(sentence.text, is_advice(block, sentence)))
    )


def _amounts(blocks: tuple[Block, ...], tree: Tree) -> Iterator[Breach]:
    for block, line, text, amount in _amounts_of(blocks):
        if not is_shown(amount, block, tree):
            where = "claims or a source to its entry" if "/data/" in block.file else "claim(), cite() or computed()"
            fix = f"Add {where}, or say it without the amount."
            yield Breach("amounts", line, text, f"'{amount}' has no evidence beside it", fix)
