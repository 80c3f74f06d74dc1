"""A server under TLS is believed when an authority that we trust says who it is, and only then."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from lattice.errors import StoreDenied, StoreUnreachable
from lattice.stores.neo4j.address import parse_address
from lattice.stores.neo4j.connect import Timeouts, connect
from tests.neo4j.authority import make_authority, make_server_files
from tests.neo4j.faults import fails
from tests.neo4j.server import Neo4jServer

# A server of its own: beside the one that the other tests share.
pytestmark = pytest.mark.xdist_group("neo4j-tls")
QUICK = Timeouts(connection=5, retries=1)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority of one's own."""
    return make_authority(tmp_path_factory.mktemp("authority"), "ours")


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory, authority: Path) -> Iterator[Neo4jServer]:
    """A server that speaks TLS only, with a certificate for localhost by that authority."""
    home = tmp_path_factory.mktemp("encrypted")
    make_server_files(authority, home / "certificates" / "bolt", "localhost")
    settings = {"server.bolt.tls_level": "REQUIRED", "dbms.ssl.policy.bolt.enabled": "true"}
    with Neo4jServer(home, settings=settings, authority=authority) as server:
        yield server


@pytest.fixture
def server(
    encrypted: Neo4jServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, authority: Path
) -> Neo4jServer:
    """That server, with the variables set that let us in and say whom to trust."""
    for name, value in encrypted.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LATTICE_NEO4J_CA", str(authority))
    caplog.set_level(logging.DEBUG)
    return encrypted


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
def test_an_authority_of_ones_own(scheme: str, server: Neo4jServer) -> None:
    """With its certificate named, the server is believed and asked."""
    connection = connect(parse_address(f"{scheme}://localhost:{server.port}"), timeouts=QUICK)
    assert connection.rows("RETURN 1 AS one")[0]["one"] == 1
    connection.close()


@pytest.mark.parametrize("scheme", ["neo4j+ssc", "bolt+ssc"])
def test_whoever_answers(scheme: str, server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """With +ssc anybody is believed, and an authority beside that makes no sense."""
    address = parse_address(f"{scheme}://localhost:{server.port}")
    with pytest.raises(StoreDenied, match="says whom to trust"):
        connect(address, timeouts=QUICK)
    monkeypatch.delenv("LATTICE_NEO4J_CA")
    connection = connect(address, timeouts=QUICK)
    assert connection.rows("RETURN 1 AS one")[0]["one"] == 1
    connection.close()


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
def test_nobody_vouches_for_it(
    scheme: str, server: Neo4jServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """By the system's authorities, or by another one of one's own, the server isn't believed."""
    address = parse_address(f"{scheme}://localhost:{server.port}")
    for trusted in (None, make_authority(tmp_path, "other")):
        if trusted is None:
            monkeypatch.delenv("LATTICE_NEO4J_CA")
        else:
            monkeypatch.setenv("LATTICE_NEO4J_CA", str(trusted))
        error = fails(lambda: connect(address, timeouts=QUICK), secret=server.password, log=caplog)
        assert isinstance(error, StoreUnreachable)
        assert "its certificate isn't one to trust" in str(error)
        assert "LATTICE_NEO4J_CA" in str(error)


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
def test_another_name(scheme: str, server: Neo4jServer, caplog: pytest.LogCaptureFixture) -> None:
    """A certificate for another name isn't believed, whoever vouches for it."""
    address = parse_address(f"{scheme}://127.0.0.1:{server.port}")
    error = fails(lambda: connect(address, timeouts=QUICK), secret=server.password, log=caplog)
    assert "its certificate is for another name than 127.0.0.1" in str(error)


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_without_encryption(scheme: str, server: Neo4jServer, caplog: pytest.LogCaptureFixture) -> None:
    """A server that wants TLS breaks off, and that is said to be a possible reason."""
    address = parse_address(f"{scheme}://localhost:{server.port}")
    error = fails(lambda: connect(address, timeouts=QUICK), secret=server.password, log=caplog)
    assert "whether it wants TLS" in str(error)


def test_a_certificate_that_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that isn't there, or holds something else, is said before anyone is asked."""
    path = tmp_path / "ca.pem"
    monkeypatch.setenv("LATTICE_NEO4J_CA", str(path))
    with pytest.raises(StoreDenied, match="can't be read: no such file"):
        connect(parse_address("neo4j+s://db.example"))
    path.write_text("no certificate")
    with pytest.raises(StoreDenied, match="has no certificate in PEM form"):
        connect(parse_address("neo4j+s://db.example"))
