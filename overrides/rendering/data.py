"""The site's data files, read strictly: one place for the build and the tests."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator, SchemaError
from referencing import Registry, Resource

ROOT = Path(__file__).resolve().parents[2]


class DataError(ValueError):
    """A data file cannot be used; the message names the file, the place and the fix."""


class _DuplicateKeyError(Exception):
    """A mapping holds `key` again, in `line`."""

    def __init__(self, key: Any, line: int) -> None:
        """Keep both for the message."""
        super().__init__(key, line)
        self.key, self.line = key, line


# The loader in C reads the data ten times as fast; wheels of PyYAML have it, builds without libyaml have not.
if TYPE_CHECKING:
    _Loader = yaml.SafeLoader
else:
    _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):
    """A safe loader that refuses duplicate keys and reads only plain numbers, true, false and null as other than text.

    PyYAML by itself takes no and on for truths, 010 for 8 and 12:30 for 750, as YAML 1.1 did.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build one mapping; PyYAML by itself keeps the last of two equal keys in silence."""
        seen: set[Any] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key has to be a word", key_node.start_mark)
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise _DuplicateKeyError(key, key_node.start_mark.line + 1)
            seen.add(key)
        return super().construct_mapping(node, deep)


_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*\w", re.M)
# Texts in quotes, which do not count, then what opens or closes an entry.
_NESTING = re.compile(
    r"""(?<=[\s\[{,:])(?:'[^'\n]*'|"(?:\\.|[^"\\\n])*")|[\[\]{}]|(?:[-?:][ \t]+){3,}|^ {120,}""", re.M
)
_DEEPEST = 50
_NUMBER = r"-?(?:0|[1-9][0-9]*)"
for _kind, _written, _first in (
    ("bool", "true|false", "tf"),
    ("int", _NUMBER, "-0123456789"),
    ("float", rf"{_NUMBER}(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", "-0123456789"),
    ("null", "null|~|", ["n", "~", ""]),
):
    _StrictLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(rf"^(?:{_written})$"), list(_first))


def _refuse_depth(text: str, name: str) -> None:
    """Raise DataError where entries stand in each other by the hundred: the loader in C would end the program."""
    depth = 0
    for found in _NESTING.finditer(text):
        depth += 1 if found[0] in "[{" else -1 if found[0] in "]}" else 0
        if depth > _DEEPEST or (found[0][0] in "-?: " and len(found[0]) > 2 * _DEEPEST):
            line = text.count("\n", 0, found.start()) + 1
            raise DataError(f"{name}:{line}: entries stand in each other too deeply. Nest them as the schema says.")


def _refuse_aliases(text: str, name: str) -> None:
    """Raise DataError where a list or mapping stands for another: some lines of such aliases expand to billions."""
    if not _ALIAS.search(text):
        return
    texts: set[str] = set()
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            texts.add(event.anchor)
        elif isinstance(event, yaml.AliasEvent) and event.anchor not in texts:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise DataError(f"{name}:{line}: '*{event.anchor}' stands for more than a text. Write out what it means.")


def parse_yaml(text: str, name: str) -> Any:
    """Parse YAML text; `name` stands in messages. Raises DataError with file and line."""
    _refuse_depth(text, name)
    try:
        loader = _StrictLoader(text)
    except yaml.reader.ReaderError as error:  # the loader in Python reads at once
        raise _unreadable(text, name, error) from error
    try:
        _refuse_aliases(text, name)
        return loader.get_single_data()
    except _DuplicateKeyError as error:
        raise DataError(f"{name}:{error.line}: duplicate key '{error.key}'. Keep one of the two.") from None
    except yaml.MarkedYAMLError as error:
        ended = "end of" in (error.problem or "")  # then what is open began where the context is
        mark = (error.context_mark if ended else None) or error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark else ""
        raise DataError(f"{name}{line}: not valid YAML: {error.problem}. {_how_to_mend(text, mark)}") from error
    except yaml.reader.ReaderError as error:
        raise _unreadable(text, name, error) from error
    finally:
        loader.dispose()


def _how_to_mend(text: str, mark: yaml.Mark | None) -> str:
    """Say how to mend what no YAML may hold at a place."""
    if mark and any("\t" in line for line in text.split("\n")[mark.line : mark.line + 1]):
        return "Indent with spaces instead of the tab there."
    return "Check quotes, colons and indentation there."


def _unreadable(text: str, name: str, error: yaml.reader.ReaderError) -> DataError:
    """Say that a character may not stand in YAML, with its line."""
    line = text.count("\n", 0, error.position) + 1
    return DataError(f"{name}:{line}: a character that no YAML may hold ({error.reason}). Remove it.")


def read_text(path: Path, root: Path = ROOT) -> str:
    """Read a text of the tree at `root`, with or without a byte-order mark; raises DataError where it is no UTF-8."""
    name = path.relative_to(root).as_posix()
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        byte, line = error.object[error.start], error.object.count(b"\n", 0, error.start) + 1
        raise DataError(f"{name}:{line}: byte 0x{byte:02x} is not UTF-8. Save the file as UTF-8.") from None
    except OSError as error:
        raise DataError(
            f"{name}: it cannot be read: {error.strerror}. Put the file there, or remove its link."
        ) from None


def read_yaml(path: Path, root: Path = ROOT) -> Any:
    """Read one YAML file of the tree at `root`."""
    return parse_yaml(read_text(path, root), path.relative_to(root).as_posix())


def read_table(path: Path, key: str, root: Path = ROOT) -> Any:
    """Read a data file and return what its single top-level key, `key`, holds."""
    return _table(read_yaml(path, root), key, path.relative_to(root).as_posix())


def _table(content: Any, key: str, name: str) -> Any:
    if not isinstance(content, dict) or list(content) != [key]:
        raise DataError(f"{name}: the file must have one top-level key, '{key}'. Keep that alone.")
    return content[key]


def data_files(root: Path = ROOT) -> list[Path]:
    """Return every YAML file of docs/data/, those of the claims last."""
    folder = root / "docs" / "data"
    return [*sorted(folder.glob("*.yml")), *sorted((folder / "claims").glob("*.yml"))]


def load(root: Path = ROOT) -> dict[str, Any]:
    """Load docs/data/*.yml by file name, and all of docs/data/claims/ as one mapping from id to claim."""
    return gathered({path: read_yaml(path, root) for path in data_files(root)}, root)


def gathered(contents: Mapping[Path, Any], root: Path = ROOT) -> dict[str, Any]:
    """Return what load() does, from the contents of all data files."""
    data: dict[str, Any] = {"claims": {}}
    for path, content in contents.items():
        name = path.relative_to(root).as_posix()
        if path.parent.name != "claims":
            data[path.stem] = _table(content, path.stem, name)
            continue
        data["claims"].update((claim["id"], claim) for claim in entries(_table(content, "claims", name)))
    return data


def entries(value: Any) -> list[dict[str, Any]]:
    """Return the entries of a list that have an id; none where `value` is no list."""
    listed = value if isinstance(value, list) else []
    return [entry for entry in listed if isinstance(entry, dict) and isinstance(entry.get("id"), str)]


def validator(schema: dict[str, Any], root: Path = ROOT) -> Draft202012Validator:
    """Return a validator that knows what the schemas refer to as shared/defs.json, and asks no network."""
    text = (root / "docs" / "data" / "schemas" / "shared" / "defs.json").read_text(encoding="utf-8")
    shared: Registry[Any] = Registry().with_resource("shared/defs.json", Resource.from_contents(json.loads(text)))
    return Draft202012Validator(schema, registry=shared)


def load_schemas(root: Path = ROOT) -> list[dict[str, Any]]:
    """Return the schemas of the data files and of the front matter, each with its `name`; raises DataError."""
    folder = root / "docs" / "data" / "schemas"
    return [{"name": path.stem, **_schema(path, root)} for path in sorted(folder.glob("*.json"))]


def _schema(path: Path, root: Path) -> dict[str, Any]:
    name = path.relative_to(root).as_posix()
    try:
        schema: dict[str, Any] = json.loads(read_text(path, root))
        Draft202012Validator.check_schema(schema)
    except json.JSONDecodeError as error:
        said = f"not valid JSON: {error.msg}. Check commas, quotes and brackets there."
        raise DataError(f"{name}:{error.lineno}: {said}") from None
    except SchemaError as error:
        place = "/".join(map(str, error.path)) or "the schema"
        said = f'{place}: {error.message}. A text is {{"type": "string"}}; other fields of the file show more.'
        raise DataError(f"{name}: {said}") from None
    return schema
