"""Checks what stands in the working tree, and tells everything that is wrong at once, as file:line: what: fix.

python -m overrides.checking                     (coloured on a terminal)
python -m overrides.checking --format github     (beside the lines of a pull request)
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from overrides.checking import findings
from overrides.checking.finding import coloured, for_github
from overrides.checking.tree import Tree
from overrides.rendering.data import ROOT


def main(arguments: list[str] | None = None) -> int:
    """Print the findings; return 1 where there are any, else 0."""
    parser = argparse.ArgumentParser(
        prog="python -m overrides.checking",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--format", choices=("text", "github"), default="text", help="how findings are told (text)")
    parser.add_argument("--root", type=Path, default=ROOT, help="the tree to check (this one)")
    options = parser.parse_args(arguments)
    found = findings(Tree(options.root.resolve()))
    on_terminal = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    written = for_github if options.format == "github" else coloured if on_terminal else str
    for finding in found:
        print(written(finding))
    told = f"{len(found)} to mend. `make fix` mends what a machine can." if found else "Content: nothing to mend."
    print(told, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
