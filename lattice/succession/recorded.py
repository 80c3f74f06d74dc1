"""A planner's words put on record: nominations and exclusions, as results."""

from __future__ import annotations

import datetime
from typing import Annotated, Final, Literal

from pydantic import Field

from lattice.domain.column import Row
from lattice.domain.table import TABLES
from lattice.errors import WrongCall
from lattice.graph.names import find_person, find_role
from lattice.graph.snapshot import Snapshot
from lattice.routes.result import Result

Words = Literal["nominations", "exclusions"]


class Word(Result):
    """What was said: ``because`` is null in a nomination."""

    by: str | None
    on: datetime.date | None
    because: str | None = None


class RecordResult(Result):
    """A nomination or an exclusion that was recorded or withdrawn.

    ``now`` is what stands from now on, null when it was withdrawn, ``before``
    what stood until now, null when nothing did. ``acts`` says whether the
    person is or would be a candidate, so that it makes a difference.
    """

    schema_: Annotated[Literal["lattice.record/1"], Field(alias="schema")] = "lattice.record/1"
    confidential: Literal[True] = True
    table: Words
    person: str
    role: str
    now: Word | None
    before: Word | None
    acts: bool


class FreezeResult(Result):
    """A coverage that was put aside: its name, day, data and figures, and all the names that there are."""

    schema_: Annotated[Literal["lattice.freeze/1"], Field(alias="schema")] = "lattice.freeze/1"
    confidential: Literal[True] = True
    name: str | None
    as_of: datetime.date | None
    digest: str | None
    seats: int | None
    secured: dict[str, int] | None
    kept: tuple[str, ...]


def find_pair(graph: Snapshot, person: str, role: str, *, table: Words) -> tuple[str, str]:
    """The ids of a person and a role for which something is to be said.

    Raises ``NameProblem``, and ``WrongCall`` when the person holds the role.
    """
    who, what = find_person(graph, person), find_role(graph, role)
    if graph.person_row(who)[1] == what:
        verb = "nominated for" if table == "nominations" else "excluded from"
        message = f"'{who}' holds the role '{what}' already and can't be {verb} it; name another role"
        raise WrongCall(message)
    return who, what


def acts_on(graph: Snapshot, person: str, role: str, *, table: Words) -> bool:
    """Whether a word makes a difference: a nomination without a move, an exclusion of someone who may come."""
    start, end = graph.roles[str(graph.person_row(person)[1])], graph.roles[role]
    moves = graph.moves
    run = slice(int(moves.starts[start]), int(moves.starts[start + 1]))
    has_move = bool((moves.target[run] == end).any())
    if table == "nominations":
        return not has_move
    named = any(row[0] == person and row[1] == role for row in graph.bundle.rows("nominations"))
    return has_move or named


_CELLS: Final = {name: TABLES[name].names for name in ("nominations", "exclusions")}


def word_of(table: Words, row: Row | None) -> Word | None:
    """What a row says; None for no row."""
    if row is None:
        return None
    cells = dict(zip(_CELLS[table], row, strict=True))
    said, reason, when = cells["by"], cells.get("because"), cells["on"]
    return Word(
        by=None if said is None else str(said),
        on=when if isinstance(when, datetime.date) else None,
        because=None if reason is None else str(reason),
    )
