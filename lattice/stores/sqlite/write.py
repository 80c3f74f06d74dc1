"""Writing a bundle into a SQLite store: what differs, and nothing else."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.policy import Header
from lattice.domain.table import TABLES, Table
from lattice.stores.difference import Difference, Stored, compare
from lattice.stores.retained import check_retained
from lattice.stores.sqlite.encode import decode, encode
from lattice.stores.sqlite.schema import quoted, select, stored_names
from lattice.stores.store import HEADER, Change

_MANY: Final = 20


def write(
    connection: sqlite3.Connection, bundle: Bundle, *, place: str, now: datetime.datetime
) -> Mapping[str, Change]:
    """Make the store equal to the bundle for the tables it brings; what changed, nothing when it was so already.

    Runs inside the caller's transaction. Raises ``InvalidBundle`` when rows
    that the bundle doesn't bring would break a rule.
    """
    meta = dict(connection.execute('SELECT "key", "value" FROM "meta"'))
    before = frozenset(json.loads(meta.get("tables", "[]")))
    changes: dict[str, Change] = {}
    header = bundle.header.model_dump_json()
    # Compared as read: an older version of the program wrote the same header without what it didn't know.
    if "header" not in meta or Header.model_validate_json(meta["header"]) != bundle.header:
        changes[HEADER] = Change(added=int("header" not in meta), removed=0, changed=int("header" in meta))
    for name in bundle.tables:
        change = _write_table(connection, TABLES[name], bundle.tables[name])
        if change != _NOTHING or name not in before:
            changes[name] = change
    if changes:
        retained = before - bundle.tables.keys()
        kept = {name: tuple(decode(TABLES[name], connection.execute(select(TABLES[name])))) for name in retained}
        check_retained(bundle, kept, place=place)
        brought = json.dumps([name for name in TABLES if name in before or name in bundle.tables])
        values = {"header": header, "tables": brought, "loaded_at": now.isoformat(timespec="seconds")}
        connection.executemany('INSERT OR REPLACE INTO "meta" VALUES (?, ?)', values.items())
    return changes


_NOTHING: Final = Change(added=0, removed=0, changed=0)


def _write_table(connection: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> Change:
    encoded = encode(table, rows)
    (filled,) = connection.execute(f"SELECT EXISTS (SELECT 1 FROM {quoted(table.name)})").fetchone()  # noqa: S608
    if not filled:
        connection.executemany(_insert(table), encoded)
        return Change(added=len(rows), removed=0, changed=0)
    names = ", ".join(quoted(name) for name in stored_names(table))
    key = ", ".join(quoted(name) for name in table.key)
    stored: Iterator[Stored] = connection.execute(f"SELECT {names} FROM {quoted(table.name)} ORDER BY {key}")  # noqa: S608
    difference = compare(stored, encoded, key_width=len(table.key))
    _apply(connection, table, difference)
    return Change(added=len(difference.new), removed=len(difference.gone), changed=len(difference.changed))


def _apply(connection: sqlite3.Connection, table: Table, difference: Difference) -> None:
    condition = " AND ".join(f"{quoted(name)} = ?" for name in table.key)
    with _found_by_skill(connection, when=table.name == "skills" and len(difference.gone) > _MANY):
        connection.executemany(f"DELETE FROM {quoted(table.name)} WHERE {condition}", difference.gone)  # noqa: S608
    connection.executemany(upsert(table), chain(difference.new, difference.changed))


def upsert(table: Table) -> str:
    """The statement that puts a row in, or in the place of the one with its key.

    Updated in place: rows that point to this one stay as they are.
    """
    kept = [name for name in stored_names(table) if name not in table.key]
    settings = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in kept)
    key = ", ".join(quoted(name) for name in table.key)
    return f"{_insert(table)} ON CONFLICT ({key}) DO UPDATE SET {settings}"


@contextmanager
def _found_by_skill(connection: sqlite3.Connection, *, when: bool) -> Iterator[None]:
    """An index on the skills of levels for as long as it pays: each skill that goes is looked for there."""
    if when:
        connection.execute('CREATE INDEX "levels_skill" ON "levels" ("skill")')
    yield
    if when:
        connection.execute('DROP INDEX "levels_skill"')


def _insert(table: Table) -> str:
    names = stored_names(table)
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {quoted(table.name)} ({', '.join(quoted(name) for name in names)}) VALUES ({marks})"  # noqa: S608
