"""What the search reads of a page: its sections and entries as plain text, without what only repeats or controls."""

from __future__ import annotations

import pytest

from overrides.rendering.search_index import LEAD, SearchIndex
from overrides.rendering.search_sections import sections
from tests.support.tree import gate


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<h1 id="a">A</h1><p>x</p><h2 id="b">B</h2><p>y</p>', [("", "A", "x"), ("b", "B", "y")]),
        ('<h1 id="a">A</h1><p>one</p><p>two</p>', [("", "A", "one two")]),
        ('<h1 id="a">A</h1><p>k<b>ee</b>p</p>', [("", "A", "keep")]),
        ('<h1 id="a">A</h1><p>a &lt;label&gt; b</p>', [("", "A", "a <label> b")]),
        ('<h1 id="a">A</h1><p>x<a class="headerlink" href="#">¶</a></p>', [("", "A", "x")]),
        ('<h1 id="a">A</h1><script>alert(1)</script><style>b {}</style><svg><text>t</text></svg>', [("", "A", "")]),
    ],
)
def test_text_belongs_to_the_heading_above_it(html: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(one.anchor, one.title, one.text) for one in sections(html) if one.title]
    assert found == expected


def test_the_note_of_a_mark_is_not_read() -> None:
    mark = '<button class="claim">vendor</button><span popover class="claim-note">The note.</span>'
    html = f'<h1 id="a">A</h1><p>Said.{mark}</p>'
    assert [one.text for one in sections(html)] == ["Said."]


def test_an_entry_with_an_id_is_found_by_itself_and_the_section_goes_on() -> None:
    html = '<h1 id="a">A</h1><h2 id="list">List</h2><ul><li id="one"><b>One</b> first.</li></ul><p>After.</p>'
    found = {one.anchor: one for one in sections(html)}
    assert found["one"].title == "One"
    assert found["one"].kind == "entry"
    assert found["list"].text == "After."


def test_a_section_knows_the_headings_over_it() -> None:
    html = '<h1 id="a">A</h1><h2 id="b">B</h2><h3 id="c">C</h3><h2 id="d">D</h2>'
    assert {one.anchor: one.above for one in sections(html)} == {"": [], "b": [], "c": ["B"], "d": []}


def test_a_page_is_sent_with_its_questions_and_a_short_beginning() -> None:
    index = SearchIndex(gate().data)
    questions = '<details class="question"><summary>Questions</summary>Why?</details>'
    html = f"<h1>Guide</h1>{questions}<p>{'word ' * 60}</p><h2 id='next'>Read next</h2><p>Links.</p>"
    index.add("guide/", ["Do"], {"title": "Guide", "tags": ["evaluation"], "questions": ["Why?"]}, html)
    (page,), (section,) = index.pages, index.sections
    assert page == {"url": "guide/", "title": "Guide", "trail": ["Do"], "tags": ["Evaluation"]}
    assert section["kind"] == "page"
    assert section["names"] == ["Why?"]
    assert len(section["lead"]) <= LEAD
    assert "Why?" not in section["lead"] + section["rest"]


def test_a_term_and_an_answer_are_sent_with_their_own_words() -> None:
    data = gate().data
    term, answer = data["glossary"][0], data["faq"]["groups"][0]["questions"][0]
    index = SearchIndex(data)
    index.add("glossary/", [], {"title": "Glossary"}, f'<h1>G</h1><h3 id="{term["id"]}">T</h3><p>x</p>')
    index.add("faq/", [], {"title": "FAQ"}, f'<h1>F</h1><h3 id="{answer["id"]}">Q</h3><p>x</p>')
    leads = {section["kind"]: section["lead"] for section in index.sections}
    assert leads["term"] == term["definition"]
    assert leads["answer"] == answer["short"]
