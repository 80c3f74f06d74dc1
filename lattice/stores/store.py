"""What every store of a lattice can do."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, Self

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row

if TYPE_CHECKING:
    # Brings numpy, which a load or a dump needn't pay for.
    from lattice.graph.snapshot import Snapshot

HEADER: Final = "lattice"
"""What the header is called among the changes of a load, as in a bundle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a load did to one table: rows added, removed, and changed under the same key."""

    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load did: the tables that changed. Empty when the store said all of it already.

    The header is among them as ``lattice``; a table that the store has now,
    but without a row, is there with nothing added.
    """

    changes: Mapping[str, Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a store holds, and where; ``kept`` counts the documents that were put aside under a name.

    ``database`` is the one on a server; None for a store that is a file.
    """

    place: str
    engine: str
    schema_version: int
    name: str | None
    version: str | None
    counts: Mapping[str, int]
    digest: str | None
    loaded_at: datetime.datetime | None
    kept: int = 0
    database: str | None = None


class Store(Protocol):
    """A place that keeps one lattice; a context manager that closes it."""

    @property
    def place(self) -> str:
        """Where it is, as messages say it: the path of a file, or the address of a database with its name."""

    def load(self, bundle: Bundle) -> Loaded:
        """Make the store equal to the bundle for the tables that it brings, or change nothing at all.

        Raises ``InvalidBundle`` when what the store keeps points to something
        that the bundle takes away, and a ``StoreError`` when it can't be written.
        """

    def read(self, *, person: str | None = None) -> Bundle:
        """Everything in the store; with ``person`` (an id or a name) of all people only the ones so called.

        A bundle that was loaded comes back equal. With ``person`` the tables
        about people hold nobody else's rows, none at all when nobody is so
        called; managers and mentors are then ids of people who aren't there.
        Raises ``NoStore`` when nothing was loaded yet.
        """

    def snapshot(self, *, person: str | None = None) -> Snapshot:
        """The store as an immutable snapshot; ``person`` as in ``read``."""

    def ids(self, table: str, *, start: str, limit: int) -> Sequence[str]:
        """The ids in ``roles``, ``skills``, ``resources`` or ``people`` that begin like this, the first so many.

        Fast however much the store holds, for a shell that completes an id.
        """

    def status(self) -> Status:
        """What the store holds."""

    def forget(self, person: str) -> Mapping[str, int]:
        """Erase every trace of the person with this id; how many rows went or changed, by table.

        Whoever they managed, mentored, nominated or excluded stays, without
        their name, and documents that are kept lose every mention. Raises
        ``UnknownName``.
        """

    def record(self, table: str, row: Row) -> Change:
        """Put one row into ``nominations`` or ``exclusions``, in the place of the one with its key; what that changed.

        All or nothing, as a load; the table is one that the lattice brings
        from then on. Raises ``InvalidBundle`` when a cell holds what its
        column doesn't take, ``UnknownName`` when the person or the role isn't
        there, ``WrongCall`` for another table, and ``NoStore`` when nothing
        was loaded yet.
        """

    def withdraw(self, table: str, key: Sequence[str]) -> Row | None:
        """Take out the row of ``nominations`` or ``exclusions`` with this person and role: that row, None without one.

        Raises ``WrongCall`` for another table.
        """

    def keep(self, name: str, document: str, *, replace: bool = False) -> None:
        """Put a JSON document aside under a name; loads leave it as it is.

        Raises ``WrongCall`` for a name or a text that won't do, and when there
        is a document of this name already, unless it should be replaced.
        """

    def kept(self, name: str) -> str:
        """The document that was put aside under this name. Raises ``UnknownName``."""

    def kept_names(self) -> Sequence[str]:
        """The names of the documents that were put aside, in order."""

    def close(self) -> None:
        """Let go of the store."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
