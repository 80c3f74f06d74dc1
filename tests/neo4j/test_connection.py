"""The way to a Neo4j server: who is let in, what is said of what goes wrong, what is shared."""

from __future__ import annotations

import logging
import secrets
import threading

import pytest

from lattice.errors import NoStore, StoreDenied, StoreError, StoreUnreachable, StoreWarning
from lattice.stores.neo4j.address import parse_address
from lattice.stores.neo4j.connect import Connection, Timeouts, connect
from tests.neo4j.faults import fails, silent, web
from tests.neo4j.server import Server, free_port

pytestmark = pytest.mark.xdist_group("neo4j")

WRONG = "letters" + secrets.token_hex(8)
PATIENT = Timeouts(connection=10.0, retries=1.0)
QUICK = Timeouts(connection=0.5, retries=1.0)


def reach(address: str, *, timeouts: Timeouts = PATIENT) -> Connection:
    """A way to an address."""
    return connect(parse_address(address), timeouts=timeouts)


@pytest.fixture(autouse=True)
def _everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)


@pytest.fixture
def user(neo4j_environment: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """A user of one's own, with a password that isn't known here: whom we are taken for."""
    name = f"user{secrets.token_hex(4)}"
    neo4j_environment.run(
        "CREATE USER $name SET PASSWORD $password CHANGE NOT REQUIRED",
        name=name,
        password=secrets.token_hex(),
        on="system",
    )
    monkeypatch.setenv("LATTICE_NEO4J_USER", name)
    monkeypatch.setenv("LATTICE_NEO4J_PASSWORD", WRONG)
    return name


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_what_the_server_is(scheme: str, neo4j_environment: Server) -> None:
    """Version, edition and database are known once it has answered, and stand in the place."""
    uri = neo4j_environment.uri.replace("neo4j://", f"{scheme}://")
    connection = reach(uri)
    assert connection.server.name.startswith("Neo4j 5.26")
    assert connection.database == "neo4j"
    assert connection.place == f"{uri}/neo4j"
    connection.close()


def test_reads_see_what_was_written(neo4j_environment: Server) -> None:
    """Reads and writes go to the database, in transactions of their own."""
    neo4j_environment.wipe()
    connection = reach(neo4j_environment.uri)
    text = "'; MATCH (n) DETACH DELETE n //"
    assert connection.run("CREATE (:Thing {text: $text})", text=text).nodes_created == 1
    assert [record["text"] for record in connection.rows("MATCH (n:Thing) RETURN n.text AS text")] == [text]
    made = connection.auto("UNWIND range(1, 5) AS x CALL (x) { CREATE (:Thing {x: x}) } IN TRANSACTIONS OF 2 ROWS")
    assert made.nodes_created == 5
    streamed = connection.read(
        lambda transaction: sum(1 for _ in transaction.run("MATCH (n:Thing) RETURN n")), fetch_size=1
    )
    assert streamed == 6
    connection.close()


def test_one_driver_serves_all_connections_of_a_process(neo4j_environment: Server) -> None:
    """The same address in one process shares its driver until the last connection is closed, in several threads too."""
    first, second = reach(neo4j_environment.uri), reach(neo4j_environment.uri)
    assert first._shared is second._shared  # noqa: SLF001 - what a driver is can't be seen from outside
    first.close()
    first.close()
    counts: list[int] = []
    threads = [
        threading.Thread(target=lambda: counts.append(second.rows("RETURN 1 AS one")[0]["one"])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [1] * 4
    second.close()
    third = reach(neo4j_environment.uri)
    assert third._shared is not second._shared  # noqa: SLF001 - as above
    third.close()


def test_a_wrong_password(user: str, neo4j_server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """It says who isn't let in, and where the password comes from."""
    error = fails(lambda: reach(neo4j_server.uri), secret=WRONG, log=caplog)
    assert isinstance(error, StoreDenied)
    assert f"doesn't let user '{user}' in with this password" in str(error)


def test_too_many_wrong_passwords(user: str, neo4j_server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """After some tries the server hears none for a while, and that is said."""
    said = {str(fails(lambda: reach(neo4j_server.uri), secret=WRONG, log=caplog)) for _ in range(6)}
    assert any(f"takes no password from user '{user}' for a while" in text for text in said)


def test_an_expired_password(
    user: str, neo4j_server: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password that has to be changed first is said to be one."""
    given = "letters" + secrets.token_hex(8)
    neo4j_server.run("ALTER USER $name SET PASSWORD $given CHANGE REQUIRED", name=user, given=given, on="system")
    monkeypatch.setenv("LATTICE_NEO4J_PASSWORD", given)
    # The administrator's query carries the password as a parameter, which the driver logs.
    caplog.clear()
    error = fails(lambda: reach(neo4j_server.uri), secret=given, log=caplog)
    assert isinstance(error, StoreDenied)
    assert f"the password of user '{user}'" in str(error)
    assert "has to be changed before anything else" in str(error)


def test_nobody_is_let_in_without_a_name(
    neo4j_server: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a user and a password it says which variables to set."""
    for name in neo4j_server.environment:
        monkeypatch.delenv(name, raising=False)
    error = fails(lambda: reach(neo4j_server.uri), secret=neo4j_server.password, log=caplog)
    assert "asks for a user and a password; set LATTICE_NEO4J_USER" in str(error)


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_database_that_is_not_there(scheme: str, neo4j_environment: Server, caplog: pytest.LogCaptureFixture) -> None:
    """It says which, and that another one can be named."""
    uri = neo4j_environment.uri.replace("neo4j://", f"{scheme}://")
    error = fails(lambda: reach(f"{uri}/nowhere"), secret=neo4j_environment.password, log=caplog)
    assert isinstance(error, NoStore)
    assert f"no database for {uri}/nowhere" in str(error)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("CREATE (:Twice {id: 1}), (:Twice {id: 1})", "doesn't take this"),
        ("THIS IS NOT CYPHER", "the server reports"),
        ("UNWIND range(1, 1000000000) AS x WITH x WHERE x % 7 = 9 RETURN count(x)", "took too long"),
    ],
)
def test_what_a_query_can_end_with(
    query: str, words: str, neo4j_environment: Server, caplog: pytest.LogCaptureFixture
) -> None:
    """A rule that is broken, a query that isn't understood, one that takes too long: each is a line."""
    neo4j_environment.wipe()
    neo4j_environment.run("CREATE CONSTRAINT FOR (n:Twice) REQUIRE n.id IS UNIQUE")
    connection = reach(neo4j_environment.uri, timeouts=Timeouts(connection=10, retries=0.5, transaction=1))
    error = fails(
        lambda: connection.run(query),
        secret=neo4j_environment.password,
        log=caplog,
    )
    connection.close()
    assert words in str(error)


def test_errors_of_ours_pass_through(neo4j_environment: Server) -> None:
    """What the work in a transaction raises of our own comes out as it is, and nothing is stored."""
    neo4j_environment.wipe()
    connection = reach(neo4j_environment.uri)

    def stop(transaction: object) -> None:
        transaction.run("CREATE (:Thing)")  # type: ignore[attr-defined]
        raise NoStore("of ours")

    with pytest.raises(NoStore, match=r"^of ours$"):
        connection.write(stop)
    assert connection.rows("MATCH (n) RETURN count(n) AS nodes")[0]["nodes"] == 0
    connection.close()


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
class TestNobodyThere:
    """No server, or something else than one: the reason is found, whichever way the driver goes."""

    @pytest.fixture(autouse=True)
    def _known(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LATTICE_NEO4J_PASSWORD", WRONG)

    def test_no_server(self, scheme: str, caplog: pytest.LogCaptureFixture) -> None:
        """Nobody listens."""
        error = fails(lambda: reach(f"{scheme}://127.0.0.1:{free_port()}"), secret=WRONG, log=caplog)
        assert isinstance(error, StoreUnreachable)
        assert "nobody listens there" in str(error)

    def test_no_such_machine(self, scheme: str, caplog: pytest.LogCaptureFixture) -> None:
        """The name leads nowhere."""
        with pytest.warns(StoreWarning, match="isn't encrypted"):
            error = fails(lambda: reach(f"{scheme}://nowhere.invalid"), secret=WRONG, log=caplog)
        assert "no machine of this name" in str(error)

    def test_an_authority_without_encryption(self, scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Who names one and leaves out the encryption is told that it does nothing."""
        monkeypatch.setenv("LATTICE_NEO4J_CA", "ca.pem")
        with (
            pytest.warns(StoreWarning, match=r"\+s://, without which LATTICE_NEO4J_CA does nothing"),
            pytest.raises(StoreUnreachable),
        ):
            reach(f"{scheme}://nowhere.invalid")

    def test_a_web_server(self, scheme: str, caplog: pytest.LogCaptureFixture) -> None:
        """The port is that of a browser's page."""
        with web() as port:
            error = fails(lambda: reach(f"{scheme}://127.0.0.1:{port}", timeouts=QUICK), secret=WRONG, log=caplog)
        assert "a web server's port" in str(error)
        assert "7687" in str(error)

    def test_a_silent_server(self, scheme: str, caplog: pytest.LogCaptureFixture) -> None:
        """Somebody takes connections and says nothing: we don't wait for ever."""
        with silent() as port:
            error = fails(lambda: reach(f"{scheme}://127.0.0.1:{port}", timeouts=QUICK), secret=WRONG, log=caplog)
        assert "says nothing in 0.5 s" in str(error)

    def test_no_tls_there(self, scheme: str, caplog: pytest.LogCaptureFixture, neo4j_server: Server) -> None:
        """A server without TLS is asked for it."""
        address = neo4j_server.uri.replace("neo4j://", f"{scheme}+s://")
        error = fails(lambda: reach(address), secret=WRONG, log=caplog)
        assert "it doesn't speak TLS there" in str(error)
        assert f"use {scheme}://" in str(error)


@pytest.mark.parametrize("text", ["0", "-1", "soon", "nan", "inf", "1e9"])
def test_a_patience_that_is_none(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seconds to wait are a number, and not for ever."""
    monkeypatch.setenv("LATTICE_NEO4J_TIMEOUT", text)
    with pytest.raises(StoreError, match="LATTICE_NEO4J_TIMEOUT is a number of seconds"):
        connect(parse_address("neo4j://127.0.0.1:1"))
