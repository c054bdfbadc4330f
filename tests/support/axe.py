"""Runs axe, the accessibility checker of the npm lock file, on a page as it stands."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.support.tree import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page, selector: str = "html") -> list[str]:
    """Check what `selector` holds against all rules of axe; return one line per rule and element."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    result = page.evaluate("selector => axe.run(selector, {resultTypes: ['violations']})", selector)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
