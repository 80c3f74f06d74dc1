"""Suppositions: a lattice as it would be if people left, roles became critical, moves closed or opened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Annotated, Final, Literal

from pydantic import Field

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row, Value
from lattice.domain.table import TABLES
from lattice.errors import WrongCall
from lattice.graph.names import find_person, find_role
from lattice.graph.snapshot import Snapshot
from lattice.routes.options import HOURS_IN_A_WEEK, at_least_nothing, several
from lattice.routes.result import Result

Pair = tuple[str, str]
"""A move: the role one leaves and the role one enters."""

_CRITICAL: Final = TABLES["roles"].position("critical")
_SEATS: Final = TABLES["roles"].position("seats")
_HOURS: Final = TABLES["people"].position("hours_per_week")


class Change(Result):
    """One thing that is supposed; only what it is about is not null."""

    kind: Literal["leaves", "critical", "closed", "opened", "hours_per_week"]
    person: str | None = None
    role: str | None = None
    from_: Annotated[str | None, Field(alias="from")] = None
    to: str | None = None
    hours_per_week: float | None = None


def suppose(
    graph: Snapshot,
    *,
    without: str | Iterable[str] = (),
    critical: str | Iterable[str] = (),
    close: Iterable[Pair] = (),
    open_: Iterable[Pair] = (),
    hours_per_week: float | None = None,
) -> tuple[Snapshot, tuple[Change, ...]]:
    """The lattice as it would be, and what was changed, each once and in order of kind and ids.

    Raises ``NameProblem`` for a name that leads nowhere, ``WrongCall`` for a
    role that is critical already or has no seat, a move that isn't there or is
    there already, hours that no week has, and when nothing is supposed.
    """
    leavers = sorted({find_person(graph, name) for name in several(without)})
    roles = sorted({find_role(graph, name) for name in several(critical)})
    closed = sorted({(find_role(graph, start), find_role(graph, end)) for start, end in close})
    opened = sorted({(find_role(graph, start), find_role(graph, end)) for start, end in open_})
    hours = at_least_nothing("hours_per_week", hours_per_week, most=HOURS_IN_A_WEEK)
    changes = (
        *(Change(kind="leaves", person=person) for person in leavers),
        *(Change(kind="critical", role=role) for role in roles),
        *(Change(kind="closed", from_=start, to=end) for start, end in closed),
        *(Change(kind="opened", from_=start, to=end) for start, end in opened),
        *(() if hours is None else (Change(kind="hours_per_week", hours_per_week=hours),)),
    )
    if not changes:
        message = (
            "nothing is supposed: say who leaves, which role is critical, which move closes or opens, or the hours"
        )
        raise WrongCall(message)
    tables: dict[str, Sequence[Row]] = dict(graph.bundle.tables)
    tables = _without_people(tables, frozenset(leavers))
    tables["roles"] = _made_critical(graph, tables["roles"], roles)
    if closed or opened:
        tables["moves"] = _moved(tables.get("moves", ()), closed, opened)
    if hours is not None:
        tables["people"] = [_replaced(row, _HOURS, hours) for row in tables.get("people", ())]
    return Snapshot(Bundle.of_checked(graph.header, tables)), changes


def _without_people(tables: Mapping[str, Sequence[Row]], people: Collection[str]) -> dict[str, Sequence[Row]]:
    """The tables without some people: rows about them go, where others only mention them the cell is blank."""
    if not people:
        return dict(tables)
    left: dict[str, Sequence[Row]] = {}
    for name, rows in tables.items():
        table = TABLES[name]
        owner = [0] if name == "people" else []
        mention: list[int] = []
        for at, (column, form) in enumerate(table.columns.items()):
            if form.references == "people":
                (owner if column in table.required_columns else mention).append(at)
        kept: Iterable[Row] = (row for row in rows if not any(row[at] in people for at in owner))
        for at in mention:
            kept = [_replaced(row, at, None) if row[at] in people else row for row in kept]
        left[name] = tuple(kept)
    return left


def _made_critical(graph: Snapshot, rows: Sequence[Row], roles: Collection[str]) -> Sequence[Row]:
    found = []
    for row in rows:
        if row[0] not in roles:
            found.append(row)
            continue
        if row[_CRITICAL] is True:
            message = f"the role '{row[0]}' is critical already; leave it out, or suppose something else"
            raise WrongCall(message)
        if (graph.policy.seats if row[_SEATS] is None else row[_SEATS]) == 0:
            message = f"the role '{row[0]}' has no seat that could be covered; give it seats in the bundle first"
            raise WrongCall(message)
        found.append(_replaced(row, _CRITICAL, True))  # noqa: FBT003 - a cell's value
    return found


def _moved(rows: Sequence[Row], closed: Collection[Pair], opened: Collection[Pair]) -> Sequence[Row]:
    there = {(str(row[0]), str(row[1])) for row in rows}
    for start, end in closed:
        if (start, end) not in there:
            message = f"there is no move from '{start}' to '{end}' that could be closed"
            raise WrongCall(message)
    for start, end in opened:
        if start == end:
            message = f"a move from '{start}' to itself can't be opened; name two roles"
            raise WrongCall(message)
        if (start, end) in there:
            message = f"there is a move from '{start}' to '{end}' already; leave it out"
            raise WrongCall(message)
    blank = (None,) * (len(TABLES["moves"].columns) - 2)
    kept = [row for row in rows if (row[0], row[1]) not in closed]
    return [*kept, *((start, end, *blank) for start, end in opened)]


def _replaced(row: Row, at: int, value: Value) -> Row:
    return (*row[:at], value, *row[at + 1 :])
