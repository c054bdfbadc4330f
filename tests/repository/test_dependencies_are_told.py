"""The scripts about dependencies say which licence each has and what an update changed."""

from __future__ import annotations

import pytest

from tests.scripts.licences import Package, python_packages, report, script_packages
from tests.scripts.update_deps import changes, locked, loosened, pinned
from tests.support.tree import ROOT, fail_with

INPUTS = "# Direct ones.\nMarkdown==3.10\nfilelock\n\n# Not compiled\ntorch==2.13.0\n"
COMPILED = "markdown==3.11 \\\n    --hash=sha256:00\nfilelock==3.20 ; python_version < '4'\n"


def test_every_dependency_states_a_licence() -> None:
    packages = [*python_packages(), *script_packages()]
    assert len(packages) > 100
    fail_with(
        f"{name} {version} states no licence. Find out under which one it comes."
        for name, version, licence in packages
        if not licence
    )


def test_the_commonest_licence_comes_first_and_none_is_hidden() -> None:
    lines = report([Package("b", "1", "MIT"), Package("c", "3", ""), Package("a", "2", "MIT")])
    assert lines == ["MIT (2): a 2, b 1", "NO LICENCE STATED (1): c 3"]


def test_inputs_are_raised_and_keep_their_comments() -> None:
    loose = loosened(INPUTS, locked(COMPILED))
    assert loose == "# Direct ones.\nMarkdown\nfilelock\n\n# Not compiled\ntorch==2.13.0\n"
    assert pinned(INPUTS, loose, locked(COMPILED)) == INPUTS.replace("3.10", "3.11")


@pytest.mark.parametrize("source", ["requirements", "requirements-lab"])
def test_inputs_that_are_the_newest_stay_as_they_are(source: str) -> None:
    text = (ROOT / f"{source}.in").read_text(encoding="utf-8")
    compiled = locked((ROOT / f"{source}.txt").read_text(encoding="utf-8"))
    loose = loosened(text, compiled)
    assert loose != text
    assert pinned(text, loose, compiled) == text


def test_what_changed_is_listed_by_name() -> None:
    before, after = {"b": "1", "c": "1", "d": "4"}, {"a": "1", "b": "2", "d": "4"}
    assert list(changes(before, after)) == ["  a new: -> 1", "  b 1 -> 2", "  c 1 is gone"]
