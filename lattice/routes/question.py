"""A question about one person's routes, made ready to be searched."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import Final

from lattice.domain.policy import DAYS_A_MONTH, WEEKS_A_MONTH
from lattice.domain.table import TABLES
from lattice.graph.snapshot import Snapshot
from lattice.graph.thermometer import Codes
from lattice.routes.weights import Weights

_ROLE: Final = TABLES["people"].position("role")
_SINCE: Final = TABLES["people"].position("in_role_since")
_HOURS: Final = TABLES["people"].position("hours_per_week")


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What a route must keep to. Roles are numbers; empty means no limit.

    ``kinds`` and the three filters on resources name what is allowed.
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
    taken, by number, and ``edges`` the moves that may be made, by role.
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
    edges: tuple[tuple[Edge, ...], ...]

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
    ) -> Question:
        """The question about the person with this id."""
        row = snapshot.person_row(person)
        role = snapshot.roles[str(row[_ROLE])]
        skills = snapshot.skills
        record = ((skills[str(held[1])], int(str(held[2]))) for held in snapshot.level_rows(person))
        weekly = hours_per_week if hours_per_week is not None else row[_HOURS]
        hours = snapshot.policy.hours_per_week if weekly is None else float(str(weekly))
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
            _usable(snapshot, constraints, as_of, hours),
            _edges(snapshot, constraints),
        )


def months_between(start: datetime.date, end: datetime.date) -> float:
    """The months of 364/12 days from one date to another; negative when the second is earlier."""
    return (end - start).days / DAYS_A_MONTH


def _waiting(snapshot: Snapshot, role: int, since: object, as_of: datetime.date) -> tuple[float, ...]:
    waiting: list[float] = snapshot.dwell_months.tolist()
    served = months_between(since, as_of) if isinstance(since, datetime.date) else math.inf
    waiting[role] = max(0.0, waiting[role] - served)
    return tuple(waiting)


def _usable(
    snapshot: Snapshot, constraints: Constraints, as_of: datetime.date, hours: float
) -> tuple[int, ...]:
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


def _edges(snapshot: Snapshot, constraints: Constraints) -> tuple[tuple[Edge, ...], ...]:
    moves = snapshot.moves
    salary = snapshot.salaries.tolist() if constraints.no_pay_cut else []
    found: list[list[Edge]] = [[] for _ in snapshot.role_ids]
    columns = (moves.source, moves.target, moves.ladder, moves.months, moves.success)
    avoid, kinds = constraints.avoid, constraints.kinds
    for number, (source, target, ladder, months, success) in enumerate(
        zip(*(column.tolist() for column in columns), strict=True)
    ):
        if target in avoid or (kinds and ("ladder" if ladder else "lattice") not in kinds):
            continue
        if salary and salary[target] < salary[source]:
            continue
        found[source].append(Edge(target, number, months, -math.log(success) if success < 1 else 0.0))
    return tuple(tuple(edges) for edges in found)
