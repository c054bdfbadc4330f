"""Compares runs of this machine with the published ones, which another processor or number format has rounded."""

from collections.abc import Iterable

from snippets.lab.report import Results
from snippets.lab.runs import Run

# Of the small plan's arms, prompted or tuned on three draws, float32 and bfloat16 agreed on 98.3 % and more of the
# reviews (docs/evidence/runs/float32). Tuned on other tasks, which the model knows less well, they agree less often.
SAME = 0.97


def compare(runs: Iterable[Run], here: Results, published: Results) -> list[str]:
    """Print the accuracy of runs as measured here and as published, and how many predictions agree.

    Returns:
        A sentence for each run with a smaller share of equal predictions than SAME.

    """
    print(f"{'run':40}{'here':>8}{'published':>11}{'same predictions':>18}")
    problems = []
    for run in runs:
        wanted = {"task": run.task, "arm": run.arm, "labels": run.labels, "seed": run.seed}
        ours, theirs = (
            results.runs(run.experiment, **wanted)[0]["result"]["predictions"]["raw"] for results in (here, published)
        )
        same = sum(one == other for one, other in zip(ours, theirs, strict=True)) / len(ours)
        right = [results.right(run.task, found).mean() for results, found in ((here, ours), (published, theirs))]
        print(f"{run.id:40}{right[0]:8.3f}{right[1]:11.3f}{same:18.1%}")
        if same < SAME:
            problems.append(f"{run.id} gave {same:.1%} of the published predictions, and rounding leaves {SAME:.0%}.")
    return problems
