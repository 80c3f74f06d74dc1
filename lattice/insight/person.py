"""A person's own record: role, levels, what was completed, wanted and nominated, time and money to learn."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from lattice.domain.person import Person
from lattice.graph.names import find_person
from lattice.graph.snapshot import Snapshot
from lattice.routes.question import months_between
from lattice.routes.result import Level, Months, Result


class Held(Result):
    """A level that the person has, with what shows it and when it was assessed."""

    skill: str
    level: Level
    evidence: str | None
    assessed_on: datetime.date | None


class Completed(Result):
    """A learning resource that the person completed."""

    resource: str
    completed_on: datetime.date | None
    result: str | None


class Wanted(Result):
    """A role that the person wants, by when, and when that was recorded."""

    role: str
    by: datetime.date | None
    recorded_on: datetime.date | None


class Nominated(Result):
    """A role that the person is nominated for, by whom and when."""

    role: str
    by: str | None
    on: datetime.date | None


class PersonProfile(Result):
    """What is on record about one person's career; nothing about leaving or groups.

    ``months_in_role`` is null when the since-date is unknown. ``budget`` is
    null when there is none on record, which is not the same as 0. ``levels``
    go by falling level, then by skill; ``completions`` the latest first.
    """

    schema_: Annotated[Literal["lattice.show-person/1"], Field(alias="schema")] = "lattice.show-person/1"
    as_of: datetime.date
    person: str
    name: str | None
    role: str
    in_role_since: datetime.date | None
    months_in_role: Months | None
    hours_per_week: float
    budget: float | None
    manager: str | None
    location: str | None
    levels: tuple[Held, ...]
    completions: tuple[Completed, ...]
    aspirations: tuple[Wanted, ...]
    nominations: tuple[Nominated, ...]


def show_person(graph: Snapshot, person: str, *, as_of: datetime.date | None = None) -> PersonProfile:
    """What is on record about the person with this id or name, today unless ``as_of`` says when.

    Raises ``UnknownName`` or ``AmbiguousName``.

    >>> import lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> lattice.show_person(graph, "Maya Okafor").role
    'data-analyst'
    """
    name = find_person(graph, person)
    about = Person.of_row(graph.person_row(name))
    today = as_of or datetime.date.today()  # noqa: DTZ011 - a person's own today is meant
    since = about.in_role_since
    return PersonProfile(
        as_of=today,
        person=name,
        name=about.name,
        role=about.role,
        in_role_since=since,
        months_in_role=None if since is None else max(0.0, months_between(since, today)),
        hours_per_week=graph.policy.hours_per_week if about.hours_per_week is None else about.hours_per_week,
        budget=about.budget,
        manager=about.manager,
        location=about.location,
        levels=_levels(graph, name),
        completions=_completions(graph, name),
        aspirations=tuple(
            Wanted(role=row.role, by=row.by, recorded_on=row.recorded_on)
            for row in graph.bundle.aspirations
            if row.person == name
        ),
        nominations=tuple(
            Nominated(role=row.role, by=row.by, on=row.on) for row in graph.bundle.nominations if row.person == name
        ),
    )


def _levels(graph: Snapshot, person: str) -> tuple[Held, ...]:
    found = [
        Held(skill=row.skill, level=row.level, evidence=row.evidence, assessed_on=row.assessed_on)
        for row in graph.bundle.levels
        if row.person == person
    ]
    return tuple(sorted(found, key=lambda line: (-line.level, line.skill)))


def _completions(graph: Snapshot, person: str) -> tuple[Completed, ...]:
    found = [
        Completed(resource=row.resource, completed_on=row.completed_on, result=row.result)
        for row in graph.bundle.completions
        if row.person == person
    ]
    return tuple(sorted(found, key=lambda line: (-(line.completed_on or datetime.date.min).toordinal(), line.resource)))
