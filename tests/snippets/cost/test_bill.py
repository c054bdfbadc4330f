"""Bills grow with every price, cross where they should, and the page's example says what the page says."""

from dataclasses import fields, replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from snippets.cost.bill import (
    DECIDED,
    EXAMPLE,
    BillError,
    Cost,
    Inputs,
    bill,
    break_even,
    corners,
    saving,
    spread,
    swings,
)

OPTIONS = tuple(bill(EXAMPLE))
PRICES = [each.name for each in fields(Inputs) if each.name.endswith(("_price", "_rate", "per_hour"))]
LIMITS = {
    "requests_per_day": 1e6,
    "days": 1_000,
    "cache_share": 1,
    "storage_hours": 24,
    "hosting_hours": 24,
    "idle_share": 0.99,
}


def values(name: str) -> st.SearchStrategy[float]:
    """Draw an input that a reader could mean: 0, or not next to nothing."""
    return st.just(0.0) | st.floats(min(0.001, LIMITS.get(name, 1)), LIMITS.get(name, 10_000))


INPUTS = st.builds(Inputs, **{each.name: values(each.name) for each in fields(Inputs)})
AMOUNTS = st.just(0.0) | st.floats(0.001, 1e6)
COSTS = st.builds(Cost, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
PAIRS = st.tuples(st.sampled_from(OPTIONS), st.sampled_from(OPTIONS))


def test_every_price_of_the_bill_is_tried() -> None:
    assert len(PRICES) == 15


@given(INPUTS, st.sampled_from(PRICES), st.floats(1, 100))
def test_no_bill_falls_when_a_price_rises(inputs: Inputs, price: str, factor: float) -> None:
    dearer = bill(replace(inputs, **{price: getattr(inputs, price) * factor + 1}))
    for option, cost in bill(inputs).items():
        assert dearer[option].total(inputs.requests) >= cost.total(inputs.requests) * (1 - 1e-12)


@given(INPUTS, st.floats(0.01, 100))
def test_scaling_every_price_scales_every_bill_and_moves_no_break_even(inputs: Inputs, factor: float) -> None:
    scaled = bill(replace(inputs, **{price: getattr(inputs, price) * factor for price in PRICES}))
    costs = bill(inputs)
    for option, cost in costs.items():
        expected = factor * cost.total(inputs.requests)
        assert scaled[option].total(inputs.requests) == pytest.approx(expected, rel=1e-9)
        before, after = break_even(cost, costs["few-shot"]), break_even(scaled[option], scaled["few-shot"])
        if clear(cost, costs["few-shot"]):
            assert after.kind == before.kind
            assert after.volumes == pytest.approx(before.volumes, rel=1e-5)


def clear(one: Cost, other: Cost) -> bool:
    """Tell whether two bills differ by more than rounding at the start, at each bend, and in every slope."""
    slopes = [(cost.per_request, cost.per_request + cost.machine_per_request) for cost in (one, other)]
    bends = [cost.machines_least / cost.machine_per_request for cost in (one, other) if cost.machine_per_request]
    compared = [(one.total(volume), other.total(volume)) for volume in (0, *bends)]
    compared += [(first, second) for first in slopes[0] for second in slopes[1]]
    return all(abs(first - second) > 1e-6 * max(first, second) for first, second in compared)


@given(COSTS, COSTS)
@example(Cost(0, 0, 0, 0), Cost(0, 0, 0, 0))
@example(Cost(4_800, 0, 0, 0.0025), Cost(0, 0, 0, 0, 7_200, 0.003))
def test_at_the_break_even_volume_both_bills_agree(option: Cost, baseline: Cost) -> None:
    for volume in break_even(option, baseline).volumes:
        assert option.total(volume) == pytest.approx(baseline.total(volume), rel=1e-6)


@given(COSTS, COSTS, st.floats(0, 1e12))
def test_the_option_is_cheaper_exactly_where_the_break_even_says(option: Cost, baseline: Cost, volume: float) -> None:
    result = break_even(option, baseline)
    difference = option.total(volume) - baseline.total(volume)
    scale = max(option.total(volume), baseline.total(volume))
    assume(abs(difference) > 1e-6 * scale)
    passed = sum(volume > edge for edge in result.volumes)
    starts_cheaper = result.kind in ("always", "until", "outside")
    assert (difference < 0) == (starts_cheaper == (passed % 2 == 0))


MIRRORED = {"from": "until", "until": "from", "between": "outside", "outside": "between", "equal": "equal"}
MIRRORED |= {"always": "never", "never": "always"}


@given(COSTS, COSTS)
def test_swapping_the_options_mirrors_the_break_even(option: Cost, baseline: Cost) -> None:
    assume(clear(option, baseline))
    there, back = break_even(option, baseline), break_even(baseline, option)
    assert back.kind == MIRRORED[there.kind]
    assert back.volumes == pytest.approx(there.volumes)


@given(INPUTS, PAIRS)
def test_swapping_the_options_negates_the_saving(inputs: Inputs, pair: tuple[str, str]) -> None:
    assert saving(inputs, *pair) == -saving(inputs, *reversed(pair))


@given(INPUTS, st.sampled_from(OPTIONS))
def test_an_option_breaks_even_with_itself_everywhere(inputs: Inputs, option: str) -> None:
    costs = bill(inputs)
    assert break_even(costs[option], costs[option]).kind == "equal"


@given(INPUTS, st.floats(0, 0.9), st.sampled_from(OPTIONS))
def test_the_corners_enclose_the_bill(inputs: Inputs, share: float, option: str) -> None:
    def total(each: Inputs) -> float:
        return bill(each)[option].total(each.requests)

    low, high = (total(corner) for corner in corners(inputs, spread(inputs, share), total))
    assert low <= total(inputs) * (1 + 1e-9)
    assert high >= total(inputs) * (1 - 1e-9)


def test_decided_inputs_get_no_range() -> None:
    assert not DECIDED & spread(EXAMPLE, 0.25).keys()
    assert spread(EXAMPLE, 0.25)["cache_share"] == (pytest.approx(0.6), 1)


def test_the_swings_come_widest_first() -> None:
    found = swings(EXAMPLE, spread(EXAMPLE, 0.25), lambda each: saving(each, "hosted-tune", "few-shot"))
    assert [each.width for each in found] == sorted((each.width for each in found), reverse=True)
    assert found[0].name == "hosting_per_hour"


@given(INPUTS, st.floats(0.001, 100))
def test_a_cache_price_left_out_is_the_input_price_and_follows_it(inputs: Inputs, price: float) -> None:
    without = replace(inputs, cached_price=None, write_price=None)
    assert bill(without) == bill(replace(inputs, cached_price=inputs.input_price, write_price=inputs.input_price))
    dearer = replace(inputs, input_price=price, cached_price=price, write_price=price)
    assert bill(replace(without, input_price=price)) == bill(dearer)
    assert not {"cached_price", "write_price"} & spread(without, 0.25).keys()


@pytest.mark.parametrize("name", [each.name for each in fields(Inputs) if each.default is not None])
def test_nothing_is_no_input_except_for_the_prices_of_a_cache(name: str) -> None:
    with pytest.raises(BillError, match=f"^{name}: a number is needed"):
        Inputs(**{name: None})


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf"), 1e300, "12"])
@pytest.mark.parametrize("name", [each.name for each in fields(Inputs)])
def test_an_unusable_input_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(BillError, match=f"^{name}: ") as caught:
        Inputs(**{name: value})
    assert caught.value.name == name


def test_a_value_outside_its_range_is_refused() -> None:
    with pytest.raises(BillError, match="days"):
        swings(EXAMPLE, {"days": (1, 2)}, lambda each: each.days)


def test_the_page_says_of_the_example_what_is_so() -> None:
    costs = bill(EXAMPLE)
    few, hosted, own = costs["few-shot"], costs["hosted-tune"], costs["self-hosted-tune"]
    assert hosted.total(EXAMPLE.requests) > few.total(EXAMPLE.requests)
    assert hosted.per_request / few.per_request == pytest.approx(0.5, abs=0.05)
    assert hosted.hosting > few.total(EXAMPLE.requests)
    with_fee = break_even(hosted, few).volumes[0]
    without = break_even(bill(replace(EXAMPLE, hosting_per_hour=0))["hosted-tune"], few).volumes[0]
    assert without < with_fee / 2
    assert own.total(0) > hosted.total(0)
    assert break_even(own, few).volumes[0] < with_fee
    assert own.machine_per_request * break_even(own, few).volumes[0] < own.machines_least
    assert hosted.people > 100 * hosted.training
