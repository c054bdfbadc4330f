"""Results files keep every finished run, and say what is wrong with a damaged line."""

import json
import os
from pathlib import Path

import pytest

from snippets.lab.errors import RunFileError
from snippets.lab.runs import REQUIRED, Run, append, read, unfinished, write_answers

PLAN = [Run("accuracy", "products", "lora", 8, seed) for seed in range(4)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a results file that holds the first two runs of the plan."""
    for run in PLAN[:2]:
        append(run, {"predictions": {"raw": "01"}}, tmp_path)
    return tmp_path / "accuracy.jsonl"


def test_what_is_written_is_read(file: Path) -> None:
    first, second = read(file)
    assert first["id"] == PLAN[0].id == "accuracy/products/lora/8/0"
    assert second["seed"] == 1
    assert second["result"] == {"predictions": {"raw": "01"}}


def test_only_runs_without_a_line_are_left_and_in_the_plans_order(file: Path) -> None:
    elsewhere = Run("cost", "intent", "queries")
    assert unfinished([elsewhere, *PLAN], file.parent) == [elsewhere, *PLAN[2:]]


def test_without_a_file_everything_is_left(tmp_path: Path) -> None:
    assert unfinished(PLAN, tmp_path / "nothing") == PLAN


def test_an_id_tells_runs_apart_and_leaves_out_an_empty_variant() -> None:
    assert Run("sensitivity", "intent", "format", 8, 0, "arrow").id == "sensitivity/intent/format/8/0/arrow"
    assert Run("cost", "intent", "queries").id == "cost/intent/queries/0/0"


def test_a_truncated_line_is_named_and_nothing_is_lost(file: Path) -> None:
    whole = file.read_bytes()
    damaged = whole + whole.splitlines()[0][:60]
    file.write_bytes(damaged)
    with pytest.raises(RunFileError, match=r"accuracy\.jsonl, line 3 is not whole JSON .*Delete that line"):
        unfinished(PLAN, file.parent)
    assert file.read_bytes() == damaged


def test_bytes_that_are_no_text_are_named(file: Path) -> None:
    with file.open("ab") as stream:
        stream.write(b'{"id": "\xff\xfe"}\n')
    with pytest.raises(RunFileError, match="line 3 is not whole JSON"):
        read(file)


@pytest.mark.parametrize("field", REQUIRED)
def test_a_missing_field_is_named(file: Path, field: str) -> None:
    record = read(file)[0]
    del record[field]
    file.write_text(json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(RunFileError, match=f"line 1 lacks {field}"):
        read(file)


@pytest.mark.parametrize("line", ["[1, 2]", "7", '"text"', "null"])
def test_a_line_that_is_no_record_is_refused(file: Path, line: str) -> None:
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(RunFileError, match="line 1 lacks id, experiment"):
        read(file)


def test_a_repeated_run_is_named(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines, lines[0], ""]), encoding="utf-8")
    with pytest.raises(RunFileError, match="line 3 repeats the run accuracy/products/lora/8/0"):
        read(file)


def test_a_file_whose_last_line_break_was_lost_is_continued_on_a_new_line(file: Path) -> None:
    """An editor may strip it when someone deletes a damaged line, as the message above asks."""
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    append(PLAN[2], {}, file.parent)
    assert [record["id"] for record in read(file)] == [run.id for run in PLAN[:3]]


def test_answers_are_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_answers({"products": {"test": "01"}}, tmp_path)
    before = (tmp_path / "tasks.json").read_bytes()

    def full(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_answers({"intent": {"test": "10"}}, tmp_path)
    assert (tmp_path / "tasks.json").read_bytes() == before
    monkeypatch.undo()
    write_answers({"intent": {"test": "10"}}, tmp_path)
    assert json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8")).keys() == {"products", "intent"}
    assert [path.name for path in tmp_path.iterdir()] == ["tasks.json"]
