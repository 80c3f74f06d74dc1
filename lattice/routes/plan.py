"""Plans: what to learn on a path of roles, with its figures, and which of two comes first.

Plans are ordered by score, months, cost and hours, then by the ids of their
resources; figures closer than ``TOLERANCE`` are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

TOLERANCE: Final = 1e-9
"""Figures closer than this, relative to their size, are equal."""


def slack(value: float) -> float:
    """How far from a value counts as equal to it."""
    return TOLERANCE * max(1.0, abs(value))


@dataclass(frozen=True, slots=True)
class Path:
    """Roles from the current one to a target, with the moves between them, all by number.

    ``base[i]`` holds the levels at the start of stage i before its learning
    (record and practice), ``attainable[i]`` all that could be learned by its
    end, in thermometer code. ``months`` and ``risk`` are sums over the moves.
    """

    roles: tuple[int, ...]
    moves: tuple[int, ...]
    base: tuple[int, ...]
    attainable: tuple[int, ...]
    months: float
    risk: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What to learn on a path: (stage, resource) pairs in order, with the route's figures.

    ``settled`` says that it is the first of its path's plans of equal score.
    """

    path: Path
    score: float
    months: float
    cost: float
    hours: float
    resources: tuple[int, ...]
    taken: tuple[tuple[int, int], ...]
    settled: bool = True

    @property
    def figures(self) -> tuple[float, float, float, float]:
        """Score, months, cost and hours: what plans of one path are ordered by, before ids."""
        return (self.score, self.months, self.cost, self.hours)


class Ambition(Protocol):
    """What a search for plans wants: it keeps the good ones and says which can't be."""

    def hopeless(self, score: float, months: float, cost: float, hours: float) -> bool:
        """Whether no plan with figures of at least these is wanted any more."""

    def offer(self, plan: Plan) -> None:
        """Take a plan into account."""


def compare(left: Sequence[float], right: Sequence[float]) -> int:
    """Order two lists of figures, lexicographically, close ones being equal: −1, 0 or 1."""
    for one, other in zip(left, right, strict=True):
        if abs(one - other) > slack(other):
            return -1 if one < other else 1
    return 0


class Best:
    """The ambition to find one best plan; ``plan`` is the best so far."""

    def __init__(self) -> None:
        self.plan: Plan | None = None

    def hopeless(self, score: float, months: float, cost: float, hours: float) -> bool:
        """Whether a plan with figures of at least these can't be better."""
        return self.plan is not None and compare((score, months, cost, hours), self.plan.figures) > 0

    def offer(self, plan: Plan) -> None:
        """Keep a plan when it is better."""
        if self.plan is None:
            self.plan = plan
            return
        order = compare(plan.figures, self.plan.figures)
        if order < 0 or (order == 0 and plan.resources < self.plan.resources):
            self.plan = plan


class SearchTooLong(Exception):
    """The search has looked at as many nodes as it may."""
