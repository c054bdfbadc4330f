"""The output shown beside an example is what running it prints, but for the last digits."""

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
NAMES = sorted(path.stem for path in (ROOT / "snippets/lab/examples").glob("*.py"))
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def test_examples_were_found() -> None:
    assert len(NAMES) >= 6


@pytest.mark.slow
@pytest.mark.usefixtures("needs_products", "real_model")
@pytest.mark.parametrize("name", NAMES)
def test_output_is_what_the_example_prints(
    name: str, shown: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = f"snippets/lab/examples/{name}.py"
    runpy.run_path(str(ROOT / path), run_name="__main__")  # not as a process, which would load PyTorch again
    page, here = shown(name), capsys.readouterr().out
    command = f"python -m snippets.lab.examples.{name} > snippets/lab/examples/{name}.out"
    fix = f"read the difference, then run: {command}\n{here}"
    assert NUMBER.sub("#", here).split() == NUMBER.sub("#", page).split(), fix
    # Processors round differently, so that a review or two may tip over.
    numbers = [[float(number) for number in NUMBER.findall(text)] for text in (here, page)]
    assert numbers[0] == pytest.approx(numbers[1], rel=0.05, abs=0.05), fix
