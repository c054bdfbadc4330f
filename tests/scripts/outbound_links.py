"""Ask every address that pages, data and references name whether it still exists; print those that do not.

Run by .github/workflows/links.yml once a week, never by `make test`, which does without the network.
Only 404, 410 and an unknown host count: many publishers answer programs with 403 or 429.
"""

from __future__ import annotations

import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"https?://[^\s<>\"'`\])},]+")
GONE = (404, 410)
SECONDS = 30


def addresses(root: Path) -> dict[str, str]:
    """Return every outbound address, with the first file that names it."""
    found: dict[str, str] = {}
    for suffix in ("md", "ipynb", "yml", "bib"):
        for path in sorted((root / "docs").rglob(f"*.{suffix}")):
            for address in ADDRESS.findall(path.read_text(encoding="utf-8")):
                found.setdefault(address.rstrip(".;:\\").partition("#")[0], path.relative_to(root).as_posix())
    return found


def problem(address: str) -> str | None:
    """Return what is wrong with an address, or None."""
    request = urllib.request.Request(address, headers={"User-Agent": "Mozilla/5.0 (link check)"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):
            return None
    except urllib.error.HTTPError as error:
        return f"answers {error.code}" if error.code in GONE else None
    except urllib.error.URLError as error:
        return "unknown host" if "Name or service not known" in str(error.reason) else None
    except (OSError, ValueError):
        return None


def dead(found: dict[str, str]) -> Iterable[str]:
    """Yield a line for every address that is gone."""
    with ThreadPoolExecutor(8) as pool:
        for (address, file), wrong in zip(found.items(), pool.map(problem, found), strict=True):
            if wrong:
                yield f"{file}: {address} {wrong}. Find where it moved, or cite an archived copy."


if __name__ == "__main__":
    lines = list(dead(addresses(ROOT)))
    print("\n".join(lines) or "Every address answers.")
    sys.exit(bool(lines))
