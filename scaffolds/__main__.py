"""Begin a term, a question, a claim, a case, a provider row, a page, a snippet or a notebook.

    make new KIND=term ID=prompt-caching
    make new KIND=claim ID=caching-halves-the-bill IN=cost-and-compute CITE=doe2026caching

writes a skeleton where its like stands and says what is left to do. docs/contribute/tasks/ has a page for each kind.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from overrides.rendering.data import ROOT, DataError
from scaffolds import kinds
from scaffolds.kinds import Draft
from scaffolds.places import ScaffoldError

# What each kind needs beside its id, in the order in which its function takes it.
NEEDS: dict[Callable[..., Draft], tuple[str, ...]] = {
    kinds.term: (),
    kinds.faq: ("in",),
    kinds.claim: ("in", "cite"),
    kinds.case: ("claim",),
    kinds.provider: (),
    kinds.page: ("in",),
    kinds.snippet: ("in",),
    kinds.notebook: (),
}
KINDS = {function.__name__: function for function in NEEDS}
OPTIONS = {
    "in": "group, section or topic that it belongs to",
    "cite": "key of the reference, known or new",
    "claim": "claim with its figures",
}


def draft_of(arguments: Sequence[str], root: Path = ROOT) -> Draft:
    """Return what the arguments of the command line ask for; raises ScaffoldError."""
    parser = argparse.ArgumentParser(prog="make new", usage="make new KIND=... ID=...", add_help=False)
    parser.add_argument("--kind", default="")
    parser.add_argument("--id", default="")
    for option in OPTIONS:
        parser.add_argument(f"--{option}", default="")
    given = vars(parser.parse_args(arguments))
    if given["kind"] not in KINDS:
        raise ScaffoldError(f"there is no kind '{given['kind']}'. Give one with KIND=: {', '.join(KINDS)}.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given["id"]):
        raise ScaffoldError(
            f"'{given['id']}' cannot be a name. Give one with ID=: lower-case words and numbers, joined by hyphens."
        )
    function = KINDS[given["kind"]]
    for option, meaning in OPTIONS.items():
        if option in NEEDS[function] and not given[option]:
            raise ScaffoldError(f"a {given['kind']} needs {option.upper()}=, the {meaning}.")
        if option not in NEEDS[function] and given[option]:
            raise ScaffoldError(f"a {given['kind']} takes no {option.upper()}=. Leave it out.")
    return function(given["id"], *(given[option] for option in NEEDS[function]), root=root)


def report(draft: Draft) -> str:
    """Return what was written and what is left to do."""
    steps = [*draft.steps, "Replace every TODO, then run: make check"]
    written = "\n".join(f"wrote {place}" for place in draft.places)
    return f"{written}\n" + "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


if __name__ == "__main__":
    try:
        draft = draft_of(sys.argv[1:])
    except (ScaffoldError, DataError) as error:
        sys.exit(str(error))
    draft.write()
    print(report(draft))
