"""Stores of older versions brought forward, a version a step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

from lattice.errors import NewerStore, NoStore, NotAStore
from lattice.stores.sqlite.schema import APPLICATION_ID, schema

Step = Callable[[sqlite3.Connection], None]
"""Changes a store of one version into the next; runs inside a transaction, with foreign keys unchecked."""


def _add_exclusions_and_kept(connection: sqlite3.Connection) -> None:
    """From version 1 to 2: planners' exclusions, and documents that are put aside."""
    connection.execute('CREATE TABLE "kept" ("name" TEXT NOT NULL PRIMARY KEY, "document" TEXT NOT NULL) STRICT')
    connection.execute(
        """CREATE TABLE "exclusions" (
  "person" TEXT NOT NULL REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED,
  "role" TEXT NOT NULL REFERENCES "roles" ("id") DEFERRABLE INITIALLY DEFERRED,
  "because" TEXT NOT NULL,
  "by" TEXT,
  "on" TEXT,
  PRIMARY KEY ("person", "role")
) STRICT, WITHOUT ROWID"""
    )
    connection.execute('CREATE INDEX "exclusions_role" ON "exclusions" ("role")')


STEPS: Final[Sequence[Step]] = (_add_exclusions_and_kept,)
"""The steps from version 1 to 2, 2 to 3 …; a change of the schema adds one and never alters another."""

VERSION: Final = 1 + len(STEPS)
"""The version of the schema that this program writes."""


def bring_forward(connection: sqlite3.Connection, place: str, *, create: bool, steps: Sequence[Step] = STEPS) -> int:
    """Make the file a store of the current version, and return that version.

    An empty file becomes an empty store when ``create`` is set. All steps
    happen in one transaction or not at all, once even when two programs open
    an old store at the same moment. Raises ``NoStore``, ``NotAStore`` or
    ``NewerStore``, and then changes nothing.
    """
    current = 1 + len(steps)
    if _version(connection, place, create=create, current=current) == current:
        return current
    if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, place, create=create, current=current)
        if version == 0:
            for statement in schema():
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            version = current
        for step in steps[version - 1 :]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {current}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return current


def _version(connection: sqlite3.Connection, place: str, *, create: bool, current: int) -> int:
    """The version of the store in a file, 0 when the file is empty."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application == APPLICATION_ID and version > current:
        message = (
            f"{place} was written by a newer version of lattice (its schema is {version}, this program knows "
            f"{current}); install the newer version to use it"
        )
        raise NewerStore(message)
    if application == APPLICATION_ID and version > 0:
        return int(version)
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application or version or tables:
        message = f"{place} is a database of another program, not a lattice store; give another place with --store"
        raise NotAStore(message)
    if not create:
        message = f"{place} is empty; fill it with `lattice load BUNDLE`"
        raise NoStore(message)
    return 0
