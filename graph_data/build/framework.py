"""Reads the capability framework as it was published."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_data.build.slug import slug

LEVEL_NAMES = ("None", "Awareness", "Working", "Practitioner", "Expert")
"""The framework's own names of its levels; the index is the level."""

CHIEF_AREA = "Chief digital and data"
"""The role family of the four chief roles, which have no role levels of their own."""


_PLAIN = str.maketrans({"\u2028": "\n", "\u00a0": " ", "\u200b": None})


@dataclass(frozen=True, kw_only=True)
class RoleLevel:
    """One step of one role, such as `Senior developer` of `Software developer`."""

    id: str
    area: str
    family: str
    title: str
    band: int
    management: bool
    description: str


@dataclass(frozen=True, kw_only=True)
class FrameworkSkill:
    """A skill with what the framework says of it in general and of each level."""

    id: str
    name: str
    description: str
    level_texts: tuple[str, str, str, str]


@dataclass(frozen=True, kw_only=True)
class Need:
    """A role level needs a skill at a level; `level` is None where the source has none."""

    role: str
    skill: str
    level: int | None


@dataclass(frozen=True, kw_only=True)
class Framework:
    """The whole framework, each part in a stated order: roles and skills by id."""

    roles: tuple[RoleLevel, ...]
    skills: tuple[FrameworkSkill, ...]
    needs: tuple[Need, ...]

    def levels_of(self, role: str) -> Mapping[str, int | None]:
        """Return the level of each skill that a role needs."""
        return {need.skill: need.level for need in self.needs if need.role == role}


def read_framework(folder: Path) -> Framework:
    """Return the framework from a folder with its four CSV files."""
    roles = sorted([*_role_levels(folder), *_chiefs(folder)], key=lambda role: role.id)
    skills = sorted(_skills(folder), key=lambda skill: skill.id)
    needs = sorted(_needs(folder), key=lambda need: (need.role, need.skill))
    return Framework(roles=tuple(roles), skills=tuple(skills), needs=tuple(needs))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file as mappings from column to text.

    The published texts hold a few of Unicode's line separators, no-break and
    zero-width spaces; they become line feeds, spaces and nothing.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {column: cell.translate(_PLAIN) for column, cell in row.items()}


def _role_levels(folder: Path) -> Iterator[RoleLevel]:
    for row in rows(folder / "role_levels.csv"):
        yield RoleLevel(
            id=slug(row["role_level"]),
            area=row["role_family"],
            family=row["role"],
            title=row["role_level"],
            band=int(row["seniority_band_derived"]),
            management=row["track_derived"] == "management",
            description=row["role_level_description"],
        )


def _chiefs(folder: Path) -> Iterator[RoleLevel]:
    for row in rows(folder / "roles.csv"):
        if row["role_family"] == CHIEF_AREA:
            yield RoleLevel(
                id=slug(row["role"]),
                area=row["role_family"],
                family=row["role"],
                title=row["role"],
                band=8,
                management=False,
                description=row["role_description"],
            )


def _skills(folder: Path) -> Iterator[FrameworkSkill]:
    for row in rows(folder / "skills.csv"):
        yield FrameworkSkill(
            id=slug(row["skill"]),
            name=row["skill"],
            description=row["skill_description"],
            level_texts=(row["awareness"], row["working"], row["practitioner"], row["expert"]),
        )


def _needs(folder: Path) -> Iterator[Need]:
    for row in rows(folder / "role_skill_requirements.csv"):
        level = int(row["skill_level_num"])
        yield Need(
            role=slug(row["role_level"] or row["role"]),
            skill=slug(row["skill"]),
            level=level or None,
        )
