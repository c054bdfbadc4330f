"""Gives the bill of an agent's session, in which every request repeats what was said before.

A cache matches the beginning of a request with that of the one before, block by block, and stops at the first
difference. What it matches is read at the cached price; what follows is written at the write price.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from snippets.cost.bill import EXAMPLE, BillError, Inputs

# --8<-- [start:session]
Block = tuple[str, int]  # what it is, and its tokens


@dataclass(frozen=True)
class Request:
    """What is sent, in order, and the tokens of the answer."""

    blocks: tuple[Block, ...]
    answer: int

    @property
    def tokens(self) -> int:
        """Tokens sent."""
        return sum(size for _, size in self.blocks)


@dataclass(frozen=True)
class Session:
    """A session of so many turns, each of which adds a message (a user's words or a tool's result) and an answer.

    `fixed` counts instructions and tool definitions. Raises BillError for what is no session.
    """

    turns: int
    fixed: int
    message: int
    answer: int

    def __post_init__(self) -> None:
        """Refuse what cannot be a session."""
        for name, value, least in (
            ("turns", self.turns, 1),
            ("fixed", self.fixed, 0),
            ("message", self.message, 1),
            ("answer", self.answer, 1),
        ):
            if value < least:
                raise BillError(name, f"must be {least} or more, got {value}.")


Plan = Callable[[Session], Iterator[Request]]


def keep_all(session: Session) -> Iterator[Request]:
    """Send everything, every time."""
    return clear_results(session, keep=session.turns, every=1)


def dated(session: Session) -> Iterator[Request]:
    """Send everything below the time of day, which is another one in every request."""
    for number, request in enumerate(keep_all(session)):
        yield Request(((f"time {number}", 10), *request.blocks), request.answer)


def clear_results(session: Session, keep: int, every: int) -> Iterator[Request]:
    """Before every so many turns, drop all messages but the last `keep`; the answers stay."""
    history: list[Block] = []
    for turn in range(session.turns):
        if turn and turn % every == 0:
            messages = [block for block in history if block[0].startswith("message")]
            dropped = set(messages[: max(0, len(messages) - keep)])
            history = [block for block in history if block not in dropped]
        history.append((f"message {turn}", session.message))
        yield Request((("fixed", session.fixed), *history), session.answer)
        history.append((f"answer {turn}", session.answer))


def summarise(session: Session, limit: int, summary: int) -> Iterator[Request]:
    """Where a request would exceed `limit` tokens, ask for a summary first and go on from that."""
    history: list[Block] = []
    for turn in range(session.turns):
        new = (f"message {turn}", session.message)
        whole = Request((("fixed", session.fixed), *history, new), session.answer)
        if whole.tokens > limit and len(history) > 1:
            yield Request((("fixed", session.fixed), *history, (f"ask {turn}", 100)), summary)
            history = [(f"summary {turn}", summary)]
        history.append(new)
        yield Request((("fixed", session.fixed), *history), session.answer)
        history.append((f"answer {turn}", session.answer))


@dataclass(frozen=True)
class Usage:
    """What a session took: tokens read from the cache, other input, and answers; the longest request; the price."""

    cached: int
    new: int
    answers: int
    longest: int
    price: float


def usage(requests: Iterable[Request], prices: Inputs, late: Collection[int] = ()) -> Usage:
    """Return what the requests take, at the prices of the calculator's inputs.

    `late` holds the numbers of the requests, from 0, before which the cache has expired. A request shorter than
    the minimum is neither read from the cache nor written to it. Without a cached price there is no cache.

    >>> usage(keep_all(Session(turns=2, fixed=2_000, message=100, answer=50)), EXAMPLE)
    Usage(cached=2100, new=2250, answers=100, longest=2250, price=0.0034225)
    """
    caches = prices.cached_price is not None
    read = prices.input_price if prices.cached_price is None else prices.cached_price
    write = prices.input_price if prices.write_price is None else prices.write_price
    cached = new = answers = longest = 0
    price = 0.0
    before: tuple[Block, ...] = ()
    for number, request in enumerate(requests):
        stored = caches and request.tokens >= prices.cache_minimum
        reused = 0 if number in late or not stored else _common(before, request.blocks)
        reused = reused if reused >= prices.cache_minimum else 0
        rest = request.tokens - reused
        price += reused * read + rest * (write if stored else prices.input_price) + request.answer * prices.output_price
        cached, new, answers = cached + reused, new + rest, answers + request.answer
        longest = max(longest, request.tokens)
        before = request.blocks if stored else ()
    return Usage(cached, new, answers, longest, price / 1e6)


def _common(one: tuple[Block, ...], other: tuple[Block, ...]) -> int:
    """Return the tokens of the blocks that both begin with."""
    total = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        total += first[1]
    return total


# --8<-- [end:session]


# --8<-- [start:example]
if __name__ == "__main__":
    # Prices of a million tokens, as in the calculator: 1, from the cache 0.1, to write 1.25; answers 4.
    without = Inputs(input_price=EXAMPLE.input_price, output_price=EXAMPLE.output_price)
    agent = Session(turns=40, fixed=12_000, message=1_500, answer=300)
    lean = Session(turns=40, fixed=2_000, message=1_500, answer=300)
    rows: list[tuple[str, Iterator[Request], Inputs, Collection[int]]] = [
        ("no cache", keep_all(agent), without, ()),
        ("cache", keep_all(agent), EXAMPLE, ()),
        ("cache, time of day on top", dated(agent), EXAMPLE, ()),
        ("cache, five pauses too long", keep_all(agent), EXAMPLE, {7, 14, 21, 28, 35}),
        ("clear results at every turn", clear_results(agent, keep=3, every=1), EXAMPLE, ()),
        ("clear results every ten turns", clear_results(agent, keep=3, every=10), EXAMPLE, ()),
        ("summarise above 40,000", summarise(agent, limit=40_000, summary=2_000), EXAMPLE, ()),
        ("no cache, 10,000 fixed less", keep_all(lean), without, ()),
        ("cache, 10,000 fixed less", keep_all(lean), EXAMPLE, ()),
    ]
    print("plan                              cached        new  longest   price")
    for name, requests, prices, late in rows:
        took = usage(requests, prices, late)
        print(f"{name:<30} {took.cached:>9,}  {took.new:>9,}  {took.longest:>7,}  {took.price:>6.3f}")
# --8<-- [end:example]
