"""Raise what the project depends on to the newest releases, lock it, and print what changed.

    make update-deps

Asks pip's and npm's registries through uv and npm. Writes requirements.in, requirements-lab.in, package.json and their
locks; read the changes, then run `make test`, and commit them or take them back with git.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INPUTS = {"requirements.in": "requirements.txt", "requirements-lab.in": "requirements-lab.txt"}
PIN = re.compile(r"^([A-Za-z][\w.-]*)==(\S+)$", re.M)


def locked(text: str) -> dict[str, str]:
    """Return the versions in a compiled file, by package."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.M))


def locked_scripts(text: str) -> dict[str, str]:
    """Return the versions in package-lock.json, by package."""
    packages = json.loads(text)["packages"]
    return {path.removeprefix("node_modules/"): entry["version"] for path, entry in packages.items() if path}


def loosened(text: str, compiled: dict[str, str]) -> str:
    """Return a file of inputs without the versions of what is compiled from it; comments stay."""
    return PIN.sub(lambda pin: pin[1] if pin[1].lower() in compiled else pin[0], text)


def pinned(text: str, loose: str, compiled: dict[str, str]) -> str:
    """Return `loose` with the compiled version behind each name that had one in `text`."""
    had = {name for name, _ in PIN.findall(text)}
    return re.sub(
        r"^[A-Za-z][\w.-]*$",
        lambda line: f"{line[0]}=={compiled[line[0].lower()]}" if line[0] in had else line[0],
        loose,
        flags=re.M,
    )


def changes(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """Yield a line for each package that was raised, added or removed."""
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield f"  {name} {old or 'new:'} -> {new}" if new else f"  {name} {old} is gone"


def lock(*more: str) -> None:
    """Run `make lock`; raises CalledProcessError where it fails, after the tools have said why."""
    subprocess.run(["make", "--no-print-directory", "lock", *more], cwd=ROOT, check=True)


def newest(package: str) -> str:
    """Return the newest release of a package of npm."""
    command = ["npm", "view", package, "version"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def raise_scripts(text: str) -> str:
    """Return a package.json whose exact versions are the newest; a range stays as it is."""
    wanted = json.loads(text)
    for kind in ("dependencies", "devDependencies"):
        for name, version in wanted.get(kind, {}).items():
            if re.fullmatch(r"[\d.]+", version):
                wanted[kind][name] = newest(name)
    return json.dumps(wanted, indent=2) + "\n"


def main() -> None:
    """Raise, lock and report; a failure puts every file back."""
    names = [*INPUTS, *INPUTS.values(), "package.json", "package-lock.json"]
    before = {name: (ROOT / name).read_text(encoding="utf-8") for name in names}
    try:
        for source, target in INPUTS.items():
            (ROOT / source).write_text(loosened(before[source], locked(before[target])), encoding="utf-8")
        (ROOT / "package.json").write_text(raise_scripts(before["package.json"]), encoding="utf-8")
        lock("UPGRADE=--upgrade")
        for source, target in INPUTS.items():
            compiled = locked((ROOT / target).read_text(encoding="utf-8"))
            loose = (ROOT / source).read_text(encoding="utf-8")
            (ROOT / source).write_text(pinned(before[source], loose, compiled), encoding="utf-8")
    except (OSError, subprocess.CalledProcessError) as error:
        for name, text in before.items():
            (ROOT / name).write_text(text, encoding="utf-8")
        sys.exit(f"Nothing was raised, and every file is as it was: {error}")
    for name, read in {**dict.fromkeys(INPUTS.values(), locked), "package-lock.json": locked_scripts}.items():
        lines = list(changes(read(before[name]), read((ROOT / name).read_text(encoding="utf-8"))))
        print("\n".join([f"{name}: {len(lines)} changed", *lines]))


if __name__ == "__main__":
    main()
