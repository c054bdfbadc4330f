"""The data files fit their schemas, and every id that one names exists in another."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from overrides.rendering.data import DataError, load, read_yaml
from overrides.rendering.references import load_references
from tests.support.tree import DATA, DOCS, explain, fail_with, markdown_pages, relative

FILES = [*sorted(DATA.glob("*.yml")), *sorted((DATA / "claims").glob("*.yml"))]


def schema_for(path: Path) -> Path:
    name = "claims" if path.parent.name == "claims" else path.stem
    return DATA / "schemas" / f"{name}.json"


def place_of(error: Any, data: Any) -> str:
    """Return the nearest id above an error, or its path in the file."""
    names = []
    for step in error.absolute_path:
        data = data[step]
        if isinstance(data, dict) and "id" in data:
            names.append(data["id"])
    path = ".".join(str(step) for step in error.absolute_path)
    return f"{' > '.join(names)} ({path})" if names else path or "the file"


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    try:
        return load()
    except DataError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_every_file_fits_its_schema(path: Path) -> None:
    schema = json.loads(schema_for(path).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    try:
        content = read_yaml(path)
    except DataError as error:
        fail_with([str(error)])
    errors = sorted(Draft202012Validator(schema).iter_errors(content), key=lambda each: list(each.path))
    fail_with(
        f"{relative(path)}: {place_of(error, content)}: {explain(error)} "
        f"The fields are described in {relative(schema_for(path))}."
        for error in errors
    )


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


def missing(file: str, who: str, field: str, wanted: Iterable[str], known: Iterable[str], home: str) -> list[str]:
    """Return a message for every wanted id that is not known, with the nearest ones."""
    known = set(known)
    problems = []
    for each in wanted:
        if each not in known:
            close = difflib.get_close_matches(each, known, n=3, cutoff=0.4)
            hint = f" Did you mean: {', '.join(close)}?" if close else ""
            problems.append(f"{file}: {who}: {field} names '{each}', which is not in {home}.{hint}")
    return problems


def all_pages(entry: dict[str, Any]) -> list[str]:
    return [*entry.get("pages", []), *([entry["page"]] if "page" in entry else [])]


def test_every_named_id_exists(data: dict[str, Any]) -> None:
    references, claims = load_references(), data["claims"]
    glossary = set(ids_in(data["glossary"]))
    problems: list[str] = []

    def check(file: str, entry: dict[str, Any], who: str) -> None:
        home = "docs/data/claims/"
        problems.extend(missing(file, who, "claims", entry.get("claims", []), claims, home))
        problems.extend(missing(file, who, "why", entry.get("why", []) if "monday" in entry else [], claims, home))
        for page in all_pages(entry):
            if not (DOCS / page.partition("#")[0].lstrip("/")).is_file():
                problems.append(f"{file}: {who}: there is no page '{page}'. Write it from docs: /guide/tune.md#data.")

    for claim in claims.values():
        problems += missing(
            "docs/data/claims/", claim["id"], "cite", claim["cite"], references, "docs/data/references.bib"
        )
    for entry in data["glossary"]:
        file = "docs/data/glossary.yml"
        check(file, entry, entry["id"])
        problems += missing(file, entry["id"], "related", entry.get("related", []), glossary, file)
        source = [entry["source"]] if "source" in entry else []
        problems += missing(file, entry["id"], "source", source, references, "docs/data/references.bib")
    for group in data["faq"]["groups"]:
        for entry in group["questions"]:
            check("docs/data/faq.yml", entry, entry["id"])
    for entry in data["decision"]["outcomes"]:
        check("docs/data/decision.yml", entry, entry["id"])
    for entry in data["cases"]:
        check("docs/data/cases.yml", entry, entry["id"])
    for entry in data["disagreements"]:
        for side in entry["sides"]:
            check("docs/data/disagreements.yml", side, entry["id"])
    for option in data["matrix"]["options"]:
        check("docs/data/matrix.yml", option, option["id"])
    fail_with(problems)


def test_the_matrix_has_every_cell(data: dict[str, Any]) -> None:
    matrix, file = data["matrix"], "docs/data/matrix.yml"
    options, levels = list(ids_in(matrix["options"])), list(ids_in(matrix["levels"]))
    themes = list(ids_in(matrix["themes"]))
    problems = []
    for criterion in matrix["criteria"]:
        who = criterion["id"]
        problems += [
            f"{file}: {who}: no cell for option '{each}'. Add it." for each in options if each not in criterion["cells"]
        ]
        problems += missing(file, who, "cells", criterion["cells"], options, "matrix.options")
        problems += missing(file, who, "theme", [criterion["theme"]], themes, "matrix.themes")
        for option, cell in criterion["cells"].items():
            problems += missing(file, f"{who} > {option}", "level", [cell["level"]], levels, "matrix.levels")
            problems += missing(
                file, f"{who} > {option}", "claims", cell["claims"], data["claims"], "docs/data/claims/"
            )
    fail_with(problems)


def used_claims(data: dict[str, Any]) -> set[str]:
    """Return every claim id that a page or another data file names."""
    used: set[str] = set()

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("claims", "why") and isinstance(inner, list):
                    used.update(inner)
                else:
                    collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    for file, content in data.items():
        if file != "claims":
            collect(content)
    text = "\n".join(page.text for page in markdown_pages())
    text += "\n".join(path.read_text(encoding="utf-8") for path in DOCS.rglob("*.ipynb"))
    return used | {each for each in data["claims"] if f'"{each}"' in text}


def test_every_claim_is_used(data: dict[str, Any]) -> None:
    fail_with(
        f"docs/data/claims/: '{each}' is used by no page and no data file. Use it, or remove it."
        for each in sorted(set(data["claims"]) - used_claims(data))
    )


def test_every_reference_is_used(data: dict[str, Any]) -> None:
    cited = {key for claim in data["claims"].values() for key in claim["cite"]}
    cited |= {entry["source"] for entry in data["glossary"] if "source" in entry}
    cited |= {row["source"] for row in data["providers"]}
    text = "\n".join(page.text for page in markdown_pages())
    fail_with(
        f"docs/data/references.bib: '{key}' is cited nowhere. Cite it, or remove it."
        for key in load_references()
        if key not in cited and f'cite("{key}")' not in text
    )


def test_terms_are_in_alphabetical_order(data: dict[str, Any]) -> None:
    ids = list(ids_in(data["glossary"]))
    fail_with(
        f"docs/data/glossary.yml: '{after}' stands behind '{before}'. Keep the terms in alphabetical order of id."
        for before, after in zip(ids, sorted(ids), strict=True)
        if before != after
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
