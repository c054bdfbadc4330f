"""The same tree gives the same bytes anywhere, and a build that is stopped leaves the site that was there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.build import BUILD_ENVIRONMENT, build, copy_tree

ELSEWHERE = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_build_that_is_stopped_leaves_the_old_site_and_the_next_gives_the_same_bytes_as_here(
    site: Path, tmp_path: Path
) -> None:
    tree = copy_tree(tmp_path)
    for file in tree.rglob("*.md"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
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

    built = build(tree / "site", tree, **ELSEWHERE)
    assert built.returncode == 0, built.stdout
    one, other = contents(site), contents(tree / "site")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
