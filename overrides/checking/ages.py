"""What somebody has to read again: pages and rows of providers that nobody has checked for a year.

The build lets them pass, so that an old state of the site can still be built.
"""

from __future__ import annotations

from collections.abc import Iterator

from overrides.checking.finding import Finding
from overrides.checking.front_matter import day_of, line_of_field
from overrides.checking.tree import Tree
from overrides.rendering.gate import line_of
from overrides.rendering.marks import build_date

TOO_OLD_DAYS = 365
_PROVIDERS = "docs/data/providers.yml"


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what is too old, or dated on a day still to come."""
    for page in tree.pages:
        if said := _said(str(page.meta.get("reviewed"))):
            fix = "Read the page against its sources and set `reviewed` to the day you did."
            line = line_of_field(tree, page, "reviewed")
            yield Finding(f"docs/{page.path}", line, f"the page was reviewed {said}", fix)
    for index, row in enumerate(tree.gate.data.get("providers", ()) if not tree.gate.problems else ()):
        if said := _said(row["checked"]):
            fix = f"Read {row['source']} again, mend the row, and set `checked` to the day you read it."
            line = line_of(tree.texts[_PROVIDERS], ("providers", index, "checked"))
            yield Finding(_PROVIDERS, line, f"'{row['id']}' was checked {said}", fix)


def _said(written: str) -> str:
    """Return how a day is too old or to come, or nothing; the newest day may have begun elsewhere already."""
    day = day_of(written)
    days = (build_date() - day).days if day else 0
    if days > TOO_OLD_DAYS:
        return f"{days} days ago"
    return f"on {written}, a day still to come" if days < -1 else ""
