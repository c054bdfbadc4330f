"""Tells amounts, which need evidence, from other numbers: rules.yml says what an amount is."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from overrides.checking.prose.blocks import Block, Sentence, shown_text
from overrides.checking.prose.rules import RULES
from overrides.checking.tree import Tree

AMOUNTS: dict[str, Any] = RULES["amounts"]
BIG = "hundred|thousand|million|billion|trillion|dozen"
TENS = "ten|eleven|twelve|thirteen|fifteen|sixteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
UNITS = "two|three|four|five|six|seven|eight|nine"
# "8.5", "1,000"; not the 4 of GPT-4 nor a year.
DIGITS = r"(?<![\w.-])(?!(?:199|201|202)\d\b)\d[\d,]*(?:\.\d+)?"
# "a hundred", "three million", "fifty"; not a bare "hundreds".
LARGE = rf"(?:(?:a|one|several|a few|a couple of|{UNITS}|{TENS}|[\d.]+) (?:{BIG})|{TENS}|{DIGITS})"
ANY = rf"(?:{LARGE}|{UNITS})"
GAP = r"(?:[ -](?:of )?)(?:(?!and\b|or\b|to\b|in\b|is\b|are\b|the\b|\w*\d)[\w-]+ ){0,2}?"


def amounts(number: str, units: str) -> re.Pattern[str]:
    """Return the pattern of an amount of some units, given as patterns between spaces."""
    return re.compile(rf"(?<![\w-])(?:{number}){GAP}(?:{'|'.join(units.split())})\b", re.I)


FINDINGS = [  # what advice may not hold
    amounts(ANY, AMOUNTS["measures"]),
    *(re.compile(sign) for sign in AMOUNTS["signs"]),
]
ADVISABLE = [
    amounts(ANY, AMOUNTS["durations"]),
    amounts(LARGE, AMOUNTS["counts"]),
    re.compile(rf"\b(?:{'|'.join(AMOUNTS['shares'])})\b", re.I),
]
ALLOWED = [re.compile(rule["pattern"], re.I) for rule in AMOUNTS["allowed"]]
ADVICE = re.compile(rf"(?:{'|'.join(AMOUNTS['advice'])})\b")


def amount_in(text: str, advice: bool) -> str | None:
    """Return the first amount of a sentence that needs evidence."""
    for pattern in ALLOWED:
        text = pattern.sub("", text)
    for pattern in FINDINGS if advice else FINDINGS + ADVISABLE:
        if match := pattern.search(text):
            return match[0]
    return None


def is_advice(block: Block, sentence: Sentence) -> bool:
    """Tell whether a sentence says what to do, by its first word or by the data field that holds it."""
    name = PurePosixPath(block.file).stem
    in_data = block.file.startswith("docs/data/")
    fields = AMOUNTS["advice_fields"].get(name, ()) if in_data else ()
    return block.kind in fields or bool(ADVICE.match(sentence.text))


def is_shown(amount: str, block: Block, tree: Tree) -> bool:
    """Tell whether the code or output embedded in the same section holds all numbers of an amount."""
    numbers = re.findall(r"\d[\d,.]*\d|\d", amount)
    shown = re.findall(r"\d[\d,.]*\d|\d", shown_text(block, tree).replace("_", "")) if numbers and block.embeds else []
    return bool(shown) and {number.replace(",", "") for number in numbers} <= {each.replace(",", "") for each in shown}
