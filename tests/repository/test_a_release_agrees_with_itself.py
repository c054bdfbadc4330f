"""Version, citation and changelog agree, and an archive of a release holds what it takes to cite and reuse it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.scripts import release
from tests.scripts.release import BESIDE, disagreements, main, notes, versions
from tests.support.tree import ROOT, fail_with

CHANGELOG = (
    "# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-02-03\n\n- New.\n\n## [1.0.0] - 2026-01-02\n\n- First.\n"
)


def test_the_versions_agree() -> None:
    fail_with(disagreements(*versions()))


def test_what_disagrees_is_told() -> None:
    days = [("1.1.0", "2026-02-03"), ("1.0.0", "2026-01-02")]
    right = {"version": "1.1.0", "date-released": "2026-02-03"}
    assert list(disagreements("1.1.0", right, days)) == []
    assert list(disagreements("1.2.0", {"version": "1.2.0"}, days)) == []
    (said,) = disagreements("1.2.0", right, days)
    assert said == "CITATION.cff: version is 1.1.0, and pyproject.toml has 1.2.0. Set both."
    (said,) = disagreements("1.1.0", {"version": "1.1.0"}, days)
    assert said == "CITATION.cff: set date-released to 2026-02-03, as CHANGELOG.md has it for 1.1.0."
    (said,) = disagreements("1.1.0", right, days[::-1])
    assert said == "CHANGELOG.md: put the newest version first, and each once."


def test_the_notes_are_those_of_the_version() -> None:
    assert notes(CHANGELOG, "1.1.0") == "- New.\n"
    assert notes(CHANGELOG, "1.0.0") == "- First.\n"
    with pytest.raises(LookupError, match=re.escape("there is no '## [2.0.0] - <day>'")):
        notes(CHANGELOG, "2.0.0")


def test_the_citation_has_what_an_archive_asks_for() -> None:
    _, citation, _ = versions()
    wanted = {"cff-version", "message", "title", "type", "authors", "abstract", "keywords", "license", "version", "url"}
    assert wanted <= set(citation)
    assert all(citation[field] for field in wanted)
    assert citation["type"] == "dataset"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small tree whose site is built and whose version has been released."""
    (tmp_path / "site" / "data" / "v1").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text('<a href="faq/">FAQ</a>', encoding="utf-8")
    (tmp_path / "site" / "data" / "v1" / "claims.csv").write_text("id\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.1.0"\n', encoding="utf-8")
    (tmp_path / "CITATION.cff").write_text("version: 1.1.0\ndate-released: 2026-02-03\n", encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    for name in ("LICENSE", "LICENSE-CONTENT.md"):
        (tmp_path / name).write_text("Free.\n", encoding="utf-8")
    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(versions, "__defaults__", (tmp_path,))
    monkeypatch.delenv("GITHUB_REF_NAME", raising=False)
    return tmp_path


def test_the_archive_holds_site_data_citation_and_licences_the_same_to_the_byte(tree: Path) -> None:
    main()
    archive = tree / "dist" / "context-or-weights-1.1.0.zip"
    with zipfile.ZipFile(archive) as file:
        names = {name.removeprefix("context-or-weights/") for name in file.namelist()}
        assert file.read("context-or-weights/index.html") == b'<a href="faq/index.html">FAQ</a>'
    assert names == {"index.html", "data/v1/claims.csv", *BESIDE}
    assert (tree / "dist" / "notes.md").read_text(encoding="utf-8") == "- New.\n"
    first = archive.read_bytes()
    main()
    assert archive.read_bytes() == first


def test_another_tag_makes_no_release(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REF_NAME", "v1.1.1")
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == "pyproject.toml: version is 1.1.0, and the tag is v1.1.1. Tag v1.1.0, or set it."
    assert not (tree / "dist").exists()


def test_the_repository_is_named_in_one_place() -> None:
    (host,) = re.findall(r'!ENV \[SITE_URL, "https://(.+)/"\]', (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    allowed = {"mkdocs.yml", "CITATION.cff"}
    looked = [*ROOT.glob("*.*"), *(ROOT / ".github").rglob("*.*"), *(ROOT / "docs").rglob("*.md")]
    looked += [*(ROOT / "overrides").rglob("*.*"), *(ROOT / "scaffolds").rglob("*.*")]
    naming = {
        path.relative_to(ROOT).as_posix()
        for path in looked
        if path.is_file() and path.suffix != ".pyc" and host.encode() in path.read_bytes()
    }
    assert naming == allowed
