"""The rules between cells: keys, references, scales, and what contradicts itself."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from lattice.domain.column import Column, Form, Row, Value
from lattice.domain.move import LADDER, LATTICE
from lattice.domain.policy import Header
from lattice.domain.table import TABLES, Table
from lattice.errors import Problem

Tables = Mapping[str, Sequence[Row]]
"""The rows of each table that a bundle brings."""

Locate = Callable[[str, int], tuple[str, int]]
"""From a table's name and a row's position to the file and line it came from."""

NEAR: Final = 0.6


def nowhere(table: str, position: int) -> tuple[str, int]:
    """The place of a row that came from no file: the table and the row's number, from 1."""
    return table, position + 1


def nearest_name(text: str, known: Sequence[str]) -> str:
    """The known name most like a text, empty when none is near."""
    found = difflib.get_close_matches(text, known, n=1, cutoff=NEAR)
    return found[0] if found else ""


def find_problems(header: Header, tables: Tables, *, locate: Locate = nowhere) -> list[Problem]:
    """Every broken rule between the cells of checked rows, table by table.

    Each row must have one value a column, of the column's form; what is
    checked here needs more than its own cell: scales, duplicates, references,
    moves to themselves, teaching that raises nothing.
    """
    known = {name: frozenset(str(row[0]) for row in rows) for name, rows in tables.items()}
    problems: list[Problem] = []
    for name, table in TABLES.items():
        if name not in tables:
            continue
        rows = tables[name]
        problems += _scale_problems(header, table, rows, locate)
        problems += _duplicate_problems(table, _keys(table, tables), locate)
        problems += _reference_problems(table, rows, known, locate)
    problems += _self_moves(tables.get("moves", ()), locate)
    problems += _idle_teaching(header, tables.get("teaches", ()), locate)
    return problems


def kind_of_move(kind: Value, start: Row | None, end: Row | None) -> str:
    """The kind of a move: as given, else ladder when the family stays and the grade rises."""
    if isinstance(kind, str):
        return kind
    if start is None or end is None:
        return LATTICE
    family, grade = _FAMILY, _GRADE
    rises = start[family] == end[family] and int(str(end[grade])) > int(str(start[grade]))
    return LADDER if rises else LATTICE


_FAMILY: Final = TABLES["roles"].position("family")
_GRADE: Final = TABLES["roles"].position("grade")


def _keys(table: Table, tables: Tables) -> list[tuple[Value, ...]]:
    rows = tables[table.name]
    if table.name == "moves":
        roles = {row[0]: row for row in tables.get("roles", ())}
        return [(row[0], row[1], kind_of_move(row[2], roles.get(row[0]), roles.get(row[1]))) for row in rows]
    if table.key_positions == (0,):
        return [(row[0],) for row in rows]
    return [(row[0], row[1]) for row in rows]


def _duplicate_problems(table: Table, keys: Sequence[tuple[Value, ...]], locate: Locate) -> Iterator[Problem]:
    if len(set(keys)) == len(keys):
        return
    first: dict[tuple[Value, ...], int] = {}
    for position, key in enumerate(keys):
        if key not in first:
            first[key] = position
            continue
        file, line = locate(table.name, position)
        before = locate(table.name, first[key])[1]
        found = ", ".join(str(part) for part in key)
        yield Problem(
            file,
            line,
            table.key[0] if len(table.key) == 1 else "",
            found,
            f"one row a {' and '.join(table.key)}",
            f"'{found}' stands in line {before} already; keep one of the two rows",
        )


def _reference_problems(
    table: Table, rows: Sequence[Row], known: Mapping[str, frozenset[str]], locate: Locate
) -> Iterator[Problem]:
    for at, (name, column) in enumerate(table.columns.items()):
        target = column.references
        if target is None:
            continue
        there = known.get(target, frozenset())
        for position, row in enumerate(rows):
            value = row[at]
            if value is None or value in there:
                continue
            yield _unknown_reference(str(value), name, column, there, locate(table.name, position))


def _unknown_reference(
    found: str, name: str, column: Column, there: frozenset[str], place: tuple[str, int]
) -> Problem:
    near = nearest_name(found, sorted(there)) if len(there) <= _SEARCHABLE else ""
    hint = f"; the nearest is '{near}'" if near else ""
    message = f"'{found}' is not in {column.references}{hint}"
    return Problem(place[0], place[1], name, found, column.expectation, message)


_SEARCHABLE: Final = 20_000


def _scale_problems(header: Header, table: Table, rows: Sequence[Row], locate: Locate) -> Iterator[Problem]:
    top = header.levels.maximum
    for at, (name, column) in enumerate(table.columns.items()):
        if column.form is not Form.LEVEL:
            continue
        for position, row in enumerate(rows):
            level = row[at]
            if isinstance(level, int) and not 0 <= level <= top:
                file, line = locate(table.name, position)
                message = f"level {level} is outside the scale, which goes from 0 to {top}"
                yield Problem(file, line, name, str(level), f"a level from 0 to {top}", message)


def _self_moves(rows: Sequence[Row], locate: Locate) -> Iterator[Problem]:
    for position, row in enumerate(rows):
        if row[0] == row[1]:
            file, line = locate("moves", position)
            message = f"the move goes from '{row[0]}' to itself; take it out or name another role"
            yield Problem(file, line, "to", str(row[1]), "another role than the one in 'from'", message)


def _idle_teaching(header: Header, rows: Sequence[Row], locate: Locate) -> Iterator[Problem]:
    for position, row in enumerate(rows):
        reached, asked = row[2], row[3]
        floor = asked if isinstance(asked, int) else header.policy.from_level
        if isinstance(reached, int) and reached <= floor:
            file, line = locate("teaches", position)
            message = f"to_level {reached} is not above from_level {floor}: it would teach nothing"
            yield Problem(file, line, "to_level", str(reached), f"a level above {floor}", message)
