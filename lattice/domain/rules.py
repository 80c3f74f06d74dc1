"""The rules between cells: keys, references, scales, and what contradicts itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Final

from lattice.domain.column import LARGEST_NUMBER, Column, Form, Row, Value
from lattice.domain.move import LADDER, LATTICE
from lattice.domain.policy import Header
from lattice.domain.table import TABLES, Table
from lattice.errors import Problem

Tables = Mapping[str, Sequence[Row]]
"""The rows of each table that a bundle brings."""

Locate = Callable[[str, int], tuple[str, int]]
"""From a table's name and a row's position to the file and line it came from."""

UNREAD: Final = ""
"""Stands where a cell was filled in but couldn't be read. No cell that was read is an empty text."""

NEAR: Final = 0.6
MOST: Final = 10_000
"""The most problems that one rule lists for one column; how many more there are is said once."""


def nowhere(table: str, position: int) -> tuple[str, int]:
    """The place of a row that came from no file: the table and the row's number, from 1."""
    return table, position + 1


def nearest_name(text: str, known: Sequence[str]) -> str:
    """The known name most like a text, empty when none is near; the first of equals."""
    # Imported here: a bundle without problems never needs it.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    found = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=100 * NEAR)
    return str(found[0]) if found else ""


def find_problems(
    header: Header, tables: Tables, *, locate: Locate = nowhere, unread: Collection[str] = ()
) -> list[Problem]:
    """Every broken rule between the cells of rows, table by table.

    Each row must have one value a column, of the column's form, or ``UNREAD``
    where a cell couldn't be read: nothing is said about those. What is
    checked here needs more than its own cell: scales, duplicates, references,
    moves to themselves, teaching that raises nothing. ``unread`` names tables
    of which some ids are not known, so that no reference to them is judged.
    """
    known = {name: frozenset(map(itemgetter(0), rows)) for name, rows in tables.items() if len(TABLES[name].key) == 1}
    problems: list[Problem] = []
    for name, table in TABLES.items():
        if name not in tables:
            continue
        rows = tables[name]
        problems += _scale_problems(header, table, rows, locate)
        problems += _most(table, _duplicate_problems(table, _keys(table, tables), locate), locate)
        problems += _reference_problems(table, rows, {**known, **dict.fromkeys(unread)}, locate)
    problems += _most(TABLES["moves"], _self_moves(tables.get("moves", ()), locate), locate)
    problems += _most(TABLES["teaches"], _idle_teaching(header, tables.get("teaches", ()), locate), locate)
    return problems


def _most(table: Table, problems: Iterator[Problem], locate: Locate) -> Iterator[Problem]:
    """The first ``MOST`` problems, and one more that counts the rest."""
    last = None
    for last in islice(problems, MOST):
        yield last
    more = sum(1 for _ in problems)
    if last is not None and more:
        yield _rest(table, last.column, more, last.expected, locate)


def _rest(table: Table, column: str, more: int, expected: str, locate: Locate) -> Problem:
    message = f"{more} more rows break this rule; the first {MOST} are listed"
    return Problem(locate(table.name, -1)[0], 0, column, "", expected, message)


def kind_of_move(kind: Value, start: Row | None, end: Row | None) -> str:
    """The kind of a move: as given, else ladder when the family stays and the grade rises.

    ``UNREAD`` when the cells that decide it couldn't be read.
    """
    if isinstance(kind, str):
        return kind
    if start is None or end is None:
        return LATTICE
    if UNREAD in {start[_FAMILY], end[_FAMILY], start[_GRADE], end[_GRADE]}:
        return UNREAD
    rises = start[_FAMILY] == end[_FAMILY] and int(str(end[_GRADE])) > int(str(start[_GRADE]))
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
    return list(map(itemgetter(*table.key_positions), rows))


def _duplicate_problems(table: Table, keys: Sequence[tuple[Value, ...]], locate: Locate) -> Iterator[Problem]:
    if len(set(keys)) == len(keys):
        return
    first: dict[tuple[Value, ...], int] = {}
    for position, key in enumerate(keys):
        if UNREAD in key:
            continue
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
    table: Table, rows: Sequence[Row], known: Mapping[str, frozenset[Value] | None], locate: Locate
) -> Iterator[Problem]:
    for at, (name, column) in enumerate(table.columns.items()):
        target = column.references
        if target is None:
            continue
        there = known.get(target, frozenset())
        if there is None:
            continue
        fine = there | {None, UNREAD}
        if fine.issuperset(map(itemgetter(at), rows)):
            continue
        unknown = [(position, str(row[at])) for position, row in enumerate(rows) if row[at] not in fine]
        if target not in known:
            yield _missing_table(name, target, unknown, locate(table.name, unknown[0][0]))
        else:
            yield from _unknown_references(table, name, unknown[:MOST], there, locate)
            if len(unknown) > MOST:
                yield _rest(table, name, len(unknown) - MOST, column.expectation, locate)


def _missing_table(name: str, target: str, unknown: Sequence[tuple[int, str]], place: tuple[str, int]) -> Problem:
    count = "one row points" if len(unknown) == 1 else f"{len(unknown)} rows point"
    message = f"{count} to {target} here, and the bundle has no table {target}; add it, or leave these rows out"
    return Problem(place[0], place[1], name, unknown[0][1], f"a table {target} that has it", message)


def _unknown_references(
    table: Table, name: str, unknown: Sequence[tuple[int, str]], there: frozenset[Value], locate: Locate
) -> Iterator[Problem]:
    column = table.columns[name]
    names = sorted(map(str, there - {UNREAD}))
    # Looking for the nearest of many names takes a while: only as often as is soon done.
    searches = _COMPARISONS // max(1, len(names))
    nearest: dict[str, str] = {}
    for position, found in unknown:
        if found not in nearest:
            nearest[found] = nearest_name(found, names) if len(nearest) < searches else ""
        hint = f"; the nearest is '{nearest[found]}'" if nearest[found] else ""
        message = f"'{found}' is not in {column.references}{hint}"
        file, line = locate(table.name, position)
        yield Problem(file, line, name, found, column.expectation, message)


_COMPARISONS: Final = 20_000_000


def _scale_problems(header: Header, table: Table, rows: Sequence[Row], locate: Locate) -> Iterator[Problem]:
    top = header.levels.maximum
    for at, (name, column) in enumerate(table.columns.items()):
        if column.form is not Form.LEVEL:
            continue
        yield from _most(table, _off_scale(table, name, [row[at] for row in rows], top, locate), locate)


def _off_scale(table: Table, name: str, levels: Sequence[Value], top: int, locate: Locate) -> Iterator[Problem]:
    fitting = {None, UNREAD, *range(top + 1)}
    if fitting.issuperset(levels):
        return
    for position, level in enumerate(levels):
        if level not in fitting:
            file, line = locate(table.name, position)
            message = f"level {level} is outside the scale, which goes from 0 to {top}"
            yield Problem(file, line, name, str(level), f"a level from 0 to {top}", message)


def _self_moves(rows: Sequence[Row], locate: Locate) -> Iterator[Problem]:
    for position, row in enumerate(rows):
        if row[0] == row[1] != UNREAD:
            file, line = locate("moves", position)
            message = f"the move goes from '{row[0]}' to itself; take it out or name another role"
            yield Problem(file, line, "to", str(row[1]), "another role than the one in 'from'", message)


def _idle_teaching(header: Header, rows: Sequence[Row], locate: Locate) -> Iterator[Problem]:
    for position, row in enumerate(rows):
        reached, asked = row[2], row[3]
        floor = header.policy.from_level if asked is None else asked
        if isinstance(floor, int) and isinstance(reached, int) and reached <= floor:
            file, line = locate("teaches", position)
            message = f"to_level {reached} is not above from_level {floor}: it would teach nothing"
            yield Problem(file, line, "to_level", str(reached), f"a level above {floor}", message)


def find_cell_problems(tables: Tables, *, locate: Locate = nowhere) -> Iterator[Problem]:
    """Every cell of rows made in Python that holds what its column doesn't take.

    Rows that were read from files have been through this already.
    """
    for name, rows in tables.items():
        table = TABLES[name]
        for position, row in enumerate(rows):
            for value, (title, column) in zip(row, table.columns.items(), strict=True):
                missing = value in {None, ""} and title in table.required_columns
                if missing or not _fits(value, column):
                    file, line = locate(name, position)
                    found = "" if value is None else str(value)
                    expected = _TOO_LARGE if _is_too_large(value) else column.expectation
                    message = f"{title} is {value!r}; expected {expected}"
                    yield Problem(file, line, title, found, expected, message)


def find_unfit(table: Table, columns: Sequence[Sequence[Value]]) -> str | None:
    """A value, in rows given by column, of another kind than its column's or missing, told in one line."""
    for (title, column), values in zip(table.columns.items(), columns, strict=True):
        for kind, value in dict(zip(map(type, values), values, strict=True)).items():
            fits = issubclass(kind, _KINDS.get(column.form, str)) and (kind is not bool or column.form is Form.BOOLEAN)
            if not fits and (value is not None or title in table.required_columns):
                return f"{title} is {value!r:.80} in a row of {table.name}; expected {column.expectation}"
    return None


_TOO_LARGE: Final = f"a number of at most {LARGEST_NUMBER:g}"
_KINDS: Final[Mapping[Form, type | tuple[type, ...]]] = {
    Form.LEVEL: int,
    Form.INTEGER: int,
    Form.NUMBER: (int, float),
    Form.BOOLEAN: bool,
    Form.DATE: datetime.date,
    Form.LIST: tuple,
    Form.GROUPS: tuple,
}


def _fits(value: Value, column: Column) -> bool:
    if value is None:
        return True
    if not isinstance(value, _KINDS.get(column.form, str)):
        return False
    if isinstance(value, int | float) and column.form is not Form.BOOLEAN:
        # The first comparison is false of what is not a number too.
        return not isinstance(value, bool) and abs(value) <= LARGEST_NUMBER and column.allows(value)
    return not column.choices or value in column.choices


def _is_too_large(value: Value) -> bool:
    return isinstance(value, int | float) and value > LARGEST_NUMBER
