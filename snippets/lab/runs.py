"""Gives the results files: one run, one line of JSON, written once it is finished and never changed."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from snippets.lab.errors import RunFileError

_ROOT = Path(__file__).resolve().parents[2]
FOLDER = _ROOT / ".lab/runs"  # what this machine measured
PUBLISHED = _ROOT / "docs/evidence/runs"  # what the pages show
REQUIRED = ("id", "experiment", "task", "arm", "labels", "seed", "result")


@dataclass(frozen=True)
class Run:
    """One measurement: which experiment, on what task, by what arm, with how many labels and which seed."""

    experiment: str
    task: str
    arm: str
    labels: int = 0
    seed: int = 0
    variant: str = ""

    @property
    def id(self) -> str:
        """Name of the run, the same whenever it is done."""
        parts = (self.experiment, self.task, self.arm, str(self.labels), str(self.seed), self.variant)
        return "/".join(part for part in parts if part)


def append(run: Run, result: dict[str, Any], folder: Path = FOLDER) -> None:
    """Add one finished run to the file of its experiment, safe on disk when this returns."""
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"id": run.id, **asdict(run), "result": result}, ensure_ascii=True)
    with (folder / f"{run.experiment}.jsonl").open("ab+") as stream:
        # Someone who deleted a damaged line may have left the file without its last line break.
        stream.seek(max(0, stream.tell() - 1))
        broken_off = stream.read() not in (b"", b"\n")
        stream.write((b"\n" if broken_off else b"") + line.encode("ascii") + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


def write_answers(tasks: dict[str, Any], folder: Path = FOLDER) -> None:
    """Write the right answers beside the runs, so that they can be scored without the data."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "tasks.json"
    # A small plan has fewer tasks than the runs that are there already: theirs are kept.
    known = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    unfinished = file.with_name(f"{file.name}-{os.getpid()}")
    with unfinished.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps(known | tasks, indent=2) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(file)  # whole or not at all, whenever the power fails


def read(path: Path) -> list[dict[str, Any]]:
    """Read a results file; an absent file holds no runs.

    Raises:
        RunFileError: where a line is damaged, lacks a field, or repeats a run. Nothing is changed.

    """
    if not path.is_file():
        return []
    runs: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        place = f"{path.name}, line {number}"
        try:
            record = json.loads(line)
        except ValueError as problem:  # of JSON, or of bytes that are no text
            raise RunFileError(
                f"{place} is not whole JSON ({problem}), as after a power cut. Delete that line; "
                "only its run is done again, the other lines stay."
            ) from problem
        missing = [field for field in REQUIRED if field not in record] if isinstance(record, dict) else list(REQUIRED)
        if missing:
            raise RunFileError(f"{place} lacks {', '.join(missing)}. Delete that line; its run is done again.")
        if record["id"] in runs:
            raise RunFileError(f"{place} repeats the run {record['id']}. Delete one of the two lines.")
        runs[record["id"]] = record
    return list(runs.values())


def precisions(folder: Path = FOLDER) -> set[str]:
    """Give the number formats in which the runs of a folder were computed."""
    results = [record["result"] for path in sorted(folder.glob("*.jsonl")) for record in read(path)]
    return {result["precision"] for result in results if "precision" in result}


def unfinished(plan: Iterable[Run], folder: Path = FOLDER) -> list[Run]:
    """Give the runs of the plan that no results file holds, in the order of the plan."""
    plan = list(plan)
    done = {record["id"] for name in {run.experiment for run in plan} for record in read(folder / f"{name}.jsonl")}
    return [run for run in plan if run.id not in done]
