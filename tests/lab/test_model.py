"""The model is found by name and hash, and everything that can be wrong with it is explained."""

import ast
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from snippets.lab import model as module
from snippets.lab.errors import MissingModelError
from snippets.lab.model import LanguageModel, load, weights_file

LAB = Path(module.__file__).parent
SHA256 = hashlib.sha256(b"weights").hexdigest()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of an importable package that would fail if it were imported."""
    folder = tmp_path / "holds_weights"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    (folder / "model.gguf").write_bytes(b"weights")
    monkeypatch.syspath_prepend(tmp_path)
    return folder


@pytest.fixture
def cache(tmp_path: Path, tiny_model: Callable[..., LanguageModel]) -> Path:
    """Give a folder that holds the tiny model as `load` keeps one."""
    folder = tmp_path / "cache"
    made = tiny_model()
    made.network.save_pretrained(folder)
    made.tokenizer.save_pretrained(folder)
    return folder


def test_weights_are_found_without_importing_the_package(package: Path) -> None:
    assert weights_file("holds_weights", "model.gguf", SHA256) == package / "model.gguf"


def test_other_weights_are_refused(package: Path) -> None:
    (package / "model.gguf").write_bytes(b"other weights")
    with pytest.raises(MissingModelError, match=rf"model\.gguf has the SHA-256 .*, not {SHA256}"):
        weights_file("holds_weights", "model.gguf", SHA256)


def test_every_model_is_loaded_in_a_precision_that_is_named() -> None:
    # The default is float32 up to Transformers 4, and the precision that is stored from 5 on.
    loads = [
        (path.name, {keyword.arg for keyword in call.keywords})
        for path in sorted(LAB.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and re.fullmatch(r"AutoModel\w*\.from_pretrained", ast.unparse(call.func))
    ]
    assert {name for name, _ in loads} >= {"embedding.py", "model.py"}
    assert [name for name, keywords in loads if "dtype" not in keywords] == []


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize(("name", "file"), [("holds_weights", "other.gguf"), ("is_not_installed", "model.gguf")])
def test_a_missing_file_or_package_says_what_to_run(name: str, file: str) -> None:
    with pytest.raises(MissingModelError, match=f"{file} is not in the package {name}. Run: make lab"):
        weights_file(name, file, SHA256)


def test_a_cached_model_is_loaded_without_its_package(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", "is_not_installed")
    loaded = load(cache)
    assert loaded.context == 200
    assert not loaded.network.training
    assert loaded.network.dtype == torch.float32
    assert loaded.precision == "float32"
    assert load(cache, dtype=torch.bfloat16).network.dtype == torch.bfloat16
    assert load(cache, dtype=torch.bfloat16).precision == "bfloat16"


@pytest.mark.parametrize("damage", ["cut", "missing", "config"])
def test_a_damaged_cache_says_what_to_delete(cache: Path, damage: str) -> None:
    weights = cache / "model.safetensors"
    if damage == "cut":
        weights.write_bytes(weights.read_bytes()[:1000])
    elif damage == "missing":
        weights.unlink()
    else:
        (cache / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(MissingModelError, match=r"cache is damaged\. Delete that folder"):
        load(cache)


def test_without_cache_and_package_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "weights_file", lambda: weights_file("is_not_installed"))
    with pytest.raises(MissingModelError):
        load(tmp_path / "cache")
    assert not list(tmp_path.iterdir())
