"""Readers who knew nothing but the facts of strangers' situations, and saw nothing but the questions, ended well.

Their steps are kept in tests/cases/walks.yml. A flow that has changed so that they no longer lead through it has to be
walked again, by other readers: tests/scripts/walks.py shows them what they may see.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from overrides.rendering.data import read_table
from tests.support.flow import Flow
from tests.support.tree import ROOT, fail_with

FLOW = Flow()
OPEN, SEALED, WALKS = "tests/cases/strangers.yml", "tests/sealed/strangers.yml", "tests/cases/walks.yml"
STRANGERS: dict[str, list[dict[str, Any]]] = {file: read_table(ROOT / file, "strangers") for file in (OPEN, SEALED)}
READERS: list[dict[str, Any]] = [each for each in read_table(ROOT / WALKS, "walks") if "through" in each]
CHOSEN: list[dict[str, str]] = [each["chosen"] for each in read_table(ROOT / WALKS, "walks") if "chosen" in each]
FIELDS = {"id", "address", "title", "seen", "facts", "answer", "accepts", "against"}
READERS_EACH = 3
# The aim is nine in ten right, and none against its source. These hold what readers reach today.
SHARE_RIGHT, SHARE_AGAINST, SHARE_WITHOUT_AN_OPTION = 0.72, 0.03, 0.1


def walks_of(file: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return each walk through a situation of the file, with that situation."""
    known = {each["id"]: each for each in STRANGERS[file]}
    return [(walk, known[id_]) for reader in READERS for id_, walk in reader["through"].items() if id_ in known]


@pytest.mark.parametrize("file", [OPEN, SEALED])
def test_every_situation_is_complete_and_names_outcomes(file: str) -> None:
    problems = []
    for each in STRANGERS[file]:
        problems += [f"{file}: {each.get('id')}: '{field}' is missing or unknown." for field in FIELDS ^ set(each)]
        named = [*each.get("accepts", []), *each.get("against", [])]
        problems += [
            f"{file}: {each['id']}: there is no outcome '{name}'." for name in named if name not in FLOW.outcomes
        ]
        if not each.get("address", "").startswith("https://"):
            problems.append(f"{file}: {each['id']}: the address does not begin with https://.")
    fail_with(problems)


def test_a_third_is_sealed_and_no_two_are_the_same() -> None:
    ids = [each["id"] for file in STRANGERS.values() for each in file]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 60
    assert len(STRANGERS[SEALED]) * 3 >= len(ids)


def test_every_walk_still_leads_through_the_flow() -> None:
    problems = []
    for reader in READERS:
        for id_, walk in reader["through"].items():
            try:
                node = FLOW.follow(walk["answers"])
            except ValueError as error:
                problems.append(f"{WALKS}: {reader['reader']}: {id_}: {error} Walk again.")
                continue
            if node not in FLOW.outcomes:
                problems.append(f"{WALKS}: {reader['reader']}: {id_}: ends at the question '{node}'. Walk on.")
    fail_with(problems)


def test_sealed_situations_end_as_their_sources_say() -> None:
    walks = walks_of(SEALED)
    times = Counter(situation["id"] for _, situation in walks)
    fail_with(
        f"{WALKS}: {each['id']} was walked by {times[each['id']]} readers; {READERS_EACH} are needed."
        for each in STRANGERS[SEALED]
        if times[each["id"]] < READERS_EACH
    )
    ends = [(FLOW.follow(walk["answers"]), situation) for walk, situation in walks]
    right = sum(end in situation["accepts"] for end, situation in ends) / len(ends)
    against = sum(end in situation["against"] for end, situation in ends) / len(ends)
    # Shares and no names: whoever changes the flow reads this.
    assert right >= SHARE_RIGHT, f"{right:.0%} of the sealed walks end as their source says."
    assert against <= SHARE_AGAINST, f"{against:.0%} of the sealed walks end at what their source speaks against."


def test_the_facts_decide_most_sealed_situations() -> None:
    """Readers who chose from the list of results reached this: it is what the questions can be held against."""
    known = {each["id"]: each for each in STRANGERS[SEALED]}
    for chosen in CHOSEN:
        assert chosen.keys() == known.keys()
        assert set(chosen.values()) <= FLOW.outcomes.keys()
        assert 0.8 < sum(chosen[id_] in known[id_]["accepts"] for id_ in known) / len(known) < 0.9


def test_readers_seldom_find_no_option_that_fits() -> None:
    walks = walks_of(SEALED)
    steps = sum(len(walk["answers"]) for walk, _ in walks)
    unfit = sum(len(walk.get("unfit", [])) for walk, _ in walks) / steps
    assert unfit <= SHARE_WITHOUT_AN_OPTION, f"At {unfit:.0%} of the questions no option fitted, or more than one."
