"""The store in a Neo4j database, on a server that others use too."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self, TypeVar

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.policy import Header
from lattice.domain.table import TABLES
from lattice.errors import InvalidBundle, StoreError, WrongCall
from lattice.stores.collector import uncollected
from lattice.stores.kept import check_document
from lattice.stores.neo4j import queries, read, rows
from lattice.stores.neo4j.address import Address
from lattice.stores.neo4j.connect import connect
from lattice.stores.neo4j.encode import LONGEST
from lattice.stores.neo4j.erase import plan_erasure
from lattice.stores.neo4j.journal import LEASE, WAIT, Following, Journal
from lattice.stores.neo4j.migrate import bring_forward
from lattice.stores.neo4j.parts import Part
from lattice.stores.neo4j.shape import SHAPES, Nodes
from lattice.stores.neo4j.state import State
from lattice.stores.neo4j.write import LoadPlan, plan_load
from lattice.stores.owner import OWNER
from lattice.stores.recorded import check_key, check_row, recorded_table
from lattice.stores.store import Change, Loaded, Status
from lattice.stores.unstorable import find_unstorable

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from lattice.graph.snapshot import Snapshot

_SENSELESS: Final = (ValueError, KeyError, TypeError, OverflowError, AttributeError)
"""What decoding a value raises that no program of ours wrote, or encoding one that no store can hold."""

_T = TypeVar("_T")


class Neo4jStore:
    """A lattice in one Neo4j database; several programs may use it at once.

    Readers see the state before or after a load, never between. Loads by two
    programs happen one after the other. Whatever else is in the database is
    left alone.
    """

    def __init__(self, address: Address, *, create: bool = True, wait: float = WAIT, lease: float = LEASE) -> None:
        """Open the store in a database; make an empty one when there is none and ``create`` is set.

        ``wait`` is how many seconds to wait for another program that changes
        the store; one that was silent for ``lease`` seconds counts as gone,
        and what it began is finished. Raises a ``StoreError``.
        """
        self._connection = connect(address)
        self._open = True
        try:
            self._place = self._connection.place
            self._version = bring_forward(self._connection, create=create)
            self._journal = Journal(connection=self._connection, version=self._version, wait=wait, lease=lease)
        except BaseException:
            self._connection.close()
            raise

    @property
    def place(self) -> str:
        """The address of the database, with its name."""
        return self._place

    def load(self, bundle: Bundle) -> Loaded:
        """Make the store equal to the bundle for the tables that it brings, or change nothing at all."""
        now = datetime.datetime.now(datetime.UTC)

        def plan(tx: ManagedTransaction, state: State) -> LoadPlan:
            beside = self._journal.beside(state)
            # Only while it reads: what the driver leaves behind as it writes has cycles.
            with uncollected():
                return plan_load(tx, state, bundle, beside=beside, place=self._place, now=now)

        try:
            changes = self._changing(plan)
        except _SENSELESS as error:
            problems = find_unstorable(bundle)
            if problems:
                raise InvalidBundle(problems, source=bundle.header.name) from error
            raise self._damaged(error) from error
        return Loaded(changes=changes)

    def read(self, *, person: str | None = None) -> Bundle:
        """Everything in the store; with ``person`` (an id or a name) of all people only the ones so called."""
        return self._reading(lambda tx, state: self._read(tx, state, person=person))

    def snapshot(self, *, person: str | None = None) -> Snapshot:
        """The store as an immutable snapshot; ``person`` as in ``read``."""
        from lattice.graph.snapshot import Snapshot  # noqa: PLC0415 - brings numpy, which a load needn't pay for

        return Snapshot(self.read(person=person))

    def ids(self, table: str, *, start: str, limit: int) -> Sequence[str]:
        """The ids in a table that begin like this, the first so many, by id."""
        shape = SHAPES[table]
        if not isinstance(shape, Nodes):
            message = f"the rows of {table} have no id"
            raise WrongCall(message)

        def find(tx: ManagedTransaction, _: State) -> tuple[str, ...]:
            found = tx.run(queries.ids(shape), start=start[:LONGEST], limit=limit)
            return tuple(name for name in (str(record["id"]) for record in found) if name.startswith(start))

        return self._reading(find)

    def status(self) -> Status:
        """What the store holds."""

        def look(tx: ManagedTransaction, state: State) -> Status:
            content = self._read(tx, state) if state.header else None
            return Status(
                place=self._place,
                engine=self._connection.server.name,
                schema_version=state.schema_version,
                name=content.header.name if content else None,
                version=content.header.version if content else None,
                counts=content.counts if content else dict.fromkeys(TABLES, 0),
                digest=content.digest if content else None,
                loaded_at=datetime.datetime.fromisoformat(state.loaded_at) if state.loaded_at else None,
                kept=len(rows.document_names(tx)),
                database=self._connection.database,
            )

        return self._reading(look)

    def forget(self, person: str) -> Mapping[str, int]:
        """Erase every trace of the person with this id; how many rows went or changed, by table."""
        return self._changing(lambda tx, state: plan_erasure(tx, state, person))

    def record(self, table: str, row: Row) -> Change:
        """Put a row into ``nominations`` or ``exclusions``, in the place of the one with its key; what that changed."""
        home = recorded_table(table)
        check_row(home, row)
        return self._changing(lambda tx, state: rows.plan_row(tx, rows.filled(state, self._place), home, row))

    def withdraw(self, table: str, key: Sequence[str]) -> Row | None:
        """Take the row of ``nominations`` or ``exclusions`` with a person and role out: that row, None without one."""
        home = recorded_table(table)
        check_key(home, key)
        return self._changing(lambda tx, state: rows.plan_withdrawal(tx, state, home, key))

    def keep(self, name: str, document: str, *, replace: bool = False) -> None:
        """Put a JSON document aside under a name; loads leave it as it is."""
        check_document(name, document)
        self._changing(lambda tx, state: rows.plan_document(tx, state, name, document, replace=replace))

    def kept(self, name: str) -> str:
        """The document that was put aside under this name."""
        return self._reading(lambda tx, _: rows.find_document(tx, name))

    def kept_names(self) -> Sequence[str]:
        """The names of the documents that were put aside, in order."""
        return self._reading(lambda tx, _: rows.document_names(tx))

    def close(self) -> None:
        """Let go of the store."""
        self._open = False
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _reading(self, work: Callable[[ManagedTransaction, State], _T]) -> _T:
        self._see_that_it_is_open()
        try:
            return self._journal.read(work)
        except _SENSELESS as error:
            raise self._damaged(error) from error

    def _changing(self, plan: Callable[[ManagedTransaction, State], tuple[_T, Iterable[Part], Following | None]]) -> _T:
        self._see_that_it_is_open()
        return self._journal.change(plan)

    def _read(self, tx: ManagedTransaction, state: State, *, person: str | None = None) -> Bundle:
        rows.filled(state, self._place)
        known = read.long_ids(tx) if state.long_ids else {}
        ids = None if person is None else read.called(tx, person)
        with uncollected():
            tables = {
                name: read.rows(tx, name, known=known, of=ids if name in OWNER else None)
                for name in TABLES
                if name in state.tables
            }
        header = Header.model_validate_json(state.header)
        if known:
            # In the order of what is stored of them, not of the whole ids.
            return Bundle.of_checked(header, tables)
        return Bundle(header, MappingProxyType(tables))

    def _damaged(self, detail: object) -> StoreError:
        return StoreError(
            f"{self._place} holds what lattice didn't write ({detail}); put that right, or load the bundle into an "
            "empty database"
        )

    def _see_that_it_is_open(self) -> None:
        if not self._open:
            message = f"{self._place} is closed"
            raise WrongCall(message)
