"""Gives the whole bill of six ways to adapt a model, and the volumes at which one undercuts another.

The formulas, as the page of the calculator shows them:

--8<-- [start:requests]
requests        = requests per day x days

prefix price    = hit share x cached price + (1 - hit share) x write price     if the prefix reaches the minimum
                = input price                                                  otherwise

prompt request  = (prefix x prefix price + rest x input price + answer x output price) / 1,000,000
    zero-shot     prefix = instructions;                    rest = query
    few-shot      prefix = instructions + few-shot block;   rest = query
    many-shot     prefix = instructions + many-shot block;  rest = query
    retrieval     prefix = instructions;                    rest = passages + query;  plus search price / 1,000

storage         = prefix x storage price x hours per day x days / 1,000,000    if the prefix reaches the minimum
--8<-- [end:requests]

--8<-- [start:hosting]
tuned request   = ((short instructions + query) x tuned input price + answer x tuned output price) / 1,000,000

hosting         = price per hour x hours per day x days
index           = price per hour x 24 x days

machines        = the larger of   machines kept running x 24 x days x price per hour
                           and    requests x seconds per request / 3,600 / (1 - idle share) x price per hour
--8<-- [end:hosting]

--8<-- [start:people]
retrainings     = retrainings per year x days / 365
runs            = (1 + retrainings) x (1 + failed runs)
training        = runs x examples x tokens of one example x epochs x training price / 1,000,000

people, prompt  = hours for labels x labelling rate + hours for the prompt x engineering rate
people, tuning  = (hours for labels + retrainings x hours for new labels) x labelling rate
                + (hours for tuning + retrainings x hours each) x engineering rate
--8<-- [end:people]

--8<-- [start:accepted]
accepted answer = (total / requests + review of one answer) / share of answers that pass
--8<-- [end:accepted]

--8<-- [start:break-even]
break-even      = (fixed costs of the option - fixed costs of the baseline)
                / (price of a request, baseline - price of a request, option)
--8<-- [end:break-even]
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from math import inf, isfinite
from operator import attrgetter


# --8<-- [start:bill]
class BillError(ValueError):
    """An input that no bill can be made of; `name` says which."""

    def __init__(self, name: str, message: str) -> None:
        """Keep the name apart, for a message beside the field."""
        super().__init__(f"{name}: {message}")
        self.name = name


MOST = {"days": 36_500, "cache_share": 1, "storage_hours": 24, "hosting_hours": 24, "idle_share": 0.99}  # others: 1e9
FARTHEST = 1e18  # requests; what pays off only beyond them never does
DECIDED = frozenset({"days", "cache_minimum", "storage_hours", "hosting_hours", "machines"})  # not estimated


@dataclass(frozen=True)
class Inputs:
    """What a bill depends on, in one currency; what is left out counts as 0.

    The two prices of the cache are the input price where they are left out, since a prompt without
    a cache is not free. Prices of tokens are per million, `retrieval_price` per thousand requests, `storage_price` per
    million tokens and hour.
    Shares run from 0 to 1. Raises BillError for a value that is no number, negative, or above its limit in MOST.
    """

    requests_per_day: float = 0
    days: float = 0  # the horizon
    fixed_tokens: float = 0  # instructions, the same in every prompt
    few_shot_tokens: float = 0  # all demonstrations together
    many_shot_tokens: float = 0
    retrieved_tokens: float = 0  # passages, different in every prompt
    tuned_fixed_tokens: float = 0  # instructions that a tuned model still needs
    query_tokens: float = 0
    output_tokens: float = 0
    input_price: float = 0
    output_price: float = 0
    cached_price: float | None = None  # input read from the cache
    write_price: float | None = None  # input written to the cache
    cache_share: float = 0  # of requests that find their beginning in the cache
    cache_minimum: float = 0  # tokens; a shorter beginning is never cached
    storage_price: float = 0  # of a cache that is billed by the hour
    storage_hours: float = 0  # per day
    retrieval_price: float = 0
    index_per_hour: float = 0
    tuned_input_price: float = 0
    tuned_output_price: float = 0
    hosting_per_hour: float = 0
    hosting_hours: float = 0  # per day
    machine_per_hour: float = 0
    machines: float = 0  # kept running whatever the traffic
    machine_seconds: float = 0  # of one machine, taken by one request
    idle_share: float = 0  # of paid machine time beyond the minimum that nobody uses
    training_examples: float = 0
    example_tokens: float = 0
    epochs: float = 0
    training_price: float = 0
    own_training_price: float = 0  # per million tokens, on rented machines
    retrains_per_year: float = 0
    failed_runs: float = 0  # for each run that succeeds
    labelling_rate: float = 0  # per hour
    few_shot_label_hours: float = 0
    many_shot_label_hours: float = 0
    training_label_hours: float = 0
    relabel_hours: float = 0  # for each retraining
    engineering_rate: float = 0  # per hour
    prompt_hours: float = 0
    retrieval_hours: float = 0  # on top of prompt_hours
    tuning_hours: float = 0
    serving_hours: float = 0  # to serve a model oneself, on top of tuning_hours
    retrain_hours: float = 0  # for each retraining

    def __post_init__(self) -> None:
        """Refuse what would make a bill meaningless."""
        for each in fields(self):
            value, most = getattr(self, each.name), MOST.get(each.name, 1e9)
            if value is None and each.default is None:
                continue
            if not isinstance(value, int | float) or not isfinite(value):
                raise BillError(each.name, f"a number is needed, got {value!r}.")
            if not 0 <= value <= most:
                raise BillError(each.name, f"must lie between 0 and {most:g}, got {value}.")

    @property
    def requests(self) -> float:
        """Requests over the horizon."""
        return self.requests_per_day * self.days


@dataclass(frozen=True)
class Cost:
    """The bill of one option: three sums that no request changes, and what each request adds.

    Machines cost the larger of what the minimum costs and what the requests need.
    """

    people: float
    training: float
    hosting: float
    per_request: float
    machines_least: float = 0
    machine_per_request: float = 0

    @property
    def fixed(self) -> float:
        """What is due before the first request, without machines."""
        return self.people + self.training + self.hosting

    def machines(self, requests: float) -> float:
        """Price of the machines for so many requests over the horizon."""
        return max(self.machines_least, self.machine_per_request * requests)

    def total(self, requests: float) -> float:
        """Price of everything for so many requests over the horizon."""
        return self.fixed + self.per_request * requests + self.machines(requests)


def prefixes(i: Inputs) -> dict[str, float]:
    """Return how many tokens the prompts of an option share at their beginning, by option."""
    return {
        "zero-shot": i.fixed_tokens,
        "few-shot": i.fixed_tokens + i.few_shot_tokens,
        "many-shot": i.fixed_tokens + i.many_shot_tokens,
        "retrieval": i.fixed_tokens,
    }


def bill(i: Inputs) -> dict[str, Cost]:
    """Return the cost of each option.

    >>> prompts = Inputs(requests_per_day=1_000, days=1, query_tokens=500, input_price=2)
    >>> bill(prompts)["zero-shot"].total(prompts.requests)
    1.0
    """
    cached = i.input_price if i.cached_price is None else i.cached_price
    written = i.input_price if i.write_price is None else i.write_price

    shared = prefixes(i)
    prompting = i.prompt_hours * i.engineering_rate

    def prompted(option: str, people: float, rest: float, hosting: float = 0, search: float = 0) -> Cost:
        """Return the cost of an option in the prompt; `rest` is the input that differs from request to request."""
        prefix = shared[option]
        caches = prefix >= i.cache_minimum
        prefix_price = i.cache_share * cached + (1 - i.cache_share) * written if caches else i.input_price
        tokens = prefix * prefix_price + rest * i.input_price + i.output_tokens * i.output_price
        storage = prefix * i.storage_price * i.storage_hours * i.days / 1e6 if caches else 0
        return Cost(prompting + people, 0, hosting + storage, tokens / 1e6 + search)

    retrains = i.retrains_per_year * i.days / 365
    trained = i.training_examples * i.example_tokens * i.epochs * (1 + retrains) * (1 + i.failed_runs)
    labels = (i.training_label_hours + i.relabel_hours * retrains) * i.labelling_rate
    tuning = labels + (i.tuning_hours + i.retrain_hours * retrains) * i.engineering_rate
    tuned_input = (i.tuned_fixed_tokens + i.query_tokens) * i.tuned_input_price
    return {
        "zero-shot": prompted("zero-shot", 0, i.query_tokens),
        "few-shot": prompted("few-shot", i.few_shot_label_hours * i.labelling_rate, i.query_tokens),
        "many-shot": prompted("many-shot", i.many_shot_label_hours * i.labelling_rate, i.query_tokens),
        "retrieval": prompted(
            "retrieval",
            i.retrieval_hours * i.engineering_rate,
            i.retrieved_tokens + i.query_tokens,
            hosting=i.index_per_hour * 24 * i.days,
            search=i.retrieval_price / 1e3,
        ),
        "hosted-tune": Cost(
            tuning,
            trained * i.training_price / 1e6,
            i.hosting_per_hour * i.hosting_hours * i.days,
            (tuned_input + i.output_tokens * i.tuned_output_price) / 1e6,
        ),
        "self-hosted-tune": Cost(
            tuning + i.serving_hours * i.engineering_rate,
            trained * i.own_training_price / 1e6,
            0,
            0,
            i.machines * 24 * i.days * i.machine_per_hour,
            i.machine_seconds / 3600 / (1 - i.idle_share) * i.machine_per_hour,
        ),
    }


def per_accepted_answer(cost: Cost, requests: float, passing: float, review: float = 0) -> float:
    """Return what one answer that passes costs, with the review of all answers, passed or not.

    `passing` is the share of answers that pass, from 0 to 1, and `review` the price of looking at one.
    Infinite where none passes. Raises BillError without requests, or for a share or a price that is none.

    >>> per_accepted_answer(Cost(people=100, training=0, hosting=0, per_request=0), 1_000, passing=0.5, review=0.15)
    0.5
    """
    if not requests > 0:
        raise BillError("requests", "without requests no answer has a price.")
    if not 0 <= passing <= 1:
        raise BillError("passing", f"must lie between 0 and 1, got {passing}.")
    if not 0 <= review < inf:
        raise BillError("review", f"must be a price of 0 or more, got {review}.")
    return (cost.total(requests) / requests + review) / passing if passing else inf


@dataclass(frozen=True)
class BreakEven:
    """Where an option costs less than a baseline, in requests over the horizon.

    kind        cheaper                       volumes
    "always"    from the first request on     none
    "never"     nowhere                       none
    "equal"     nowhere, and never dearer     none
    "from"      above volumes[0]              one
    "until"     below volumes[0]              one
    "between"   from volumes[0] to [1]        two
    "outside"   below [0] and above [1]       two
    """

    kind: str
    volumes: tuple[float, ...] = ()


def break_even(option: Cost, baseline: Cost) -> BreakEven:
    """Return the volumes at which the option undercuts the baseline.

    The difference of two bills is a line with a bend where machines beyond the minimum are needed,
    so its sign is read piece by piece. Differences below a millionth of a millionth count as none.
    """
    bends = {volume for volume in map(_bend, (option, baseline)) if 0 < volume < FARTHEST}
    pieces: list[tuple[float, float, int]] = []  # start, end, and the sign of the difference between
    for start, end in pairwise([0, *sorted(bends), FARTHEST]):
        first = _apart(option.total(start), baseline.total(start))
        slope = _apart(_slope(option, start), _slope(baseline, start))
        root = start - first / slope if slope else inf
        if start < root < end:
            pieces += [(start, root, _sign(first)), (root, end, _sign(slope))]
        else:
            pieces.append((start, end, _sign(first) or _sign(slope)))
    edges = [0.0]
    for (_, end, sign), (_, _, following) in pairwise(pieces):
        if (sign < 0) != (following < 0):
            edges.append(end)
    starts_cheaper, volumes = pieces[0][2] < 0, tuple(edges[1:])
    if not volumes:
        level = all(sign == 0 for _, _, sign in pieces)
        return BreakEven("always" if starts_cheaper else "equal" if level else "never")
    kinds = ("until", "outside") if starts_cheaper else ("from", "between")
    return BreakEven(kinds[len(volumes) - 1], volumes)


def _apart(one: float, other: float) -> float:
    difference = one - other
    return 0.0 if abs(difference) <= 1e-12 * max(abs(one), abs(other)) else difference


def _bend(cost: Cost) -> float:
    """Return the requests from which on more machines are needed than the minimum."""
    return cost.machines_least / cost.machine_per_request if cost.machine_per_request else inf


def _slope(cost: Cost, requests: float) -> float:
    """Return the price of the next request after so many."""
    return cost.per_request + (cost.machine_per_request if requests >= _bend(cost) else 0)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


# --8<-- [end:bill]

Ranges = Mapping[str, tuple[float, float]]
Score = Callable[[Inputs], float]


def spread(inputs: Inputs, share: float) -> dict[str, tuple[float, float]]:
    """Give every estimated input a low and a high end, `share` of its value below and above it."""
    return {
        each.name: (value * (1 - share), min(value * (1 + share), MOST.get(each.name, 1e9)))
        for each in fields(inputs)
        if each.name not in DECIDED and (value := getattr(inputs, each.name))
    }


@dataclass(frozen=True)
class Swing:
    """A score with one input at its low and at its high end, and the others unchanged."""

    name: str
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the input alone moves the score."""
        return abs(self.at_high - self.at_low)


def swings(inputs: Inputs, ranges: Ranges, score: Score) -> list[Swing]:
    """Return what each range does to the score, the widest first; a tornado chart shows just this."""
    for name, (low, high) in ranges.items():
        value = getattr(inputs, name)
        if value is None or not low <= value <= high:
            raise BillError(name, f"must lie within its range, {low} to {high}.")
    found = [
        Swing(name, score(replace(inputs, **{name: low})), score(replace(inputs, **{name: high})))
        for name, (low, high) in ranges.items()
    ]
    return sorted((each for each in found if each.width), key=attrgetter("width"), reverse=True)


def corners(inputs: Inputs, ranges: Ranges, score: Score) -> tuple[Inputs, Inputs]:
    """Return the inputs with every range at the end that lowers the score, and that raises it."""
    lower, raise_ = {}, {}
    for each in swings(inputs, ranges, score):
        low, high = ranges[each.name]
        rising = each.at_high > each.at_low
        lower[each.name], raise_[each.name] = (low, high) if rising else (high, low)
    return replace(inputs, **lower), replace(inputs, **raise_)


def saving(inputs: Inputs, option: str, baseline: str) -> float:
    """Return how much less the option costs than the baseline over the horizon."""
    costs = bill(inputs)
    return costs[baseline].total(inputs.requests) - costs[option].total(inputs.requests)


# --8<-- [start:example]
# Round figures that stand for nobody's prices: tickets to be sorted, 10,000 a day for a year.
EXAMPLE = Inputs(
    requests_per_day=10_000,
    days=365,
    fixed_tokens=400,
    few_shot_tokens=1_600,
    many_shot_tokens=20_000,
    retrieved_tokens=2_000,
    tuned_fixed_tokens=50,
    query_tokens=200,
    output_tokens=100,
    input_price=1,
    output_price=4,
    cached_price=0.1,
    write_price=1.25,
    cache_share=0.8,
    cache_minimum=1_024,
    storage_price=0,
    storage_hours=24,
    retrieval_price=0.2,
    index_per_hour=0.1,
    tuned_input_price=1,
    tuned_output_price=4,
    hosting_per_hour=2,
    hosting_hours=24,
    machine_per_hour=3,
    machines=1,
    machine_seconds=0.25,
    idle_share=0.5,
    training_examples=2_000,
    example_tokens=400,
    epochs=3,
    training_price=5,
    own_training_price=1,
    retrains_per_year=4,
    failed_runs=1,
    labelling_rate=40,
    few_shot_label_hours=1,
    many_shot_label_hours=6,
    training_label_hours=60,
    relabel_hours=15,
    engineering_rate=100,
    prompt_hours=16,
    retrieval_hours=60,
    tuning_hours=60,
    serving_hours=80,
    retrain_hours=8,
)
# --8<-- [end:example]


def in_words(result: BreakEven, days: float) -> str:
    """Write a break-even in requests a day."""
    volumes = [f"{volume / days:,.0f}" for volume in result.volumes]
    joined = f"{result.kind} {' and '.join(volumes)} a day"
    return joined if volumes else {"always": "from the first request"}.get(result.kind, result.kind)


if __name__ == "__main__":
    ranges = spread(EXAMPLE, 0.25)
    print("option             a year   low to high      per 1,000   cheaper than few-shot")
    for option, cost in bill(EXAMPLE).items():
        total = cost.total(EXAMPLE.requests)

        def total_of(inputs: Inputs, option: str = option) -> float:
            """Return what this option costs over the horizon."""
            return bill(inputs)[option].total(inputs.requests)

        low, high = (total_of(corner) for corner in corners(EXAMPLE, ranges, total_of))
        against = in_words(break_even(cost, bill(EXAMPLE)["few-shot"]), EXAMPLE.days)
        per_thousand = 1_000 * total / EXAMPLE.requests
        range_ = f"{low:,.0f} to {high:,.0f}"
        print(f"{option:17}{total:8,.0f}   {range_:17}{per_thousand:8.2f}   {against if option != 'few-shot' else '-'}")

    def hosted_saves(inputs: Inputs) -> float:
        """Return the saving of the hosted tune over few-shot prompting."""
        return saving(inputs, "hosted-tune", "few-shot")

    print()
    print("Hosted tune against few-shot, every input off by up to a quarter:")
    for label, corner in zip(("worst", "best"), corners(EXAMPLE, ranges, hosted_saves), strict=True):
        costs = bill(corner)
        result = break_even(costs["hosted-tune"], costs["few-shot"])
        print(f"  {label:5} case  cheaper: {in_words(result, EXAMPLE.days)}")
    costs = bill(replace(EXAMPLE, hosting_per_hour=0))
    free = break_even(costs["hosted-tune"], costs["few-shot"])
    print(f"  without a fee for hosting:  {in_words(free, EXAMPLE.days)}")
    for swing in swings(EXAMPLE, ranges, hosted_saves)[:3]:
        print(f"  {swing.name:17} alone moves the saving by {swing.width:,.0f}")
