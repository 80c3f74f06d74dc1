"""People, their levels, what they completed and want, what others see them in or don't."""

from __future__ import annotations

from typing import Annotated

from lattice.domain.column import (
    Column,
    Form,
    Identifier,
    Level,
    OptionalAmount,
    OptionalDate,
    OptionalPersonId,
    OptionalText,
    PersonId,
    ResourceId,
    RoleId,
    Share,
    SkillId,
    Text,
)
from lattice.domain.record import Record


class Person(Record):
    """An employee: the current role and since when, time and money to learn."""

    id: Identifier
    role: RoleId
    name: OptionalText = None
    in_role_since: OptionalDate = None
    hours_per_week: Annotated[float | None, Column(form=Form.NUMBER, minimum=0, maximum=168)] = None
    budget: OptionalAmount = None
    manager: OptionalPersonId = None
    location: OptionalText = None
    retires_on: OptionalDate = None
    leaving_risk: Share = None
    groups: Annotated[tuple[tuple[str, str], ...], Column(form=Form.GROUPS)] = ()


class HeldLevel(Record):
    """A person has a skill at a level."""

    person: PersonId
    skill: SkillId
    level: Level
    evidence: OptionalText = None
    assessed_on: OptionalDate = None


class Completion(Record):
    """A person completed a resource."""

    person: PersonId
    resource: ResourceId
    completed_on: OptionalDate = None
    result: OptionalText = None


class Aspiration(Record):
    """A person wants a role; ``by`` is when."""

    person: PersonId
    role: RoleId
    by: OptionalDate = None
    recorded_on: OptionalDate = None


class Nomination(Record):
    """A person is nominated for a role; ``by`` is who said so, ``on`` when."""

    person: PersonId
    role: RoleId
    by: OptionalText = None
    on: OptionalDate = None


class Exclusion(Record):
    """A planner's word that a person doesn't count for a role: ``because`` is why, ``by`` who said so, ``on`` when."""

    person: PersonId
    role: RoleId
    because: Text
    by: OptionalText = None
    on: OptionalDate = None
