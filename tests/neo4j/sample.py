"""The sample in the database of the tests' server."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import lattice
from tests.neo4j.server import Server

SAMPLE: Final = Path(__file__).parents[2] / "graph_data" / "uk-digital"

_MARK: Final = "SampleOfTheTests"


def load_sample(server: Server) -> None:
    """Put the sample there, unless it is there since the database was last emptied and nobody changed it.

    Reads the variables that let lattice in. A node of its own says that it was
    put there: lattice leaves other labels alone, and whoever fills the
    database with something else empties it first.
    """
    there = server.run(f"MATCH (n:{_MARK}) RETURN count(n) AS marks")
    if there == [{"marks": 1}]:
        return
    server.wipe()
    with lattice.open_store(server.uri) as store:
        store.load(lattice.read_bundle(SAMPLE))
    server.run(f"CREATE (:{_MARK})")
