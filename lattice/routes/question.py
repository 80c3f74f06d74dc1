"""A question about one person's routes, made ready to be searched."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np

from lattice.domain.move import LADDER, LATTICE
from lattice.domain.policy import DAYS_A_MONTH, WEEKS_A_MONTH
from lattice.domain.table import TABLES
from lattice.graph.arrays import Flags
from lattice.graph.snapshot import Snapshot
from lattice.graph.thermometer import Codes
from lattice.graph.workforce import NO_TIME
from lattice.routes.prices import Crossing, crossing
from lattice.routes.weights import Weights

_ROLE: Final = TABLES["people"].position("role")
_SINCE: Final = TABLES["people"].position("in_role_since")
_HOURS: Final = TABLES["people"].position("hours_per_week")


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What a route must keep to. Roles are numbers; empty means no limit.

    ``kinds`` and the three filters on resources name what is allowed. With
    ``no_pay_cut`` no move leads to less pay, and no role pays less than the
    current one; a role without a salary is no cut.
    """

    max_moves: int = 4
    deadline: float | None = None
    budget: float | None = None
    via: frozenset[int] = frozenset()
    avoid: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    no_pay_cut: bool = False
    resource_types: frozenset[str] = frozenset()
    resource_formats: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    include_inactive: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A move that may be taken: where to, its number, and what it adds to any route."""

    target: int
    number: int
    months: float
    risk: float


@dataclass(frozen=True)
class Question:
    """One person, with all that a search needs at hand.

    ``levels`` is the person's record in thermometer code, ``waiting`` the
    months still to serve in each role (for the current one: what remains),
    ``hours_a_month`` the time to learn, ``usable`` the resources that may be
    taken, by number, and ``allowed`` says of every move whether it may be made.
    """

    snapshot: Snapshot
    person: str
    as_of: datetime.date
    weights: Weights
    constraints: Constraints
    role: int
    levels: int
    waiting: tuple[float, ...]
    hours_a_month: float
    usable: tuple[int, ...]
    allowed: Flags
    _edges: dict[int, tuple[Edge, ...]] = field(default_factory=dict, repr=False, compare=False)

    def under(self, constraints: Constraints) -> Question:
        """The same question under other constraints."""
        return replace(
            self,
            constraints=constraints,
            usable=usable_resources(self.snapshot, constraints, self.as_of, self.hours_a_month),
            allowed=_allowed(self.snapshot, constraints, self.role),
            _edges={},
        )

    def edges(self, role: int) -> tuple[Edge, ...]:
        """The moves that may be made out of a role."""
        if role not in self._edges:
            moves = self.snapshot.moves
            numbers = range(int(moves.starts[role]), int(moves.starts[role + 1]))
            self._edges[role] = tuple(
                Edge(int(moves.target[at]), at, float(moves.months[at]), risk_of(float(moves.success[at])))
                for at in numbers
                if self.allowed[at]
            )
        return self._edges[role]

    @cached_property
    def crossers(self) -> Crossing:
        """Which usable resources cross each step that anything teaches."""
        return crossing(self.codes.gives, self.usable)

    @property
    def codes(self) -> Codes:
        """The lattice in thermometer code."""
        return self.snapshot.codes

    @classmethod
    def ask(
        cls,
        snapshot: Snapshot,
        person: str,
        *,
        as_of: datetime.date,
        weights: Weights,
        constraints: Constraints,
        hours_per_week: float | None = None,
        usable: tuple[int, ...] | None = None,
    ) -> Question:
        """The question about the person with this id; ``usable`` when it has been found out already."""
        row = snapshot.person_row(person)
        role = snapshot.roles[str(row[_ROLE])]
        skills = snapshot.skills
        record = ((skills[str(held[1])], int(str(held[2]))) for held in snapshot.level_rows(person))
        weekly = hours_per_week if hours_per_week is not None else row[_HOURS]
        hours = snapshot.policy.hours_per_week if weekly is None else float(str(weekly))
        if hours < NO_TIME:
            hours = 0.0
        return cls(
            snapshot,
            person,
            as_of,
            weights,
            constraints,
            role,
            snapshot.codes.thermometer.levels(record),
            _waiting(snapshot, role, row[_SINCE], as_of),
            hours * WEEKS_A_MONTH,
            usable_resources(snapshot, constraints, as_of, hours) if usable is None else usable,
            _allowed(snapshot, constraints, role),
        )


def months_between(start: datetime.date, end: datetime.date) -> float:
    """The months of 364/12 days from one date to another; negative when the second is earlier."""
    return (end - start).days / DAYS_A_MONTH


def _waiting(snapshot: Snapshot, role: int, since: object, as_of: datetime.date) -> tuple[float, ...]:
    waiting: list[float] = snapshot.dwell_months.tolist()
    served = months_between(since, as_of) if isinstance(since, datetime.date) else math.inf
    waiting[role] = max(0.0, waiting[role] - served)
    return tuple(waiting)


def usable_resources(
    snapshot: Snapshot, constraints: Constraints, as_of: datetime.date, hours: float
) -> tuple[int, ...]:
    """The resources that may be taken on a day by someone with so many hours to learn, by number."""
    return tuple(
        resource.number
        for resource in snapshot.resources
        if (resource.hours == 0 or hours > 0)
        and (constraints.include_inactive or _offered(resource.active, resource.available_to, as_of))
        and (not constraints.resource_types or resource.type.casefold() in constraints.resource_types)
        and _meets(constraints.resource_formats, resource.formats)
        and _meets(constraints.languages, resource.languages)
    )


def _offered(active: bool, until: datetime.date | None, as_of: datetime.date) -> bool:  # noqa: FBT001 - a column's value
    return active and (until is None or as_of <= until)


def _meets(allowed: frozenset[str], offered: tuple[str, ...]) -> bool:
    return not allowed or not offered or any(item.casefold() in allowed for item in offered)


def _allowed(snapshot: Snapshot, constraints: Constraints, today: int) -> Flags:
    moves = snapshot.moves
    allowed = np.ones(len(moves.source), dtype=bool)
    if constraints.avoid:
        allowed &= ~np.isin(moves.target, list(constraints.avoid))
    if constraints.kinds:
        allowed &= np.where(moves.ladder, LADDER in constraints.kinds, LATTICE in constraints.kinds)
    if constraints.no_pay_cut:
        pay = snapshot.salaries
        allowed &= ~((pay[moves.target] < pay[moves.source]) | (pay[moves.target] < pay[today]))
    return allowed


def risk_of(success: float) -> float:
    """−ln of a probability; 0 for certainty."""
    return -math.log(success) if success < 1 else 0.0
