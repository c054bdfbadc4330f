"""What the gate of the data refuses, it names with file, line, entry and fix, all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from overrides.rendering.data import DataError
from overrides.rendering.gate import checked, line_of
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


@pytest.mark.parametrize(
    ("where", "line"), [((), 1), (("a",), 1), (("a", 1), 3), (("a", 1, "c"), 4), (("a", 1, "missing"), 3)]
)
def test_a_place_has_its_line(where: tuple[str | int, ...], line: int) -> None:
    assert line_of("a:\n  - b: 1\n  - b: 2\n    c: 3\n", where) == line
