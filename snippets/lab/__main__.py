"""Runs the lab: `python -m snippets.lab` for a small version, `python -m snippets.lab full` for all of it.

`python -m snippets.lab rounding` does a part of it in float32, which is then compared with what was published.
"""

import os
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any, cast

import torch
from tqdm import tqdm
from transformers.utils import logging

from snippets.lab import experiments, plan
from snippets.lab.compare import compare
from snippets.lab.data import answers
from snippets.lab.errors import LabError
from snippets.lab.model import LanguageModel, load
from snippets.lab.precision import PRECISIONS, precision
from snippets.lab.processes import in_processes
from snippets.lab.report import Results
from snippets.lab.runs import FOLDER, Run, append, precisions, unfinished, write_answers

_model: LanguageModel | None = None


def perform(run: Run) -> dict[str, Any] | str:
    """Do one run with the loaded model; give its result, or what went wrong."""
    try:
        return experiments.perform(run, cast(LanguageModel, _model))
    except LabError as problem:
        return str(problem)
    except Exception:
        return traceback.format_exc()


def main(runs: list[Run], workers: int, folder: Path = FOLDER, wanted: str = "") -> int:
    """Do the runs that are not in the results files yet; give the number that failed.

    Args:
        runs: what there is to do.
        workers: how many processes may run at a time.
        folder: where the results files are.
        wanted: number format to compute in; if empty, that of the runs in the folder, or else the faster one.

    """
    global _model
    torch.set_num_threads(1)
    left = unfinished(runs, folder)
    chosen = wanted or precision(precisions(folder))
    tasks = {run.task for run in runs if run.experiment != "facts"}
    domains = {domain for name in tasks for domain in experiments.DOMAINS.get(name, ())}
    write_answers(answers(sorted(tasks | domains)), folder)
    print(f"{len(runs) - len(left)} of {len(runs)} runs are in {folder}, {len(left)} are left.")
    if not left:
        return 0
    print(f"The model computes in {chosen}.")
    # PEFT asks transformers for something under its old name, in every process.
    warnings.filterwarnings("ignore", message="`is_gradient_checkpointing` is deprecated", category=FutureWarning)
    logging.disable_progress_bar()
    _model = load(dtype=PRECISIONS[chosen])
    for name in {run.task for run in left if run.arm in ("embedding", "retrieved")}:
        for shared in (name, *experiments.DOMAINS.get(name, ())):
            experiments.embedded_test_items(shared)
    failed = 0
    for run, result in tqdm(in_processes(perform, left, workers), total=len(left), unit="run", smoothing=0):
        if isinstance(result, str):
            failed += 1
            tqdm.write(f"{run.id} failed; it is tried again the next time.\n{result}")
        else:
            append(run, result, folder)
    return failed


if __name__ == "__main__":
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    plans = {"small": plan.small, "full": plan.everything, "rounding": plan.rounding}
    name = sys.argv[1] if len(sys.argv) > 1 else "small"
    if name not in plans:
        sys.exit(f"There is no plan '{name}'. Choose one of: {', '.join(plans)}.")
    runs, place = plans[name](), (FOLDER / "float32", "float32") if name == "rounding" else (FOLDER, "")
    try:
        failures = main(runs, os.cpu_count() or 1, *place)
        if failures:
            sys.exit(f"{failures} runs failed; see above.")
        problems = compare(runs, Results(place[0]), Results()) if name != "full" else []
        if name == "small" and problems:
            sys.exit("\n".join(problems))
    except LabError as problem:
        sys.exit(str(problem))
