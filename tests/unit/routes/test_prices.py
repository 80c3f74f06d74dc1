"""Prices and codes: the properties that the bounds rest on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lattice.graph.thermometer import Thermometer, bits
from lattice.routes.prices import ascend, crossing, worth

CODE = Thermometer(4)
LEVELS = st.dictionaries(st.integers(0, 6), st.integers(0, 4))
GIVES = st.lists(st.integers(0, 2**10 - 1), min_size=1, max_size=8)


@given(LEVELS, LEVELS)
def test_levels_go_through_the_code(one: dict[int, int], other: dict[int, int]) -> None:
    """A level comes back as it was, and the higher of two is one operation."""
    left, right = CODE.levels(one.items()), CODE.levels(other.items())
    for skill in range(7):
        assert CODE.level(left, skill) == one.get(skill, 0)
        assert CODE.level(left | right, skill) == max(one.get(skill, 0), other.get(skill, 0))
    lacking = {skill for skill, level in other.items() if level > one.get(skill, 0)}
    assert set(CODE.skills(right & ~left)) == lacking


@given(GIVES, st.data())
def test_nothing_is_worth_more_than_it_costs(gives: list[int], data: st.DataObject) -> None:
    """The prices of what a resource crosses never exceed its cost, also when raised from lower costs."""
    number = st.lists(st.floats(0, 100), min_size=len(gives), max_size=len(gives))
    costs = dict(enumerate(data.draw(number)))
    more = {at: cost + extra for (at, cost), extra in zip(costs.items(), data.draw(number), strict=True)}
    crossed = crossing(gives, range(len(gives)), 2**10 - 1)
    order = data.draw(st.permutations(range(10)))
    low = ascend(order, crossed, costs)
    high = ascend(order, crossed, more, start=low)
    for at, given_bits in enumerate(gives):
        assert worth(low, given_bits) <= costs[at] + 1e-9
        assert worth(high, given_bits) <= more[at] + 1e-9
    assert all(high[bit] >= price for bit, price in low.items())


@given(st.integers(0, 2**40))
def test_bits_are_the_ones(code: int) -> None:
    """The bits of a number add up to it again."""
    assert sum(1 << bit for bit in bits(code)) == code
