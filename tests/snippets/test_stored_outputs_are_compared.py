"""What rounding changes in a stored output passes; what a reader would read differently fails."""

import pytest

from tests.support.stored_outputs import difference

DRAWING = '<path d="M0,12.5L-75.99,-30.25" stroke="teal"></path><text x="4.5">LoRA</text>'


@pytest.mark.parametrize(
    ("stored", "fresh"),
    [
        ("accuracy 85.0", "accuracy 85.0"),
        ("-75.99", "-75.98"),
        ("76", "75.99"),
        ("-0.0 points", "0.0 points"),
        ("p = 1.2e-05", "p = 1.3e-05"),
        ("(1.5, 2.5]", "(1.6, 2.4]"),
        ("\u22121.50", "\u22121.51"),
        ("0.1234567890123", "0.1234567890199"),
        (DRAWING, DRAWING.replace("-75.99", "-75.98")),
    ],
)
def test_rounding_passes(stored: str, fresh: str) -> None:
    assert difference(stored, fresh) is None
    assert difference(fresh, stored) is None


@pytest.mark.parametrize(
    ("stored", "fresh"),
    [
        ("accuracy 85.0", "accuracy 85.2"),
        ("accuracy 85.0", "Accuracy 85.0"),
        ("300 items", "301 items"),
        ("1,344 ms", "1,345 ms"),
        ("+7.0 points", "-7.0 points"),
        ("p = 1.2e-05", "p = 1.2e-06"),
        ("0.05", "0.5"),
        ("80 to 92", "80 to 93"),
        ("first better", "undecided"),
        ("a\nb\nc", "a\nc"),
        ("a\nb", "a\nb\nc"),
        ("1.5 2.5", "1.5"),
        (DRAWING, DRAWING.replace("LoRA", "TF-IDF")),
        (DRAWING, DRAWING.replace("teal", "red")),
        (DRAWING, DRAWING.replace("-75.99", "-75.9")),
        (DRAWING, DRAWING.replace("L-75.99,-30.25", "")),
    ],
)
def test_a_change_of_meaning_fails(stored: str, fresh: str) -> None:
    assert difference(stored, fresh)
    assert difference(fresh, stored)


def test_a_caller_may_allow_more_than_rounding() -> None:
    assert difference("took 100 s", "took 104 s", relative=0.05) is None
    assert difference("took 100 s", "took 106 s", relative=0.05)
    assert difference("0 of 4", "1 of 4", absolute=1) is None


def test_the_message_shows_the_place_in_a_long_line() -> None:
    stored = "0.5 " * 200 + "end 7.25"
    said = difference(stored, stored.replace("7.25", "7.35"))
    assert said
    assert said.startswith("line 1 was '...")
    assert "end 7.25'" in said
    assert "end 7.35'" in said
    assert len(said) < 200


def test_the_message_names_a_missing_line() -> None:
    assert difference("a\nb", "a") == "2 lines were stored and 1 came; missing: b"
