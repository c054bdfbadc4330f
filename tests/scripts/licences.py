"""Print the licence of every package that the locks name, by licence; fail where one states none.

    make licences

Licences of Python packages are read from what is installed here, those of scripts from the lock. Packages for other
systems are not installed, and are listed as such.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
NOT_HERE = "not installed on this system"
LONGEST = 60  # some packages put the whole text where its name belongs


class Package(NamedTuple):
    """One package of a lock; `licence` is empty where it states none."""

    name: str
    version: str
    licence: str


def stated(package: Distribution) -> str:
    """Return the licence that the metadata of an installed package state: as an expression, a class or a name."""
    meta = package.metadata
    classes = [each.rpartition(" :: ")[2] for each in meta.get_all("Classifier", []) if each.startswith("License ::")]
    name = (meta.get("License") or "").strip()
    if "Permission is hereby granted, free of charge" in name:
        name = "MIT, by its text"
    return meta.get("License-Expression") or ", ".join(classes) or (name if len(name) <= LONGEST else "")


def python_packages(root: Path = ROOT) -> Iterator[Package]:
    """Yield the packages of requirements.txt."""
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.M):
        try:
            yield Package(name, version, stated(distribution(name)))
        except PackageNotFoundError:
            yield Package(name, version, NOT_HERE)


def script_packages(root: Path = ROOT) -> Iterator[Package]:
    """Yield the packages of package-lock.json."""
    for path, entry in json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"].items():
        if path:
            yield Package(path.rpartition("node_modules/")[2], entry["version"], entry.get("license", ""))


def report(packages: list[Package]) -> list[str]:
    """Return a line for each licence, the commonest first, with its packages."""
    by_licence: dict[str, list[str]] = {}
    for name, version, licence in packages:
        by_licence.setdefault(licence or "NO LICENCE STATED", []).append(f"{name} {version}")
    ordered = sorted(by_licence.items(), key=lambda item: (-len(item[1]), item[0]))
    return [f"{licence} ({len(names)}): {', '.join(sorted(names))}" for licence, names in ordered]


if __name__ == "__main__":
    found = [*python_packages(), *script_packages()]
    print("\n".join(report(found)))
    sys.exit(any(not package.licence for package in found))
