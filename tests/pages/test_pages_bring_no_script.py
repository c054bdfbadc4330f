"""A page, a data file or a drawing brings no script: what runs is the theme's, or a file of docs/assets/js/."""

from __future__ import annotations

from pathlib import Path

import material
import pytest

from overrides.rendering.data import DataError
from overrides.rendering.policy import SCRIPT, THEME_SCRIPTS, fingerprint, inline_hashes, refuse_scripts, script_lines
from tests.support.tree import DOCS

SOURCES = [path for kind in ("md", "ipynb", "yml", "svg") for path in sorted(DOCS.rglob(f"*.{kind}"))]
PARTIALS = Path(material.__file__).parent / "templates" / "partials" / "javascripts"


@pytest.mark.parametrize("template", THEME_SCRIPTS)
def test_what_may_run_is_what_the_pinned_theme_writes(template: str) -> None:
    text = (PARTIALS / template).read_text(encoding="utf-8").replace("{{ config.extra.scope | d(base_url) }}", "../..")
    written = {fingerprint(each["text"]) for each in SCRIPT.finditer(text)}
    assert THEME_SCRIPTS[template] in written, f"{template}: the theme has changed. Read its script, then its hash."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One.\n\n<script>alert(1)</script>", [3]),
        ("a <SCRIPT src=x> b", [1]),
        ("```html\n<script>\n```\n\n<script>", [5]),
        ("Write `<script>` so.", []),
        ("`` a ` <script> `` and <script>", [1]),
        ("A script tag.", []),
    ],
)
def test_a_script_is_told_from_code_that_shows_one(text: str, lines: list[int]) -> None:
    assert list(script_lines(text)) == lines


def test_the_build_refuses_a_script_with_its_line(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n<script>alert(1)</script>\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"^docs/page\.md:3: a page may not bring a script\."):
        refuse_scripts("<h1>Page</h1>\n<script>alert(1)</script>", page, "docs/page.md")
    refuse_scripts("<h1>Page</h1><code>&lt;script&gt;</code>", page, "docs/page.md")


def test_only_scripts_of_the_theme_get_a_hash() -> None:
    with pytest.raises(DataError, match="that the theme does not write may not run: 'alert"):
        inline_hashes("<script>alert(1)</script>")
    assert inline_hashes('<script src="a.js"></script><script type="application/json">{}</script>') == ""
