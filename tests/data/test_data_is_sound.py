"""The data files fit their schemas, and every id that one names exists in another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from overrides.checking.prose.blocks import Block, prose_of
from overrides.checking.tree import Tree
from overrides.rendering import register
from overrides.rendering.data import DataError, load, load_schemas
from overrides.rendering.pages import pages
from tests.support.tree import DATA, fail_with, gate, relative


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return load()


def test_schemas_are_schemas() -> None:
    for schema in load_schemas():
        Draft202012Validator.check_schema(schema)


def test_the_register_names_every_page_that_shows_a_claim(data: dict[str, Any]) -> None:
    shown = register.uses(gate())
    calls = {(claim, f"/{page.path}") for page in pages() for claim in page.named("claim", "stated")}
    assert any(path.endswith(".ipynb") for _, path in calls), "no notebook shows a claim: the test would prove little"
    fail_with(
        f"{claim}: {path} shows it, and the register does not say so"
        for claim, path in sorted(calls)
        if path not in shown[claim]
    )
    assert set(shown) == set(data["claims"]), "a claim has no page under 'Used on'"


def test_schemas_describe_every_field() -> None:
    def undescribed(schema: Any, where: str) -> Iterator[str]:
        if isinstance(schema, dict):
            for name, field in schema.get("properties", {}).items():
                if "description" not in field and not ("items" in field and "properties" in field["items"]):
                    yield f"{where}: field '{name}' has no description. Contributors read it; add one."
                yield from undescribed(field, where)
            for key in ("items", "additionalProperties"):
                yield from undescribed(schema.get(key), where)

    fail_with(
        problem
        for path in sorted((DATA / "schemas").glob("*.json"))
        for problem in undescribed(json.loads(path.read_text(encoding="utf-8")), relative(path))
    )


def test_every_schema_is_closed() -> None:
    def open_objects(schema: Any, where: str) -> Iterator[str]:
        if isinstance(schema, dict):
            if schema.get("type") == "object" and schema.get("additionalProperties", True) is True:
                yield f"{where}: an object allows unknown fields. Set additionalProperties to false."
            for inner in schema.values():
                yield from open_objects(inner, where)
        elif isinstance(schema, list):
            for inner in schema:
                yield from open_objects(inner, where)

    fail_with(
        problem
        for path in sorted((DATA / "schemas").glob("*.json"))
        for problem in open_objects(json.loads(path.read_text(encoding="utf-8")), relative(path))
    )


def test_every_group_of_claims_stands_under_one_heading(data: dict[str, Any]) -> None:
    shown = [each for section in register.sections(data) for each in section["ids"]]
    assert sorted(shown) == sorted(data["claims"])
    data = {**data, "register": data["register"][1:]}
    with pytest.raises(DataError, match="name each file of docs/data/claims/ once; wrong: in-context-learning"):
        register.sections(data)


def test_claims_have_one_sentence_a_line() -> None:
    fail_with(
        f"{file}:{number}: two sentences on a line. Start a line with each; '>-' joins them."
        for file, blocks in prose_of(Tree()).items()
        if file.startswith("docs/data/claims/")
        for block in blocks
        for number, text in block.lines
        if len(Block(file, block.kind, [(number, text)]).sentences) > 1
    )
