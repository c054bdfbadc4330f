"""`make` says in one sentence what is missing, and README.md names only commands that exist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))
NAMED = sorted(set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.M)))


def make(folder: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run make on a copy of the Makefile in an empty folder."""
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.txt").touch()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    if path is not None:
        environment["PATH"] = path
    tool = shutil.which("make")
    assert tool, "make is not installed"
    return subprocess.run(
        [tool, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def fake_python(folder: Path, script: str) -> Path:
    """Return a stand-in for a Python that cannot be used."""
    path = folder / "some-python"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def explanation(run: subprocess.CompletedProcess[str]) -> str:
    """Return what stands on stderr without make's own last line, and demand that it is one line."""
    assert run.returncode != 0
    lines = [line for line in run.stderr.splitlines() if not re.match(r"make(\[\d+\])?: \*\*\* ", line)]
    assert len(lines) == 1, f"one sentence was expected, and this came:\n{run.stderr}"
    return lines[0]


def test_an_old_python_is_named_with_the_remedy(tmp_path: Path) -> None:
    old = fake_python(tmp_path, '[ -z "$2" ]')  # runs an empty program, fails every check
    said = explanation(make(tmp_path, "check", f"PYTHON={old}"))
    assert f"{old} is not Python 3.12 or newer" in said
    assert "make check PYTHON=" in said


def test_a_missing_python_is_named_with_the_remedy(tmp_path: Path) -> None:
    said = explanation(make(tmp_path, "check", "PYTHON=/nowhere/python3"))
    assert "/nowhere/python3 cannot be run" in said
    assert "make check PYTHON=" in said


def test_no_python_at_all_is_explained(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "test", "echo", "git"):
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    said = explanation(make(tmp_path, "serve", path=str(tools)))
    assert "Python 3.12 or newer is needed and none was found" in said
    assert "make serve PYTHON=" in said


def test_a_python_without_venv_is_explained(tmp_path: Path) -> None:
    bare = fake_python(tmp_path, 'case "$2" in *ensurepip*) exit 1;; esac; exit 0')
    said = explanation(make(tmp_path, "check", f"PYTHON={bare}"))
    assert "cannot make virtual environments" in said
    assert "python3-venv" in said


@pytest.mark.parametrize("target", NAMED)
def test_commands_of_the_readme_exist(target: str) -> None:
    assert target in TARGETS, f"README.md names `make {target}`, which the Makefile does not have"


def test_the_readme_opens_with_the_two_commands() -> None:
    block = re.search(r"```sh\n(.*?)```", README, re.S)
    assert block, "README.md has no block of commands"
    assert re.findall(r"^make (\w+)", block[1], re.M) == ["serve", "test"]


def test_help_lists_every_command(tmp_path: Path) -> None:
    listed = set(re.findall(r"^make ([a-z-]+)", make(tmp_path, "help").stdout, re.M))
    assert listed == TARGETS


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    assert "test" in NAMED
    for file in (".ci/run", ".github/workflows/site.yml"):
        assert "make test" in (ROOT / file).read_text(encoding="utf-8"), f"{file} does not run README.md's `make test`"
