"""Builds the site as `make site` does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.tree import ROOT

BUILD_ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def build(target: Path, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Build the tree at `root` strictly into `target`, and return what MkDocs said."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    return subprocess.run(
        command,
        cwd=root,
        env=BUILD_ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
