"""Readings: a case with every default of the model filled in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from tests.oracle.case import Case, Row

Needs = tuple[tuple[str, int], ...]
"""Skills and the level of each that is asked for, or given."""


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """What a role asks of one skill."""

    skill: str
    level: int
    entry_level: int
    importance: float
    essential: bool


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role; ``salary`` is None where nothing is known."""

    requirements: tuple[Requirement, ...]
    dwell_months: float
    salary: float | None

    @property
    def entry(self) -> Needs:
        """What day one asks: the entry levels of the essential requirements."""
        return tuple((need.skill, need.entry_level) for need in self.requirements if need.essential)

    @property
    def practice(self) -> Needs:
        """What being in the role brings: the level of every requirement."""
        return tuple((need.skill, need.level) for need in self.requirements)


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A learning resource; ``needs`` joins from-levels and prerequisites."""

    id: str
    type: str
    hours: float
    cost: float
    needs: Needs
    gives: Needs
    languages: tuple[str, ...]
    active: bool
    available_to: datetime.date | None


@dataclass(frozen=True, kw_only=True)
class Move:
    """One way to go from a role to another."""

    kind: str
    months: float
    success: float


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person; levels that aren't on record are 0."""

    role: str
    in_role_since: datetime.date | None
    hours_per_week: float
    levels: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A case as the model reads it: roles, resources, moves and people by id."""

    roles: dict[str, Role]
    resources: dict[str, Resource]
    moves: dict[tuple[str, str], tuple[Move, ...]]
    people: dict[str, Person]


def read_case(case: Case) -> Reading:
    """The case with blank cells taken from its policy, and the policy's own blanks from the model."""
    roles = {_string(row, "id"): _read_role(case, row) for row in case.roles}
    resources = {_string(row, "id"): _read_resource(case, row) for row in case.resources}
    moves: dict[tuple[str, str], tuple[Move, ...]] = {}
    for row in case.moves:
        pair = _string(row, "from"), _string(row, "to")
        move = Move(
            kind=_kind(case, row), months=_number(case, row, "months", 0), success=_number(case, row, "success", 1)
        )
        moves[pair] = (*moves.get(pair, ()), move)
    people = {_string(row, "id"): _read_person(case, row) for row in case.people}
    return Reading(roles=roles, resources=resources, moves=moves, people=people)


def _read_role(case: Case, row: Row) -> Role:
    slack = int(case.policy.get("entry_slack", 1))
    requirements = []
    for need in case.requirements:
        if need["role"] != row["id"]:
            continue
        level = int(_number(case, need, "level", 0))
        said = need.get("essential")
        essential = bool(case.policy.get("essential", True)) if said is None else bool(said)
        usual = max(level - slack, 0) if essential else 0
        requirements.append(
            Requirement(
                skill=_string(need, "skill"),
                level=level,
                entry_level=int(_number(case, need, "entry_level", usual)),
                importance=_number(case, need, "importance", 1),
                essential=essential,
            )
        )
    salary = row.get("salary")
    return Role(
        requirements=tuple(requirements),
        dwell_months=_number(case, row, "dwell_months", 12),
        salary=None if salary is None else _number(case, row, "salary", 0),
    )


def _read_resource(case: Case, row: Row) -> Resource:
    taught = [teaching for teaching in case.teaches if teaching["resource"] == row["id"]]
    asked = [need for need in case.prerequisites if need["resource"] == row["id"]]
    needs = [(_string(each, "skill"), int(_number(case, each, "from_level", 0))) for each in taught]
    needs += [(_string(each, "skill"), int(_number(case, each, "level", 0))) for each in asked]
    status, languages = row.get("status"), row.get("languages")
    return Resource(
        id=_string(row, "id"),
        type=_string(row, "type"),
        hours=_number(case, row, "hours", 0),
        cost=_number(case, row, "cost", 0),
        needs=tuple(needs),
        gives=tuple((_string(each, "skill"), int(_number(case, each, "to_level", 0))) for each in taught),
        languages=tuple(str(languages).split("|")) if languages is not None else (),
        active=status is None or status == "active",
        available_to=_date(row, "available_to"),
    )


def _read_person(case: Case, row: Row) -> Person:
    return Person(
        role=_string(row, "role"),
        in_role_since=_date(row, "in_role_since"),
        hours_per_week=_number(case, row, "hours_per_week", 4),
        levels={
            _string(held, "skill"): int(_number(case, held, "level", 0))
            for held in case.levels
            if held["person"] == row["id"]
        },
    )


def _kind(case: Case, row: Row) -> str:
    if row.get("kind") is not None:
        return _string(row, "kind")
    start, end = (next(role for role in case.roles if role["id"] == row[name]) for name in ("from", "to"))
    rises = _number(case, end, "grade", 0) > _number(case, start, "grade", 0)
    return "ladder" if start["family"] == end["family"] and rises else "lattice"


def _string(row: Row, column: str) -> str:
    return str(row[column])


def _number(case: Case, row: Row, column: str, default: float) -> float:
    cell = row.get(column)
    if cell is None:
        return float(case.policy.get(column, default))
    if isinstance(cell, int | float):
        return float(cell)
    message = f"{column} holds {cell!r}, which is no number"
    raise TypeError(message)


def _date(row: Row, column: str) -> datetime.date | None:
    cell = row.get(column)
    if cell is None or isinstance(cell, datetime.date):
        return cell
    return datetime.date.fromisoformat(str(cell))
