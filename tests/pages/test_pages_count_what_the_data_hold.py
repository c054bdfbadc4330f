"""What pages count in words is what the data hold."""

from __future__ import annotations

import re

from overrides.rendering.pages import pages
from tests.support.tree import fail_with, gate

NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def test_what_pages_count_in_words_is_what_the_data_hold() -> None:
    data = gate().data
    matrix = data["matrix"]
    sizes = {
        "options": {len(matrix["options"]), 2},  # two of them are compared
        "ways to adapt": {len(matrix["options"]), len(data["cost"]["options"])},
        "criteria": {len(matrix["criteria"])},
        "grades": {len(data["grades"])},
    }
    counted = re.compile(rf"\b({'|'.join(NUMBERS)}|\d+) ({'|'.join(sizes)})\b", re.I)
    problems = []
    for page in pages():
        for number, what in counted.findall(f"{page.meta['description']}\n{page.text}"):
            size = int(number) if number.isdigit() else NUMBERS.index(number.lower()) + 2
            if size not in sizes[what.lower()]:
                problems.append(f"docs/{page.path}: '{number} {what}': the data hold {max(sizes[what.lower()])}.")
    fail_with(problems)
