"""A server that fails in the middle: out of memory, hung, killed, restarted, read-only."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, Final

import pytest

from lattice.errors import ReadOnlyStore, StoreFull, StoreUnreachable
from lattice.stores.neo4j.address import parse_address
from lattice.stores.neo4j.connect import Connection, Timeouts, connect
from lattice.stores.neo4j.journal import Journal
from tests.functional.loader import bundle
from tests.neo4j.faults import fails, soon
from tests.neo4j.loads import open_neo4j
from tests.neo4j.server import Neo4jServer

# A server of its own: beside the one that the other tests share.
pytestmark = pytest.mark.xdist_group("neo4j-frail")

SETTINGS: Final = {
    # By these the driver notices that a server is silent: else two minutes pass.
    "server.bolt.connection_keep_alive": "1s",
    "server.bolt.connection_keep_alive_probes": "2",
    "db.memory.transaction.max": "10m",
}
READ_ONLY: Final = SETTINGS | {"server.databases.default_to_read_only": "true"}


def reading(connection: Connection) -> object:
    """A query that reads for longer than a test lasts."""
    return connection.rows("UNWIND range(1, 1000000000) AS x WITH x WHERE x % 7 = 9 RETURN count(x)")


def writing(connection: Connection) -> object:
    """A query that writes, and then lasts."""
    return connection.run("CREATE (:Half) WITH 1 AS y UNWIND range(1, 1000000000) AS x WITH x WHERE x % 7 = 9 RETURN x")


@pytest.fixture(scope="module")
def frail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A server of one's own that has little memory and may be killed."""
    with Neo4jServer(tmp_path_factory.mktemp("frail"), settings=SETTINGS) as server:
        yield server


@pytest.fixture
def server(frail: Neo4jServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Neo4jServer:
    """That server, up, and the variables that let us in."""
    if not frail.running:
        frail.start(SETTINGS)
    for name, value in frail.environment.items():
        monkeypatch.setenv(name, value)
    caplog.set_level(logging.DEBUG)
    return frail


@pytest.fixture
def connection(server: Neo4jServer) -> Iterator[Connection]:
    """A way to it that doesn't wait long, but tries twice more: it may hold two connections to what is gone."""
    opened = connect(parse_address(server.uri), timeouts=Timeouts(connection=1, retries=2))
    yield opened
    opened.close()


def test_out_of_memory(connection: Connection, server: Neo4jServer, caplog: pytest.LogCaptureFixture) -> None:
    """A transaction that is too large for the server's memory says so, and the next one works."""
    query = (
        "UNWIND range(1, 1000000) AS x WITH collect(toString(x)) AS texts UNWIND texts AS text CREATE ({text: text})"
    )
    error = fails(lambda: connection.run(query), secret=server.password, log=caplog)
    assert isinstance(error, StoreFull)
    assert "too little memory" in str(error)
    assert connection.rows("RETURN 1 AS one")[0]["one"] == 1


def test_a_load_fits_into_any_memory(
    server: Neo4jServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A part that was decided and takes too much memory is carried out in smaller pieces, there and back."""
    caplog.set_level(logging.WARNING)
    monkeypatch.setenv("LATTICE_NEO4J_TIMEOUT", "1")
    pieces: list[int] = []
    carry = Journal._carry  # noqa: SLF001 - the one way to see how many rows a transaction may have

    def watched(self: Journal, *arguments: Any, most: int) -> bool:  # noqa: ANN401 - passed on
        pieces.append(most)
        return carry(self, *arguments, most=most)

    monkeypatch.setattr(Journal, "_carry", watched)
    first, second = bundle(0, people=900), bundle(1, people=900)
    with open_neo4j(f"{server.uri}/{server.database}") as store:
        store.load(first)
        assert store.read() == first
        store.load(second)
        assert store.read() == second
    assert min(pieces) < max(pieces)


def test_a_server_that_hangs(connection: Connection, server: Neo4jServer, caplog: pytest.LogCaptureFixture) -> None:
    """A server that says nothing any more is given up, and used again when it is back."""
    try:
        with soon(server.pause):
            error = fails(lambda: writing(connection), secret=server.password, log=caplog)
    finally:
        server.resume()
    assert isinstance(error, StoreUnreachable)
    assert "it hangs" in str(error)
    assert connection.rows("MATCH (n:Half) RETURN count(n) AS nodes")[0]["nodes"] == 0


def test_killed_restarted_read_only_and_killed(
    connection: Connection, server: Neo4jServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Killed in a write, nothing is half done; restarted, the same connection goes on; read-only, it says so."""
    with soon(server.kill):
        error = fails(lambda: writing(connection), secret=server.password, log=caplog)
    assert isinstance(error, StoreUnreachable)
    assert "nobody listens there" in str(error)

    server.restart()
    assert connection.rows("MATCH (n:Half) RETURN count(n) AS nodes")[0]["nodes"] == 0

    # In order: what a kill left to be mended isn't always opened by a server that may write nothing.
    server.stop()
    server.start(READ_ONLY)
    assert connection.rows("MATCH (n:Half) RETURN count(n) AS nodes")[0]["nodes"] == 0
    error = fails(lambda: connection.run("CREATE (:Half)"), secret=server.password, log=caplog)
    assert isinstance(error, ReadOnlyStore)
    assert "can only be read" in str(error)

    with soon(server.kill):
        error = fails(lambda: reading(connection), secret=server.password, log=caplog)
    assert "nobody listens there" in str(error)
