"""Rows that are put into a store one at a time: nominations and exclusions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lattice.domain.column import Row
from lattice.domain.rules import find_cell_problems
from lattice.domain.table import TABLES, Table
from lattice.errors import InvalidBundle, UnknownName, WrongCall
from lattice.stores.unstorable import find_unstorable_cells

RECORDED: Final = ("nominations", "exclusions")
"""The tables that take single rows: a planner's own words."""


def recorded_table(name: str) -> Table:
    """The table of this name, which takes single rows; raises ``WrongCall``."""
    if name not in RECORDED:
        message = f"single rows go into {' and '.join(RECORDED)} only, not into '{name}'; load a bundle instead"
        raise WrongCall(message)
    return TABLES[name]


def check_row(table: Table, row: Row) -> None:
    """Raise ``InvalidBundle`` for a cell that its column doesn't take, ``WrongCall`` for another number of cells."""
    if len(row) != len(table.columns):
        message = f"a row of {table.name} has {len(table.columns)} cells ({', '.join(table.columns)}), not {len(row)}"
        raise WrongCall(message)
    problems = [*find_cell_problems({table.name: [row]}), *find_unstorable_cells({table.name: [row]})]
    if problems:
        raise InvalidBundle(problems, source=f"the row for {table.name}")


def check_key(table: Table, key: Sequence[str]) -> None:
    """Raise ``WrongCall`` unless a key has one text a column of the table's key."""
    if isinstance(key, str) or len(key) != len(table.key):
        message = f"a row of {table.name} is named by {' and '.join(table.key)}, not by {key!r}"
        raise WrongCall(message)


def not_there(kind: str, id_: str) -> UnknownName:
    """The error for an id that the store doesn't have."""
    message = f"no {kind} has the id '{id_}'; find it with `lattice search`"
    return UnknownName(message, kind=kind, text=id_, candidates=())
