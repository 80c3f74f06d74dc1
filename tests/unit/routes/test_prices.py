"""Prices are feasible: no resource is worth more than it costs."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from lattice.routes.prices import ascend, crossing, worth

STEPS = 8
NEAR = 1e-9

Catalogue = tuple[list[int], list[float], list[int]]


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """What resources give, what they cost, and an order of the steps."""
    count = draw(st.integers(0, 6))
    gives = draw(st.lists(st.integers(0, 2**STEPS - 1), min_size=count, max_size=count))
    costs = draw(st.lists(st.sampled_from((0.0, 0.1, 1.0, 2.5, 7.0, 1e6)), min_size=count, max_size=count))
    return gives, costs, draw(st.permutations(range(STEPS)))


def _check_feasible(prices: dict[int, float], gives: list[int], costs: list[float]) -> None:
    assert all(price >= 0 for price in prices.values())
    for given_steps, cost in zip(gives, costs, strict=True):
        assert worth(prices, given_steps) <= cost + NEAR * max(1, cost)


@given(catalogues())
def test_no_resource_is_worth_more_than_it_costs(catalogue: Catalogue) -> None:
    """The prices of all that a resource gives add up to its cost at most."""
    gives, costs, order = catalogue
    crossed = crossing(gives, range(len(gives)), 2**STEPS - 1)
    _check_feasible(ascend(order, crossed, dict(enumerate(costs))), gives, costs)


@given(catalogues(), st.integers(0, 2**STEPS - 1))
def test_steps_are_worth_no_more_than_any_cover(catalogue: Catalogue, wanted: int) -> None:
    """Whatever set of resources covers some steps costs at least their worth."""
    gives, costs, order = catalogue
    crossed = crossing(gives, range(len(gives)), wanted)
    value = worth(ascend(order, crossed, dict(enumerate(costs))), wanted)
    for chosen in itertools.product((False, True), repeat=len(gives)):
        taken = list(itertools.compress(range(len(gives)), chosen))
        covered = 0
        for number in taken:
            covered |= gives[number]
        cost = sum(costs[number] for number in taken)
        assert wanted & ~covered or value <= cost + NEAR * max(1, cost)


@given(catalogues(), st.lists(st.floats(0, 100), min_size=6, max_size=6))
def test_prices_can_start_from_prices_of_lower_costs(catalogue: Catalogue, more: list[float]) -> None:
    """Raised from prices that fit already, they are nowhere below them and still feasible."""
    gives, costs, order = catalogue
    crossed = crossing(gives, range(len(gives)), 2**STEPS - 1)
    low = ascend(order, crossed, dict(enumerate(costs)))
    higher = [cost + extra for cost, extra in zip(costs, more, strict=False)]
    high = ascend(reversed(order), crossed, dict(enumerate(higher)), start=low)
    assert all(high[bit] >= price for bit, price in low.items())
    _check_feasible(high, gives, higher)


@given(catalogues())
def test_prices_are_maximal(catalogue: Catalogue) -> None:
    """No price can be raised: for each step some resource that crosses it is worth its cost."""
    gives, costs, order = catalogue
    crossed = crossing(gives, range(len(gives)), 2**STEPS - 1)
    prices = ascend(order, crossed, dict(enumerate(costs)))
    for crossers in crossed.values():
        assert any(worth(prices, gives[number]) >= costs[number] - NEAR * max(1, costs[number]) for number in crossers)


def test_steps_that_nothing_crosses_have_no_price() -> None:
    """They are absent, and worth nothing."""
    assert crossing([0b011], [0], 0b110) == {1: [0]}
    assert ascend(range(3), {1: [0]}, {0: 5.0}) == {1: 5.0}
    assert worth({1: 5.0}, 0b101) == 0.0
