"""Roles and what they require."""

from __future__ import annotations

from typing import Annotated

from lattice.domain.column import (
    Column,
    Form,
    Identifier,
    Level,
    OptionalAmount,
    OptionalCount,
    OptionalFlag,
    OptionalLevel,
    OptionalText,
    PositiveShare,
    RoleId,
    SkillId,
    Text,
    Texts,
)
from lattice.domain.record import Record


class Role(Record):
    """A kind of job; blank cells are None and take the policy's default when asked."""

    id: Identifier
    title: Text
    family: Text
    grade: Annotated[int, Column(form=Form.INTEGER)]
    area: OptionalText = None
    description: OptionalText = None
    critical: OptionalFlag = None
    seats: OptionalCount = None
    dwell_months: OptionalAmount = None
    salary: OptionalAmount = None
    location: OptionalText = None
    aliases: Texts = ()


class Requirement(Record):
    """A role asks a skill at a level; ``entry_level`` is what day one needs."""

    role: RoleId
    skill: SkillId
    level: Level
    entry_level: OptionalLevel = None
    importance: PositiveShare = None
    essential: OptionalFlag = None
    behaviour: OptionalText = None
