"""A learning resource seen from all sides: what it teaches and asks, and whom it serves."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Annotated, Literal

from pydantic import Field

from lattice.domain.resource import Resource
from lattice.graph.names import find_resource
from lattice.graph.snapshot import Snapshot
from lattice.insight.offer import is_offered
from lattice.routes.result import Level, Result


class Taught(Result):
    """A skill that the resource teaches, from a level to a level."""

    skill: str
    from_level: Level
    to_level: Level


class Needed(Result):
    """A level that one must have to start."""

    skill: str
    level: Level


class Served(Result):
    """A role that asks more than the level where the resource starts, in these skills."""

    role: str
    skills: tuple[str, ...]


class ResourceProfile(Result):
    """Everything about one learning resource.

    ``offered`` says whether it is active and not over on the as-of date.
    ``serves`` goes by falling number of skills, then by id.
    """

    schema_: Annotated[Literal["lattice.show-resource/1"], Field(alias="schema")] = "lattice.show-resource/1"
    as_of: datetime.date
    resource: str
    title: str
    type: str
    hours: float
    cost: float
    offered: bool
    provider: str | None
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    url: str | None
    capacity: int | None
    available_from: datetime.date | None
    available_to: datetime.date | None
    mentor: str | None
    status: str | None
    description: str | None
    teaches: tuple[Taught, ...]
    prerequisites: tuple[Needed, ...]
    serves: tuple[Served, ...]


def show_resource(graph: Snapshot, resource: str, *, as_of: datetime.date | None = None) -> ResourceProfile:
    """Everything about the learning resource with this id or title, today unless ``as_of`` says when.

    Raises ``UnknownName`` or ``AmbiguousName``.

    >>> import lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> lattice.show_resource(graph, "coaching-accessibility").teaches[0].skill
    'accessibility'
    """
    name = find_resource(graph, resource)
    about = Resource.of_row(graph.bundle.rows("resources")[graph.resource_ids.index(name)])
    today = as_of or datetime.date.today()  # noqa: DTZ011 - a person's own today is meant
    policy = graph.policy
    teaches = tuple(
        Taught(
            skill=line.skill,
            from_level=policy.from_level if line.from_level is None else line.from_level,
            to_level=line.to_level,
        )
        for line in graph.bundle.teaches
        if line.resource == name
    )
    return ResourceProfile(
        as_of=today,
        resource=name,
        title=about.title,
        type=about.type,
        hours=about.hours,
        cost=policy.cost if about.cost is None else about.cost,
        offered=is_offered(about, as_of=today),
        provider=about.provider,
        formats=about.formats,
        languages=about.languages,
        url=about.url,
        capacity=about.capacity,
        available_from=about.available_from,
        available_to=about.available_to,
        mentor=about.mentor,
        status=about.status,
        description=about.description,
        teaches=teaches,
        prerequisites=tuple(
            Needed(skill=line.skill, level=line.level) for line in graph.bundle.prerequisites if line.resource == name
        ),
        serves=_served(graph, teaches),
    )


def _served(graph: Snapshot, teaches: tuple[Taught, ...]) -> tuple[Served, ...]:
    floors = {line.skill: line.from_level for line in teaches}
    skills: dict[str, list[str]] = defaultdict(list)
    for row in graph.bundle.requirements:
        if row.skill in floors and row.level > floors[row.skill]:
            skills[row.role].append(row.skill)
    order = sorted(skills, key=lambda role: (-len(skills[role]), role))
    return tuple(Served(role=role, skills=tuple(skills[role])) for role in order)
