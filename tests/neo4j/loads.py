"""Loads into a Neo4j store that are watched, or stopped, transaction by transaction.

As a program of its own it loads an edition, and kills itself at a transaction if it is told to.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast
from unittest.mock import patch

from lattice.errors import LatticeError
from lattice.stores.neo4j import encode, journal, pages, parts, read
from lattice.stores.neo4j.address import parse_address
from lattice.stores.neo4j.connect import Connection
from lattice.stores.neo4j.shape import Nodes, Relationships
from lattice.stores.neo4j.store import Neo4jStore
from tests.functional.loader import bundle

if TYPE_CHECKING:
    import neo4j

Watch = Callable[[int, str], None]
"""Called before and after each writing transaction, with its number and ``before`` or ``after``."""


class Watched:
    """A connection whose writing transactions are watched."""

    def __init__(self, connection: Connection, watch: Watch) -> None:
        self._connection = connection
        self._watch = watch
        self._number = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a connection has
        return getattr(self._connection, name)

    def write(self, work: Callable[[neo4j.ManagedTransaction], object], **options: Any) -> object:  # noqa: ANN401 - as above
        """As a connection's, watched."""
        return self._watched(lambda: self._connection.write(work, **options))

    def run(self, query: str, /, **parameters: object) -> object:
        """As a connection's, watched."""
        return self._watched(lambda: self._connection.run(query, **parameters))

    def _watched(self, call: Callable[[], object]) -> object:
        self._number += 1
        number = self._number
        self._watch(number, "before")
        answer = call()
        self._watch(number, "after")
        return answer


def watch(store: Neo4jStore, watcher: Watch) -> None:
    """Watch a store's writing transactions from now on."""
    journal = store._journal  # noqa: SLF001 - the one way to be there at each transaction
    journal.connection = cast("Connection", Watched(journal.connection, watcher))


@contextmanager
def small_parts(rows: int) -> Iterator[None]:
    """Parts of so few rows that a small load has many of them, and goes the way of a large one."""
    with (
        patch.dict(parts.ROWS, {Nodes: rows, Relationships: rows}),
        patch.object(journal, "_AT_ONCE", 0),
        patch.object(journal, "_TOGETHER", rows),
    ):
        yield


@contextmanager
def small_pages(nodes: int) -> Iterator[None]:
    """Pages of so few nodes that a small table has many of them, and goes the way of a large one."""
    with patch.object(read, "FEW", 0), patch.object(pages, "SIZE", nodes), patch.object(encode, "_CHUNK", nodes):
        yield


def open_neo4j(address: str, **options: Any) -> Neo4jStore:  # noqa: ANN401 - a store's options
    """The store at an address."""
    return Neo4jStore(parse_address(address), **options)


def main(address: str, edition: int, people: int, fate: str, number: int) -> None:
    """Load an edition; ``fate`` says when in which transaction this program is killed."""

    def watcher(current: int, when: str) -> None:
        if current == number and when == fate:
            os.kill(os.getpid(), signal.SIGKILL)

    loaded = bundle(edition, people=people)
    with open_neo4j(address) as store, small_parts(PART):
        watch(store, watcher)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        store.load(loaded)


PART: Final = 150
"""Rows a part in the loads of other programs."""


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
    except LatticeError as error:
        sys.exit(f"{type(error).__name__}: {error}")
