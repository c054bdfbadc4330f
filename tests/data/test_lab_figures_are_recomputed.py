"""Every figure of a claim that we measured is the one that the published raw lines give."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from overrides.rendering.data import parse_yaml
from tests.support.lab_claims import CLAIMS_FILE, NUMBER, with_figures
from tests.support.lab_figures import FIGURES
from tests.support.lab_lines import TASKS, lines, truth
from tests.support.tree import DOCS, fail_with, gate

CLAIMS = {name: claim for name, claim in gate().data["claims"].items() if claim["grade"] == "measured"}
ITEMS, SEEDS = 300, {0, 1, 2, 3, 4}
LABELLED = {  # the labels that each arm was given; intents do not have enough labels of each class for 256
    "few-shot": {8, 32},
    "lora": {8, 32, 128},
    "full": {128},
    "soft-prompt": {128},
    "retrieved": {128},
    "searched": {32, 128},
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
                f"{', '.join(expected)}. Run `make update`, and read the words again."
            ]
        )


MADE_UP = """\
claims:
  - id: one-line
    claim: With 8 examples 91% (88 to 94) of reviews were right, 12 of them early.
    holds_for: 300 items
  - id: several-lines
    claim: >-
      With 8 examples the gain was -1 (-4 to 0).
      Without, a query took 1,344 ms.
    holds_for: 300 items
"""


def test_numbers_are_put_into_claims_of_either_form_and_nothing_else_changes() -> None:
    figures = {"one-line": [8, "90", "87", "93", "7"], "several-lines": [8, "0", "-2", "1", "2,000"]}
    text, changed = with_figures(MADE_UP, figures)
    first, second = parse_yaml(text, "made-up.yml")["claims"]
    assert first["claim"] == "With 8 examples 90% (87 to 93) of reviews were right, 7 of them early."
    assert second["claim"] == "With 8 examples the gain was 0 (-2 to 1). Without, a query took 2,000 ms."
    assert changed == ["one-line", "several-lines"]
    assert [len(line.split()) for line in text.splitlines()] == [len(line.split()) for line in MADE_UP.splitlines()]
    assert with_figures(text, figures) == (text, [])


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ({"one-line": [8, "90", "87", "93"]}, "'one-line' should name these, in this order: 8, 90, 87, 93"),
        ({"one-line": [16, "90", "87", "93", "7"]}, "'one-line' should name these, in this order: 16, 90"),
        ({"another": ["7"]}, "no claim 'another'"),
    ],
)
def test_a_claim_that_does_not_fit_its_figures_is_named(figures: dict, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        with_figures(MADE_UP, figures)


def test_writing_the_figures_of_a_sound_tree_changes_nothing() -> None:
    text = CLAIMS_FILE.read_text(encoding="utf-8")
    assert with_figures(text, {name: compute() for name, compute in FIGURES.items()}) == (text, [])


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


@pytest.mark.parametrize(
    ("way", "claim", "sign"),
    [
        ("The plain prompt", "lab-search-against-plain", -1),
        ("The four nearest examples", "lab-search-against-examples", -1),
        ("LoRA", "lab-search-against-tuning", 1),
    ],
)
def test_the_guide_tells_the_leads_of_the_claims_with_128_labels(way: str, claim: str, sign: int) -> None:
    page = (DOCS / "guide" / "optimise-prompt.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"(?m)^\| {way}[^|]*\| (.+) \|$", page)
    figures = FIGURES[claim]()
    means = figures[figures.index(128) + 1 :: 3]
    assert [int(cell) for cell in row.split(" | ")] == [sign * int(mean) for mean in means]
