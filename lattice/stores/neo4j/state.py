"""The node that says that a database is a store, and in which state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from lattice.errors import NewerStore, NoStore
from lattice.stores.neo4j.queries import STORE

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

STORE_ID: Final = "lattice"
"""The id of that node; there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the node says.

    ``revision`` grows with every change. ``load`` is the change that is being
    carried out, by ``owner``, who was heard of ``silent`` milliseconds ago;
    ``last`` is the one before. ``header`` is empty until something was loaded.
    """

    schema_version: int
    revision: int
    header: str
    tables: tuple[str, ...]
    loaded_at: str
    long_ids: bool
    load: str
    owner: str
    last: str
    following: str
    silent: int

    @property
    def settled(self) -> tuple[object, ...] | None:
        """What two looks at a store that nobody changes have in common; None while it is being changed."""
        if self.load:
            return None
        return (self.revision, self.last, self.header, self.tables, self.loaded_at, self.long_ids)

    @classmethod
    def of(cls, properties: dict[str, Any], now: int) -> Self:
        """The state from the node's properties and the server's time."""
        return cls(
            schema_version=int(properties["schema_version"]),
            revision=int(properties.get("revision", 0)),
            header=properties.get("header", ""),
            tables=tuple(properties.get("tables", ())),
            loaded_at=properties.get("loaded_at", ""),
            long_ids=bool(properties.get("long_ids", False)),
            load=properties.get("load", ""),
            owner=properties.get("owner", ""),
            last=properties.get("last", ""),
            following=properties.get("following", ""),
            silent=now - int(properties.get("heard", 0)),
        )


def find_state(tx: ManagedTransaction, *, lock: bool = False) -> State | None:
    """The state now; with ``lock`` nobody else changes it until the transaction ends."""
    # A write comes first: it takes the lock, and what is read after it is what the last one who had it left.
    held = "SET s.lock = 0" if lock else ""
    record = tx.run(
        f"MATCH (s:{STORE} {{id: $id}}) {held} WITH s RETURN properties(s) AS found, "
        "datetime.realtime().epochMillis AS now",
        id=STORE_ID,
    ).single()
    return None if record is None else State.of(record["found"], record["now"])


def the_state(tx: ManagedTransaction, *, version: int, place: str, lock: bool = False) -> State:
    """The state of a store that has to be there, of the version that this program knows.

    Raises ``NoStore`` and ``NewerStore``.
    """
    found = find_state(tx, lock=lock)
    if found is None:
        raise nothing_there(place)
    if found.schema_version > version:
        raise newer(place, found.schema_version, version)
    return found


def nothing_there(place: str) -> NoStore:
    """The error for a database that holds no store."""
    return NoStore(f"{place} is empty; fill it with `lattice load BUNDLE`")


def newer(place: str, found: int, known: int) -> NewerStore:
    """The error for a store of a newer version."""
    return NewerStore(
        f"{place} was written by a newer version of lattice (its schema is {found}, this program knows {known}); "
        "install the newer version to use it"
    )
