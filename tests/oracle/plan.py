"""Plans: one way to reach a role, with its figures, and the order among plans."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Final

TOLERANCE: Final = 1e-9


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """A route with what is learned in each stage.

    ``roles`` starts with the role held today; ``kinds`` and ``learning`` have
    an entry a move; ``learning`` names resources by id. ``months`` and
    ``hours`` are totals.
    """

    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    learning: tuple[tuple[str, ...], ...]
    months: float
    cost: float
    hours: float
    success: float

    @property
    def moves(self) -> int:
        """How many moves the plan has."""
        return len(self.kinds)

    @property
    def risk(self) -> float:
        """Minus the logarithm of the chance that every move succeeds."""
        return -math.log(self.success)

    @property
    def resources(self) -> tuple[str, ...]:
        """The ids of everything that is learned from, sorted."""
        return tuple(sorted(resource for stage in self.learning for resource in stage))

    def score(self, weights: Mapping[str, float]) -> float:
        """The objective: months, cost, hours, risk and moves, each times its weight."""
        return (
            weights.get("months", 0) * self.months
            + weights.get("cost", 0) * self.cost
            + weights.get("hours", 0) * self.hours
            + weights.get("risk", 0) * self.risk
            + weights.get("moves", 0) * self.moves
        )


def near(one: float, other: float) -> bool:
    """Whether two figures are equal within 1e-9 of their size."""
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))


def within(figure: float, limit: float | None) -> bool:
    """Whether a figure keeps a limit, to which it may be equal; None is no limit."""
    return limit is None or figure <= limit or near(figure, limit)


def first_of_sequence(plans: Iterable[Plan], weights: Mapping[str, float]) -> Plan:
    """The best among plans with the same roles, ties in the model's order.

    The model's order is moves, months, cost, hours, then ids. A plan that ties
    with another one and uses all of its resources and more is out: nobody is
    sent to a free course for nothing. Plans that still tie differ in kinds of
    move only; the surer goes first, then the ladder.
    """
    left = list(plans)
    figures: list[Callable[[Plan], float]] = [
        lambda plan: plan.score(weights),
        lambda plan: plan.months,
        lambda plan: plan.cost,
        lambda plan: plan.hours,
    ]
    for figure in figures:
        if len(left) == 1:
            return left[0]
        least = min(map(figure, left))
        left = [plan for plan in left if near(figure(plan), least)]
    if len(left) > 1:
        sets = {frozenset(plan.resources) for plan in left}
        spare = {one for one in sets if any(other < one for other in sets)}
        left = [plan for plan in left if frozenset(plan.resources) not in spare]
    return min(left, key=lambda plan: (plan.resources, -plan.success, plan.kinds))


def in_order(plans: Iterable[Plan], weights: Mapping[str, float]) -> list[Plan]:
    """Plans of different role sequences, best first, ties in the model's order."""

    def compare(one: Plan, other: Plan) -> int:
        for first, second in (
            (one.score(weights), other.score(weights)),
            (float(one.moves), float(other.moves)),
            (one.months, other.months),
            (one.cost, other.cost),
            (one.hours, other.hours),
        ):
            if not near(first, second):
                return -1 if first < second else 1
        return -1 if (one.roles, one.resources) < (other.roles, other.resources) else 1

    return sorted(plans, key=cmp_to_key(compare))


def front(plans: Iterable[Plan]) -> list[Plan]:
    """The plans that no other one beats on months, cost and success; one where several are equal.

    A plan beats another when it is no worse in any of the three and better by
    more than 1e-9 of its size in one.
    """
    kept: list[Plan] = []
    for plan in sorted(plans, key=lambda plan: (plan.months, plan.cost, plan.risk, plan.moves, plan.hours, plan.roles)):
        if not any(_no_worse(other, plan) for other in kept):
            kept = [other for other in kept if not _no_worse(plan, other)]
            kept.append(plan)
    return kept


def _no_worse(one: Plan, other: Plan) -> bool:
    return within(one.months, other.months) and within(one.cost, other.cost) and within(one.risk, other.risk)
