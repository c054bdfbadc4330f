"""The data files fit their schemas, and every id that one names exists in another."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from overrides.rendering import register
from overrides.rendering.data import DataError, data_files, load, load_schemas
from overrides.rendering.pages import pages
from overrides.rendering.references import load_references
from tests.support import prose
from tests.support.tree import DATA, fail_with, gate, relative


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return load()


def test_every_file_fits_its_schema_and_every_named_id_exists() -> None:
    fail_with(gate().problems)


def test_schemas_are_schemas() -> None:
    for schema in load_schemas():
        Draft202012Validator.check_schema(schema)


def ids_in(value: Any) -> Iterator[str]:
    """Yield the ids of the entries of one list."""
    yield from (entry["id"] for entry in value)


def every_list_of_entries(name: str, value: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield every list of entries with an id, with a name for messages."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        if "id" in value[0]:
            yield name, value
        for entry in value:
            yield from every_list_of_entries(f"{name} > {entry.get('id', '')}", entry)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from every_list_of_entries(f"{name} > {key}", inner)


def test_ids_are_unique_in_their_list(data: dict[str, Any]) -> None:
    problems = []
    for file, content in data.items():
        if file == "claims":  # load() has refused a duplicate already
            continue
        for name, entries in every_list_of_entries(f"docs/data/{file}.yml", content):
            ids = list(ids_in(entries))
            problems += [
                f"{name}: id '{each}' is used twice. Give one of them another id."
                for each in sorted({each for each in ids if ids.count(each) > 1})
            ]
    fail_with(problems)


def test_anchors_of_one_page_do_not_collide(data: dict[str, Any]) -> None:
    faq = [group["id"] for group in data["faq"]["groups"]]
    faq += [entry["id"] for group in data["faq"]["groups"] for entry in group["questions"]]
    flow = [*ids_in(data["decision"]["questions"]), *ids_in(data["decision"]["outcomes"])]
    fail_with(
        f"docs/data/{file}.yml: id '{each}' names two things on one page. Rename one of them."
        for file, ids in (("faq", faq), ("decision", flow))
        for each in sorted({each for each in ids if ids.count(each) > 1})
    )


def test_the_matrix_has_every_cell(data: dict[str, Any]) -> None:
    matrix, file = data["matrix"], "docs/data/matrix.yml"
    fail_with(
        f"{file}: {criterion['id']}: no cell for option '{each}'. Add it."
        for criterion in matrix["criteria"]
        for each in ids_in(matrix["options"])
        if each not in criterion["cells"]
    )


def test_every_claim_is_used(data: dict[str, Any]) -> None:
    used = {use.wanted for use in gate().uses if use.target == "claims"}
    used |= {claim for page in pages() for claim in page.named("claim", "stated")}
    fail_with(
        f"docs/data/claims/: '{each}' is used by no page and no data file. Use it, or remove it."
        for each in sorted(set(data["claims"]) - used)
    )


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


def test_every_reference_is_used(data: dict[str, Any]) -> None:
    cited = {use.wanted for use in gate().uses if use.target == "references"}
    cited |= {key for page in pages() for key in page.named("cite")}
    fail_with(
        f"docs/data/references.bib: '{key}' is cited nowhere. Cite it, or remove it."
        for key in sorted(set(load_references()) - cited - {row["source"] for row in data["providers"]})
    )


def test_terms_are_in_alphabetical_order(data: dict[str, Any]) -> None:
    ids = list(ids_in(data["glossary"]))
    fail_with(
        f"docs/data/glossary.yml: '{after}' stands behind '{before}'. Keep the terms in alphabetical order of id."
        for before, after in itertools.pairwise(ids)
        if after < before
    )


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
        for file, blocks in prose.data_files().items()
        if file.startswith("docs/data/claims/")
        for block in blocks
        for number, text in block.lines
        if len(prose.Block(file, block.kind, [(number, text)]).sentences) > 1
    )


@pytest.mark.parametrize("path", sorted((DATA / "claims").glob("*.yml")), ids=relative)
def test_no_line_of_claims_is_too_long_to_review(path: Path) -> None:
    fail_with(
        f"{relative(path)}:{number}: {len(line)} characters. Use '>-' and break the line; it is joined again."
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 200
    )


@pytest.mark.parametrize("path", data_files(), ids=relative)
def test_every_file_names_its_schema_for_editors(path: Path) -> None:
    name = "../schemas/claims.json" if path.parent.name == "claims" else f"schemas/{path.stem}.json"
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    wanted = f"# yaml-language-server: $schema={name}"
    assert first == wanted, f"{relative(path)}:1: begin with '{wanted}', so that editors complete and check it."
    assert (path.parent / name).is_file()
