"""The tools behind the prose checks read Markdown and YAML as a reader of the site does."""

from __future__ import annotations

from textwrap import dedent

import pytest

from overrides.checking.prose import Breach, excepted
from overrides.checking.prose.amounts import amount_in
from overrides.checking.prose.blocks import data_blocks, page_blocks, plain
from overrides.checking.prose.rules import is_passive

PAGE = dedent("""\
    ---
    title: A page
    ---

    # A page { #top }

    The **first** sentence. {{ claim("a-claim") }} It runs
    over two lines, e.g. Here, and `code. Here` too.
    See [a link](other.md#there){ .md-button }.

    ```text
    Nobody reads this. 99% of it.
    --8<-- "snippets/resources/kv_cache.out"
    ```

    - [ ] An item.
      Its second line.

    | Head | Other |
    |---|---|
    | One. Two | Three |

    <figure class="figure">
    --8<-- "docs/assets/figures/x.svg"
    <figcaption>A caption.</figcaption>
    </figure>

    !!! note "A title"
        Text in a note.

    ## Next

    {% include "blocks/x.html" %}
    Last.
    """)


def test_a_page_falls_into_blocks_with_lines() -> None:
    assert [(block.kind, block.line, block.text) for block in page_blocks("docs/x.md", PAGE)] == [
        ("heading", 5, "A page"),
        ("paragraph", 7, "The first sentence. It runs over two lines, e.g. Here, and Code too. See a link."),
        ("item", 16, "An item. Its second line."),
        ("header", 19, "| Head | Other |"),
        ("row", 21, "| One. Two | Three |"),
        ("caption", 25, "A caption."),
        ("heading", 28, "A title"),
        ("paragraph", 29, "Text in a note."),
        ("heading", 31, "Next"),
        ("paragraph", 34, "Last."),
    ]


def test_sentences_know_the_line_on_which_they_start() -> None:
    blocks = page_blocks("docs/x.md", PAGE)
    assert [(sentence.line, sentence.text) for sentence in blocks[1].sentences] == [
        (7, "The first sentence."),
        (7, "It runs over two lines, e.g. Here, and Code too."),
        (9, "See a link."),
    ]
    assert [sentence.text for sentence in blocks[4].sentences] == ["One.", "Two", "Three"]


def test_evidence_and_embedded_output_are_known() -> None:
    blocks = page_blocks("docs/x.md", PAGE)
    assert [block.line for block in blocks if block.has_evidence] == [7]
    assert {block.line for block in blocks if block.embeds} == {5, 7, 16, 19, 21, 25, 28, 29}


def test_data_fields_keep_lines_and_know_their_evidence() -> None:
    text = dedent("""\
        faq:
          - id: one
            answer: >-
              First line.
              Second line.
            claims: [a-claim]
          - id: two
            answer: Without.
            claims: []
          - {id: three, answer: "By a list.", why: [a-claim]}
          - {id: four, answer: "By a text.", why: since}
        """)
    blocks = data_blocks("docs/data/faq.yml", text, frozenset({"answer"}))
    assert [(block.text, block.has_evidence) for block in blocks] == [
        ("First line. Second line.", True),
        ("Without.", False),
        ("By a list.", True),
        ("By a text.", False),
    ]
    assert [sentence.line for sentence in blocks[0].sentences] == [4, 5]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("As {{ cite('key') }} found.", "As Source found."),
        ("snake_case and *stress* and __strong__", "snake_case and stress and strong"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("![Alt](x.svg) <br> end .", "Alt end."),
    ],
)
def test_markup_leaves_no_trace(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("The model was trained twice.", True),
        ("The answers are not always read.", True),
        ("They were quickly forgotten.", True),
        ("The team trained the model.", False),
        ("The model is limited.", False),
        ("The weights have changed.", False),
    ],
)
def test_passives_are_found(text: str, passive: bool) -> None:
    assert is_passive(text) is passive


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("It cut the bill by 60%.", "60%"),
        ("A fall of three points followed.", "three points"),
        ("It was 4.5 times as fast.", "4.5 times"),
        ("About a hundred labelled examples sufficed.", "a hundred labelled examples"),
        ("The cache takes 16 GB.", "16 GB"),
        ("It costs $3 a day.", "$3"),
        ("Half of the answers changed.", "Half of"),
        ("The score reached 0.74 at last.", "reached 0.74"),
        ("Several hundred tokens were lost.", "Several hundred tokens"),
        ("Hundreds of examples fit.", None),
        ("GPT-4.1 of 2025 has two tiers.", None),
        ("In 2022 several models failed.", None),
        ("A 95% interval is given.", None),
        ("The price per million tokens fell.", None),
        ("Llama 3.1 8B runs here.", None),
    ],
)
def test_amounts_are_told_from_other_numbers(text: str, amount: str | None) -> None:
    assert amount_in(text, advice=False) == amount


def test_advice_may_name_counts_but_not_results() -> None:
    assert amount_in("Sort 50 failures.", advice=True) is None
    assert amount_in("Expect 5 points more.", advice=True) == "5 points"


def test_an_exception_covers_the_sentences_of_its_page_that_hold_its_words() -> None:
    exception = {"rule": "words", "page": "docs/x.md", "sentence": "very good", "reason": "a quotation"}
    breach = Breach("words", 3, "It is very good.", "'very': no", "Leave it out.")
    assert excepted("docs/x.md", breach, exception)
    assert not excepted("docs/y.md", breach, exception)
    assert not excepted("docs/x.md", breach, {**exception, "rule": "length"})
    assert not excepted("docs/x.md", breach, {**exception, "sentence": "very bad"})
    assert not excepted("docs/x.md", breach, {"rule": "words", "page": "docs/x.md", "reason": "all of it"})
    whole = Breach("mean", 1, "", "long", "Split.")
    assert excepted("docs/x.md", whole, {"rule": "mean", "page": "docs/x.md", "reason": "a licence"})
