"""A role seen from all sides: what it asks, the ways in and out, who is in it, what teaches it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Annotated, Literal

from pydantic import Field

from lattice.domain.role import Role
from lattice.domain.rules import kind_of_move
from lattice.graph.names import find_role
from lattice.graph.snapshot import Snapshot
from lattice.insight.offer import is_offered
from lattice.routes.result import Level, Months, Result


class RoleRequirement(Result):
    """A skill that the role asks, and the resources on offer that teach it to someone."""

    skill: str
    level: Level
    entry_level: Level
    importance: Annotated[float, Field(gt=0, le=1)]
    essential: bool
    behaviour: str | None
    resources: tuple[str, ...]


class Way(Result):
    """A move into or out of the role; ``role`` is the other end, ``observed`` how many people made it."""

    role: str
    kind: Literal["ladder", "lattice"]
    months: Months
    success: Annotated[float, Field(gt=0, le=1)]
    observed: int | None


class RoleProfile(Result):
    """Everything about one role.

    ``requirements`` go by falling importance, essential ones first among
    equals; ``ways_in`` and ``ways_out`` have ladder moves first, then by
    falling success. ``people`` hold the role, ``aspirants`` want it,
    ``nominees`` are nominated for it: ids, sorted.
    """

    schema_: Annotated[Literal["lattice.show-role/1"], Field(alias="schema")] = "lattice.show-role/1"
    as_of: datetime.date
    role: str
    title: str
    family: str
    area: str | None
    grade: int
    critical: bool
    seats: int
    dwell_months: Months
    salary: float | None
    location: str | None
    aliases: tuple[str, ...]
    description: str | None
    requirements: tuple[RoleRequirement, ...]
    ways_in: tuple[Way, ...]
    ways_out: tuple[Way, ...]
    people: tuple[str, ...]
    aspirants: tuple[str, ...]
    nominees: tuple[str, ...]


def show_role(graph: Snapshot, role: str, *, as_of: datetime.date | None = None) -> RoleProfile:
    """Everything about the role with this id, title or alias, today unless ``as_of`` says when.

    Raises ``UnknownName`` or ``AmbiguousName``.

    >>> import lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> lattice.show_role(graph, "Data analyst").role
    'data-analyst'
    """
    name = find_role(graph, role)
    about = Role.of_row(graph.bundle.rows("roles")[graph.roles[name]])
    today = as_of or datetime.date.today()  # noqa: DTZ011 - a person's own today is meant
    policy = graph.policy
    return RoleProfile(
        as_of=today,
        role=name,
        title=about.title,
        family=about.family,
        area=about.area,
        grade=about.grade,
        critical=bool(about.critical),
        seats=policy.seats if about.seats is None else about.seats,
        dwell_months=policy.dwell_months if about.dwell_months is None else about.dwell_months,
        salary=about.salary,
        location=about.location,
        aliases=about.aliases,
        description=about.description,
        requirements=_requirements(graph, name, today),
        ways_in=_ways(graph, name, end="to"),
        ways_out=_ways(graph, name, end="from"),
        people=tuple(person.id for person in graph.bundle.people if person.role == name),
        aspirants=tuple(wish.person for wish in graph.bundle.aspirations if wish.role == name),
        nominees=tuple(sorted({row.person for row in graph.bundle.nominations if row.role == name})),
    )


def _requirements(graph: Snapshot, role: str, today: datetime.date) -> tuple[RoleRequirement, ...]:
    asked, number = graph.requirements, graph.roles[role]
    offered = {resource.id for resource in graph.bundle.resources if is_offered(resource, as_of=today)}
    taught: dict[str, list[str]] = defaultdict(list)
    for teaching in graph.bundle.teaches:
        if teaching.resource in offered:
            taught[teaching.skill].append(teaching.resource)
    run = range(*asked.of(number).indices(len(asked.skill)))
    behaviour = {row.skill: row.behaviour for row in graph.bundle.requirements if row.role == role}
    lines = [
        RoleRequirement(
            skill=(skill := graph.skill_ids[asked.skill[at]]),
            level=int(asked.level[at]),
            entry_level=int(asked.entry[at]),
            importance=float(asked.importance[at]),
            essential=bool(asked.essential[at]),
            behaviour=behaviour[skill],
            resources=tuple(taught[skill]),
        )
        for at in run
    ]
    return tuple(sorted(lines, key=lambda line: (-line.importance, not line.essential, -line.level, line.skill)))


def _ways(graph: Snapshot, role: str, *, end: Literal["from", "to"]) -> tuple[Way, ...]:
    rows, policy = graph.bundle.rows("roles"), graph.policy
    found = []
    for move in graph.bundle.moves:
        here, there = (move.to, move.from_) if end == "to" else (move.from_, move.to)
        if here != role:
            continue
        kind = kind_of_move(move.kind, rows[graph.roles[move.from_]], rows[graph.roles[move.to]])
        found.append(
            Way(
                role=there,
                kind="ladder" if kind == "ladder" else "lattice",
                months=policy.months if move.months is None else move.months,
                success=policy.success if move.success is None else move.success,
                observed=move.observed,
            )
        )
    return tuple(sorted(found, key=lambda way: (way.kind, -way.success, way.months, way.role)))
