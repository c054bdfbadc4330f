"""Puts the figures that the published lines give into the claims, whose words stay. `make update` does it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from tests.support.lab_figures import FIGURES, Figures
from tests.support.tree import DATA

CLAIMS_FILE = DATA / "claims" / "lab.yml"
NUMBER = re.compile(r"(?<![\w.])-?\d(?:[\d,]*\d)?(?:\.\d+)?(?!\w)")


def with_figures(text: str, figures: Mapping[str, Figures]) -> tuple[str, list[str]]:
    """Put computed numbers into the claims of a YAML file, in order; words and layout stay.

    Args:
        text: the file.
        figures: id of a claim: the numbers that it names.

    Returns:
        The new text, and the ids of the claims that changed.

    Raises:
        LookupError: where a claim is missing, names another count of numbers, or another number of the design.

    """
    (_, entries), *_ = yaml.compose(text, Loader=yaml.SafeLoader).value
    nodes = {}
    for entry in entries.value:
        fields = {key.value: value for key, value in entry.value}
        nodes[fields["id"].value] = fields["claim"]
    changed = []
    # From the end, so that the places of the claims before stay as they were.
    for name in sorted(figures, key=lambda each: -nodes[each].start_mark.index if each in nodes else 0):
        if name not in nodes:
            raise LookupError(f"There is no claim '{name}'.")
        begin, end = nodes[name].start_mark.index, nodes[name].end_mark.index
        found, expected = NUMBER.findall(text[begin:end]), list(map(str, figures[name]))
        fits = len(found) == len(expected)
        if not fits or any(
            isinstance(new, int) and old != str(new) for old, new in zip(found, figures[name], strict=True)
        ):
            raise LookupError(f"'{name}' should name these, in this order: {', '.join(expected)}")
        if found != expected:
            numbers = iter(expected)
            text = text[:begin] + NUMBER.sub(lambda _, numbers=numbers: next(numbers), text[begin:end]) + text[end:]
            changed.append(name)
    return text, changed[::-1]


def write_figures() -> list[str]:
    """Put what the published lines give into docs/data/claims/lab.yml; give the claims whose words to read again.

    Raises:
        LookupError: see `with_figures`. Nothing is written then.

    """
    text = CLAIMS_FILE.read_text(encoding="utf-8")
    text, changed = with_figures(text, {name: compute() for name, compute in FIGURES.items()})
    if changed:
        CLAIMS_FILE.write_text(text, encoding="utf-8")
    return changed
