"""Invented people: who they are from a table, their levels by rule."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_data.build.framework import rows
from graph_data.build.requirements import Requirement
from graph_data.build.resource import Resource
from graph_data.build.table import Row, Table

LAST_ASSESSMENT = dt.date(2026, 10, 30)
"""The newest assessment; the others lie up to 29 times 29 days before it."""

MOST_COMPLETED = 3
"""A person has at most so many completed resources on record."""

MOST_COMPLETIONS = 4
"""At most so many people have completed the same resource."""

WORKING, MAXIMUM_LEVEL = 2, 4

_PEOPLE_COLUMNS = (
    "id",
    "role",
    "name",
    "in_role_since",
    "hours_per_week",
    "budget",
    "manager",
    "location",
    "retires_on",
    "leaving_risk",
    "group:directorate",
    "group:pattern",
)


@dataclass(frozen=True, kw_only=True)
class Level:
    """A person's level in one skill, with where it is known from."""

    skill: str
    level: int
    evidence: str
    assessed_on: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """An invented employee: the cells of the people table, and the levels."""

    id: str
    role: str
    cells: Row
    levels: tuple[Level, ...]

    def level(self, skill: str) -> int:
        """Return the level in a skill; 0 where nothing is on record."""
        return next((item.level for item in self.levels if item.skill == skill), 0)


def read_people(path: Path, requirements: Mapping[str, tuple[Requirement, ...]]) -> tuple[Person, ...]:
    """Return the people of a table, by id, with levels by rule.

    `stage` says how a person stands to their role: `settled` has every fourth
    essential skill one level short, `strong` has every third one level over,
    `new` has two of three one level short. What the `earlier` role asks is kept
    at one level less, and `also` names single skills with their levels.
    """
    people = []
    for number, row in enumerate(sorted(rows(path), key=lambda row: row["id"])):
        levels = dict(_levels(row, requirements, number))
        people.append(
            Person(
                id=row["id"],
                role=row["role"],
                cells=_cells(row),
                levels=tuple(_known(levels, number)),
            )
        )
    return tuple(people)


def people_tables(people: Sequence[Person]) -> tuple[Table, Table]:
    """Return the people and the levels table."""
    levels: list[Row] = [
        {
            "person": person.id,
            "skill": item.skill,
            "level": item.level,
            "evidence": item.evidence,
            "assessed_on": item.assessed_on,
        }
        for person in people
        for item in person.levels
    ]
    return (
        Table(name="people", columns=_PEOPLE_COLUMNS, rows=[person.cells for person in people]),
        Table(
            name="levels",
            columns=("person", "skill", "level", "evidence", "assessed_on"),
            rows=levels,
        ),
    )


def completion_table(people: Sequence[Person], resources: Sequence[Resource]) -> Table:
    """Return what people completed: at most three resources that their levels bear out.

    A resource is borne out when the person has every level that it teaches, two
    of the skills or more, or one at Practitioner. Each is completed by at most
    so many people as would fit in a year's few runs of it.
    """
    taken: Counter[str] = Counter()
    table: list[Row] = []
    for number, person in enumerate(people):
        fitting = [item for item in resources if _borne_out(person, item) and taken[item.id] < MOST_COMPLETIONS]
        step = max(len(fitting) // MOST_COMPLETED, 1)
        for place, item in enumerate(fitting[number % step :: step][:MOST_COMPLETED]):
            taken[item.id] += 1
            table.append(
                {
                    "person": person.id,
                    "resource": item.id,
                    "completed_on": _date(number * 5 + place * 11),
                    "result": "passed" if item.type == "certification" else "completed",
                }
            )
    table.sort(key=lambda row: (str(row["person"]), str(row["resource"])))
    return Table(
        name="completions",
        columns=("person", "resource", "completed_on", "result"),
        rows=table,
    )


def wish_tables(aspirations: Path, nominations: Path, people: Sequence[Person]) -> tuple[Table, Table]:
    """Return the aspirations and the nominations, each made by the person's manager."""
    manager = {person.id: person.cells["manager"] for person in people}
    wishes: list[Row] = [
        {column: cell or None for column, cell in row.items()}
        for row in sorted(rows(aspirations), key=lambda row: (row["person"], row["role"]))
    ]
    named: list[Row] = [
        {
            "person": row["person"],
            "role": row["role"],
            "by": manager[row["person"]],
            "on": row["on"],
        }
        for row in sorted(rows(nominations), key=lambda row: (row["person"], row["role"]))
    ]
    return (
        Table(name="aspirations", columns=("person", "role", "by", "recorded_on"), rows=wishes),
        Table(name="nominations", columns=("person", "role", "by", "on"), rows=named),
    )


def exclusion_table(exclusions: Path) -> Table:
    """Return whom a planner's word keeps out of a role."""
    columns = ("person", "role", "because", "by", "on")
    kept = sorted(rows(exclusions), key=lambda row: (row["person"], row["role"]))
    return Table(name="exclusions", columns=columns, rows=[{column: row[column] for column in columns} for row in kept])


def _cells(row: Mapping[str, str]) -> Row:
    cells: dict[str, str | None] = {
        column: row[column] or None for column in _PEOPLE_COLUMNS if not column.startswith("group:")
    }
    cells["group:directorate"] = row["directorate"]
    cells["group:pattern"] = row["pattern"]
    return cells


def _levels(
    row: Mapping[str, str], requirements: Mapping[str, tuple[Requirement, ...]], number: int
) -> Iterator[tuple[str, int]]:
    levels: Counter[str] = Counter()
    for item in requirements.get(row["earlier"], ()):
        levels[item.skill] = max(item.level - 1, 1)
    for place, item in enumerate(requirements[row["role"]]):
        level = _staged(item, row["stage"], place + number)
        levels[item.skill] = max(levels[item.skill], level)
    for part in filter(None, row["also"].split("|")):
        skill, level_text = part.split(":")
        levels[skill] = max(levels[skill], int(level_text))
    yield from sorted((skill, level) for skill, level in levels.items() if level > 0)


def _staged(item: Requirement, stage: str, turn: int) -> int:
    short = {
        "settled": turn % 4 == 0 and item.essential and item.level > 1,
        "new": turn % 3 != 0,
        "strong": False,
    }[stage]
    over = stage == "strong" and turn % 3 == 0
    return min(item.level - short + over, MAXIMUM_LEVEL)


def _known(levels: Mapping[str, int], number: int) -> Iterator[Level]:
    evidence = ("manager", "self", "assessment", "manager", "certificate")
    for place, (skill, level) in enumerate(levels.items()):
        source = evidence[(place + number) % len(evidence)]
        yield Level(
            skill=skill,
            level=level,
            evidence="self" if source == "certificate" and level < WORKING else source,
            assessed_on=_date(7 * place + 11 * number),
        )


def _date(turn: int) -> str:
    return (LAST_ASSESSMENT - dt.timedelta(days=29 * (turn % 30))).isoformat()


def _borne_out(person: Person, resource: Resource) -> bool:
    highest = max(teaching.to_level for teaching in resource.teaches)
    return (len(resource.teaches) > 1 or highest > WORKING) and all(
        person.level(teaching.skill) >= teaching.to_level for teaching in resource.teaches
    )
