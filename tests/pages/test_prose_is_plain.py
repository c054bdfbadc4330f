"""Pages and data are written in plain British English: tests/pages/prose_rules.yml says what that means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.prose import PROSE_FIELDS, Block, data_files, pages
from tests.support.prose_rules import PATH, RULES, Finding, is_passive, judge, passive_share, running_sentences
from tests.support.tree import fail_with, relative

FILES = {**pages(), **data_files()}
EXCEPTIONS: list[dict[str, str]] = RULES["exceptions"]
# A word for the spelling rules; names of models (MATH500, Qwen2.5-Math) are none.
WORD = re.compile(r"(?<![A-Za-z0-9])(?!(?<=-)[A-Z])[A-Za-z]+(?![A-Za-z0-9])")
KINDS = ("words", "spelling", "length", "mean", "passive", "amounts")
PAGE_RULES = ("mean", "passive")  # their exceptions are for a whole page


def pattern_of(phrase: str) -> str:
    """Return a phrase of the rules as a pattern: whole words, * for more letters."""
    body = re.escape(phrase).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")
    return rf"(?<!\w){body}(?!\w)" if phrase[0].isalnum() else body


def word_findings(blocks: list[Block]) -> Iterator[Finding]:
    whole = "\n".join(block.text for block in blocks).lower()
    for rule in RULES["words"]:
        near = [phrase for phrase in rule["not"] if phrase.partition("*")[0].lower() in whole]  # fast, and rarely any
        pattern = re.compile("|".join(map(pattern_of, near)), re.I)
        for sentence in (sentence for block in blocks for sentence in block.sentences if near):
            for match in pattern.finditer(sentence.text):
                message = f"'{match[0]}': {rule['why']}. Instead: {rule['use']}."
                yield Finding("words", sentence.file, sentence.line, sentence.text, message)


def spelling_findings(blocks: list[Block]) -> Iterator[Finding]:
    rules: dict[str, Any] = RULES["spelling"]
    families = [(re.compile(rf"(\w+?){each['ending']}$", re.I), each) for each in rules["families"]]
    for block in blocks:
        for sentence in block.sentences:
            for word in WORD.findall(sentence.text):
                british = rules["words"].get(word.lower())
                for pattern, family in families:
                    if word.lower() not in rules["keep"] and pattern.match(word):
                        head, _, tail = word.rpartition(family["american"])
                        british = head + family["british"] + tail
                if british:
                    message = f"'{word}' is American. Write '{british}', or mark a name as code."
                    yield Finding("spelling", block.file, sentence.line, sentence.text, message)


def length_findings(blocks: list[Block]) -> Iterator[Finding]:
    limit = RULES["length"]["longest_sentence"]
    for block in blocks:
        for sentence in block.sentences:
            if (count := len(sentence.words)) > limit:
                message = f"a sentence of {count} words; the limit is {limit}. Split it, or cut what the next one says."
                yield Finding("length", block.file, sentence.line, sentence.text, message)


def mean_findings(blocks: list[Block]) -> Iterator[Finding]:
    limit, sentences = RULES["length"]["longest_mean"], running_sentences(blocks)
    if sentences and (mean := sum(len(each.words) for each in sentences) / len(sentences)) > limit:
        message = f"sentences have {mean:.1f} words on average; the limit is {limit}. Split the longest."
        yield Finding("mean", blocks[0].file, 1, "", message)


def passive_findings(blocks: list[Block]) -> Iterator[Finding]:
    rules, sentences = RULES["passive"], running_sentences(blocks)
    share = passive_share(sentences)
    if len(sentences) >= rules["least_sentences"] and share > rules["limit"]:
        lines = ", ".join(str(each.line) for each in sentences if is_passive(each.text))
        message = (
            f"{share:.0%} of the sentences are passive; the limit is {rules['limit']:.0%}. "
            f"Say who does it, in some of the lines {lines}."
        )
        yield Finding("passive", blocks[0].file, 1, "", message)


CHECKS = {
    "words": word_findings,
    "spelling": spelling_findings,
    "length": length_findings,
    "mean": mean_findings,
    "passive": passive_findings,
}


@pytest.mark.parametrize("rule", CHECKS)
def test_prose_keeps_the_rule_of(rule: str) -> None:
    fail_with(judge((finding for blocks in FILES.values() for finding in CHECKS[rule](blocks)), [rule], EXCEPTIONS))


def test_every_exception_is_complete() -> None:
    problems = []
    for number, exception in enumerate(EXCEPTIONS, 1):
        place = f"{relative(PATH)}: exception {number}"
        wanted = {"rule", "page", "reason"} | ({"sentence"} if exception.get("rule") not in PAGE_RULES else set())
        if set(exception) != wanted or not all(exception.values()):
            problems.append(f"{place}: give it {', '.join(sorted(wanted))}, and nothing else.")
        elif exception["rule"] not in KINDS:
            problems.append(f"{place}: there is no rule '{exception['rule']}'. The rules: {', '.join(KINDS)}.")
        elif exception["page"] not in FILES:
            problems.append(f"{place}: there is no page '{exception['page']}'. Write it from the root: docs/faq.md.")
    fail_with(problems)


def test_every_data_file_says_which_of_its_fields_are_prose() -> None:
    known = {f"docs/data/{name}.yml" for name in PROSE_FIELDS}
    fail_with(
        f"{file}: tests/support/prose.py does not know which of its fields are prose. Add them to PROSE_FIELDS."
        for file in FILES
        if file.startswith("docs/data/") and "/claims/" not in file and file not in known
    )
