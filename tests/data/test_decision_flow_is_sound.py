"""The decision tree ends on every path, reaches everything it has, and never asks too much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from overrides.rendering.data import load
from tests.support.tree import fail_with

FILE = "docs/data/decision.yml"
MOST_QUESTIONS_ON_A_PATH = 8


@pytest.fixture(scope="module")
def decision() -> dict[str, Any]:
    return load()["decision"]


def edges(decision: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """Return, for every question id, its (option id, next id) pairs."""
    return {
        question["id"]: [(option["id"], option["next"]) for option in question["options"]]
        for question in decision["questions"]
    }


def test_every_answer_leads_somewhere(decision: dict[str, Any]) -> None:
    graph = edges(decision)
    known = {*graph, *(outcome["id"] for outcome in decision["outcomes"])}
    problems = [
        f"{FILE}: {question} > {option}: next is '{goal}', which is no question and no outcome. Name one of them."
        for question, options in graph.items()
        for option, goal in options
        if goal not in known
    ]
    if decision["start"] not in graph:
        problems.append(f"{FILE}: start is '{decision['start']}', which is no question. Name the first question.")
    fail_with(problems)


def test_no_path_comes_back_to_a_question(decision: dict[str, Any]) -> None:
    graph = edges(decision)

    def cycles(node: str, above: tuple[str, ...]) -> Iterator[str]:
        if node in above:
            yield f"{FILE}: {' > '.join([*above[above.index(node) :], node])} is a cycle. Let an answer lead on."
            return
        for _, goal in graph.get(node, []):
            yield from cycles(goal, (*above, node))

    fail_with(dict.fromkeys(problem for start in graph for problem in cycles(start, ())))


def test_every_question_and_outcome_is_reached(decision: dict[str, Any]) -> None:
    graph, reached, waiting = edges(decision), set(), [decision["start"]]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += [goal for _, goal in graph.get(node, [])]
    fail_with(
        f"{FILE}: '{each['id']}' cannot be reached from '{decision['start']}'. Let an answer lead to it, or remove it."
        for each in [*decision["questions"], *decision["outcomes"]]
        if each["id"] not in reached
    )


def test_no_path_asks_too_many_questions(decision: dict[str, Any]) -> None:
    graph = edges(decision)

    def paths(node: str, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if node not in graph or node in above:
            yield above
            return
        for _, goal in graph[node]:
            yield from paths(goal, (*above, node))

    fail_with(
        f"{FILE}: {' > '.join(path)} asks {len(path)} questions. Ask at most {MOST_QUESTIONS_ON_A_PATH}."
        for path in paths(decision["start"], ())
        if len(path) > MOST_QUESTIONS_ON_A_PATH
    )


def test_not_knowing_comes_with_what_to_settle(decision: dict[str, Any]) -> None:
    fail_with(
        f"{FILE}: {question['id']}: the answer 'unknown' has no note. Say in it what to settle, and how."
        for question in decision["questions"]
        for option in question["options"]
        if option["id"] == "unknown" and "note" not in option
    )


def test_every_check_comes_before_some_outcome(decision: dict[str, Any]) -> None:
    used = {each for outcome in decision["outcomes"] for each in outcome["before"]}
    fail_with(
        f"{FILE}: no outcome names the check '{check['id']}' in before. Name it, or remove it."
        for check in decision["checks"]
        if check["id"] not in used
    )
