"""A build that fails leaves the old site, and ends with file, line and remedy instead of a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.build import build, copy_tree

pytestmark = pytest.mark.slow

PAGE = "docs/understand/peft.md"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree that this worker may break."""
    return copy_tree(tmp_path_factory.mktemp("tree"))


def test_all_that_may_not_be_published_is_told_at_once(copy: Path, tmp_path: Path) -> None:
    page, data = copy / PAGE, copy / "docs" / "data" / "tags.yml"
    before = page.read_bytes(), data.read_bytes()
    lines = page.read_text(encoding="utf-8").count("\n")
    page.write_bytes(before[0] + b"\n<script>alert(1)</script>\n")
    data.write_bytes(before[1] + b'  - {id: "open\n')
    (copy / "docs" / "host.md").symlink_to("/etc/hostname")
    run = build(tmp_path / "site", copy)
    page.write_bytes(before[0])
    data.write_bytes(before[1])
    (copy / "docs" / "host.md").unlink()
    assert run.returncode
    assert not (tmp_path / "site").exists()
    assert "Traceback" not in run.stdout
    for said in (f"{PAGE}:{lines + 2}: a script: Remove it", "docs/data/tags.yml:", "docs/host.md:1: it is a link"):
        assert said in run.stdout


def test_what_the_generator_finds_stops_the_build_too_and_the_old_site_stays(copy: Path) -> None:
    (copy / "site").mkdir()
    (copy / "site" / "index.html").write_text("the old one", encoding="utf-8")
    beside = {path.name for path in copy.iterdir()}
    page = copy / PAGE
    before = page.read_text(encoding="utf-8")
    after = before.replace("](forgetting.md", "](forgeting.md", 1).replace("#lora-rank", "#lora-rang", 1)
    page.write_text(after, encoding="utf-8")
    run = build(copy / "site", copy)
    page.write_text(before, encoding="utf-8")
    assert run.returncode
    assert [path.read_text(encoding="utf-8") for path in (copy / "site").rglob("*")] == ["the old one"]
    assert {path.name for path in copy.iterdir()} == beside
    assert "'understand/peft.md' contains a link 'forgeting.md', but the target" in run.stdout
    assert "does not contain an anchor '#lora-rang'" in run.stdout
