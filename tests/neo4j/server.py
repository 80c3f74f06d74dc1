"""A real Neo4j server for the tests: started on loopback, bounded in time, stopped by its own process id.

``python -m tests.neo4j.server`` (`make neo4j`) runs one for a person to play with.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, LiteralString, Self

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

ROOT: Final = Path(__file__).parents[2]
RUNNER: Final = ROOT / "tools" / "neo4j-server"

MINUTES: Final = 45
"""How long a server of the tests lives at most, whatever becomes of them."""

_PATIENCE: Final = 120.0
_TRIES: Final = 5
_FIRST: Final = "neo4j"

# A single test asks too little for the optimising compiler to pay: started in half the time without it.
_QUICK: Final = ("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
THOROUGH: Final = ("-Xms2g", "-Xmx2g")
"""Options of Java for measurements: as a server is run that has something to do."""

_SETTINGS: Final[Mapping[str, str]] = {
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.usage_report.enabled": "false",
    "server.memory.pagecache.size": "128m",
    # Else every database starts with files of 256 MB.
    "db.tx_log.preallocate": "false",
    # Else it waits ten seconds for nothing before it ends.
    "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
}


_PLAYTIME: Final = 8 * 60
_WELCOME: Final = """
Neo4j Community runs for you, on this machine only, until Ctrl-C (or for {hours} hours).

  address        {server.uri}
  user           {server.user}
  password file  {password}

Try it in another terminal:

  export LATTICE_STORE={server.uri} LATTICE_NEO4J_USER={server.user} LATTICE_NEO4J_PASSWORD_FILE={password}
  .venv/bin/lattice load graph_data/uk-digital
  .venv/bin/lattice route maya --to lead-data-engineer
"""


class ServerFailed(Exception):
    """The server for the tests isn't there, or doesn't start."""


class Server:
    """A server that answers at an address, with its administrator's name and password."""

    def __init__(self, uri: str, *, user: str, password: str, database: str = "neo4j") -> None:
        self.uri = uri
        self.user = user
        self.password = password
        self.database = database

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lattice reads to be let in."""
        return {"LATTICE_NEO4J_USER": self.user, "LATTICE_NEO4J_PASSWORD": self.password}

    @contextlib.contextmanager
    def driver(self, **more: object) -> Iterator[neo4j.Driver]:
        """A bare driver of its administrator."""
        options: dict[str, Any] = {"auth": (self.user, self.password), "notifications_min_severity": "OFF", **more}
        with neo4j.GraphDatabase.driver(self.uri, **options) as driver:
            yield driver

    def run(self, query: LiteralString, /, *, on: str | None = None, **parameters: object) -> list[dict[str, object]]:
        """The rows of a query by its administrator, on its own database or on another one."""
        with self.driver() as driver:
            records = driver.execute_query(query, parameters, database_=on or self.database).records
        return [record.data() for record in records]

    def wipe(self) -> None:
        """Take everything out of its database: nodes, constraints and indexes."""
        with self.driver() as driver, driver.session(database=self.database) as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
            for record in session.run("SHOW CONSTRAINTS YIELD name").data():
                session.run("DROP CONSTRAINT $name IF EXISTS", name=record["name"]).consume()
            for record in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").data():
                session.run("DROP INDEX $name IF EXISTS", name=record["name"]).consume()


class Neo4jServer(Server):
    """A server with a home, a port and a password of its own; a context manager that starts and kills it."""

    def __init__(
        self,
        home: Path,
        *,
        settings: Mapping[str, str] | None = None,
        options: Sequence[str] = _QUICK,
        minutes: int = MINUTES,
        authority: Path | None = None,
    ) -> None:
        """A server that isn't started yet.

        ``settings`` are lines of neo4j.conf, ``options`` go to Java. With an
        ``authority``, a file of certificates, its address asks for TLS.
        """
        # Letters and digits, so that a search for the password finds it however it is written.
        super().__init__("", user=_FIRST, password=secrets.token_hex(16))
        self.home = home
        self.port = 0
        self._settings = dict(settings or {})
        self._options = tuple(options)
        self._minutes = minutes
        self._authority = authority
        self._runner: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process of the server itself."""
        return int((self.home / "server.pid").read_text())

    @property
    def running(self) -> bool:
        """Whether its process is there."""
        return self._runner is not None and self._runner.poll() is None

    @contextlib.contextmanager
    def driver(self, **more: object) -> Iterator[neo4j.Driver]:
        """A bare driver of its administrator."""
        if self._authority is None:
            with super().driver(**more) as driver:
                yield driver
            return
        options: dict[str, Any] = {"auth": (self.user, self.password), "encrypted": True, **more}
        trusted = neo4j.TrustCustomCAs(str(self._authority))
        with neo4j.GraphDatabase.driver(
            f"bolt://localhost:{self.port}", trusted_certificates=trusted, **options
        ) as driver:
            yield driver

    def start(self, settings: Mapping[str, str] | None = None) -> Self:
        """Start it and wait until it answers; ``settings`` replace those given before.

        Its port stays the same from then on. Raises ``ServerFailed``.
        """
        if settings is not None:
            self._settings = dict(settings)
        first = not self.port
        for _ in range(_TRIES if first else 1):
            self.port = free_port() if first else self.port
            self.uri = f"{'neo4j' if self._authority is None else 'neo4j+s'}://localhost:{self.port}"
            self._launch()
            if self._wait(first=first):
                return self
            self.kill()
            # Somebody else may have been given the port in the meantime.
            if "Address already in use" not in self.log():
                break
        raise ServerFailed(f"the tests' Neo4j doesn't start; its log ends with:\n{self.log()[-2000:]}")

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Let it hang: it keeps its connections and answers nothing."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        os.kill(self.pid, signal.SIGCONT)

    def restart(self, settings: Mapping[str, str] | None = None) -> None:
        """Kill it and start it again at the same place; ``settings`` as in ``start``."""
        self.kill()
        self.start(settings)

    def log(self) -> str:
        """What it said."""
        files = [self.home / "run.log", self.home / "logs" / "neo4j.log"]
        return "".join(file.read_text(errors="replace") for file in files if file.exists())

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.kill()
            raise

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _launch(self) -> None:
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        lines = {**_SETTINGS, "server.bolt.listen_address": f"127.0.0.1:{self.port}", **self._settings}
        (conf / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in lines.items()))
        (self.home / "server.pid").unlink(missing_ok=True)
        with (self.home / "run.log").open("ab") as log:
            self._runner = subprocess.Popen(
                [str(RUNNER), "run", str(self.home), str(self._minutes), *self._options],
                # Closed when this process ends, however it does: the server then ends too.
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                # A Ctrl-C in the terminal is for whoever started the server, who then stops it.
                start_new_session=True,
            )

    def _wait(self, *, first: bool) -> bool:
        until = time.monotonic() + _PATIENCE
        while self.running and time.monotonic() < until:
            if listens(self.port):
                with contextlib.suppress(DriverError, Neo4jError):
                    if first:
                        self._set_password()
                        first = False
                    with self.driver() as driver:
                        driver.verify_connectivity()
                    return True
            time.sleep(0.1)
        return False

    def _set_password(self) -> None:
        """Replace the password that every new server has; nobody but this machine could have come in with it."""
        with self.driver(auth=(self.user, _FIRST)) as driver:
            change: LiteralString = "ALTER CURRENT USER SET PASSWORD FROM $first TO $own"
            driver.execute_query(change, first=_FIRST, own=self.password, database_="system")

    def _end(self, how: signal.Signals) -> None:
        runner, self._runner = self._runner, None
        if runner is None:
            return
        with contextlib.suppress(ProcessLookupError, FileNotFoundError, ValueError):
            os.kill(self.pid, how)
            # One that was paused hears nothing else.
            os.kill(self.pid, signal.SIGCONT)
        # Without this the runner's own end would wait for ours.
        with contextlib.suppress(OSError):
            runner.stdin.close()  # type: ignore[union-attr]  # it is a pipe
        runner.wait(timeout=60)


def other_server(environment: Mapping[str, str]) -> Server | None:
    """The server that ``LATTICE_TEST_NEO4J_URL`` names, if it does; the tests empty its database."""
    address = environment.get("LATTICE_TEST_NEO4J_URL")
    if not address:
        return None
    scheme, _, rest = address.partition("://")
    host, _, database = rest.partition("/")
    user, password = environment.get("LATTICE_NEO4J_USER", _FIRST), environment.get("LATTICE_NEO4J_PASSWORD")
    if not password:
        raise ServerFailed("LATTICE_TEST_NEO4J_URL is set: set LATTICE_NEO4J_USER and LATTICE_NEO4J_PASSWORD too")
    return Server(f"{scheme}://{host}", user=user, password=password, database=database or "neo4j")


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody listens on a port on loopback."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def main() -> None:
    """Run a server in the foreground until Ctrl-C, and say how to use it."""
    # Both end it in order, wherever it was started from.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt), tempfile.TemporaryDirectory(prefix="lattice-neo4j-") as folder:
        server = Neo4jServer(Path(folder), minutes=_PLAYTIME)
        password = Path(folder) / "password"
        password.touch(mode=0o600)
        password.write_text(server.password)
        with server:
            sys.stdout.write(_WELCOME.format(server=server, password=password, hours=_PLAYTIME // 60))
            sys.stdout.flush()
            while server.running:
                time.sleep(1)
    sys.stdout.write("\nstopped; what it held is gone\n")


if __name__ == "__main__":
    main()
