"""What each role requires, from the framework's levels."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_data.build.framework import Framework
from graph_data.build.table import Row, Table

CHIEF_LEVEL = 4
"""Assumption: a chief role, for which the framework states no level, asks for Expert."""

CHIEF_ENTRY_LEVEL = 2
"""Assumption: Working on day one, as no other role practises the chiefs' skills."""

IMPORTANCE = (1.0, 0.8, 0.5, 0.4)
"""Assumption: importance by how many levels a skill stands below the role's highest."""

DESIRABLE_FROM = 2
"""Assumption: this many levels below the role's highest, a skill is desirable."""

_COLUMNS = ("role", "skill", "level", "entry_level", "importance", "essential", "behaviour")


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One role asks one skill at a level, with the day-one level and the weight."""

    role: str
    skill: str
    level: int
    entry_level: int
    importance: float
    essential: bool
    chief: bool


def require(framework: Framework) -> Mapping[str, tuple[Requirement, ...]]:
    """Return the requirements of every role, by role id."""
    return {role.id: tuple(_requirements(role.id, framework.levels_of(role.id))) for role in framework.roles}


def requirement_table(requirements: Mapping[str, tuple[Requirement, ...]], framework: Framework) -> Table:
    """Return the requirements table.

    `behaviour` is the framework's text of the level asked; for the chiefs, who
    have no level texts, it is left to the skill's description. `entry_level` is
    left to the policy's rule except for the chiefs.
    """
    texts = {skill.id: skill.level_texts for skill in framework.skills}
    table: list[Row] = [
        {
            "role": item.role,
            "skill": item.skill,
            "level": item.level,
            "entry_level": item.entry_level if item.chief else None,
            "importance": item.importance,
            "essential": item.essential,
            "behaviour": texts[item.skill][item.level - 1],
        }
        for items in requirements.values()
        for item in items
    ]
    return Table(name="requirements", columns=_COLUMNS, rows=table)


def _requirements(role: str, levels: Mapping[str, int | None]) -> list[Requirement]:
    stated = {skill: level or CHIEF_LEVEL for skill, level in levels.items()}
    highest = max(stated.values())
    return [
        _requirement(role, skill, level, below=highest - level, chief=levels[skill] is None)
        for skill, level in stated.items()
    ]


def _requirement(role: str, skill: str, level: int, *, below: int, chief: bool) -> Requirement:
    essential = below < DESIRABLE_FROM
    usual_entry = level - 1 if essential else 0
    return Requirement(
        role=role,
        skill=skill,
        level=level,
        entry_level=CHIEF_ENTRY_LEVEL if chief else usual_entry,
        importance=IMPORTANCE[below],
        essential=essential,
        chief=chief,
    )
