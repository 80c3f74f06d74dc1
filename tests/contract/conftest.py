"""The stores that must pass the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from lattice.stores.store import Store
from tests.contract.places import Place, Places, SqlitePlaces

# A store joins the contract by a line here.
FACTORIES: Final[Mapping[str, Callable[[Path], Places]]] = {"sqlite": SqlitePlaces}


@pytest.fixture(params=sorted(FACTORIES))
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """A factory of fresh places for one kind of store."""
    return FACTORIES[request.param](tmp_path)


@pytest.fixture
def place(places: Places) -> Place:
    """A place where there is no store yet."""
    return places.fresh()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An empty store."""
    with place.open() as opened:
        yield opened
