"""The gate of the data: what it lets through fits its schema, and every id and page that it names exists.

A field of a schema says what it refers to: "refersTo" names claims, references, glossary, pages, or a list of a file
(matrix.options); on an object it speaks of the keys. Build, serve, register and tests all load the data here.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import ValidationError

from overrides.rendering.data import (
    ROOT,
    DataError,
    data_files,
    entries,
    gathered,
    load_schemas,
    parse_yaml,
    read_text,
    validator,
)
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


@dataclass(frozen=True)
class _Judged:
    """What a data file holds, what its schema finds wrong with it by place, and what it refers to."""

    content: Any
    wrong: tuple[tuple[Place, str], ...]
    uses: tuple[Use, ...]


@lru_cache(maxsize=256)  # the build, the register and the checks ask for the same files
def _judged(text: str, file: str, schema: str, root: Path) -> _Judged:
    """Read one file and hold it against its schema, given as JSON. Raises DataError where it cannot be read."""
    content, rules = parse_yaml(text, file), json.loads(schema)
    errors = sorted(validator(rules, root).iter_errors(content), key=lambda each: list(map(str, each.path)))
    described = f"The fields are described in docs/data/schemas/{rules['name']}.json."
    wrong = tuple((place_of(error), f"{explain(error)} {described}") for error in errors)
    return _Judged(content, wrong, tuple(uses(rules, content, file)))


class Gate:
    """Checks the data of the tree at `root`.

    `problems` holds what is wrong, each as "file:line: entry: what and how to mend it"; `unreadable` those of them that
    keep a file from being read at all; `uses` who names what; `data` what load() returns, where all could be read.
    """

    def __init__(self, root: Path = ROOT) -> None:
        """Read and check all files."""
        self.root = root
        self.texts: dict[Path, str] = {}
        self.content: dict[Path, Any] = {}
        self.data: dict[str, Any] = {}
        self.references: dict[str, Reference] = {}
        self.problems: list[str] = []
        self.unreadable: list[str] = []
        self.uses: list[Use] = []
        schemas: dict[str, str] | None = None
        with self._noted():
            schemas = {schema["name"]: json.dumps(schema) for schema in load_schemas(root)}
        for path in data_files(root) if schemas is not None else ():
            with self._noted():
                self._read(path, schemas)
        self._refuse_twins()
        with self._noted():
            self.references = load_references(root)
        if not self.unreadable:
            with self._noted():
                self.data = gathered(self.content, root)
                self._resolve(self.data, self.references)
        self.problems += self.unreadable

    def _read(self, path: Path, schemas: Mapping[str, str]) -> None:
        name = "claims" if path.parent.name == "claims" else path.stem
        self.texts[path] = text = read_text(path, self.root)
        if name not in schemas:
            self.content[path] = parse_yaml(text, self._name(path))
            self._note(path, (), f"no schema. Add docs/data/schemas/{name}.json.")
            return
        judged = _judged(text, self._name(path), schemas[name], self.root)
        self.content[path] = judged.content
        self.uses += judged.uses
        for where, said in judged.wrong:
            self._note(path, where, said)

    def _refuse_twins(self) -> None:
        """Note every id that two entries of a list have, or two claims anywhere."""
        claims: dict[str, Path] = {}
        for path, content in self.content.items():
            for where, listed in _lists(content):
                seen = claims if where == ("claims",) else {}
                for index, entry in enumerate(listed):
                    if not entries([entry]):
                        continue
                    if entry["id"] in seen:
                        first = self._name(seen[entry["id"]])
                        said = f"id '{entry['id']}' is used twice, first in {first}. Give one another id."
                        self._note(path, (*where, index), said)
                    seen.setdefault(entry["id"], path)

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
        line = line_of(self.texts[path], where)
        self.problems.append(f"{self._name(path)}:{line}: {entry_of(self.content[path], where)}: {said}")

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _listed(data: dict[str, Any], target: str) -> tuple[set[str], str]:
    """Return the ids of a list that a schema names, such as glossary or matrix.options, and where it stands."""
    file, _, inner = target.partition(".")
    listed = data.get(file)
    if inner:
        listed = listed.get(inner) if isinstance(listed, dict) else None
    return {entry["id"] for entry in entries(listed)}, target if inner else f"docs/data/{file}.yml"


def _lists(value: Any, where: Place = ()) -> Iterator[tuple[Place, list[Any]]]:
    """Yield every list in a data file, with its place."""
    if isinstance(value, list):
        yield where, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _lists(inner, (*where, key))


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


def place_of(error: ValidationError) -> Place:
    """Return where an error stands: at the field that is unknown, where one is."""
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.schema, Mapping):
        known = error.schema.get("properties", {})
        found = error.instance if isinstance(error.instance, dict) else {}
        path += next(((key,) for key in found if key not in known), ())
    return path


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
