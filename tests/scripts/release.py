"""Pack a release: the built site, with its data, its citation and its licences, and notes from the changelog.

    make release-archive

The version stands in pyproject.toml; CITATION.cff and CHANGELOG.md have to agree with it, and the tag on which a
workflow runs this.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from overrides.publishing.offline import NAME, pack

ROOT = Path(__file__).resolve().parents[2]
BESIDE = ("CITATION.cff", "LICENSE", "LICENSE-CONTENT.md", "CHANGELOG.md")
HEAD = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.M)
DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: the same release gives the same bytes


def versions(root: Path = ROOT) -> tuple[str, dict[str, Any], list[tuple[str, str]]]:
    """Return the version of the project, its citation, and the versions of the changelog with their days."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    return project, citation, HEAD.findall((root / "CHANGELOG.md").read_text(encoding="utf-8"))


def disagreements(project: str, citation: dict[str, Any], released: list[tuple[str, str]]) -> Iterator[str]:
    """Yield what contradicts the version of pyproject.toml; the version may be one that is still to be released."""
    if citation["version"] != project:
        yield f"CITATION.cff: version is {citation['version']}, and pyproject.toml has {project}. Set both."
    days = dict(released)
    if project in days and str(citation.get("date-released")) != days[project]:
        yield f"CITATION.cff: set date-released to {days[project]}, as CHANGELOG.md has it for {project}."
    ordered = sorted(days, key=lambda each: [int(part) for part in each.split(".")], reverse=True)
    if list(days) != ordered or len(days) != len(released):
        yield "CHANGELOG.md: put the newest version first, and each once."


def notes(changelog: str, version: str) -> str:
    """Return what the changelog says of a version; raises LookupError where it says nothing."""
    for head in HEAD.finditer(changelog):
        if head[1] == version:
            rest = changelog[head.end() :]
            return rest.partition("\n## ")[0].strip() + "\n"
    raise LookupError(f"CHANGELOG.md: there is no '## [{version}] - <day>'. Move what stands under Unreleased there.")


def main() -> None:
    """Check the versions, and write archive and notes into dist/."""
    project, citation, released = versions()
    problems = list(disagreements(project, citation, released))
    tag = os.environ.get("GITHUB_REF_NAME", f"v{project}")
    if tag != f"v{project}":
        problems.append(f"pyproject.toml: version is {project}, and the tag is {tag}. Tag v{project}, or set it.")
    try:
        said = notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), project)
    except LookupError as error:
        problems.append(str(error.args[0]))
    if problems:
        sys.exit("\n".join(problems))
    dist = ROOT / "dist"
    dist.mkdir(exist_ok=True)
    archive = dist / f"{NAME}-{project}.zip"
    pack(ROOT / "site", archive)
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as file:
        for name in BESIDE:
            entry = zipfile.ZipInfo(f"{NAME}/{name}", DATE)
            entry.external_attr = 0o644 << 16
            file.writestr(entry, (ROOT / name).read_bytes())
    (dist / "notes.md").write_text(said, encoding="utf-8")
    print(f"wrote {archive.relative_to(ROOT)} and dist/notes.md")


if __name__ == "__main__":
    main()
