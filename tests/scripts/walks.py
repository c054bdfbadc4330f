"""Lets a reader walk strangers' situations through the decision flow, one question at a time, and keeps the answers.

    python -m tests.scripts.walks SITUATIONS.yml WALK.yml

Prints each open situation's facts under the question at which it stands, with nothing but what the page shows there: no
drawing, no other question, no result. The reader adds the answers to WALK.yml and calls again, until none is open:

    a-situation:
      - {question: today, answer: tuned}
      - {question: tuned-trouble, answer: facts, fits: false}  # the nearest, though no option or more than one fits
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from overrides.rendering.data import load


def stand(walk: list[dict[str, Any]], decision: dict[str, Any]) -> str:
    """Return the question or outcome at which a walk stands; say which of its answers does not fit."""
    questions = {each["id"]: each for each in decision["questions"]}
    node = decision["start"]
    for step in walk:
        if step["question"] != node:
            raise ValueError(f"the walk stands at '{node}', not at '{step['question']}'.")
        goals = {option["id"]: option["next"] for option in questions[node]["options"]}
        if step["answer"] not in goals:
            raise ValueError(f"'{node}' has no answer '{step['answer']}'; it has {', '.join(goals)}.")
        node = goals[step["answer"]]
    return node


def main(situations: Path, walks: Path) -> None:
    """Print what is open, by question."""
    decision = load()["decision"]
    kept: dict[str, list[dict[str, Any]]] = (yaml.safe_load(walks.read_text("utf-8")) if walks.exists() else None) or {}
    standing: dict[str, list[dict[str, Any]]] = {}
    for each in yaml.safe_load(situations.read_text("utf-8"))["strangers"]:
        standing.setdefault(stand(kept.get(each["id"], []), decision), []).append(each)
    for question in decision["questions"]:
        if question["id"] not in standing:
            continue
        print(f"\n=== question {question['id']}: {question['ask']}\n{question['help']}")
        if question.get("words"):
            print(f"What these words mean: {question['words']}")
        for option in question["options"]:
            print(f"  ( ) {option['id']}: {option['label']}{' - ' + option['note'] if 'note' in option else ''}")
        for each in standing.pop(question["id"]):
            print(f"\n--- {each['id']}\n" + "\n".join(f"    {fact}" for fact in each["facts"]))
    print(f"\n{sum(map(len, standing.values()))} situations have reached a result.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
