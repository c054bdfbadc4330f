"""What `make check` finds is told as file:line: what: fix, for people, terminals and pull requests."""

from __future__ import annotations

from pathlib import Path

import pytest

from overrides.checking.__main__ import main
from overrides.checking.finding import Finding, coloured, for_github

FINDING = Finding("docs/a, b.md", 3, "100% wrong", "Mend it:\nso.")


def test_a_finding_names_place_fault_and_fix() -> None:
    assert str(FINDING) == "docs/a, b.md:3: 100% wrong: Mend it:\nso."


def test_a_terminal_shows_place_and_fault_in_colour() -> None:
    assert coloured(FINDING).startswith("\033[1mdocs/a, b.md:3:\033[0m \033[31m100% wrong:\033[0m ")


def test_a_pull_request_shows_it_beside_its_line_and_nothing_can_end_the_command() -> None:
    told = for_github(FINDING)
    assert told == "::error file=docs/a%2C b.md,line=3,title=100%25 wrong::100%25 wrong: Mend it:%0Aso."
    assert "\n" not in told


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("docs/a.yml:7: id (a.0): 'x' is wrong. Write y.", ("docs/a.yml", 7, "id (a.0): 'x' is wrong", "Write y.")),
        ("docs/a.yml: it is wrong. Write y. Or z.", ("docs/a.yml", 1, "it is wrong", "Write y. Or z.")),
    ],
)
def test_what_the_gate_says_becomes_a_finding(message: str, parts: tuple[str, int, str, str]) -> None:
    assert Finding.parsed(message) == Finding(*parts)


def test_all_findings_of_a_tree_come_in_order_with_a_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Finding("b", 1, "x", "y"), Finding("a", 10, "x", "y"), Finding("a", 9, "x", "y")]
    monkeypatch.setattr("overrides.checking.__main__.findings", lambda tree: sorted(found))
    assert main(["--root", str(tmp_path), "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(",title")[0] for line in lines] == [
        "::error file=a,line=9",
        "::error file=a,line=10",
        "::error file=b,line=1",
    ]
    found.clear()
    assert main(["--root", str(tmp_path)]) == 0
