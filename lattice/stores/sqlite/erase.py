"""Erasing a person from a SQLite store, down to the bytes of its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from lattice.errors import StoreBusy, UnknownName
from lattice.stores.kept import KEPT
from lattice.stores.names import names_person
from lattice.stores.recorded import RECORDED
from lattice.stores.sqlite.rows import clean_documents

_PENDING: Final = "erasing"


def take_out(connection: sqlite3.Connection, person: str) -> Mapping[str, int]:
    """Delete or blank every row that names the person with this id; how many, by table.

    Runs inside the caller's transaction. Raises ``UnknownName``.
    """
    found = connection.execute('SELECT "name_key", "name" FROM "people" WHERE "id" = ?', (person,)).fetchone()
    if found is None:
        message = f"nobody has the id '{person}'; find it with `lattice search NAME`"
        raise UnknownName(message, kind="person", text=person, candidates=())
    touched: dict[str, int] = {}

    def run(table: str, statement: str, *values: str) -> None:
        count = connection.execute(statement, values).rowcount
        if count:
            touched[table] = touched.get(table, 0) + count

    run("resources", 'UPDATE "resources" SET "mentor" = NULL WHERE "mentor" = ?', person)
    run("people", 'UPDATE "people" SET "manager" = NULL WHERE "manager" = ?', person)
    run("levels", 'DELETE FROM "levels" WHERE "person" = ?', person)
    run("completions", 'DELETE FROM "completions" WHERE "person" = ?', person)
    run("aspirations", 'DELETE FROM "aspirations" WHERE "person" = ?', person)
    for table in RECORDED:
        run(table, f'DELETE FROM "{table}" WHERE "person" = ?', person)  # noqa: S608 - a table's own name
        speakers = connection.execute(f'SELECT DISTINCT "by" FROM "{table}"').fetchall()  # noqa: S608 - as above
        for by in (by for (by,) in speakers if names_person(by, person=person, key=found[0])):
            run(table, f'UPDATE "{table}" SET "by" = NULL WHERE "by" = ?', by)  # noqa: S608 - as above
    mentions = clean_documents(connection, person, name=found[1])
    if mentions:
        touched[KEPT] = mentions
    run("people", 'DELETE FROM "people" WHERE "id" = ?', person)
    connection.execute('INSERT OR REPLACE INTO "meta" VALUES (?, ?)', (_PENDING, ""))
    return touched


def clean(connection: sqlite3.Connection, place: str) -> None:
    """Write the file afresh, so that nothing that was deleted is left in it or in its log.

    Raises ``StoreBusy`` when another program keeps the older state in use; whoever opens the store next tries again.
    """
    try:
        done = _rewrite(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        done = False
    if not done:
        message = (
            f"the person is gone from {place}, but another program still uses the older state, so the file keeps "
            "remains; close that program and run `lattice status`"
        )
        raise StoreBusy(message)


def finish(connection: sqlite3.Connection) -> None:
    """Clean the file when a program that took a person out was stopped before it could."""
    pending = connection.execute('SELECT 1 FROM "meta" WHERE "key" = ?', (_PENDING,)).fetchone()
    if pending is not None:
        # A store that can only be read, or is in use, is as good to read as before.
        with suppress(sqlite3.OperationalError):
            _rewrite(connection)


def _rewrite(connection: sqlite3.Connection) -> bool:
    connection.execute("VACUUM")
    connection.execute('DELETE FROM "meta" WHERE "key" = ?', (_PENDING,))
    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        connection.execute('INSERT OR REPLACE INTO "meta" VALUES (?, ?)', (_PENDING, ""))
    return not busy
