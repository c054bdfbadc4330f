"""Runs the snippets whose printed output stands beside them and on pages."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.support.processors import PROCESSORS
from tests.support.tree import ROOT

# The lab runs in an environment of its own, and so do the tests of what it prints.
DEMOS = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for path in sorted((ROOT / "snippets").glob("*/*.py"))
    if path.parent.name != "lab"
}


def run_demo(module: str, processor: str = "this") -> subprocess.CompletedProcess[str]:
    """Run a snippet as a program, as on a processor, and return what it printed."""
    return subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **PROCESSORS[processor]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
