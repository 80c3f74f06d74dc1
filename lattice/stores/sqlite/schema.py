"""The schema of a SQLite store, made from the tables of a bundle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lattice.domain.column import Column, Form
from lattice.domain.table import TABLES, Table
from lattice.stores.names import NAME_KEY

APPLICATION_ID: Final = int.from_bytes(b"LATT")
"""What tells a store from any other SQLite file; it stands in the file's header."""

_TYPES: Final = {
    Form.IDENTIFIER: "TEXT",
    Form.TEXT: "TEXT",
    Form.LEVEL: "INTEGER",
    Form.INTEGER: "INTEGER",
    Form.NUMBER: "REAL",
    Form.BOOLEAN: "INTEGER",
    Form.DATE: "TEXT",
    Form.LIST: "TEXT",
    Form.GROUPS: "TEXT",
}

# Rows of a few short cells are kept in the key's own tree: half the file, a third less time. Long texts would
# make that tree deep.
_WITHOUT_ROWID: Final = frozenset(
    {"teaches", "prerequisites", "moves", "levels", "completions", "aspirations", "nominations", "exclusions"}
)

# A reference has an index, so that taking away what it points to is fast. This one would cost a third of the
# speed of a load and of the file; the few loads that take many skills away make it for as long as they last.
_NOT_INDEXED: Final = frozenset({("levels", "skill")})


def schema() -> tuple[str, ...]:
    """The statements that make an empty store of the current version."""
    return (
        'CREATE TABLE "meta" ("key" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL) STRICT, WITHOUT ROWID',
        'CREATE TABLE "kept" ("name" TEXT NOT NULL PRIMARY KEY, "document" TEXT NOT NULL) STRICT',
        *(_create_table(table) for table in TABLES.values()),
        *(statement for table in TABLES.values() for statement in _create_indexes(table)),
        f'CREATE INDEX "people_{NAME_KEY}" ON "people" ("{NAME_KEY}")',
    )


def stored_names(table: Table) -> tuple[str, ...]:
    """A table's columns as they are stored: the bundle's, then what is looked up by."""
    return (*table.names, NAME_KEY) if table.name == "people" else table.names


def select(table: Table, *, where: str = "") -> str:
    """The query for a table's rows in the order of their keys, one value a column of the bundle."""
    return f"SELECT {_listed(table.names)} FROM {quoted(table.name)} {where} ORDER BY {_listed(table.key)}"  # noqa: S608


def quoted(name: str) -> str:
    """A table's or column's own name in SQL; what people typed is only ever a parameter."""
    return f'"{name}"'


def _create_table(table: Table) -> str:
    lines = [_define(table, name, column) for name, column in table.columns.items()]
    if table.name == "people":
        lines.append(f"{quoted(NAME_KEY)} TEXT")
    lines.append(f"PRIMARY KEY ({_listed(table.key)})")
    options = "STRICT, WITHOUT ROWID" if table.name in _WITHOUT_ROWID else "STRICT"
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines) + f"\n) {options}"


def _define(table: Table, name: str, column: Column) -> str:
    words = [quoted(name), _TYPES[column.form]]
    if name in table.required_columns or name in table.key:
        words.append("NOT NULL")
    if column.references is not None:
        # Deferred: the people of one load may have each other as managers, in any order.
        words.append(f'REFERENCES {quoted(column.references)} ("id") DEFERRABLE INITIALLY DEFERRED')
    return " ".join(words)


def _create_indexes(table: Table) -> Iterator[str]:
    for name, column in table.columns.items():
        served = name == table.key[0] or (table.name, name) in _NOT_INDEXED
        if column.references is not None and not served:
            yield f"CREATE INDEX {quoted(f'{table.name}_{name}')} ON {quoted(table.name)} ({quoted(name)})"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(quoted(name) for name in names)
