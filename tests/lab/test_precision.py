"""The lab computes in the format that is faster here, unless it is told another, and never mixes two."""

import pytest

from snippets.lab import precision as module
from snippets.lab.errors import PrecisionError
from snippets.lab.precision import PRECISIONS, precision, product_seconds


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(module.VARIABLE, raising=False)


@pytest.mark.parametrize("faster", PRECISIONS)
def test_the_faster_format_is_taken(faster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "product_seconds", lambda dtype: 0.002 if dtype == PRECISIONS[faster] else 0.1)
    assert precision() == faster


@pytest.mark.parametrize("named", PRECISIONS)
def test_a_named_format_is_taken_without_a_measurement(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "product_seconds", lambda _: pytest.fail("measured"))
    monkeypatch.setenv(module.VARIABLE, named)
    assert precision() == precision([named, named]) == named


@pytest.mark.parametrize("earlier", PRECISIONS)
def test_what_was_begun_is_continued_in_the_same_format(earlier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "product_seconds", lambda _: pytest.fail("measured"))
    assert precision([earlier]) == earlier


def test_formats_are_not_mixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.VARIABLE, "float32")
    with pytest.raises(PrecisionError, match=r"Runs in bfloat16 and float32 would be mixed\. Unset LAB_PRECISION"):
        precision(["bfloat16"])


def test_an_unknown_format_is_refused_by_naming_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.VARIABLE, "float16")
    with pytest.raises(PrecisionError, match=r"LAB_PRECISION is 'float16'.*bfloat16, float32"):
        precision()


def test_the_measurement_is_of_a_product_that_takes_time() -> None:
    assert all(0 < product_seconds(dtype) < 60 for dtype in PRECISIONS.values())
    assert [str(dtype) for dtype in PRECISIONS.values()] == [f"torch.{name}" for name in PRECISIONS]
