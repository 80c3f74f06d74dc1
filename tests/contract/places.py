"""Where the stores of the contract are."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lattice.stores.neo4j.address import parse_address
from lattice.stores.neo4j.store import Neo4jStore
from lattice.stores.sqlite.store import SqliteStore
from lattice.stores.store import Store
from tests.neo4j.server import Server


@dataclass(frozen=True)
class Place:
    """Somewhere a store can be, opened as often as a test likes."""

    open: Callable[..., Store]


class Places(Protocol):
    """A factory of places for one kind of store."""

    def fresh(self) -> Place:
        """A place where there is no store yet."""


class SqlitePlaces:
    """Fresh places for SQLite stores, each a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._paths = (folder / f"{number}.lattice" for number in itertools.count())

    def fresh(self) -> Place:
        """A place where there is no store yet."""
        path = next(self._paths)
        return Place(lambda *, create=True: SqliteStore(path, create=create))


class Neo4jPlaces:
    """Fresh places for Neo4j stores: one database, emptied for each."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def fresh(self) -> Place:
        """A place where there is no store yet."""
        # Constraints may stay, as they do when somebody deletes all nodes.
        self._server.run("MATCH (n) DETACH DELETE n")
        address = parse_address(f"{self._server.uri}/{self._server.database}")
        return Place(lambda *, create=True: Neo4jStore(address, create=create))
