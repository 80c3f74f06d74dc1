"""The stores that must pass the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from lattice.stores.store import Store
from tests.contract.places import Neo4jPlaces, Place, Places, SqlitePlaces


def _sqlite(request: pytest.FixtureRequest) -> Places:
    folder: Path = request.getfixturevalue("tmp_path")
    return SqlitePlaces(folder)


def _neo4j(request: pytest.FixtureRequest) -> Places:
    return Neo4jPlaces(request.getfixturevalue("neo4j_environment"))


# A store joins the contract by a line here.
FACTORIES: Final[Mapping[str, Callable[[pytest.FixtureRequest], Places]]] = {"sqlite": _sqlite, "neo4j": _neo4j}


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.xdist_group("neo4j"))])
def places(request: pytest.FixtureRequest) -> Places:
    """A factory of fresh places for one kind of store."""
    return FACTORIES[request.param](request)


@pytest.fixture
def place(places: Places) -> Place:
    """A place where there is no store yet."""
    return places.fresh()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An empty store."""
    with place.open() as opened:
        yield opened
