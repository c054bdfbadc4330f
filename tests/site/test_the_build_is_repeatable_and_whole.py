"""The same tree gives the same bytes anywhere, and a build that fails or is stopped leaves the site that was there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.build import BUILD_ENVIRONMENT, build, copy_tree

pytestmark = pytest.mark.slow
ELSEWHERE = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1764028800"}
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "SOURCE_DATE_EPOCH": "1764028800"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_tree_gives_the_same_bytes(tmp_path: Path) -> None:
    tree = copy_tree(tmp_path)
    for file in tree.rglob("*.md"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    for built in (build(tmp_path / "one", **HERE), build(tmp_path / "other", tree, **ELSEWHERE)):
        assert built.returncode == 0, built.stdout
    one, other = contents(tmp_path / "one"), contents(tmp_path / "other")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_a_build_that_fails_leaves_the_old_site_and_nothing_else(tmp_path: Path) -> None:
    tree = copy_tree(tmp_path)
    (tree / "site").mkdir()
    (tree / "site" / "index.html").write_text("the old one", encoding="utf-8")
    page = tree / "docs" / "faq.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[nowhere](nowhere.md)\n", encoding="utf-8")
    before = {path.name for path in tree.iterdir()}
    assert build(tree / "site", tree).returncode != 0
    assert contents(tree / "site") == {"index.html": b"the old one"}
    assert {path.name for path in tree.iterdir()} == before


def test_a_build_that_is_stopped_leaves_the_old_site(tmp_path: Path) -> None:
    tree = copy_tree(tmp_path)
    (tree / "site").mkdir()
    (tree / "site" / "index.html").write_text("the old one", encoding="utf-8")
    command = [sys.executable, "-m", "overrides.publishing"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    run = subprocess.Popen(command, cwd=tree, env=BUILD_ENVIRONMENT, start_new_session=True, **quiet)
    while not list(tree.glob(".site-*/new/index.html")):  # until pages are being written
        assert run.poll() is None, "the build ended before it could be stopped"
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    assert contents(tree / "site") == {"index.html": b"the old one"}
    assert build(tree / "site", tree).returncode == 0
    assert len(contents(tree / "site")) > 100
