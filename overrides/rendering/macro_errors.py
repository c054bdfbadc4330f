"""What is wrong with a macro or with braces on a page, in one sentence."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from overrides.rendering.data import DataError


def said_in_one_sentence(error: Exception, markdown: str, source: Path, name: str) -> DataError:
    """Return the error of the page `name` with its line, and with what keeps braces as they are."""
    block = getattr(error, "filename", None)
    wanted = f'"{error.wanted}"' if hasattr(error, "wanted") else ""
    if isinstance(error, TemplateSyntaxError) and not block:
        wanted = markdown.splitlines()[error.lineno - 1].strip()
    if undefined := re.match(r"'(\w+)' is undefined", str(error)):
        wanted = f"{{{{ {undefined[1]}"
    lines = source.read_text(encoding="utf-8-sig").splitlines()
    line = next((f":{number}" for number, text in enumerate(lines, 1) if wanted and wanted in text), "")
    braces = isinstance(error, TemplateError) and not block
    hint = ". Text with braces that is no macro stands between {% raw %} and {% endraw %}." if braces else ""
    return DataError(f"{name}{line}: {f'{block}: ' if block else ''}{error}{hint}")
