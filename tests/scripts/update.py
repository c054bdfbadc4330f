"""Writes what the tests compare: outputs of snippets, outputs of notebooks, figures of the lab's claims.

    make update                    # all three
    make update WHAT=notebooks     # or outputs, or figures

What differs by rounding alone is left as it stands. Read the difference in git before you commit it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from tests.support.demos import DEMOS, run_demo
from tests.support.lab_claims import CLAIMS_FILE, write_figures
from tests.support.notebooks import NOTEBOOKS, write_outputs
from tests.support.stored_outputs import difference
from tests.support.tree import relative


def update_outputs() -> Iterator[str]:
    """Run every snippet and store what it prints; yield the files that changed. Exits on a snippet that fails."""
    for module, path in DEMOS.items():
        run = run_demo(module)
        if run.returncode or run.stderr:
            sys.exit(f"{relative(path)} failed, and nothing of it was stored:\n{run.stderr}")
        output = path.with_suffix(".out")
        if not output.exists() or difference(output.read_text(encoding="utf-8"), run.stdout):
            output.write_text(run.stdout, encoding="utf-8")
            yield relative(output)


def update_notebooks() -> Iterator[str]:
    """Run every notebook and store its outputs; yield the files that changed."""
    yield from (relative(path) for path in NOTEBOOKS if write_outputs(path))


def update_figures() -> Iterator[str]:
    """Put the figures of the published lines into the lab's claims; yield the claims that changed."""
    try:
        changed = write_figures()
    except LookupError as error:
        sys.exit(f"{relative(CLAIMS_FILE)}: {error.args[0]}")
    yield from (f"{relative(CLAIMS_FILE)}: {claim}: read its words again" for claim in changed)


UPDATES = {"outputs": update_outputs, "notebooks": update_notebooks, "figures": update_figures}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"any of: {', '.join(UPDATES)}")
    wanted = parser.parse_args().what or list(UPDATES)
    if unknown := set(wanted) - set(UPDATES):
        parser.error(f"there is no '{min(unknown)}'. Choose from: {', '.join(UPDATES)}")
    lines = [line for name in wanted for line in UPDATES[name]()]
    print("\n".join(lines) or "Everything is as stored.")
