"""Roles from the framework's role levels: grade, seats, time in role, pay."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_data.build.framework import CHIEF_AREA, Framework, RoleLevel, rows
from graph_data.build.table import Row, Table

PLAIN_BAND, SENIOR_BAND, LEAD_BAND, PRINCIPAL_BAND, HEAD_BAND, CHIEF_BAND = 3, 4, 5, 6, 7, 8

PRINCIPAL_MEAN, SENIOR_MEAN = 3.8, 3.0
"""A plain title whose mean required level is so high stands with principals or seniors."""

DWELL_MONTHS: Mapping[int, int] = {1: 12, 2: 18, 3: 24, 4: 24, 5: 30, 6: 30, 7: 36, 8: 36}
"""Assumption: how long one stays in a role of each band."""

PAY: Mapping[int, int] = {
    1: 23_500,
    2: 28_000,
    3: 36_500,
    4: 45_000,
    5: 54_500,
    6: 64_000,
    7: 75_000,
    8: 118_000,
}
"""Invented: pay of each band before the area's supplement."""

PAY_SUPPLEMENT: Mapping[str, float] = {
    "Architecture": 1.08,
    "Data": 1.05,
    "IT operations": 0.97,
    "Quality assurance testing (QAT)": 0.98,
    "Software development": 1.07,
}
"""Invented: the market supplement of an area; 1 for the areas left out."""

PAY_STEP = 900
"""Invented: pay for each step of the grade above its band."""

_CHIEF_ALIASES: Mapping[str, str] = {
    "chief-data-officer": "CDO",
    "chief-digital-and-information-officer": "CDIO",
    "chief-information-security-officer": "CISO",
    "chief-technology-officer": "CTO",
}

_COLUMNS = (
    "id",
    "title",
    "family",
    "grade",
    "area",
    "description",
    "critical",
    "seats",
    "dwell_months",
    "salary",
    "location",
    "aliases",
)


@dataclass(frozen=True, kw_only=True)
class GradedRole:
    """A role level with its corrected band and its grade."""

    level: RoleLevel
    band: int
    grade: int

    @property
    def id(self) -> str:
        """The role's id in the bundle."""
        return self.level.id


def grade_roles(framework: Framework) -> Mapping[str, GradedRole]:
    """Return every role with its grade, by id.

    The band comes from the words of the title. Two corrections, both by what
    the framework asks: a plain title ("manager", "owner", "analyst") says
    nothing of seniority, so it is placed by its mean required level (3.8 or
    more as a principal; above a senior of the same role as a lead; 3 or more
    as a senior); and only the Senior Civil Service stands in band 8. The grade
    is ten times the band, five more on the management track, and one more for
    each level of the same role, band and track that asks for less on average.
    """
    means = {role.id: _mean(framework.levels_of(role.id).values()) for role in framework.roles}
    placed = [replace(role, band=_band(role, framework.roles, means)) for role in framework.roles]
    return {role.id: _graded(role, placed, means) for role in placed}


def role_table(graded: Mapping[str, GradedRole], *, critical_seats: Mapping[str, int], holders: Counter[str]) -> Table:
    """Return the roles table.

    The organisation wants at least as many people in a role as it has there;
    `critical_seats` names the critical roles with the seats wanted in each.
    """
    table = []
    for role in graded.values():
        level = role.level
        row: Row = {
            "id": role.id,
            "title": level.title,
            "family": level.family,
            "grade": role.grade,
            "area": level.area,
            "description": level.description,
            "critical": role.id in critical_seats,
            "seats": max(critical_seats.get(role.id, 1), holders[role.id]),
            "dwell_months": DWELL_MONTHS[role.band],
            "salary": _salary(role),
            "aliases": "|".join(_aliases(level)),
        }
        table.append(row)
    return Table(name="roles", columns=_COLUMNS, rows=table)


def read_critical_seats(path: Path) -> Mapping[str, int]:
    """Return the seats wanted in each critical role, from a table with `role` and `seats`."""
    return {row["role"]: int(row["seats"]) for row in rows(path)}


def _mean(levels: Iterable[int | None]) -> float:
    known = [level for level in levels if level is not None]
    return sum(known) / len(known) if known else 0.0


def _band(role: RoleLevel, roles: Sequence[RoleLevel], means: Mapping[str, float]) -> int:
    if role.band == CHIEF_BAND and role.area != CHIEF_AREA:
        return HEAD_BAND
    if role.band != PLAIN_BAND:
        return role.band
    mean = means[role.id]
    seniors = [other for other in roles if other.family == role.family and other.band == SENIOR_BAND]
    if mean >= PRINCIPAL_MEAN:
        return PRINCIPAL_BAND
    if any(means[senior.id] < mean for senior in seniors):
        return LEAD_BAND
    return SENIOR_BAND if mean >= SENIOR_MEAN else PLAIN_BAND


def _graded(role: RoleLevel, roles: Sequence[RoleLevel], means: Mapping[str, float]) -> GradedRole:
    place = (role.family, role.band, role.management)
    lower = sum(
        (other.family, other.band, other.management) == place
        and (means[other.id], other.id) < (means[role.id], role.id)
        for other in roles
    )
    return GradedRole(level=role, band=role.band, grade=10 * role.band + 5 * role.management + lower)


def _salary(role: GradedRole) -> int:
    pay = PAY[role.band] * PAY_SUPPLEMENT.get(role.level.area, 1.0)
    return round((pay + PAY_STEP * (role.grade % 10)) / 100) * 100


def _aliases(level: RoleLevel) -> list[str]:
    """Return the other names people use: the family's full name, the chiefs' initials."""
    names = []
    if level.id in _CHIEF_ALIASES:
        names.append(_CHIEF_ALIASES[level.id])
    if level.family == "Software developer":
        words = level.title.replace("Developer", "developer")
        full = words.replace("developer", "software developer")
        names.append(full[0].upper() + full[1:])
    if "DevOps" in level.title:
        full = level.title.replace("DevOps", "development operations")
        names.append(full[0].upper() + full[1:])
    if "quality assurance test" in level.title.lower():
        names.append(level.title.replace("uality assurance test", "AT").replace("qAT", "QAT"))
    return names
