"""Single rows put into a SQLite store or taken out, and documents put aside in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from lattice.domain.column import Row
from lattice.domain.table import TABLES, Table
from lattice.stores.kept import KEPT, not_kept, taken, without_person
from lattice.stores.recorded import not_there
from lattice.stores.sqlite.encode import decode, encode
from lattice.stores.sqlite.schema import quoted, select
from lattice.stores.sqlite.write import upsert
from lattice.stores.store import Change


def put_row(connection: sqlite3.Connection, table: Table, row: Row) -> Change:
    """Put a row in the place of the one with its key; runs inside the caller's transaction.

    Raises ``UnknownName`` when what it points to isn't there.
    """
    for name, column in table.columns.items():
        if column.references is not None:
            _see(connection, column.references, name, str(row[table.position(name)]))
    before = find_row(connection, table, [str(row[at]) for at in table.key_positions])
    connection.executemany(upsert(table), encode(table, [row]))
    _bring(connection, table)
    return Change(added=int(before is None), removed=0, changed=int(before is not None and before != row))


def find_row(connection: sqlite3.Connection, table: Table, key: Sequence[str]) -> Row | None:
    """The row with a key."""
    where = "WHERE " + " AND ".join(f"{quoted(name)} = ?" for name in table.key)
    return next(decode(table, connection.execute(select(table, where=where), tuple(key))), None)


def take_row(connection: sqlite3.Connection, table: Table, key: Sequence[str]) -> Row | None:
    """Take out the row with a key; that row."""
    found = find_row(connection, table, key)
    condition = " AND ".join(f"{quoted(name)} = ?" for name in table.key)
    connection.execute(f"DELETE FROM {quoted(table.name)} WHERE {condition}", tuple(key))  # noqa: S608
    return found


def put_document(connection: sqlite3.Connection, name: str, document: str, *, replace: bool) -> None:
    """Put a document aside; raises ``WrongCall`` when there is one of that name and it isn't to be replaced."""
    there = connection.execute('SELECT 1 FROM "kept" WHERE "name" = ?', (name,)).fetchone()
    if there and not replace:
        raise taken(name)
    connection.execute('INSERT OR REPLACE INTO "kept" VALUES (?, ?)', (name, document))


def find_document(connection: sqlite3.Connection, name: str) -> str:
    """The document of a name; raises ``UnknownName``."""
    found = connection.execute('SELECT "document" FROM "kept" WHERE "name" = ?', (name,)).fetchone()
    if found is None:
        raise not_kept(name, document_names(connection))
    return str(found[0])


def document_names(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of all documents, in order."""
    return tuple(row[0] for row in connection.execute('SELECT "name" FROM "kept" ORDER BY "name"'))


def clean_documents(connection: sqlite3.Connection, person: str, *, name: str | None) -> int:
    """Take a person out of every document; how many mentioned them."""
    changed = 0
    for title in document_names(connection):
        before = find_document(connection, title)
        after = without_person(before, person, name=name)
        if after != before:
            connection.execute('UPDATE "kept" SET "document" = ? WHERE "name" = ?', (after, title))
            changed += 1
    return changed


def count_documents(connection: sqlite3.Connection) -> int:
    """How many documents there are."""
    return int(connection.execute(f"SELECT count(*) FROM {quoted(KEPT)}").fetchone()[0])  # noqa: S608


def _see(connection: sqlite3.Connection, target: str, column: str, id_: str) -> None:
    query = f'SELECT 1 FROM {quoted(target)} WHERE "id" = ?'  # noqa: S608
    if connection.execute(query, (id_,)).fetchone() is None:
        raise not_there(column, id_)


def _bring(connection: sqlite3.Connection, table: Table) -> None:
    """Remember that the lattice has this table from now on."""
    ((text,),) = connection.execute("""SELECT "value" FROM "meta" WHERE "key" = 'tables'""").fetchall()
    brought = frozenset(json.loads(text)) | {table.name}
    names = json.dumps([name for name in TABLES if name in brought])
    connection.execute("""UPDATE "meta" SET "value" = ? WHERE "key" = 'tables'""", (names,))
