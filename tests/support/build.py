"""Builds the site as `make site` does, and copies the tree for tests that change it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config

from tests.support.tree import ROOT

BUILD_ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": "1764028800",  # where make has not set the time of the commit
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
}
COPIED = (
    "docs",
    "overrides",
    "scaffolds",
    "snippets",
    "tests",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.in",
    "CONTRIBUTING.md",
)


def build(target: Path, root: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the tree at `root` strictly into `target`, and return what was said."""
    return subprocess.run(
        [sys.executable, "-m", "overrides.publishing", str(target)],
        cwd=root,
        env={**BUILD_ENVIRONMENT, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def build_searches(target: Path) -> None:
    """Build into `target` what a search reads: the index of the theme's, and ours.

    Leaves out our last hook, which would remove the former, and finishes the site for half of the time of a build.
    """
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(target))
    events = config.plugins.events
    events["post_build"] = [each for each in events["post_build"] if not each.__module__.startswith("overrides")]
    mkdocs_build.build(config)
    config.extra["search_index"].write(target / "search")


def copy_tree(target: Path) -> Path:
    """Copy into the folder `target` what is needed to build and to check, and return it."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target / name)
    (target / "node_modules").symlink_to(ROOT / "node_modules")
    return target
