"""Learning resources, what they teach and what they ask for."""

from __future__ import annotations

from lattice.domain.column import (
    Amount,
    Identifier,
    Level,
    OptionalAmount,
    OptionalCount,
    OptionalDate,
    OptionalLevel,
    OptionalPersonId,
    OptionalText,
    ResourceId,
    SkillId,
    Text,
    Texts,
)
from lattice.domain.record import Record


class Resource(Record):
    """A course, certification, project, rotation, mentoring, coaching, workshop, simulation, reading or the like."""

    id: Identifier
    title: Text
    type: Text
    hours: Amount
    cost: OptionalAmount = None
    provider: OptionalText = None
    formats: Texts = ()
    languages: Texts = ()
    url: OptionalText = None
    capacity: OptionalCount = None
    available_from: OptionalDate = None
    available_to: OptionalDate = None
    mentor: OptionalPersonId = None
    status: OptionalText = None
    description: OptionalText = None


class Teaching(Record):
    """A resource teaches a skill up to ``to_level``; ``from_level`` is needed to start."""

    resource: ResourceId
    skill: SkillId
    to_level: Level
    from_level: OptionalLevel = None


class Prerequisite(Record):
    """A resource asks for a skill at a level before it can be started."""

    resource: ResourceId
    skill: SkillId
    level: Level
