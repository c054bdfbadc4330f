"""The decision flow, computed from docs/data/decision.yml alone: what the page is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.support.tree import gate

Answers = tuple[tuple[str, str], ...]  # (question id, option id), in the order asked
ADDRESS = "/decide/decision-flow/"


@dataclass(frozen=True)
class Change:
    """One answer changed, the others kept: which one, to what, and the outcomes that this can reach."""

    question: str
    option: str
    outcomes: frozenset[str]


class Flow:
    """The graph of the decision flow."""

    def __init__(self) -> None:
        """Read docs/data/decision.yml."""
        decision: dict[str, Any] = gate().data["decision"]
        self.start: str = decision["start"]
        self.questions: dict[str, Any] = {each["id"]: each for each in decision["questions"]}
        self.outcomes: dict[str, Any] = {each["id"]: each for each in decision["outcomes"]}
        options = {
            (question["id"], option["id"]): option
            for question in decision["questions"]
            for option in question["options"]
        }
        self.next = {step: option["next"] for step, option in options.items()}
        self.label = {step: option["label"] for step, option in options.items()}
        self.note = {step: option["note"] for step, option in options.items() if "note" in option}

    def title(self, node: str) -> str:
        """Return the heading of a question or an outcome."""
        return self.questions[node]["ask"] if node in self.questions else self.outcomes[node]["title"]

    def paths(self, node: str | None = None, above: Answers = ()) -> Iterator[Answers]:
        """Yield every path from `node`, or from the start, to an outcome."""
        node = node or self.start
        if node in self.outcomes:
            yield above
            return
        for option in self.questions[node]["options"]:
            yield from self.paths(option["next"], (*above, (node, option["id"])))

    def covering_paths(self) -> list[Answers]:
        """Return so many paths that each answer of each question stands in one, the longest first."""
        left = set(self.next)
        chosen = []
        for path in sorted(self.paths(), key=len, reverse=True):
            if not left.isdisjoint(path):
                chosen.append(path)
                left -= set(path)
        return chosen

    def end(self, answers: Answers, start: str | None = None) -> str:
        """Return where answers lead: an outcome, or the first question that they leave open."""
        given, node = dict(answers), start or self.start
        while node in given:
            node = self.next[node, given[node]]
        return node

    def follow(self, answers: Mapping[str, str]) -> str:
        """Return where answers lead, in the order asked; raise ValueError at the first that does not fit."""
        node = self.start
        for question, option in answers.items():
            if node != question or (question, option) not in self.next:
                raise ValueError(f"at '{node}' the answer '{question}: {option}' does not fit.")
            node = self.next[question, option]
        return node

    def wrong_ends(self, situations: Iterable[Mapping[str, Any]]) -> Iterator[str]:
        """Yield what is wrong with situations: each has `id`, `answers`, and the `outcome` where they should lead."""
        for each in situations:
            try:
                node = self.follow(each["answers"])
            except ValueError as error:
                yield f"{each['id']}: {error}"
                continue
            if node != each["outcome"]:
                yield f"{each['id']}: the flow answers '{node}', expected is '{each['outcome']}'."

    def reachable(self, node: str) -> frozenset[str]:
        """Return the outcomes that can be reached from `node`."""
        if node in self.outcomes:
            return frozenset({node})
        return frozenset().union(*(self.reachable(option["next"]) for option in self.questions[node]["options"]))

    def what_would_change(self, answers: Answers) -> set[Change]:
        """Try every other option of every question of a path, and keep those that lead elsewhere."""
        reached = self.end(answers)
        changes = set()
        for question, given in answers:
            for option in self.questions[question]["options"]:
                end = self.end(tuple({**dict(answers), question: option["id"]}.items()))
                if option["id"] != given and end != reached:
                    changes.add(Change(question, option["id"], self.reachable(end)))
        return changes


def fragment(answers: Answers) -> str:
    """Write answers as the fragment of an address."""
    return "#" + "&".join(f"{question}={option}" for question, option in answers)
