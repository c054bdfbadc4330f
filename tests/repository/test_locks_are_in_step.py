"""What is locked is what the inputs ask for: after a change of one of them, somebody ran `make lock`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from tests.support.tree import ROOT, fail_with

# Installed by its pin after the locked packages, because its build depends on the machine; the Makefile leaves it out.
LEFT_OUT = {"torch"}
LOCKS = {"requirements.in": "requirements.txt", "requirements-lab.in": "requirements-lab.txt"}
FIX = "Run `make lock`."


def normal(name: str) -> str:
    """Return the name of a package as PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked(text: str) -> dict[str, str]:
    """Return what a file of inputs asks for: a version, or nothing, by package."""
    found = re.findall(r"^([A-Za-z][\w.-]*)(?:==(\S+))?$", text, re.M)
    return {normal(name): version for name, version in found if name not in LEFT_OUT}


def out_of_step(source: str, wanted: str, lock: str, locked: str) -> Iterator[str]:
    """Yield what differs between a file of inputs and its lock, which both stand under their names."""
    inputs = asked(wanted)
    entries = re.split(r"^(?=[a-z])", locked, flags=re.M)[1:]
    pinned = {found[1]: (found[2], each) for each in entries if (found := re.match(r"([\w.-]+)==([^\s;]+)", each))}
    for name, version in inputs.items():
        if name not in pinned:
            yield f"{lock}: {name} of {source} is missing. {FIX}"
        elif version and pinned[name][0] != version:
            yield f"{lock}: {name} is {pinned[name][0]}, and {source} asks for {version}. {FIX}"
    for name, (_, entry) in pinned.items():
        if "--hash=sha256:" not in entry:
            yield f"{lock}: {name} has no hash. {FIX}"
        if f"-r {source}" in entry and name not in inputs:
            yield f"{lock}: {name} is locked for {source}, which does not name it. {FIX}"


@pytest.mark.parametrize(("source", "lock"), LOCKS.items())
def test_python_packages_are_locked_as_they_are_asked_for(source: str, lock: str) -> None:
    wanted, locked = ((ROOT / name).read_text(encoding="utf-8") for name in (source, lock))
    assert len(asked(wanted)) > 10
    fail_with(out_of_step(source, wanted, lock, locked))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("mkdocs==1.6.0\nlxml\n", "mkdocs is 1.6.1, and a.in asks for 1.6.0"),
        ("mkdocs==1.6.1\nlxml\nruff==1\n", "ruff of a.in is missing"),
        ("mkdocs==1.6.1\n", "lxml is locked for a.in, which does not name it"),
    ],
)
def test_a_lock_that_was_forgotten_is_told(wanted: str, said: str) -> None:
    locked = "".join(
        f"{each} \\\n    --hash=sha256:00\n    # via -r a.in\n" for each in ("lxml==6.1.3", "mkdocs==1.6.1")
    )
    assert [said in line for line in out_of_step("a.in", wanted, "a.txt", locked)] == [True]


@pytest.mark.parametrize("folder", ["", "tests/audit/"])
def test_scripts_are_locked_as_they_are_asked_for(folder: str) -> None:
    wanted = json.loads((ROOT / f"{folder}package.json").read_text(encoding="utf-8"))
    packages = json.loads((ROOT / f"{folder}package-lock.json").read_text(encoding="utf-8"))["packages"]
    for kind in ("dependencies", "devDependencies"):
        assert packages[""].get(kind, {}) == wanted.get(kind, {}), f"{folder}package-lock.json: {FIX}"
    fail_with(
        f"{folder}package-lock.json: {name} is {packages[f'node_modules/{name}']['version']}, not {version}. {FIX}"
        for kind in ("dependencies", "devDependencies")
        for name, version in wanted.get(kind, {}).items()
        if re.fullmatch(r"[\d.]+", version) and packages[f"node_modules/{name}"]["version"] != version
    )
    assert all("integrity" in entry for path, entry in packages.items() if path)
