"""Runs of this machine agree with the published ones within rounding, or are named."""

import json
from pathlib import Path

import pytest

from snippets.lab.compare import SAME, compare
from snippets.lab.report import Results
from snippets.lab.runs import Run, append

RUN = Run("accuracy", "products", "lora", 8)
ITEMS = 100


def results(folder: Path, predictions: str) -> Results:
    folder.mkdir()
    append(RUN, {"predictions": {"raw": predictions}}, folder)
    (folder / "tasks.json").write_text(json.dumps({"products": {"test": "1" * ITEMS}}), encoding="utf-8")
    return Results(folder)


@pytest.mark.parametrize(("others", "fits"), [(0, True), (3, True), (4, False), (100, False)])
def test_a_share_of_other_predictions_is_let_pass_and_a_larger_one_is_named(
    others: int, fits: bool, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    assert SAME == 0.97
    here = results(tmp_path / "here", "0" * others + "1" * (ITEMS - others))
    problems = compare([RUN], here, results(tmp_path / "published", "1" * ITEMS))
    wanted = [
        f"accuracy/products/lora/8/0 gave {100 - others}.0% of the published predictions, and rounding leaves 97%."
    ]
    assert problems == ([] if fits else wanted)
    told = capsys.readouterr().out.splitlines()[-1].split()
    assert told == [RUN.id, f"{1 - others / ITEMS:.3f}", "1.000", f"{100 - others:.1f}%"]
