"""What the site knows as a Frictionless data package: JSON as the sources hold it, and flat CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from overrides.rendering.data import ROOT
from overrides.rendering.references import Reference

VERSION = "v1"  # the address of the data; a change that breaks readers gets another
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
RUNS = ROOT / "docs" / "evidence" / "runs"
# The data, in the order in which the page lists them, each with what a row is.
DATASETS = {
    "claims": "Graded statements: source, how it was read, models and tasks they hold for, caveat",
    "references": "The sources that the claims cite",
    "cases": "Published cases in which teams compared ways to adapt a model",
    "providers": "Products that tune or serve tuned models, with status and end date",
    "glossary": "Terms with definitions and synonyms",
    "faq": "Questions with a short and a full answer",
    "matrix": "The comparison of ways by criteria: one row a cell, with level, note and claims",
    "decision": "The decision flow: one row an answer, with the question or outcome that it leads to",
    "runs": "Result lines of the lab: one row a measurement",
}


def datasets(
    data: Mapping[str, Any], references: Mapping[str, Reference]
) -> dict[str, tuple[Any, list[dict[str, Any]]]]:
    """Return for each dataset what its JSON file holds, and the rows of its CSV file."""
    matrix, decision, faq = data["matrix"], data["decision"], data["faq"]
    claims = list(data["claims"].values())
    questions = [{"group": group["id"], **each} for group in faq["groups"] for each in group["questions"]]
    sources = [asdict(each) for each in references.values()]
    runs = [json.loads(line) for path in sorted(RUNS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return {
        "claims": ({"claims": claims}, claims),
        "references": ({"references": sources}, sources),
        "cases": ({"cases": data["cases"]}, _rows(data["cases"])),
        "providers": ({"providers": data["providers"]}, data["providers"]),
        "glossary": ({"glossary": data["glossary"]}, data["glossary"]),
        "faq": ({"faq": faq}, questions),
        "matrix": ({"matrix": matrix}, list(_cells(matrix))),
        "decision": ({"decision": decision}, list(_answers(decision))),
        "runs": ({"runs": runs}, runs),
    }


def _rows(value: Any) -> list[dict[str, Any]]:
    """Return the entries of a list, or of all lists of a mapping, each named by its list."""
    if isinstance(value, list):
        return value
    lists = [(name, each) for name, each in value.items() if isinstance(each, list)]
    return [{"list": name, **entry} for name, entries in lists for entry in entries if isinstance(entry, dict)]


def _cells(matrix: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for criterion in matrix["criteria"]:
        for option, cell in criterion["cells"].items():
            yield {"criterion": criterion["id"], "question": criterion["question"], "option": option, **cell}


def _answers(decision: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for question in decision["questions"]:
        for option in question["options"]:
            asked = {"question": question["id"], "asked": question["ask"]}
            yield {**asked, "option": option["id"], "answered": option["label"], "next": option["next"]}


def _text(value: Any) -> str:
    """Return a cell: lists and mappings as JSON; a spreadsheet would run a text that begins like a formula."""
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in "=+-@\t\r" and text else text


def _csv(rows: list[dict[str, Any]]) -> tuple[list[str], str]:
    """Return the columns and the text of a CSV file (RFC 4180)."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_text(row.get(name)) for name in columns] for row in rows)
    return columns, out.getvalue()


def write(site: Path, base: str, data: Mapping[str, Any], references: Mapping[str, Reference], made: str) -> None:
    """Write the package below data/; `base` is the site's address, and `made` the day of the build."""
    folder = site / "data" / VERSION
    folder.mkdir(parents=True)
    resources = []
    for name, (whole, rows) in datasets(data, references).items():
        columns, text = _csv(rows)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        (folder / f"{name}.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        about = {"name": name, "title": DATASETS[name], "rows": len(rows), "encoding": "utf-8"}
        fields = [{"name": column, "type": _type(rows, column)} for column in columns]
        resources.append({**about, "path": f"{name}.csv", "format": "csv", "schema": {"fields": fields}})
        source = ROOT / "docs" / "data" / "schemas" / f"{name}.json"
        schema = {"jsonSchema": f"{base}data/schemas/{name}.json"} if source.exists() else {}
        resources.append({**about, "name": f"{name}-json", "path": f"{name}.json", "format": "json", **schema})
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "context-or-weights",
        "title": "Context or Weights: the knowledge as data",
        "homepage": base,
        "version": f"{VERSION}.{made}",
        "licenses": [LICENCE],
        "contributors": [{"title": "The contributors to Context or Weights"}],
        "citation": f"The contributors to Context or Weights ({made[:4]}). Context or Weights. {base}",
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(f"{text}\n", encoding="utf-8")


def _type(rows: list[dict[str, Any]], column: str) -> str:
    """Return the Table Schema type of a column."""
    kinds = {type(row[column]) for row in rows if row.get(column) is not None}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int}:
        return "integer"
    if kinds and kinds <= {int, float}:
        return "number"
    return "string" if str in kinds or not kinds else "array" if kinds == {list} else "object"
