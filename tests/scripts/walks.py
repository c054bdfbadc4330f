"""Lets a reader walk strangers' situations through the decision flow, one question at a time.

    python -m tests.scripts.walks SITUATIONS.yml WALK.yml

Prints each open situation's facts under the question at which it stands, with nothing but what the page shows there: no
drawing, no other question, no result. The reader adds the answers to WALK.yml and calls again, until none is open:

    a-situation: {answers: {in-place: fine-tuned, tuned-trouble: facts}, unfit: [tuned-trouble]}

`unfit` names the questions at which no option fits, or more than one; the answer is then the nearest. What stands in
WALK.yml at the end goes into tests/cases/walks.yml, as `through` of one more reader.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from overrides.rendering.data import parse_yaml
from tests.support.flow import Flow


def main(situations: Path, walks: Path) -> None:
    """Print what is open, by question."""
    flow = Flow()
    kept: dict[str, Any] = (parse_yaml(walks.read_text("utf-8"), walks.name) if walks.exists() else None) or {}
    standing: dict[str, list[dict[str, Any]]] = {}
    for each in parse_yaml(situations.read_text("utf-8"), situations.name)["strangers"]:
        try:
            node = flow.follow(kept.get(each["id"], {"answers": {}})["answers"])
        except ValueError as error:
            sys.exit(f"{walks}: {each['id']}: {error}")
        standing.setdefault(node, []).append(each)
    for id_, question in flow.questions.items():
        if id_ not in standing:
            continue
        print(f"\n=== question {id_}: {question['ask']}\n{question['help']}")
        if "words" in question:
            print(f"What these words mean: {question['words']}")
        for option in question["options"]:
            print(f"  ( ) {option['id']}: {option['label']}{' - ' + option['note'] if 'note' in option else ''}")
        for each in standing.pop(id_):
            print("\n".join([f"\n--- {each['id']}", *(f"    {fact}" for fact in each["facts"])]))
    print(f"\n{sum(map(len, standing.values()))} situations have reached a result.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
