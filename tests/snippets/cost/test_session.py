"""A session's bill follows the cache's rule, and the plans on the page cost what the page says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.cost.bill import EXAMPLE, BillError, Inputs
from snippets.cost.session import (
    Request,
    Session,
    Usage,
    clear_results,
    dated,
    keep_all,
    summarise,
    usage,
)

AGENT = Session(turns=40, fixed=12_000, message=1_500, answer=300)
FREE_MINIMUM = replace(EXAMPLE, cache_minimum=0)
SESSIONS = st.builds(Session, st.integers(1, 30), st.integers(0, 5_000), st.integers(1, 2_000), st.integers(1, 500))


@given(SESSIONS)
def test_without_a_cache_the_input_grows_with_the_square_of_the_turns(session: Session) -> None:
    turns = session.turns
    sent = (
        turns * session.fixed + session.message * turns * (turns + 1) // 2 + session.answer * turns * (turns - 1) // 2
    )
    took = usage(keep_all(session), Inputs(input_price=3, output_price=7))
    assert (took.cached, took.new, took.answers) == (0, sent, turns * session.answer)
    assert took.price == pytest.approx((3 * sent + 7 * turns * session.answer) / 1e6)


@given(SESSIONS)
def test_with_a_cache_each_token_is_written_once_and_read_ever_after(session: Session) -> None:
    took = usage(keep_all(session), FREE_MINIMUM)
    assert took.new == took.longest
    assert took.cached + took.new == usage(keep_all(session), Inputs(input_price=1)).new


@given(SESSIONS)
def test_what_changes_at_the_top_makes_a_cache_dearer_than_none(session: Session) -> None:
    took = usage(dated(session), FREE_MINIMUM)
    assert took.cached == 0
    assert took.price > usage(dated(session), replace(FREE_MINIMUM, cached_price=None, write_price=None)).price


@given(SESSIONS, st.integers(0, 30))
def test_a_pause_too_long_writes_the_whole_request_anew(session: Session, late: int) -> None:
    requests = list(keep_all(session))
    warm, cold = usage(requests, FREE_MINIMUM), usage(requests, FREE_MINIMUM, {late})
    moved = requests[late - 1].tokens if 0 < late < session.turns else 0
    assert (cold.cached, cold.new) == (warm.cached - moved, warm.new + moved)


def test_a_request_below_the_minimum_is_neither_read_nor_written() -> None:
    short = [Request((("fixed", 1_023),), 0)] * 2
    assert usage(short, EXAMPLE) == Usage(0, 2_046, 0, 1_023, pytest.approx(2_046 / 1e6))
    enough = [Request((("fixed", 1_024),), 0)] * 2
    assert usage(enough, EXAMPLE) == Usage(1_024, 1_024, 0, 1_024, pytest.approx(1_024 * (1.25 + 0.1) / 1e6))


def test_clearing_drops_the_oldest_messages_and_keeps_the_answers() -> None:
    names = [[name for name, _ in request.blocks] for request in clear_results(Session(4, 10, 2, 1), keep=1, every=3)]
    assert names[2] == ["fixed", "message 0", "answer 0", "message 1", "answer 1", "message 2"]
    assert names[3] == ["fixed", "answer 0", "answer 1", "message 2", "answer 2", "message 3"]


def test_a_summary_costs_a_request_and_takes_the_place_of_what_it_sums_up() -> None:
    requests = list(summarise(Session(4, 10, 20, 5), limit=70, summary=8))
    assert [request.answer for request in requests] == [5, 5, 8, 5, 5]
    assert [name for name, _ in requests[3].blocks] == ["fixed", "summary 2", "message 2"]
    assert max(request.tokens for request in (requests[0], requests[1], *requests[3:])) <= 70


@given(SESSIONS, st.integers(1, 30))
def test_clearing_or_summing_up_leaves_a_short_session_alone(session: Session, every: int) -> None:
    assert list(clear_results(session, keep=session.turns, every=every)) == list(keep_all(session))
    assert list(summarise(session, limit=10**9, summary=1)) == list(keep_all(session))


@pytest.mark.parametrize(("name", "value"), [("turns", 0), ("fixed", -1), ("message", 0), ("answer", 0)])
def test_what_is_no_session_is_refused_by_name(name: str, value: int) -> None:
    with pytest.raises(BillError, match=f"^{name}: must be"):
        replace(AGENT, **{name: value})


def test_the_page_says_of_the_example_what_is_so() -> None:
    without = Inputs(input_price=EXAMPLE.input_price, output_price=EXAMPLE.output_price)
    plain, cached = usage(keep_all(AGENT), without), usage(keep_all(AGENT), EXAMPLE)
    assert plain.new == 40 * 12_000 + 1_500 * 820 + 300 * 780
    assert plain.price / cached.price == pytest.approx(5.9, abs=0.05)
    assert usage(dated(AGENT), EXAMPLE).price / plain.price == pytest.approx(1.24, abs=0.005)
    every, steps = (usage(clear_results(AGENT, 3, each), EXAMPLE).price for each in (1, 10))
    assert every / cached.price == pytest.approx(1.37, abs=0.005)
    assert steps / cached.price == pytest.approx(0.85, abs=0.005)
    lean = replace(AGENT, fixed=2_000)
    assert plain.price - usage(keep_all(lean), without).price == pytest.approx(0.4)
    assert cached.price - usage(keep_all(lean), EXAMPLE).price == pytest.approx(0.0515)
