"""What the gate of the data refuses, it names with file, line, entry and fix, all at once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from overrides.rendering.data import DataError, parse_yaml
from overrides.rendering.gate import Gate, checked, line_of
from overrides.rendering.pages import read_page, unreadable_pages
from tests.support.tree import DATA

GLOSSARY = "docs/data/glossary.yml"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of the data, with an empty file for every page that they may name."""
    shutil.copytree(DATA, tmp_path / "docs" / "data")
    for page in DATA.parent.rglob("*.md"):
        copy = tmp_path / "docs" / page.relative_to(DATA.parent)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    for notebook in DATA.parent.rglob("*.ipynb"):
        (tmp_path / "docs" / notebook.relative_to(DATA.parent)).touch()
    return tmp_path


def refused(tree: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        checked(tree)
    return str(caught.value).splitlines()


def test_sound_data_pass_and_say_who_uses_what(tree: Path) -> None:
    uses = checked(tree).uses
    assert {use.target for use in uses} >= {"claims", "references", "glossary", "pages", "matrix.options"}


def test_all_problems_come_at_once_each_with_its_line(tree: Path) -> None:
    file = tree / GLOSSARY
    lines = file.read_text(encoding="utf-8").splitlines()
    term = next(number for number, line in enumerate(lines) if line.startswith("    synonyms:"))
    lines[term] = lines[term].replace("synonyms", "synonims")
    related = next(number for number, line in enumerate(lines) if line.startswith("    related: ["))
    lines[related] = "    related: [few-shoot]"
    file.write_text("\n".join(lines), encoding="utf-8")
    problems = refused(tree)
    assert len(problems) == 2
    unknown = next(each for each in problems if "synonims" in each)
    assert "'synonims' was unexpected" in unknown
    assert "Did you mean: synonyms?" in unknown
    dangling = next(each for each in problems if "few-shoot" in each)
    assert dangling.startswith(f"{GLOSSARY}:{related + 1}: ")
    assert "related names 'few-shoot', which is not in docs/data/glossary.yml. Did you mean: few-shot" in dangling


def test_a_file_without_a_schema_is_refused(tree: Path) -> None:
    (tree / "docs" / "data" / "new.yml").write_text("new: []\n", encoding="utf-8")
    assert refused(tree) == ["docs/data/new.yml:1: the file: no schema. Add docs/data/schemas/new.json."]


@pytest.mark.parametrize("written", ["no", "on", "Yes", "010", "0x10", "12:30", "1_000", ".inf", "2026-11-25"])
def test_a_word_that_other_readers_of_yaml_turn_into_something_stays_a_word(written: str) -> None:
    assert parse_yaml(f"id: {written}", "a.yml") == {"id": written}


def test_plain_numbers_truths_and_nothing_are_read_as_such() -> None:
    text = "[0, -7, 1.10, 1e3, 2.0e-4, true, false, null, ~]"
    assert parse_yaml(text, "a.yml") == [0, -7, 1.1, 1000.0, 0.0002, True, False, None, None]


@pytest.mark.parametrize("written", ["1.10", "null"])
def test_what_is_no_text_has_to_be_quoted(tree: Path, written: str) -> None:
    file = tree / GLOSSARY
    lines = file.read_text(encoding="utf-8").splitlines()
    line = next(number for number, line in enumerate(lines) if line.startswith("    definition: "))
    lines[line] = f"    definition: {written}"
    file.write_text("\n".join(lines), encoding="utf-8")
    (problem,) = refused(tree)
    assert problem.startswith(f"{GLOSSARY}:{line + 1}: ")
    assert "is not of type 'string'. Put it in quotes" in problem


def test_a_number_that_is_written_otherwise_is_refused(tree: Path) -> None:
    file = tree / "docs" / "data" / "cost.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"value: 14\d*|value: \d+", "value: 010", text, count=1), encoding="utf-8")
    problems = refused(tree)
    assert any("'010' is not of type 'number'. Write it as 10 or 0.5" in each for each in problems), problems


SAVED = {
    "windows-1252": (
        "---\ntitle: A\n---\n\n1 \u2013 2\n".encode("cp1252"),
        ":5: byte 0x96 is not UTF-8. Save the file as UTF-8.",
    ),
    "UTF-16": ("---\n".encode("utf-16"), ":1: byte 0xff is not UTF-8. Save the file as UTF-8."),
}


@pytest.mark.parametrize(("content", "said"), SAVED.values(), ids=SAVED)
@pytest.mark.parametrize("name", ["docs/a.md", "docs/data/a.yml"])
def test_a_file_in_another_encoding_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    shutil.copytree(DATA / "schemas", tmp_path / "docs" / "data" / "schemas")
    (tmp_path / name).write_bytes(content)
    found = unreadable_pages(tmp_path) if name.endswith(".md") else Gate(tmp_path).unreadable
    assert found[0] == f"{name}{said}"


def test_a_byte_order_mark_hides_nothing_and_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    page = tmp_path / "docs" / "a.md"
    page.write_text("\ufeff---\ntitle: A\n---\nText\n", encoding="utf-8")
    assert read_page(page, tmp_path).meta == {"title": "A"}
    (tmp_path / "docs" / "b.md").symlink_to("nowhere.md")
    said = "docs/b.md: it cannot be read: No such file or directory. Put the file there, or remove its link."
    assert unreadable_pages(tmp_path) == [said]


@pytest.mark.parametrize(
    ("where", "line"), [((), 1), (("a",), 1), (("a", 1), 3), (("a", 1, "c"), 4), (("a", 1, "missing"), 3)]
)
def test_a_place_has_its_line(where: tuple[str | int, ...], line: int) -> None:
    assert line_of("a:\n  - b: 1\n  - b: 2\n    c: 3\n", where) == line
