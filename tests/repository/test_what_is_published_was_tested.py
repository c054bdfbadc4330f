"""The workflow publishes the build that it tested, asks for no more than that takes, and needs no edit in a fork."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.support.tree import ROOT, fail_with

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SITE: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8"))
TEST, PUBLISH = SITE["jobs"]["test"], SITE["jobs"]["publish"]


def place(name: str) -> int:
    """Return the number of the step of the test job that runs or uses `name`."""
    found = [
        number
        for number, step in enumerate(TEST["steps"])
        if name in (step.get("run"), step.get("uses", "").partition("@")[0])
    ]
    assert len(found) == 1, f"{name}: {len(found)} steps"
    return found[0]


def test_one_build_is_tested_and_then_handed_on() -> None:
    assert place("make site") < place("make test") < place("actions/upload-pages-artifact")
    assert TEST["env"]["SITE"].endswith("/site")  # which tests/conftest.py takes for the site
    assert TEST["steps"][place("actions/upload-pages-artifact")]["with"]["path"] == "site"
    assert PUBLISH["needs"] == "test"
    assert [step["uses"].partition("@")[0] for step in PUBLISH["steps"]] == ["actions/deploy-pages"]


def test_only_the_default_branch_is_published() -> None:
    condition = "github.event_name == 'push' && github.ref_name == github.event.repository.default_branch"
    assert PUBLISH["if"] == condition
    assert TEST["steps"][place("actions/configure-pages")]["if"] == condition
    assert TEST["steps"][place("actions/upload-pages-artifact")]["if"] == "steps.pages.outputs.base_url"


def test_only_publishing_may_write() -> None:
    assert SITE["permissions"] == {"contents": "read"}
    assert "permissions" not in TEST
    assert PUBLISH["permissions"] == {"pages": "write", "id-token": "write"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_no_repository_is_named(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    fail_with(
        f"{path.name}: {action} is not pinned by its full hash, with its version behind it."
        for action, version in used
        if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) or not re.fullmatch(r" # v\d+\.\d+\.\d+", version)
    )
    assert "context-or-weights" not in text
