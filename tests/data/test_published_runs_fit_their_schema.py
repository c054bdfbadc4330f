"""Every published line of the lab fits its schema, and stands in the file of its experiment."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from overrides.rendering.gate import explain
from tests.support.tree import DATA, DOCS, fail_with, relative

FILES = sorted((DOCS / "evidence" / "runs").rglob("*.jsonl"))
SCHEMA = json.loads((DATA / "schemas" / "lab-run.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_every_line_fits(path: Path) -> None:
    fail_with(
        f"{relative(path)}:{number}: {'.'.join(map(str, error.path)) or 'the line'}: {explain(error)}"
        for number, run in enumerate(lines(path), 1)
        for error in VALIDATOR.iter_errors(run)
    )


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_every_line_stands_in_the_file_of_its_experiment(path: Path) -> None:
    fail_with(
        f"{relative(path)}:{number}: it is of {run['experiment']}. Move it to {run['experiment']}.jsonl."
        for number, run in enumerate(lines(path), 1)
        if run["experiment"] != path.stem
    )


def test_a_line_with_an_unknown_field_or_without_its_precision_is_refused() -> None:
    run = next(each for each in lines(DOCS / "evidence" / "runs" / "accuracy.jsonl") if each["arm"] == "lora")
    wrong = copy.deepcopy(run)
    wrong["result"]["acuracy"] = 0.9
    assert [error.validator for error in VALIDATOR.iter_errors(wrong)] == ["additionalProperties"]
    del run["result"]["precision"]
    assert [error.validator for error in VALIDATOR.iter_errors(run)] == ["required"]
