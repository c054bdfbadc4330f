"""Each repair of the theme's HTML still finds what it mends; one that the pinned theme no longer needs has to go."""

from __future__ import annotations

import re

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from overrides.rendering import hooks
from tests.support.tree import ROOT

# One page with headings and a task list in a section of its own, and one without a heading.
PAGES = {
    "index.md": "Only a paragraph.\n",
    "guide/index.md": "# Guide\n\n## Part\n\n- [ ] A task\n- [x] Another\n",
    "guide/page.md": "# Page\n\nText.\n",
}


@pytest.fixture(scope="module")
def unrepaired(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what the theme writes, as it is set up here, without any of our hooks and templates."""
    root = tmp_path_factory.mktemp("theme")
    for name, text in PAGES.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    ours = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""), yaml.SafeLoader)
    theme = {key: value for key, value in ours["theme"].items() if key not in ("custom_dir", "icon")}
    settings = {
        "site_name": "Theme",
        "theme": theme,
        "nav": ["index.md", {"Guide": ["guide/index.md", {"Page": "guide/page.md"}]}],
        "plugins": ["search"],
        "markdown_extensions": [{"pymdownx.tasklist": {"clickable_checkbox": True}}],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml")))
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / "site").rglob("*.html")))


@pytest.mark.slow
@pytest.mark.parametrize("pattern", [pattern for pattern, _ in hooks._REPAIRS], ids=lambda each: each.pattern[:40])
def test_a_repair_finds_what_it_mends(unrepaired: str, pattern: re.Pattern[str]) -> None:
    assert pattern.search(unrepaired), "the theme no longer writes this: remove the repair from hooks.py"


@pytest.mark.slow
def test_a_page_without_headings_still_needs_its_label_mended(unrepaired: str) -> None:
    pages = [page for page in unrepaired.split("<!doctype html>") if 'id="__toc"' not in page]
    assert any(' for="__toc"' in page for page in pages), "remove the rule about __toc from hooks.py"
