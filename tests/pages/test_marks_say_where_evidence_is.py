"""The macros of pages give marks and links, and refuse what does not exist by naming what does."""

from __future__ import annotations

import re

import pytest

from overrides.rendering import register
from overrides.rendering.macros import MACROS
from overrides.rendering.marks import Marks, UnknownIdError
from tests.support.tree import gate

SOURCES = "https://code.example/blob/main/"


@pytest.fixture(scope="module")
def marks() -> Marks:
    data = gate().data
    topics = {claim: section["id"] for section in register.sections(data) for claim in section["ids"]}
    return Marks(data, gate().references, topics, SOURCES)


def test_every_macro_is_a_method_that_says_what_it_returns(marks: Marks) -> None:
    public = {name for name in dir(marks) if not name.startswith("_")}
    assert public == set(MACROS)
    assert all((getattr(marks, name).__doc__ or "").startswith("Return") for name in MACROS)


def test_a_mark_names_its_source_and_leads_to_the_entry_of_its_claim(marks: Marks) -> None:
    mark = marks.claim("adamw-eighteen-bytes")
    assert mark.startswith("[Hugging Face 2024](/evidence/claims/cost-and-compute.md#adamw-eighteen-bytes)"), mark
    assert 'aria-label="Evidence: Hugging Face 2024, field report"' in mark
    assert "\n" not in mark, "a line end would end the list item that holds the mark"


def test_evidence_of_our_own_is_named_by_its_grade(marks: Marks) -> None:
    assert marks.claim("lab-spam-classifier-enough").startswith("[measured](")
    assert 'aria-label="Evidence: derived"' in marks.claim("hundred-items-hide-five-points")


def test_several_claims_are_one_mark_that_says_how_many_follow(marks: Marks) -> None:
    mark = marks.claim("medprompt-beats-tuned-specialists", "google-prompt-before-tuning", "break-even-100-labels")
    first, *rest = re.findall(r"\[([^]]+)\]\(([^)]+)\)\{([^}]+)\}", mark)
    assert first[0] == "Nori et al. 2023 +2"
    assert ".claim .claim--preprint" in first[2]
    assert "preprint, vendor, peer reviewed" in first[2], "the label names each kind of evidence once"
    assert [text for text, *_ in rest] == ["Google Cloud 2026", "Pecher et al. 2025"]
    assert all(".claim-more" in attributes and "data-claim" in attributes for *_, attributes in rest)
    assert marks.claim() == ""


def test_a_stated_claim_is_its_text_and_its_mark(marks: Marks) -> None:
    text = gate().data["claims"]["eval-is-an-experiment"]["claim"]
    assert marks.stated("eval-is-an-experiment").startswith(f"{text} [")


def test_a_reference_is_linked_by_authors_and_year(marks: Marks) -> None:
    assert marks.cite("hu2021lora") == "[Hu et al. 2022](/evidence/references.md#hu2021lora)"


def test_a_claim_says_how_its_source_was_read(marks: Marks) -> None:
    entry = {"cite": ["hu2021lora"], "read": "source"}
    source = "[Hu et al. 2022](/evidence/references.md#hu2021lora)"
    assert marks.source_of(entry) == source
    assert marks.source_of({**entry, "read": "abstract"}) == f"{source} (abstract read)"
    told = {**entry, "read": "account", "seen_at": "https://news.example/"}
    assert marks.source_of(told) == f"{source}, as reported by [another account](https://news.example/)"


def test_a_computed_number_leads_to_its_module(marks: Marks) -> None:
    assert f"({SOURCES}snippets/cost/bill.py " in marks.computed("snippets/cost/bill.py")


def test_a_page_is_named_by_its_title_notebooks_too(marks: Marks) -> None:
    assert marks.page_title("/guide/tune.md#data")
    assert marks.page_title("/evidence/how-much-is-noise.ipynb") == "How much of a difference is noise?"


def test_only_an_old_date_is_called_stale(marks: Marks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764028800")  # 2025-11-25
    assert marks.age_note("2025-11-01") == ""
    assert marks.age_note("2025-07-01") == " (stale: 147 days ago, check again before relying on it)"


@pytest.mark.parametrize(
    ("macro", "wanted", "said"),
    [
        ("claim", "adamw-eighteen-byte", "unknown claim 'adamw-eighteen-byte'. Did you mean: adamw-eighteen-bytes"),
        ("stated", "nothing-of-the-kind", "The valid ids are in docs/data/claims/."),
        ("cite", "hu2021lor", "unknown reference 'hu2021lor'. Did you mean: hu2021lora"),
        ("computed", "snippets/cost/bil.py", "there is no file 'snippets/cost/bil.py'. Name a module under snippets/."),
        ("page_title", "/guide/tun.md", "there is no page '/guide/tun.md'. Write it from docs"),
    ],
)
def test_what_does_not_exist_is_refused(marks: Marks, macro: str, wanted: str, said: str) -> None:
    with pytest.raises(UnknownIdError) as caught:
        getattr(marks, macro)(wanted)
    assert said in str(caught.value)
    assert caught.value.wanted == wanted
