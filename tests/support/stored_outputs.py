"""Compares an output that is stored in the tree with a fresh one, made on another machine perhaps.

Processors and thread counts add floats in different orders, so that a sum which ends at a rounding edge is printed
one unit lower or higher. Nothing else may differ: words, layout, whole numbers and the length of lists are equal.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"([-\u2212]?(?:\d+\.\d+|\d+)(?:[eE][-+]?\d+)?)")
_AROUND = 40


def difference(stored: str, fresh: str, *, relative: float = 1e-9, absolute: float = 0.0) -> str | None:
    """Say where `fresh` differs from `stored` by more than rounding; None where it does not.

    Text between numbers must be equal. A number may be off by one unit of the last decimal printed (of the longer
    one, so 76 and 75.99 agree within 0.01), and beyond that by `relative` times its stored value or by `absolute`,
    whichever is more; whole numbers have no decimals, so they are equal unless a caller allows more.
    """
    before, after = stored.splitlines(), fresh.splitlines()
    for number, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        place = _first_difference(old, new, relative, absolute)
        if place is not None:
            return f"line {number} was {_around(old, place)} and is now {_around(new, place)}"
    if len(before) != len(after):
        longer, word = (after, "new") if len(after) > len(before) else (before, "missing")
        return f"{len(before)} lines were stored and {len(after)} came; {word}: {longer[min(len(before), len(after))]}"
    return None


def _first_difference(old: str, new: str, relative: float, absolute: float) -> int | None:
    """Return about where, counted in the characters of `old`, two lines differ by more than rounding."""
    if old == new:
        return None
    place = 0
    olds, news = _NUMBER.split(old), _NUMBER.split(new)
    for index, (left, right) in enumerate(zip(olds, news, strict=False)):
        is_number = index % 2 == 1
        if not (_agree(left, right, relative, absolute) if is_number else left == right):
            return place
        place += len(left)
    return None if len(olds) == len(news) else place


def _agree(old: str, new: str, relative: float, absolute: float) -> bool:
    left, right = _value(old), _value(new)
    unit = max(_unit(old), _unit(new)) if "e" in (old + new).lower() else _finer(old, new)
    # A thousandth of a unit more: 75.99 - 75.98 is a little over 0.01 in floats.
    return abs(left - right) <= unit * 1.001 + max(relative * abs(left), absolute)


def _finer(old: str, new: str) -> float:
    """Return the smaller unit of two numbers without exponents, or 0 where both are whole."""
    units = [unit for unit in (_unit(old), _unit(new)) if unit]
    return min(units, default=0.0)


def _value(text: str) -> float:
    return float(text.replace("\u2212", "-"))


def _unit(text: str) -> float:
    """Return the value of one step in the last decimal printed; 0 for a whole number."""
    digits, _, exponent = text.lower().partition("e")
    decimals = len(digits.partition(".")[2])
    return 10.0 ** (int(exponent or 0) - decimals) if decimals or exponent else 0.0


def _around(line: str, place: int) -> str:
    start, end = max(place - _AROUND, 0), place + _AROUND
    return f"'{'...' if start else ''}{line[start:end]}{'...' if end < len(line) else ''}'"
