"""Frozen coverage: a result put aside with what it rests on, so that it can be compared later."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, Final, Literal

import numpy as np
from pydantic import Field, ValidationError

from lattice.domain.table import TABLES
from lattice.errors import DataError
from lattice.graph.snapshot import Snapshot
from lattice.progress import SILENT, Progress
from lattice.routes.result import Level, Result
from lattice.succession.coverage import coverage
from lattice.succession.options import ask
from lattice.succession.ready import Numbers
from lattice.succession.result import CoverageResult

_RETIRES: Final = TABLES["people"].position("retires_on")


class FrozenLevel(Result):
    """A level in a skill."""

    skill: str
    level: Level


class FrozenPerson(Result):
    """Someone on record: the role that they held.

    ``levels`` are those in skills that critical roles ask for; null of people
    who neither hold a critical role nor are candidates for one.
    """

    person: str
    role: str
    retires_on: datetime.date | None
    levels: tuple[FrozenLevel, ...] | None


class FrozenMove(Result):
    """A move into a critical role."""

    from_: Annotated[str, Field(alias="from")]
    to: str


class FrozenWord(Result):
    """A nomination or an exclusion for a critical role."""

    person: str
    role: str
    by: str | None
    because: str | None = None


class FrozenResult(Result):
    """A coverage under a name, with the people, moves and planners' words that it rests on."""

    schema_: Annotated[Literal["lattice.frozen/1"], Field(alias="schema")] = "lattice.frozen/1"
    name: str
    confidential: Literal[True] = True
    coverage: CoverageResult
    people: tuple[FrozenPerson, ...]
    moves: tuple[FrozenMove, ...]
    nominations: tuple[FrozenWord, ...]
    exclusions: tuple[FrozenWord, ...]


NOW: Final = "now"
"""What the lattice as it stands is called beside frozen ones."""


def freeze(
    graph: Snapshot,
    *,
    name: str = NOW,
    horizons: Iterable[float] = (0, 12, 24),
    as_of: datetime.date | None = None,
    progress: Progress = SILENT,
) -> FrozenResult:
    """The coverage of a lattice with what it rests on, under a name.

    ``store.keep(name, frozen.model_dump_json())`` puts it aside. Raises as
    ``coverage`` does.
    """
    result = coverage(graph, horizons=horizons, as_of=as_of, progress=progress)
    critical = np.flatnonzero(graph.critical).astype(np.int64)
    moves = graph.moves
    into = np.flatnonzero(np.isin(moves.target, critical)).tolist()
    pairs = sorted({(graph.role_ids[moves.source[at]], graph.role_ids[moves.target[at]]) for at in into})
    roles = {graph.role_ids[role] for role in critical.tolist()}
    return FrozenResult(
        name=name,
        coverage=result,
        people=_people(graph, critical, result.as_of, progress),
        moves=tuple(FrozenMove.model_validate({"from": start, "to": end}) for start, end in pairs),
        nominations=tuple(
            FrozenWord(person=row.person, role=row.role, by=row.by)
            for row in graph.bundle.nominations
            if row.role in roles
        ),
        exclusions=tuple(
            FrozenWord(person=row.person, role=row.role, by=row.by, because=row.because)
            for row in graph.bundle.exclusions
            if row.role in roles
        ),
    )


def thaw(document: str) -> FrozenResult:
    """A frozen result from its JSON; raises ``DataError`` for a document that is something else."""
    try:
        return FrozenResult.model_validate_json(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        message = f"this is no coverage that this version of lattice froze ({place}: {first['msg']}); freeze it afresh"
        raise DataError(message) from error


def _people(graph: Snapshot, critical: Numbers, as_of: datetime.date, progress: Progress) -> tuple[FrozenPerson, ...]:
    question = ask(graph, as_of=as_of)
    found = question.candidates(critical, within=0.0)
    everyone = [*found.person.tolist(), *(person for person, _, _ in found.leavers)]
    matter = {question.person_ids[person] for person in everyone} | {one.person for one in found.exclusions}
    for role in critical.tolist():
        matter.update(question.incumbents(role))
    asked = {
        graph.skill_ids[skill]
        for role in critical.tolist()
        for skill in graph.requirements.skill[graph.requirements.of(role)]
    }
    people = []
    progress.begin("writing down people", total=len(graph.bundle.rows("people")))
    for row in graph.bundle.rows("people"):
        progress.advance()
        person, retires = str(row[0]), row[_RETIRES]
        levels = None
        if person in matter:
            levels = tuple(
                FrozenLevel(skill=str(held[1]), level=int(str(held[2])))
                for held in graph.level_rows(person)
                if held[1] in asked
            )
        people.append(
            FrozenPerson(
                person=person,
                role=str(row[1]),
                retires_on=retires if isinstance(retires, datetime.date) else None,
                levels=levels,
            )
        )
    return tuple(people)
