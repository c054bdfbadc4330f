"""The example of calibration prints a table whose shares it can be checked by."""

from collections.abc import Callable

import pytest

from snippets.lab.data import load_task


@pytest.mark.usefixtures("needs_products")
def test_the_shown_table_fits_the_test_items(shown: Callable[[str], str]) -> None:
    header, *rows, truth = shown("calibrated").splitlines()
    assert header.split() == ["answers", "'positive'", "right"]
    positive = sum(example.label == "positive" for example in load_task("products").test[:100])
    assert truth.split()[-1] == str(positive)
    table = {name: (int(answered), int(right)) for name, answered, right in map(str.split, rows)}
    assert table.keys() == {"raw", "contextual", "batch"}
    for answered, right in table.values():
        # Whoever answers `positive` too often or too seldom is wrong that often, and an even number of times besides.
        assert 100 - right >= abs(answered - positive)
        assert (100 - right - abs(answered - positive)) % 2 == 0
