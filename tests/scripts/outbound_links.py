"""Ask every address that pages, data and references name whether it still exists; print those that do not.

Run by .github/workflows/weekly.yml once a week, never by `make test`, which does without the network.
Only 404, 410 and an unknown host count: many publishers answer programs with 403 or 429. Where most addresses give no
answer at all, it is this machine's network that is wanting, and nothing was learnt: that fails too.
"""

from __future__ import annotations

import re
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"https?://[^\s<>\"'`\])},]+")
GONE = (404, 410)
SECONDS = 30
ENOUGH = 0.8  # the share of addresses that must give some answer


def addresses(root: Path) -> dict[str, str]:
    """Return every outbound address, with the first file that names it."""
    found: dict[str, str] = {}
    for suffix in ("md", "ipynb", "yml", "bib"):
        for path in sorted((root / "docs").rglob(f"*.{suffix}")):
            for address in ADDRESS.findall(path.read_text(encoding="utf-8")):
                found.setdefault(address.rstrip(".;:\\").partition("#")[0], path.relative_to(root).as_posix())
    return found


@dataclass(frozen=True)
class Answer:
    """What came of asking an address: whether anything answered, and what is wrong, or None."""

    came: bool
    wrong: str | None = None


def ask(address: str) -> Answer:
    """Ask an address."""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (link check)"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):
            return Answer(came=True)
    except urllib.error.HTTPError as error:
        return Answer(came=True, wrong=f"answers {error.code}" if error.code in GONE else None)
    except urllib.error.URLError as error:
        unknown = isinstance(error.reason, socket.gaierror) and error.reason.errno == socket.EAI_NONAME
        return Answer(came=False, wrong="unknown host" if unknown else None)
    except (OSError, ValueError):
        return Answer(came=False)


def report(found: dict[str, str], asking: Callable[[str], Answer] = ask) -> tuple[list[str], str]:
    """Return a line for every address that is gone, and one that sums up; raises OSError where too few answered."""
    with ThreadPoolExecutor(8) as pool:
        answers = dict(zip(found, pool.map(asking, found), strict=True))
    came = sum(answer.came for answer in answers.values())
    if came < len(found) * ENOUGH:
        raise OSError(f"Only {came} of {len(found)} addresses gave any answer: look at this machine's network first.")
    gone = [
        f"{found[address]}: {address} {answer.wrong}. Find where it moved, or cite an archived copy."
        for address, answer in answers.items()
        if answer.wrong
    ]
    return gone, f"{came} of {len(found)} addresses answered; {len(gone)} are gone."


if __name__ == "__main__":
    try:
        lines, summary = report(addresses(ROOT))
    except OSError as error:
        sys.exit(str(error))
    print("\n".join([*lines, summary]))
    sys.exit(bool(lines))
