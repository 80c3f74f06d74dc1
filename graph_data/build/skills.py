"""Skills of the framework, with kind and category."""

from collections import defaultdict
from collections.abc import Mapping

from graph_data.build.framework import Framework
from graph_data.build.table import Row, Table

SEVERAL_AREAS = "Several areas"
"""Category of a skill that no single area needs for most of its uses."""

_KNOWLEDGE_WORDS = ("knowledge", "understanding")
_BEHAVIOURS = ("Empathy and inclusivity", "Ownership and topic", "Service focus", "User focus")

_ALIASES: Mapping[str, str] = {"Ownership and topic": "Ownership and initiative"}

_COLUMNS = ("id", "name", "kind", "category", "description", "aliases")


def skill_table(framework: Framework) -> Table:
    """Return the skills table, the general description of each skill with it.

    The framework calls all of them skills. Kind: knowledge where the name says
    knowledge or understanding, behaviour for a short list about attitude.
    Category: the area that holds two thirds of the roles that need the skill.
    """
    areas = _areas(framework)
    table: list[Row] = [
        {
            "id": skill.id,
            "name": skill.name,
            "kind": _kind(skill.name),
            "category": _category(areas[skill.id]),
            "description": skill.description,
            "aliases": _ALIASES.get(skill.name),
        }
        for skill in framework.skills
    ]
    return Table(name="skills", columns=_COLUMNS, rows=table)


def _areas(framework: Framework) -> Mapping[str, list[str]]:
    area_of = {role.id: role.area for role in framework.roles}
    areas: defaultdict[str, list[str]] = defaultdict(list)
    for need in framework.needs:
        areas[need.skill].append(area_of[need.role])
    return areas


def _kind(name: str) -> str:
    if any(word in name.lower() for word in _KNOWLEDGE_WORDS):
        return "knowledge"
    if name.partition(" (")[0] in _BEHAVIOURS:
        return "behaviour"
    return "skill"


def _category(areas: list[str]) -> str:
    most = max(sorted(set(areas)), key=areas.count)
    return most if 3 * areas.count(most) >= 2 * len(areas) else SEVERAL_AREAS
