"""The grade of a claim agrees with its references, and second-hand claims say so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pybtex.database import Entry, parse_file

from overrides.rendering.data import validator
from tests.support.tree import DATA, ROOT, fail_with, gate

UNREVIEWED = re.compile(r"arXiv|Online|blog", re.I)


@pytest.fixture(scope="module")
def claims() -> list[dict[str, Any]]:
    return list(gate().data["claims"].values())


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return dict(parse_file(str(DATA / "references.bib"), bib_format="bibtex").entries)


def venue(entry: Entry) -> str:
    """Return the conference or journal that reviewed a work, or nothing."""
    if "booktitle" in entry.fields:
        return entry.fields["booktitle"]
    journal = entry.fields.get("journal", "")
    return "" if UNREVIEWED.search(journal) else journal


def on_arxiv(entry: Entry) -> bool:
    return entry.fields.get("journal", "").startswith("arXiv preprint arXiv:")


def cited(claim: dict[str, Any], entries: dict[str, Entry]) -> list[tuple[str, Entry]]:
    return [(key, entries[key]) for key in claim["cite"] if key in entries]  # test_data_is_sound reports the others


def test_peer_reviewed_claims_name_a_venue(claims: list[dict[str, Any]], entries: dict[str, Entry]) -> None:
    fail_with(
        f"docs/data/claims/: '{claim['id']}' is graded peer-reviewed, but '{key}' names no booktitle and no reviewing "
        "journal. Add the venue to docs/data/references.bib, or grade the claim preprint."
        for claim in claims
        if claim["grade"] == "peer-reviewed"
        for key, entry in cited(claim, entries)
        if not venue(entry)
    )


def test_preprint_claims_are_on_arxiv_only(claims: list[dict[str, Any]], entries: dict[str, Entry]) -> None:
    fail_with(
        f"docs/data/claims/: '{claim['id']}' is graded preprint, but '{key}' "
        + (
            f"was published ({venue(entry)}). Grade it peer-reviewed."
            if venue(entry)
            else "is not an 'arXiv preprint arXiv:<number>'. Correct its journal, or give the claim another grade."
        )
        for claim in claims
        if claim["grade"] == "preprint"
        for key, entry in cited(claim, entries)
        if not on_arxiv(entry)
    )


def test_measured_claims_point_to_a_run(claims: list[dict[str, Any]], entries: dict[str, Entry]) -> None:
    fail_with(
        f"docs/data/claims/: '{claim['id']}' is graded measured, but no note of its references names a run that exists "
        "here. Name one in docs/data/references.bib: note = {Run: path/from/the/root.json}."
        for claim in claims
        if claim["grade"] == "measured"
        and not any(
            (ROOT / path).is_file()
            for _, entry in cited(claim, entries)
            for path in re.findall(r"Run: (\S+)", entry.fields.get("note", ""))
        )
    )


def test_second_hand_claims_say_so(claims: list[dict[str, Any]]) -> None:
    fail_with(
        f"docs/data/claims/: '{claim['id']}' was read in an account only. Say 'as reported' or 'reported by' in it."
        for claim in claims
        if claim["read"] == "account" and not re.search(r"\breported\b", claim["claim"], re.I)
    )


def test_the_schema_demands_the_account_that_was_read() -> None:
    schema = json.loads(Path(DATA / "schemas" / "claims.json").read_text(encoding="utf-8"))
    claim = {
        "id": "example",
        "claim": "As reported.",
        "cite": ["key"],
        "grade": "vendor",
        "read": "account",
        "holds_for": "an example",
        "caveat": "none",
    }
    check = validator(schema)
    assert [error.validator for error in check.iter_errors({"claims": [claim]})] == ["required"]
    assert check.is_valid({"claims": [{**claim, "seen_at": "https://example.org/"}]})
    assert check.is_valid({"claims": [{**claim, "read": "source"}]})


def test_every_grade_can_be_given() -> None:
    schema = json.loads(Path(DATA / "schemas" / "claims.json").read_text(encoding="utf-8"))
    allowed = schema["properties"]["claims"]["items"]["properties"]["grade"]["enum"]
    assert allowed == [grade["id"] for grade in gate().data["grades"]]
