"""Finished runs are kept whatever happens, are never repeated, and wrong calls are explained."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from snippets.lab import __main__ as lab
from snippets.lab import experiments
from snippets.lab.errors import PoolError, PrecisionError, RunFileError
from snippets.lab.model import LanguageModel
from snippets.lab.runs import Run, append, read

RUNS = [Run("accuracy", "products", "lora", 8, seed) for seed in range(5)]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def performed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tiny_model: Callable[..., LanguageModel]) -> Path:
    """Put light work in place of the measurements; give the file that every started run leaves its name in."""
    started = tmp_path / "started"
    started.touch()

    def perform(run: Run, _: LanguageModel) -> dict:
        with started.open("a", encoding="utf-8") as stream:
            stream.write(f"{run.id}\n")
        return {"predictions": {"raw": str(run.seed)}}

    monkeypatch.setenv("LAB_PRECISION", "float32")
    monkeypatch.setattr(experiments, "perform", perform)
    monkeypatch.setattr(lab, "load", tiny_model)
    monkeypatch.setattr(lab, "answers", lambda names: {name: {"labels": []} for name in names})
    return started


def seeds(folder: Path) -> list[int]:
    return sorted(record["seed"] for record in read(folder / "accuracy.jsonl"))


def test_every_run_is_done_once_and_never_again(performed: Path, tmp_path: Path) -> None:
    assert lab.main(RUNS[:3], 2, tmp_path) == 0
    assert lab.main(RUNS, 2, tmp_path) == 0
    assert lab.main(RUNS, 2, tmp_path) == 0
    assert seeds(tmp_path) == [0, 1, 2, 3, 4]
    assert sorted(performed.read_text(encoding="utf-8").split()) == [run.id for run in RUNS]


def test_a_failed_run_is_explained_and_the_others_are_kept(
    performed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture
) -> None:
    working = experiments.perform

    def perform(run: Run, model: LanguageModel) -> dict:
        if run.seed == 1:
            raise PoolError("No example in the pool.")
        if run.seed == 3:
            raise ZeroDivisionError
        return working(run, model)

    monkeypatch.setattr(experiments, "perform", perform)
    assert lab.main(RUNS, 1, tmp_path) == 2
    assert seeds(tmp_path) == [0, 2, 4]
    said = capfd.readouterr()
    assert "accuracy/products/lora/8/1 failed; it is tried again the next time.\nNo example" in said.out + said.err
    assert "ZeroDivisionError" in said.out + said.err
    # What the person can mend is said without a traceback; a mistake of ours comes with one.
    assert (said.out + said.err).count("Traceback") == 1
    monkeypatch.setattr(experiments, "perform", working)
    assert lab.main(RUNS, 1, tmp_path) == 0
    assert seeds(tmp_path) == [0, 1, 2, 3, 4]


def test_a_damaged_results_file_stops_before_anything_is_changed(performed: Path, tmp_path: Path) -> None:
    append(RUNS[0], {}, tmp_path)
    file = tmp_path / "accuracy.jsonl"
    file.write_bytes(file.read_bytes() + b'{"id": "accuracy/pro')
    before = file.read_bytes()
    with pytest.raises(RunFileError, match="line 2 is not whole JSON"):
        lab.main(RUNS, 1, tmp_path)
    assert file.read_bytes() == before
    assert not performed.read_text(encoding="utf-8")


def test_answers_of_other_tasks_are_kept(performed: Path, tmp_path: Path) -> None:
    lab.main([Run("accuracy", "intent", "lora", 8)], 1, tmp_path)
    lab.main(RUNS[:1], 1, tmp_path)
    answers = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    assert answers.keys() == {"intent", "products", "films", "restaurants"}


def test_a_run_whose_process_is_killed_is_named_and_the_others_are_done(
    performed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture
) -> None:
    working = experiments.perform

    def perform(run: Run, model: LanguageModel) -> dict:
        if run.seed == 1:
            os.kill(os.getpid(), signal.SIGKILL)  # as the kernel does where memory is short
        return working(run, model)

    monkeypatch.setattr(experiments, "perform", perform)
    assert lab.main(RUNS, 2, tmp_path) == 1
    assert seeds(tmp_path) == [0, 2, 3, 4]
    said = " ".join(capfd.readouterr())
    assert "accuracy/products/lora/8/1 failed; it is tried again the next time.\nIts process was killed" in said
    assert "SIGKILL" in said
    assert "finished runs are safe" in said


def test_all_runs_of_a_folder_are_computed_in_one_format(
    performed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    append(RUNS[0], {"precision": "bfloat16"}, tmp_path)
    with pytest.raises(PrecisionError, match="bfloat16 and float32 would be mixed"):
        lab.main(RUNS, 1, tmp_path)
    assert not performed.read_text(encoding="utf-8")
    monkeypatch.delenv("LAB_PRECISION")
    assert lab.main(RUNS[:2], 1, tmp_path) == 0
    assert "The model computes in bfloat16." in capsys.readouterr().out


# Waits in the third run for a signal. A process in the background may have been started deaf to an interruption.
INTERRUPTED = """
import os, signal, sys, time
from pathlib import Path
from snippets.lab import __main__ as lab, experiments
from snippets.lab.runs import Run
def perform(run, model):
    if run.seed == 2:
        time.sleep(120)
    return {}
signal.signal(signal.SIGINT, signal.default_int_handler)
experiments.perform, lab.load, lab.answers = perform, lambda **_: None, lambda names: {}
lab.main([Run("accuracy", "products", "lora", 8, seed) for seed in range(5)], 1, Path(sys.argv[1]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_interruption_leaves_every_finished_line(how: signal.Signals, performed: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPTED, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        file, deadline = tmp_path / "accuracy.jsonl", time.monotonic() + 300
        while not (file.is_file() and file.read_bytes().count(b"\n") == 2):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        while process.poll() is None:  # Python drops an interruption that comes while it is in a callback
            os.killpg(process.pid, how)
            time.sleep(1)
    assert seeds(tmp_path) == [0, 1]
    assert lab.main(RUNS, 1, tmp_path) == 0
    assert seeds(tmp_path) == [0, 1, 2, 3, 4]
    assert sorted(performed.read_text(encoding="utf-8").split()) == [run.id for run in RUNS[2:]]


@pytest.mark.slow
def test_an_unknown_plan_is_refused_by_naming_the_known_ones() -> None:
    command = [sys.executable, "-m", "snippets.lab", "fulll"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == "There is no plan 'fulll'. Choose one of: small, full, rounding."
    assert not done.stdout
