"""Prices of skill steps: what learning must still cost, at least.

A feasible solution of the dual of the covering problem, by dual ascent: each
step gets a price such that no resource is worth more than it costs. Whatever
set of resources covers some steps then costs at least the sum of the steps'
prices (weak duality; Fisher, Kedia: Optimal solution of set covering problems
using dual heuristics, Management Science 36, 1990).

A step (skill s from level l − 1 to l) can be paid by a resource only when the
resource crosses it: its from-level is below l and its to-level at least l.
Of whatever raises a person past a step, exactly one resource crosses it first,
so no cost is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lattice.graph.thermometer import bits

Crossing = Mapping[int, Sequence[int]]
"""The resources that cross each step, by the step's bit."""


ALL_STEPS: Final = -1


def crossing(gives: Sequence[int], resources: Iterable[int], steps: int = ALL_STEPS) -> dict[int, list[int]]:
    """Which of some resources cross each of the steps; a step that none crosses is absent."""
    found: dict[int, list[int]] = {}
    for resource in resources:
        for bit in bits(gives[resource] & steps):
            found.setdefault(bit, []).append(resource)
    return found


def ascend(
    order: Iterable[int],
    crossed: Crossing,
    costs: Mapping[int, float],
    *,
    start: Mapping[int, float] | None = None,
) -> dict[int, float]:
    """Prices of the steps, raised one after the other as far as the resources' costs allow.

    ``start`` holds prices that fit already (from lower costs); the result is
    nowhere below them. Linear in the number of (resource, step) pairs.
    """
    prices = dict(start) if start else {}
    left = dict(costs)
    for bit, price in prices.items():
        for resource in crossed[bit]:
            left[resource] -= price
    for bit in order:
        crossers = crossed.get(bit)
        if crossers is None:
            continue
        raised = min([left[resource] for resource in crossers])
        if raised > 0:
            prices[bit] = prices.get(bit, 0.0) + raised
            for resource in crossers:
                left[resource] -= raised
    return prices


def worth(prices: Mapping[int, float], steps: int) -> float:
    """The sum of the prices of some steps."""
    total = 0.0
    while steps:
        low = steps & -steps
        total += prices.get(low.bit_length() - 1, 0.0)
        steps ^= low
    return total
