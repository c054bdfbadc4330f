"""`make fix` mends how a file is saved and signs that nobody sees, and leaves everything else as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from overrides.checking.mending import mend, mended
from overrides.checking.tree import Tree

PAGE = "---\ntitle: A\n---\n\n# A\n\n- One\n"


@pytest.mark.parametrize(
    "saved",
    [
        PAGE.encode("utf-16"),
        PAGE.encode("utf-8-sig"),
        PAGE.replace("\n", "\r\n").encode(),
        PAGE.replace("# A", "#\u00a0A").replace("- One", "-\u00a0One").encode(),
        PAGE.replace("One", "O\u200bne").encode(),
        PAGE.replace("title: A", "title: \u201cA\u201d").encode(),
    ],
    ids=["UTF-16", "byte-order mark", "line ends", "no-break spaces", "unseen sign", "curly quotes"],
)
def test_a_page_is_saved_as_it_was_meant(saved: bytes) -> None:
    wanted = PAGE.replace("title: A", 'title: "A"') if "\u201c".encode() in saved else PAGE
    assert mended("docs/a.md", saved).decode() == wanted
    assert mended("docs/a.md", wanted.encode()) == wanted.encode()


def test_what_would_have_to_be_guessed_is_left() -> None:
    saved = "1 \u2013 2".encode("cp1252")
    assert mended("docs/a.md", saved) == saved


def test_markdown_is_put_in_order_and_what_changed_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    page, other = tmp_path / "docs" / "a.md", tmp_path / "docs" / "b.md"
    page.write_text("# A\n\nText:\n* one\n* two   \n", encoding="utf-8")
    other.write_text("# B\n\nText.\n", encoding="utf-8")
    assert list(mend(Tree(tmp_path))) == ["docs/a.md"]
    assert page.read_text(encoding="utf-8") == "# A\n\nText:\n\n- one\n- two\n"
