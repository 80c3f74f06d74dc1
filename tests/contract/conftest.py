"""The stores that must pass the contract, each as a factory of fresh places."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lattice.stores.sqlite import SqliteStore
from lattice.stores.store import Store


@dataclass(frozen=True)
class Place:
    """Somewhere a store can be, opened as often as a test likes."""

    open: Callable[..., Store]


class SqlitePlaces:
    """Fresh places for SQLite stores, each a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._paths = (folder / f"{number}.lattice" for number in itertools.count())

    def fresh(self) -> Place:
        """A place where there is no store yet."""
        path = next(self._paths)
        return Place(lambda *, create=True: SqliteStore(path, create=create))


# A store joins the contract by a factory here.
FACTORIES = {"sqlite": SqlitePlaces}


@pytest.fixture(params=sorted(FACTORIES))
def places(request: pytest.FixtureRequest, tmp_path: Path) -> SqlitePlaces:
    """A factory of fresh places for one kind of store."""
    return FACTORIES[request.param](tmp_path)


@pytest.fixture
def place(places: SqlitePlaces) -> Place:
    """A place where there is no store yet."""
    return places.fresh()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An empty store."""
    with place.open() as opened:
        yield opened
