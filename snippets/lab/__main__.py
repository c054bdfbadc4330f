"""Runs the lab: `python -m snippets.lab` for a small version, `python -m snippets.lab full` for all of it."""

import multiprocessing
import os
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any

import torch
from tqdm import tqdm
from transformers.utils import logging

from snippets.lab import experiments, plan
from snippets.lab.data import answers
from snippets.lab.errors import LabError
from snippets.lab.model import LanguageModel, load
from snippets.lab.report import Results
from snippets.lab.runs import FOLDER, PUBLISHED, Run, append, unfinished, write_answers

_model: LanguageModel | None = None


def perform(run: Run) -> tuple[Run, dict[str, Any] | str]:
    """Do one run in a process of its own, whose memory is given back afterwards."""
    try:
        return run, experiments.perform(run, _model)
    except LabError as problem:
        return run, str(problem)
    except Exception:
        return run, traceback.format_exc()


def main(runs: list[Run], workers: int, folder: Path = FOLDER) -> int:
    """Do the runs that are not in the results files yet; give the number that failed."""
    global _model
    left = unfinished(runs, folder)
    tasks = {run.task for run in runs if run.experiment != "facts"}
    domains = {domain for name in tasks for domain in experiments.DOMAINS.get(name, ())}
    write_answers(answers(sorted(tasks | domains)), folder)
    print(f"{len(runs) - len(left)} of {len(runs)} runs are in {folder}, {len(left)} are left.")
    if not left:
        return 0
    torch.set_num_threads(1)
    # PEFT asks transformers for something under its old name, in every process.
    warnings.filterwarnings("ignore", message="`is_gradient_checkpointing` is deprecated", category=FutureWarning)
    logging.disable_progress_bar()
    _model = load()
    for name in {run.task for run in left if run.arm in ("embedding", "retrieved")}:
        for shared in (name, *experiments.DOMAINS.get(name, ())):
            experiments.test_vectors(shared)
    failed = 0
    # Forked processes share the loaded model, and the embeddings, until they change them.
    with multiprocessing.get_context("fork").Pool(workers, maxtasksperchild=1) as pool:
        for run, result in tqdm(pool.imap_unordered(perform, left), total=len(left), unit="run", smoothing=0):
            if isinstance(result, str):
                failed += 1
                tqdm.write(f"{run.id} failed; it is tried again the next time.\n{result}")
            else:
                append(run, result, folder)
    return failed


def compare(runs: list[Run]) -> None:
    """Print the accuracy of runs as measured here and as published, and how many predictions agree."""
    here, published = Results(FOLDER), Results(PUBLISHED)
    print(f"{'run':40}{'here':>8}{'published':>11}{'same predictions':>18}")
    for run in runs:
        wanted = {"task": run.task, "arm": run.arm, "labels": run.labels, "seed": run.seed}
        ours, theirs = (
            results.runs(run.experiment, **wanted)[0]["result"]["predictions"]["raw"] for results in (here, published)
        )
        same = sum(one == other for one, other in zip(ours, theirs, strict=True)) / len(ours)
        right = [results.right(run.task, found).mean() for results, found in ((here, ours), (published, theirs))]
        print(f"{run.id:40}{right[0]:8.3f}{right[1]:11.3f}{same:18.1%}")


if __name__ == "__main__":
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    wanted = {"small": plan.small, "full": plan.everything}
    name = sys.argv[1] if len(sys.argv) > 1 else "small"
    if name not in wanted:
        sys.exit(f"There is no plan '{name}'. Choose one of: {', '.join(wanted)}.")
    try:
        failures = main(wanted[name](), workers=os.cpu_count() or 1)
        if name == "small" and not failures:
            compare(wanted[name]())
        sys.exit(f"{failures} runs failed; see above." if failures else 0)
    except LabError as problem:
        sys.exit(str(problem))
