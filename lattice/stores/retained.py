"""Rows that a load leaves alone, beside the rows that it brings."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.rules import find_problems
from lattice.domain.table import TABLES
from lattice.errors import InvalidBundle, Problem

_POINTED_TO: Final = frozenset(
    column.references for table in TABLES.values() for column in table.columns.values() if column.references
)


def check_retained(bundle: Bundle, kept: Mapping[str, tuple[Row, ...]], *, place: str) -> None:
    """See that the rows the bundle leaves alone still keep every rule beside the rows that it brings.

    Raises ``InvalidBundle``.
    """
    if not any(kept.values()):
        return
    pointed_to = {name: rows for name, rows in bundle.tables.items() if name in _POINTED_TO}
    found = find_problems(bundle.header, {**pointed_to, **kept}, locate=lambda table, at: (table, at))
    problems = [_named(problem, kept[problem.file][problem.line], place) for problem in found if problem.file in kept]
    if problems:
        raise InvalidBundle(problems, source=f"{bundle.header.name}, beside what {place} holds already,", alone=False)


def _named(problem: Problem, row: Row, place: str) -> Problem:
    """The problem with its row's key in place of a line: the store's rows come from no file."""
    table = TABLES[problem.file]
    key = ", ".join(f"{name} '{row[at]}'" for name, at in zip(table.key, table.key_positions, strict=True))
    message = f"{key}: {problem.message}; bring the table {table.name} too, without this row or with a valid one"
    return dataclasses.replace(problem, file=f"{place}: {table.name}", line=0, message=message)
