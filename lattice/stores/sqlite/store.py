"""The embedded store: one SQLite file, no server."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.policy import Header
from lattice.domain.table import TABLES, Table
from lattice.errors import InvalidBundle, NoStore, StoreBusy
from lattice.stores.collector import uncollected
from lattice.stores.kept import check_document
from lattice.stores.names import NAME_KEY, name_key
from lattice.stores.owner import OWNER
from lattice.stores.recorded import check_key, check_row, recorded_table
from lattice.stores.sqlite import erase, rows
from lattice.stores.sqlite.connect import connect, fingerprint
from lattice.stores.sqlite.encode import decode
from lattice.stores.sqlite.faults import damaged, faults
from lattice.stores.sqlite.migrate import bring_forward
from lattice.stores.sqlite.schema import quoted, select
from lattice.stores.sqlite.write import write
from lattice.stores.store import Change, Loaded, Status
from lattice.stores.unstorable import find_unstorable

if TYPE_CHECKING:
    from lattice.graph.snapshot import Snapshot

WAIT: Final = 10.0
"""How many seconds to wait for another program that writes the store."""

_CACHE_KIB: Final = 64 * 1024
"""Enough to keep the inner pages of every index of a hundred thousand people while they are loaded."""

_SENSELESS: Final = (ValueError, KeyError, TypeError, OverflowError)
"""What decoding a value raises that no program of ours wrote, or encoding one that no file can hold."""


class SqliteStore:
    """A lattice in one SQLite file; several programs may use it at once.

    Readers see the state before or after a load, never between. Loads by two
    programs happen one after the other.
    """

    def __init__(self, path: Path, *, create: bool = True, wait: float = WAIT) -> None:
        """Open the store at a path; make an empty one when there is none and ``create`` is set.

        ``wait`` is how many seconds to wait for another program that writes.
        Raises a ``StoreError``.
        """
        self._path = path
        self._place = str(path)
        with faults(self._place):
            self._connection, self._unwatched = connect(path, create=create, wait=wait)
            try:
                self._version = bring_forward(self._connection, self._place, create=create)
                self._connection.execute("PRAGMA foreign_keys = ON")
                # Rows about people leave nothing behind in the file when they go.
                self._connection.execute("PRAGMA secure_delete = ON")
                self._connection.execute("PRAGMA synchronous = FULL")
                self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
                if not self._unwatched:
                    erase.finish(self._connection)
            except BaseException:
                self._connection.close()
                raise
        self._seen = fingerprint(path) if self._unwatched else None

    @property
    def place(self) -> str:
        """The path of the file, as it was given."""
        return self._place

    def load(self, bundle: Bundle) -> Loaded:
        """Make the store equal to the bundle for the tables that it brings, or change nothing at all."""
        try:
            with self._writing() as connection, uncollected():
                changes = write(connection, bundle, place=self._place, now=datetime.datetime.now(datetime.UTC))
        except _SENSELESS as error:
            problems = find_unstorable(bundle)
            if problems:
                raise InvalidBundle(problems, source=bundle.header.name) from error
            raise damaged(self._place, error) from error
        return Loaded(changes=changes)

    def read(self, *, person: str | None = None) -> Bundle:
        """Everything in the store; with ``person`` (an id or a name) of all people only the ones so called."""
        with self._reading() as connection:
            return self._read(connection, person=person)

    def snapshot(self, *, person: str | None = None) -> Snapshot:
        """The store as an immutable snapshot; ``person`` as in ``read``."""
        from lattice.graph.snapshot import Snapshot  # noqa: PLC0415 - brings numpy, which a load needn't pay for

        return Snapshot(self.read(person=person))

    def ids(self, table: str, *, start: str, limit: int) -> Sequence[str]:
        """The ids in a table that begin like this, the first so many, by id."""
        query = f'SELECT "id" FROM {quoted(TABLES[table].name)} WHERE "id" >= ? ORDER BY "id" LIMIT ?'  # noqa: S608
        with self._reading() as connection:
            found = (str(row[0]) for row in connection.execute(query, (start, limit)))
            # Ids with one beginning stand together, from the beginning itself on.
            return tuple(takewhile(lambda name: name.startswith(start), found))

    def status(self) -> Status:
        """What the store holds."""
        with self._reading() as connection:
            meta = _meta(connection)
            counts = {
                name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
                for name in TABLES
            }
            content = self._read(connection) if "header" in meta else None
            loaded_at = datetime.datetime.fromisoformat(meta["loaded_at"]) if content else None
            kept = rows.count_documents(connection)
        return Status(
            place=self._place,
            engine=f"SQLite {sqlite3.sqlite_version}",
            schema_version=self._version,
            name=content.header.name if content else None,
            version=content.header.version if content else None,
            counts=counts,
            digest=content.digest if content else None,
            loaded_at=loaded_at,
            kept=kept,
        )

    def forget(self, person: str) -> Mapping[str, int]:
        """Erase every trace of the person with this id; how many rows went or changed, by table."""
        with self._changing() as connection:
            touched = erase.take_out(connection, person)
        with faults(self._place):
            erase.clean(self._connection, self._place)
        return touched

    def record(self, table: str, row: Row) -> Change:
        """Put a row into ``nominations`` or ``exclusions``, in the place of the one with its key; what that changed."""
        home = recorded_table(table)
        check_row(home, row)
        with self._changing() as connection:
            self._see_that_it_is_filled(connection)
            return rows.put_row(connection, home, row)

    def withdraw(self, table: str, key: Sequence[str]) -> Row | None:
        """Take the row of ``nominations`` or ``exclusions`` with a person and role out: that row, None without one."""
        home = recorded_table(table)
        check_key(home, key)
        with self._changing() as connection:
            return rows.take_row(connection, home, key)

    def keep(self, name: str, document: str, *, replace: bool = False) -> None:
        """Put a JSON document aside under a name; loads leave it as it is."""
        check_document(name, document)
        with self._changing() as connection:
            rows.put_document(connection, name, document, replace=replace)

    def kept(self, name: str) -> str:
        """The document that was put aside under this name."""
        with self._reading() as connection:
            return rows.find_document(connection, name)

    def kept_names(self) -> Sequence[str]:
        """The names of the documents that were put aside, in order."""
        with self._reading() as connection:
            return rows.document_names(connection)

    def close(self) -> None:
        """Let go of the store."""
        with faults(self._place):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with faults(self._place), self._transaction("IMMEDIATE"):
            yield self._connection

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """Writing that reads first what is there, and may find it damaged."""
        with self._writing() as connection:
            try:
                yield connection
            except _SENSELESS as error:
                raise damaged(self._place, error) from error

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with faults(self._place), self._transaction("DEFERRED"):
            try:
                yield self._connection
            except _SENSELESS as error:
                raise damaged(self._place, error) from error
            if self._unwatched and fingerprint(self._path) != self._seen:
                message = f"{self._place} was changed by another program while it was read; try again"
                raise StoreBusy(message)

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[None]:
        self._connection.execute(f"BEGIN {kind}")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
            raise

    def _see_that_it_is_filled(self, connection: sqlite3.Connection) -> dict[str, str]:
        meta = _meta(connection)
        if "header" not in meta:
            message = f"{self._place} holds no lattice yet; fill it with `lattice load BUNDLE`"
            raise NoStore(message)
        return meta

    def _read(self, connection: sqlite3.Connection, *, person: str | None = None) -> Bundle:
        meta = self._see_that_it_is_filled(connection)
        brought = frozenset(json.loads(meta["tables"]))
        ids = None if person is None else _called(connection, person)
        with uncollected():
            tables = {name: _rows(connection, table, of=ids) for name, table in TABLES.items() if name in brought}
        # The rows come in the order of their keys, so there is nothing to sort.
        return Bundle(Header.model_validate_json(meta["header"]), MappingProxyType(tables))


def _rows(connection: sqlite3.Connection, table: Table, *, of: tuple[str, ...] | None) -> tuple[Row, ...]:
    """A table's rows; with ``of``, only those about the people with these ids where it is about people."""
    if of is None or table.name not in OWNER:
        return tuple(decode(table, connection.execute(select(table))))
    where = f"WHERE {quoted(OWNER[table.name])} = ?"
    return tuple(row for id_ in of for row in decode(table, connection.execute(select(table, where=where), (id_,))))


def _meta(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute('SELECT "key", "value" FROM "meta"'))


def _called(connection: sqlite3.Connection, person: str) -> tuple[str, ...]:
    query = f'SELECT "id" FROM "people" WHERE "id" IN (?, ?) OR "{NAME_KEY}" = ? ORDER BY "id"'  # noqa: S608
    return tuple(row[0] for row in connection.execute(query, (person, person.strip(), name_key(person))))
