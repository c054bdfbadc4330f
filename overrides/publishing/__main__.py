"""Builds the site aside and puts it in place whole, so that a build that fails or is stopped leaves the old one.

python -m overrides.publishing [FOLDER]     (site/ without one)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path


def build(target: Path) -> int:
    """Build strictly into `target`, replacing what is there at the end; return the exit status of the build."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as aside:
        new, old = Path(aside, "new"), Path(aside, "old")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new)]
        status = subprocess.run(command, check=False).returncode
        if status == 0:
            if target.exists():
                target.rename(old)
            new.rename(target)
    return status


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve()))
