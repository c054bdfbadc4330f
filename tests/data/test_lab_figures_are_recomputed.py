"""Every figure of a claim that we measured is the one that the published raw lines give.

`python -m tests.data.test_lab_figures_are_recomputed` writes the figures into docs/data/claims/lab.yml and names the
claims that changed; read the words of those again.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict

import pytest

from overrides.rendering.data import load
from tests.support.lab_figures import FIGURES, NUMBER, TASKS, lines, truth
from tests.support.tree import DATA, fail_with

PATH = DATA / "claims" / "lab.yml"
CLAIMS = {name: claim for name, claim in load()["claims"].items() if claim["grade"] == "measured"}
ITEMS, SEEDS = 300, {0, 1, 2, 3, 4}
LABELLED = {  # the labels that each arm was given; intents do not have enough labels of each class for 256
    "few-shot": {8, 32},
    "lora": {8, 32, 128},
    "full": {128},
    "soft-prompt": {128},
    "retrieved": {128},
    "tf-idf": {8, 16, 32, 64, 128, 256},
    "embedding": {8, 16, 32, 64, 128, 256},
}


def test_every_measured_claim_is_recomputed() -> None:
    fail_with(
        f"docs/data/claims/: '{each}' is graded measured, and tests/support/lab_figures.py does not compute it. "
        "Add its figures to FIGURES."
        for each in sorted(set(CLAIMS) - set(FIGURES))
    )
    fail_with(
        f"tests/support/lab_figures.py: FIGURES computes '{each}', which is no measured claim. Remove it, or write it."
        for each in sorted(set(FIGURES) - set(CLAIMS))
    )


@pytest.mark.parametrize("name", FIGURES)
def test_a_claim_names_exactly_what_the_lines_give(name: str) -> None:
    text = CLAIMS[name]["claim"]
    found, expected = NUMBER.findall(text), [str(each) for each in FIGURES[name]()]
    if found != expected:
        fail_with(
            [
                f"docs/data/claims/lab.yml: '{name}' names {', '.join(found)}; the raw lines give "
                f"{', '.join(expected)}. "
                "Write them with `python -m tests.data.test_lab_figures_are_recomputed`; read the words again."
            ]
        )


def test_every_arm_was_measured_with_every_seed() -> None:
    seeds = defaultdict(set)
    for line in lines("accuracy"):
        seeds[line["task"], line["arm"], line["labels"]].add(line["seed"])
    wanted = {(task, "zero-shot", 0): {0} for task in TASKS}
    for arm, counts in LABELLED.items():
        wanted |= {(task, arm, count): SEEDS for task in TASKS for count in counts if (task, count) != ("intent", 256)}
    fail_with(
        f"docs/evidence/runs/accuracy.jsonl: {task}, {arm}, {count} labels has the seeds {sorted(seeds[key])}, "
        f"not {sorted(wanted.get(key, set()))}. Run `make lab-full` and publish all of its lines."
        for key in sorted(wanted.keys() | seeds.keys())
        for task, arm, count in [key]
        if seeds[key] != wanted.get(key, set())
    )
    facts = defaultdict(set)
    for line in lines("facts"):
        facts[line["arm"]].add(line["seed"])
    assert len(facts) == 5, f"docs/evidence/runs/facts.jsonl has the arms {sorted(facts)}, not five."
    assert set(map(frozenset, facts.values())) == {frozenset(SEEDS)}


def test_every_prediction_covers_all_test_items() -> None:
    problems = []
    for line in (line for experiment in ("accuracy", "sensitivity") for line in lines(experiment)):
        answers = {line["task"]: line["result"]["predictions"], **(line["result"].get("domains") or {})}
        problems += [
            f"docs/evidence/runs/: {line['id']} has {len(said)} predictions of {reading} on {task}, not {ITEMS}."
            for task, readings in answers.items()
            for reading, said in readings.items()
            if not len(said) == len(truth()[task]) == ITEMS
        ]
    fail_with(problems)


def write() -> None:
    """Put the computed numbers into the claims, in order; the words stay."""
    text = PATH.read_text(encoding="utf-8")
    for name, compute in FIGURES.items():
        begin = re.search(rf"^  - id: {name}\n    claim: ", text, re.M)
        if begin is None:
            sys.exit(f"{PATH.name}: no claim '{name}' on one line, right below its id.")
        claim = text[begin.end() : text.index("\n", begin.end())]
        found, expected = NUMBER.findall(claim), compute()
        fits = len(found) == len(expected)
        if not fits or any(isinstance(new, int) and old != str(new) for old, new in zip(found, expected, strict=True)):
            sys.exit(f"{PATH.name}: '{name}' should name these, in this order: {', '.join(map(str, expected))}")
        numbers = iter(map(str, expected))
        new = NUMBER.sub(lambda _, numbers=numbers: next(numbers), claim)
        text = text[: begin.end()] + new + text[begin.end() + len(claim) :]
        print(f"{'CHANGED' if new != claim else 'same':8}{name}: {new}")
    PATH.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
