"""List pages and what is volatile (claims, providers, prices) by the age of their last check, the oldest first.

    make freshness            # everything
    make freshness STALE=1    # what is too old; fails if anything is

A page is read again within a year; what changes by itself, and so carries a date in the data, as soon as the site
would call it stale. .github/workflows/weekly.yml runs the second once a week.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from overrides.rendering.data import ROOT, data_files, read_yaml
from overrides.rendering.marks import STALE_AFTER_DAYS
from overrides.rendering.pages import pages

PAGE_AFTER_DAYS = 365


class Dated(NamedTuple):
    """Something that somebody checked on a day, and how many days that may be ago."""

    day: date
    kind: str
    name: str
    file: str
    most: int

    def age(self, today: date) -> int:
        """Return how many days ago it was checked."""
        return (today - self.day).days


def dated(root: Path = ROOT) -> Iterator[Dated]:
    """Yield all that carries the day of its check, in the tree at `root`: pages, and entries with checked or as_of."""
    for page in pages(root):
        day = date.fromisoformat(page.meta["reviewed"])
        yield Dated(day, "page", page.meta["title"], f"docs/{page.path}", PAGE_AFTER_DAYS)
    for path in data_files(root):
        name = path.relative_to(root).as_posix()
        kind = "claim" if path.parent.name == "claims" else path.stem
        for day, ids in _entries(read_yaml(path, root)):
            yield Dated(day, kind, " ".join(ids), name, STALE_AFTER_DAYS)


def _entries(value: Any, ids: tuple[str, ...] = ()) -> Iterator[tuple[date, tuple[str, ...]]]:
    """Yield the day of each entry that has one, with the ids that lead to it; `as_of` may also be words."""
    if isinstance(value, list):
        for each in value:
            yield from _entries(each, ids)
    elif isinstance(value, dict):
        ids += tuple(value[key] for key in ("id", "input", "from") if isinstance(value.get(key), str))
        day = value.get("checked") or value.get("as_of")
        if isinstance(day, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            yield date.fromisoformat(day), ids
        for each in value.values():
            yield from _entries(each, ids)


def report(found: list[Dated], today: date) -> list[str]:
    """Return a line each, the oldest first; equally old ones by file and name."""
    ordered = sorted(found, key=lambda each: (each.day, each.file, each.name))
    return [
        f"{each.age(today):5} days  {each.day}  {each.kind:9}  {each.name}  ({each.file})"
        + (f"  STALE: more than {each.most} days" if each.age(today) > each.most else "")
        for each in ordered
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stale", action="store_true", help="list only what is too old, and fail if anything is")
    only_stale, today = parser.parse_args().stale, datetime.now(UTC).date()
    found = [each for each in dated() if not only_stale or each.age(today) > each.most]
    print("\n".join(report(found, today)) or "Nothing is too old.")
    sys.exit(only_stale and bool(found))
