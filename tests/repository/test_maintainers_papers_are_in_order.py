"""Issue forms, owners and policies are there, can be used as they are, and name only what exists."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.support.tree import ROOT

FORMS: dict[str, dict[str, Any]] = {
    path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
}
# GitHub gives every new repository these, so that the forms of a fork work without an edit.
LABELS = {"bug", "documentation", "duplicate", "enhancement", "good first issue", "help wanted", "invalid", "question"}
KINDS = {"input", "textarea", "dropdown", "checkboxes", "markdown"}


def ids(form: dict[str, Any]) -> list[str]:
    return [field["id"] for field in form["body"] if field["type"] != "markdown"]


def test_there_is_a_form_for_each_thing_that_readers_report() -> None:
    assert set(FORMS) == {"wrong-claim.yml", "missing-question.yml", "bad-search.yml", "new-case.yml", "lab-result.yml"}
    assert len({form["name"] for form in FORMS.values()}) == len(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_one_that_github_shows(name: str) -> None:
    form = FORMS[name]
    assert set(form) == {"name", "description", "labels", "body"}
    assert set(form["labels"]) <= LABELS
    assert len(set(ids(form))) == len(ids(form))
    for field in form["body"]:
        assert field["type"] in KINDS
        assert re.fullmatch(r"[a-z-]+", field["id"])
        assert field["attributes"]["label"]
        assert isinstance(field["validations"]["required"], bool)
        options = field["attributes"].get("options", [])
        assert (field["type"] == "dropdown") == bool(options)
        assert all(isinstance(option, str) for option in options), "put what YAML reads as a truth in quotes"
    assert any(field["validations"]["required"] for field in form["body"])


def test_pages_link_to_forms_and_fields_that_exist() -> None:
    tools = (ROOT / "overrides" / "partials" / "page-tools.html").read_text(encoding="utf-8")
    links = re.findall(r"issues/new\?template=([\w.-]+)((?:&amp;[a-z]+=\{\{.*?\}\})*)", tools)
    assert {name for name, _ in links} == {"wrong-claim.yml", "missing-question.yml"}
    for name, filled in links:
        assert set(re.findall(r"&amp;([a-z]+)=", filled)) <= {"title", *ids(FORMS[name])}


def test_documents_name_forms_by_their_names() -> None:
    names = {form["name"] for form in FORMS.values()}
    for document in ("README.md", "docs/contribute/search.md"):
        told = re.findall(r'of the kind "([^"]+)"', (ROOT / document).read_text(encoding="utf-8"))
        assert told, document
        assert set(told) <= names


def test_every_file_has_an_owner() -> None:
    lines = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owned = [line.split() for line in lines if line and not line.startswith("#")]
    assert owned[0][0] == "*"
    assert all(re.fullmatch(r"@[\w-]+(/[\w-]+)?", owner) for _, *owners in owned for owner in owners)


@pytest.mark.parametrize("name", ["SECURITY.md", "CODE_OF_CONDUCT.md"])
def test_a_private_report_has_a_way(name: str) -> None:
    assert '"Report a vulnerability"' in (ROOT / name).read_text(encoding="utf-8")
    assert f"({name})" in (ROOT / "README.md").read_text(encoding="utf-8")
