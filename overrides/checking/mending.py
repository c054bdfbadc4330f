"""Mends what a machine can mend without guessing: how a file is saved, signs that nobody sees, the style of Markdown.

python -m overrides.checking.mending
"""

from __future__ import annotations

import codecs
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from overrides.checking import style
from overrides.checking.files import AFTER_MARKER, UNSEEN
from overrides.checking.tools import CONFIG, program
from overrides.checking.tree import TEXT, Tree

_CURLY = re.compile(r"^([ \t]*(?:- )?\w+:[ \t]*)[\u201c\u201d](.*)[\u201c\u201d][ \t]*$", re.M)
_FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---\n", re.S)


def mended(name: str, saved: bytes) -> bytes:
    """Return the content of a text file as it should be saved; what is no Unicode is left as it is."""
    try:
        text = saved.decode("utf-16" if saved.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError:
        return saved
    text = UNSEEN.sub("", text.replace("\r\n", "\n"))
    if name.endswith((".md", ".ipynb")):
        text = AFTER_MARKER.sub(lambda found: found[0][:-1].rstrip() + " ", text)
        text = _FRONT_MATTER.sub(lambda found: _CURLY.sub(r'\1"\2"', found[0]), text, count=1)
    if name.startswith("docs/data/") and name.endswith(".yml"):
        text = _CURLY.sub(r'\1"\2"', text)
    return text.encode()


def mend(tree: Tree) -> Iterator[str]:
    """Mend the texts of a tree; yield the names of those that changed."""
    before = {name: _saved(tree.path(name)) for name in tree.files if tree.path(name).suffix in TEXT}
    for name, saved in before.items():
        if (after := mended(name, saved)) != saved:
            tree.path(name).write_bytes(after)
    command = [program("rumdl"), "fmt", "--no-cache", "--silent", "--config", str(CONFIG), *style.files(tree)]
    subprocess.run(command, cwd=tree.root, capture_output=True, check=False)  # what it cannot mend, the checks tell
    yield from (name for name, saved in before.items() if _saved(tree.path(name)) != saved)


def _saved(path: Path) -> bytes:
    return b"" if path.is_symlink() else path.read_bytes()


if __name__ == "__main__":
    for changed in mend(Tree()):
        print(f"mended {changed}")
