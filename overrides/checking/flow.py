"""The decision flow ends on every path, reaches everything it has, and never asks too much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from overrides.checking.finding import Finding
from overrides.checking.tree import Tree
from overrides.rendering.gate import line_of

FILE = "docs/data/decision.yml"
MOST_QUESTIONS_ON_A_PATH = 8
Graph = Mapping[str, list[str]]  # for each question, where its answers lead


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what is wrong with the flow; nothing while the gate refuses the data."""
    if tree.gate.problems:
        return
    decision = tree.gate.data["decision"]
    graph = {each["id"]: [option["next"] for option in each["options"]] for each in decision["questions"]}
    known = {*graph, *(outcome["id"] for outcome in decision["outcomes"])}

    def finding(what: str, fix: str, *where: str | int) -> Finding:
        return Finding(FILE, line_of(tree.texts[FILE], ("decision", *where)), what, fix)

    if decision["start"] not in graph:
        yield finding(f"start is '{decision['start']}', which is no question", "Name the first question.", "start")
    for number, question in enumerate(decision["questions"]):
        for index, option in enumerate(question["options"]):
            place = ("questions", number, "options", index)
            named = f"{question['id']} > {option['id']}"
            if option["next"] not in known:
                what = f"{named}: next is '{option['next']}', which is no question and no outcome"
                yield finding(what, "Name one of them.", *place, "next")
            if option["id"] == "unknown" and "note" not in option:
                yield finding(f"{named}: the answer has no note", "Say in it what to settle, and how.", *place)
    reached = _reached(graph, decision["start"])
    for kind in ("questions", "outcomes"):
        for number, each in enumerate(decision[kind]):
            if each["id"] not in reached:
                what = f"'{each['id']}' cannot be reached from '{decision['start']}'"
                yield finding(what, "Let an answer lead to it, or remove it.", kind, number)
    order = list(graph)
    for path in _paths(graph, decision["start"], ()):
        if path[-1] in path[:-1]:
            circle = " > ".join(path[path.index(path[-1]) :])
            yield finding(f"{circle} is a cycle", "Let an answer lead on.", "questions", order.index(path[-2]))
        elif len(path) > MOST_QUESTIONS_ON_A_PATH:
            what = f"{' > '.join(path)} asks {len(path)} questions"
            number = order.index(path[MOST_QUESTIONS_ON_A_PATH])
            yield finding(what, f"Ask at most {MOST_QUESTIONS_ON_A_PATH}.", "questions", number)
    used = {each for outcome in decision["outcomes"] for each in outcome["before"]}
    for number, each in enumerate(decision["checks"]):
        if each["id"] not in used:
            what = f"no outcome names the check '{each['id']}' in before"
            yield finding(what, "Name it, or remove it.", "checks", number)


def _reached(graph: Graph, start: str) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += graph.get(node, [])
    return reached


def _paths(graph: Graph, node: str, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the questions of every path; one that comes back to a question ends with it."""
    if node not in graph:
        if above:
            yield above
    elif node in above:
        yield (*above, node)
    else:
        for goal in graph[node]:
            yield from _paths(graph, goal, (*above, node))
