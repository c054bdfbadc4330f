"""The output shown beside an example is what running it prints, but for the last digits.

The examples compute in float32 everywhere. There the two likeliest labels of every item are at least a hundredth apart,
and processors differ by far less: so counts are equal, and only losses may end in another digit.
"""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.stored_outputs import difference

ROOT = Path(__file__).resolve().parents[3]
NAMES = sorted(path.stem for path in (ROOT / "snippets/lab/examples").glob("*.py"))
OFF = {"relative": 0.01, "absolute": 0.005}


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
    found = difference(shown(name), capsys.readouterr().out, **OFF)
    command = f"python -m snippets.lab.examples.{name} > snippets/lab/examples/{name}.out"
    assert not found, f"{found}; read the difference, then run: {command}"
