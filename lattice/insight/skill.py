"""A skill seen from all sides: which roles ask it, what teaches it, how many people have it."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Annotated, Literal

from pydantic import Field

from lattice.domain.skill import Skill
from lattice.graph.names import find_skill
from lattice.graph.snapshot import Snapshot
from lattice.insight.offer import is_offered
from lattice.routes.result import Level, Result


class RoleAsking(Result):
    """A role that asks the skill: of someone settled, and on day one."""

    role: str
    level: Level
    entry_level: Level
    importance: Annotated[float, Field(gt=0, le=1)]
    essential: bool


class SkillTeacher(Result):
    """A resource that teaches the skill, and whether it is on offer."""

    resource: str
    from_level: Level
    to_level: Level
    hours: float
    cost: float
    offered: bool


class LevelCount(Result):
    """How many people have the skill at a level; null where they are so few that they could be told apart."""

    level: Level
    people: Annotated[int, Field(ge=0)] | None


class SkillProfile(Result):
    """Everything about one skill.

    ``roles`` go by falling level, then by id; ``resources`` by the level that
    they start from and reach, then by cost and hours; ``people`` by rising
    level. Counts from 1 to ``min_group`` − 1 are suppressed.
    """

    schema_: Annotated[Literal["lattice.show-skill/1"], Field(alias="schema")] = "lattice.show-skill/1"
    as_of: datetime.date
    skill: str
    name: str
    kind: str | None
    category: str | None
    description: str | None
    aliases: tuple[str, ...]
    roles: tuple[RoleAsking, ...]
    resources: tuple[SkillTeacher, ...]
    min_group: int
    people: tuple[LevelCount, ...]


def show_skill(graph: Snapshot, skill: str, *, as_of: datetime.date | None = None) -> SkillProfile:
    """Everything about the skill with this id, name or alias, today unless ``as_of`` says when.

    Raises ``UnknownName`` or ``AmbiguousName``.

    >>> import lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> lattice.show_skill(graph, "data modelling").roles[0].level
    4
    """
    name = find_skill(graph, skill)
    about = Skill.of_row(graph.bundle.rows("skills")[graph.skills[name]])
    today = as_of or datetime.date.today()  # noqa: DTZ011 - a person's own today is meant
    return SkillProfile(
        as_of=today,
        skill=name,
        name=about.name,
        kind=about.kind,
        category=about.category,
        description=about.description,
        aliases=about.aliases,
        roles=_roles(graph, name),
        resources=_resources(graph, name, today),
        min_group=graph.policy.min_group,
        people=_people(graph, name),
    )


def _roles(graph: Snapshot, skill: str) -> tuple[RoleAsking, ...]:
    asked, number = graph.requirements, graph.skills[skill]
    found = [
        RoleAsking(
            role=graph.role_ids[asked.role[at]],
            level=int(asked.level[at]),
            entry_level=int(asked.entry[at]),
            importance=float(asked.importance[at]),
            essential=bool(asked.essential[at]),
        )
        for at in (asked.skill == number).nonzero()[0].tolist()
    ]
    return tuple(sorted(found, key=lambda line: (-line.level, not line.essential, line.role)))


def _resources(graph: Snapshot, skill: str, today: datetime.date) -> tuple[SkillTeacher, ...]:
    policy = graph.policy
    known = {resource.id: resource for resource in graph.bundle.resources}
    found = []
    for teaching in graph.bundle.teaches:
        if teaching.skill != skill:
            continue
        resource = known[teaching.resource]
        found.append(
            SkillTeacher(
                resource=resource.id,
                from_level=policy.from_level if teaching.from_level is None else teaching.from_level,
                to_level=teaching.to_level,
                hours=resource.hours,
                cost=policy.cost if resource.cost is None else resource.cost,
                offered=is_offered(resource, as_of=today),
            )
        )
    return tuple(sorted(found, key=lambda line: (line.from_level, line.to_level, line.cost, line.hours, line.resource)))


def _people(graph: Snapshot, skill: str) -> tuple[LevelCount, ...]:
    counts = Counter(held.level for held in graph.bundle.levels if held.skill == skill)
    least = graph.policy.min_group
    return tuple(
        LevelCount(level=level, people=None if 0 < counts[level] < least else counts[level])
        for level in range(1, graph.header.levels.maximum + 1)
    )
