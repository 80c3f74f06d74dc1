"""Generated lattices: organisations of any size, in realistic proportion, from a seed.

Roles stand in families of about eight, on six grades; a family asks for skills
of its own, and for some of a common pool, at levels that rise with the grade.
Moves go up the family and across to roles that share skills. Resources teach
one to three skills of one family, mostly by one or two levels. A person has
most of what the current role asks, now and then a level less or more.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from typing import Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.policy import Header, Levels

MAXIMUM = 5
GRADES = 6
AS_OF = datetime.date(2026, 11, 22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a lattice is; ``moves`` are moves out of a role."""

    roles: int = 1000
    moves: int = 20
    resources: int = 500
    skills: int = 300
    people: int = 60
    asks: int = 10


SIZES: Final = {
    200: Size(roles=200, resources=150, skills=100),
    1000: Size(),
    3000: Size(roles=3000, resources=1000, skills=500),
}
"""The sizes that are measured, by their number of roles."""


def generate(size: Size, *, seed: int = 1) -> Bundle:
    """A lattice of a size; the same for the same seed."""
    draw = random.Random(seed)
    families = max(1, size.roles // 8)
    own = [draw.sample(range(size.skills), k=min(size.skills, 14)) for _ in range(families)]
    common = list(range(min(size.skills, 12)))
    roles, requirements = _roles(size, draw, own, common)
    asked: dict[str, dict[str, int]] = {str(row[0]): {} for row in roles}
    for row in requirements:
        asked[str(row[0])][str(row[1])] = int(str(row[2]))
    tables: dict[str, list[Row]] = {
        "roles": roles,
        "skills": [(f"s{n:04}", f"Skill {n}", None, None, None, ()) for n in range(size.skills)],
        "requirements": requirements,
        "moves": _moves(size, draw, roles),
        "people": [],
        "levels": [],
    }
    tables["resources"], tables["teaches"] = _resources(size, draw, own)
    for number in range(size.people):
        _person(number, draw, roles, asked, tables)
    header = Header(name=f"generated {size.roles}", levels=Levels(maximum=MAXIMUM))
    return Bundle.assemble(header, tables)


def _roles(size: Size, draw: random.Random, own: list[list[int]], common: list[int]) -> tuple[list[Row], list[Row]]:
    roles: list[Row] = []
    requirements: list[Row] = []
    for number in range(size.roles):
        family = number % len(own)
        grade = 1 + (number // len(own)) % GRADES
        name = f"r{number:05}"
        dwell = float(draw.choice((6, 12, 12, 18, 24)))
        salary = 25_000.0 + 9_000 * grade + 500 * draw.randrange(8)
        area = f"area {family % 9}"
        roles.append((name, f"Role {number}", f"family {family}", grade, area, None, None, 1, dwell, salary, None, ()))
        few = min(size.asks, len(own[family]) + len(common))
        picked = set(draw.sample(own[family], k=min(len(own[family]), max(1, few - 3))))
        picked |= set(draw.sample(common, k=min(len(common), 3)))
        for skill in sorted(picked):
            level = min(MAXIMUM, max(1, round(grade * MAXIMUM / GRADES + draw.choice((-1, 0, 0, 1)))))
            essential = draw.random() < 0.8
            weight = draw.choice((0.3, 0.5, 0.8, 1.0))
            requirements.append((name, f"s{skill:04}", level, None, weight, essential, None))
    return roles, requirements


def _moves(size: Size, draw: random.Random, roles: list[Row]) -> list[Row]:
    by_family: dict[str, list[int]] = {}
    for number, row in enumerate(roles):
        by_family.setdefault(str(row[2]), []).append(number)
    moves: list[Row] = []
    for number, row in enumerate(roles):
        grade = int(str(row[3]))
        ends = {n for n in by_family[str(row[2])] if 0 < int(str(roles[n][3])) - grade <= 1}
        while len(ends) < min(size.moves, len(roles) - 1):
            end = draw.randrange(len(roles))
            near = abs(int(str(roles[end][3])) - grade) <= 1
            if end != number and (near or draw.random() < 0.02):
                ends.add(end)
        for end in sorted(ends):
            success = draw.choice((0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
            moves.append((row[0], roles[end][0], None, float(draw.choice((0, 1, 1, 2, 3))), success, None))
    return moves


def _resources(size: Size, draw: random.Random, own: list[list[int]]) -> tuple[list[Row], list[Row]]:
    resources: list[Row] = []
    teaches: list[Row] = []
    for number in range(size.resources):
        name = f"c{number:05}"
        family = own[number % len(own)]
        skills = [number % size.skills, *draw.sample(family, k=draw.choice((0, 0, 0, 1, 1, 2)))]
        if number % 7 == 0:
            skills[0] = number // 7 % 12
        hours = 0.0
        for skill in sorted(set(skills)):
            floor = draw.choice((0, 0, 0, 0, 1, 2))
            top = min(MAXIMUM, floor + draw.choice((1, 2, 3, 4)))
            hours += 12.0 * (top - floor) * draw.choice((1, 2, 3))
            teaches.append((name, f"s{skill:04}", top, floor))
        cost = float(draw.choice((0, 0, 100, 250, 900, 1500)))
        kind = draw.choice(("course", "project", "mentoring", "workshop"))
        blank = (None, (), (), None, None, None, None, None, None, None)
        resources.append((name, f"Resource {number}", kind, hours, cost, *blank))
    return resources, teaches


def _person(
    number: int,
    draw: random.Random,
    roles: list[Row],
    asked: dict[str, dict[str, int]],
    tables: dict[str, list[Row]],
) -> None:
    role = str(roles[draw.randrange(len(roles))][0])
    name = f"p{number:06}"
    since = AS_OF - datetime.timedelta(days=draw.randrange(30, 1500))
    hours = float(draw.choice((2, 3, 4, 4, 6)))
    tables["people"].append((name, role, f"Person {number}", since, hours, None, None, None, None, None, ()))
    for skill, level in sorted(asked[role].items()):
        have = min(MAXIMUM, max(0, level + draw.choice((-1, 0, 0, 0, 0, 1))))
        tables["levels"].append((name, skill, have, None, None))
