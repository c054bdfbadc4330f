"""The gate of the data: what it lets through fits its schema, and every id and page that it names exists.

A field of a schema says what it refers to: "refersTo" names claims, references, glossary, pages, or a list of a file
(matrix.options); on an object it speaks of the keys. Build, serve, register and tests all load the data here.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import ValidationError

from overrides.rendering.data import ROOT, DataError, data_files, gathered, load_schemas, read_yaml, validator
from overrides.rendering.references import Reference, load_references

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Use:
    """That the entry at `path` of the data file `file` names `wanted`, one of `target`."""

    file: str
    path: Place
    target: str
    wanted: str


def nearest(wanted: str, known: Iterable[str]) -> str:
    """Return a sentence with the known names nearest to `wanted`, or nothing."""
    close = difflib.get_close_matches(wanted, known, n=3, cutoff=0.4)
    return f" Did you mean: {', '.join(close)}?" if close else ""


def uses(schema: Any, value: Any, file: str, path: Place = ()) -> Iterator[Use]:
    """Yield what `value` refers to, as its schema says."""
    if not isinstance(schema, dict):
        return
    target = schema.get("refersTo")
    if target and isinstance(value, dict):
        yield from (Use(file, (*path, key), target, key) for key in value)
    elif target and isinstance(value, str):
        yield Use(file, path, target, value)
    if isinstance(value, dict):
        for key, inner in value.items():
            field = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
            yield from uses(field, inner, file, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from uses(schema.get("items"), inner, file, (*path, index))


class Gate:
    """Checks the data of the tree at `root`.

    `problems` holds what is wrong, each as "file:line: entry: what and how to mend it"; `unreadable` those of them that
    keep a file from being read at all; `uses` who names what; `data` what load() returns, where all could be read.
    """

    def __init__(self, root: Path = ROOT) -> None:
        """Read and check all files."""
        self.root = root
        schemas = {schema["name"]: schema for schema in load_schemas(root)}
        self.content: dict[Path, Any] = {}
        self.data: dict[str, Any] = {}
        self.unreadable: list[str] = []
        for path in data_files(root):
            with self._noted():
                self.content[path] = read_yaml(path, root)
        self.problems = list(self.unreadable)
        self.uses: list[Use] = []
        for path, content in self.content.items():
            name = "claims" if path.parent.name == "claims" else path.stem
            if name not in schemas:
                self._note(path, (), f"no schema. Add docs/data/schemas/{name}.json.")
                continue
            found = validator(schemas[name], root).iter_errors(content)
            errors = sorted(found, key=lambda each: list(map(str, each.path)))
            for error in errors:
                said = f"{explain(error)} The fields are described in docs/data/schemas/{name}.json."
                self._note(path, tuple(error.absolute_path), said)
            self.uses += uses(schemas[name], content, self._name(path))
        if not self.unreadable:
            with self._noted():
                self.data = gathered(self.content, root)
                self._resolve(self.data, load_references(root))
            self.problems += self.unreadable

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Note what cannot be read, and go on."""
        try:
            yield
        except DataError as error:
            self.unreadable.append(str(error))

    def _resolve(self, data: dict[str, Any], references: dict[str, Reference]) -> None:
        known: dict[str, tuple[set[str], str]] = {
            "claims": (set(data["claims"]), "docs/data/claims/"),
            "references": (set(references), "docs/data/references.bib"),
        }
        for use in self.uses:
            path = self.root / use.file
            if use.target == "pages":
                if not (self.root / "docs" / use.wanted.partition("#")[0].lstrip("/")).is_file():
                    said = f"there is no page '{use.wanted}'. Write it from docs: /guide/tune.md#data."
                    self._note(path, use.path, said)
                continue
            if use.target not in known:
                known[use.target] = _listed(data, use.target)
            ids, home = known[use.target]
            if use.wanted not in ids:
                field = next((step for step in reversed(use.path) if isinstance(step, str) and step != use.wanted), "")
                said = f"{field} names '{use.wanted}', which is not in {home}.{nearest(use.wanted, ids)}"
                self._note(path, use.path, said)

    def _note(self, path: Path, where: Place, said: str) -> None:
        line = line_of(path.read_text(encoding="utf-8"), where)
        self.problems.append(f"{self._name(path)}:{line}: {entry_of(self.content[path], where)}: {said}")

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _listed(data: dict[str, Any], target: str) -> tuple[set[str], str]:
    """Return the ids of a list that a schema names, such as glossary or matrix.options, and where it stands."""
    file, _, inner = target.partition(".")
    entries = data[file][inner] if inner else data[file]
    return {entry.get("id") for entry in entries}, target if inner else f"docs/data/{file}.yml"


def entry_of(content: Any, where: Place) -> str:
    """Return the ids above a place of a file, and its path."""
    names = []
    for step in where:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(content, dict) and "id" in content:
            names.append(str(content["id"]))
    path = ".".join(map(str, where))
    return f"{' > '.join(names)} ({path})" if names else path or "the file"


def line_of(text: str, where: Place) -> int:
    """Return the line, from 1, of a place in a YAML text; of the nearest place above it if it is missing."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = node.start_mark.line + 1 if node else 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def explain(error: ValidationError) -> str:
    """Say what a schema found wrong, in words where JSON Schema's own are only a rule."""
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    if error.validator == "maxLength" and isinstance(error.instance, str):
        said = f"the text has {len(error.instance)} characters; use at most {error.validator_value}"
    elif error.validator == "pattern":
        said = f"'{error.instance}' does not have the form {error.validator_value}"
    else:
        said = error.message
    if error.validator == "type":
        said += _how_to_write(error)
    if error.validator == "additionalProperties" and isinstance(error.instance, Mapping):
        fields = list(schema.get("properties", {}))
        unknown = [key for key in error.instance if key not in fields]
        return f"{said}.{nearest(str(unknown[0]), fields)}" if unknown else f"{said}."
    described = ("pattern", "enum", "type", "maxLength")
    meaning = schema.get("description", "") if error.validator in described else ""
    return f"{said}. {meaning}".strip()


def _how_to_write(error: ValidationError) -> str:
    """Say how to write a value that YAML reads as something other than was meant."""
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    if "string" in wanted and not isinstance(error.instance, (list, dict)):
        return ". Put it in quotes to keep it as it is written"
    if {"number", "integer"} & set(wanted) and isinstance(error.instance, str):
        return ". Write it as 10 or 0.5, without quotes, leading zeros or separators"
    return ""


def checked(root: Path = ROOT) -> Gate:
    """Return the gate of sound data; raise DataError with every problem, one a line, where they are not."""
    gate = Gate(root)
    if gate.problems:
        raise DataError("\n".join(sorted(gate.problems, key=_by_place)))
    return gate


def _by_place(problem: str) -> tuple[str, int]:
    file, line, *_ = problem.split(":", 2)
    return file, int(line) if line.isdigit() else 0
