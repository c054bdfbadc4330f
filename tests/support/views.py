"""The views in which axe judges a page: two of them in every run, all four once a week.

Colours hang on the scheme and layout on the size, so the two that are always run differ in both.
"""

from __future__ import annotations

import pytest

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
VIEWS = {
    "desk-light": (DESK, "light"),
    "phone-dark": (PHONE, "dark"),
    "desk-dark": (DESK, "dark"),
    "phone-light": (PHONE, "light"),
}
WEEKLY = ("desk-dark", "phone-light")

in_every_view = pytest.mark.parametrize(
    ("size", "scheme"),
    [pytest.param(*view, id=name, marks=pytest.mark.weekly if name in WEEKLY else ()) for name, view in VIEWS.items()],
)
