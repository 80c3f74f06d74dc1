"""The way to a Neo4j database: one driver per process and address, transactions that are repeated when that helps."""

from __future__ import annotations

import logging
import math
import os
import re
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, LiteralString, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, Record, Session, unit_of_work
from neo4j.exceptions import DriverError, Neo4jError

from lattice.errors import StoreDenied, StoreError, StoreWarning
from lattice.stores.neo4j.address import Address
from lattice.stores.neo4j.credentials import Credentials, read_credentials
from lattice.stores.neo4j.faults import driver_error, server_error
from lattice.stores.neo4j.probe import find_reason

AUTHORITY: Final = "LATTICE_NEO4J_CA"
"""The environment variable with the file of an authority of one's own, for ``neo4j+s`` and ``bolt+s``."""

PATIENCE: Final = "LATTICE_NEO4J_TIMEOUT"
"""The environment variable with the seconds to wait for a server that doesn't answer."""

OLDEST: Final = (5, 26)
"""The oldest version of Neo4j that is supported."""

_LONGEST: Final = 3600.0
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """How long to wait, in seconds: for a connection, for a fault to pass by trying again, for one transaction."""

    connection: float = 10.0
    retries: float = 30.0
    transaction: float = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """What a server is."""

    version: str
    edition: str

    @property
    def name(self) -> str:
        """In words."""
        return f"Neo4j {self.version} {self.edition}"


class Connection:
    """A way to one database, for several threads too; every call that fails raises a ``StoreError``.

    Reads see what the same connection wrote before, in a cluster too.
    """

    def __init__(self, shared: _Shared, address: Address, timeouts: Timeouts) -> None:
        self.place = address.place
        self._shared = shared
        self._address = address
        self._timeouts = timeouts
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._open = True
        self.database = address.database or ""
        self.server = Server(version="", edition="")

    def greet(self) -> None:
        """See that the server answers, that it is new enough, and which database is meant; without trying again."""
        with (
            self._faults(),
            self._shared.driver.session(
                database=self._address.database, default_access_mode=neo4j.READ_ACCESS
            ) as session,
            session.begin_transaction(timeout=self._timeouts.transaction) as transaction,
        ):
            answer = transaction.run("CALL dbms.components() YIELD name, versions, edition")
            kernel = next(record for record in list(answer) if record["name"] == "Neo4j Kernel")
            named = answer.consume().database
        self.server = Server(version=kernel["versions"][0], edition=kernel["edition"])
        # Named from now on: what the server takes unless told could change in between.
        self.database = named or self._address.database or "neo4j"
        self.place = f"{self._address.uri}/{self.database}"
        version = re.match(r"(\d+)\.(\d+)", self.server.version)
        if version and (int(version[1]), int(version[2])) < OLDEST:
            raise StoreError(f"{self._address.uri} is {self.server.name}; lattice needs 5.26 or newer")

    def read(
        self,
        work: Callable[[ManagedTransaction], _T],
        *,
        timeout: float | None = None,
        fetch_size: int | None = None,
    ) -> _T:
        """What ``work`` makes of a reading transaction; it is called again when the server fails for a moment."""
        with self._session(fetch_size=fetch_size, access=neo4j.READ_ACCESS) as session:
            return session.execute_read(self._limited(work, timeout))

    def write(self, work: Callable[[ManagedTransaction], _T], *, timeout: float | None = None) -> _T:
        """What ``work`` makes of a writing transaction, which is stored as a whole or not at all.

        It is called again when the server fails for a moment. Raises
        ``StoreUnreachable`` when the answer is lost, and what was done may
        have been stored.
        """
        with self._session() as session:
            return session.execute_write(self._limited(work, timeout))

    def rows(self, query: LiteralString, /, **parameters: object) -> list[Record]:
        """All records of one query that only reads."""
        return self.read(lambda transaction: list(transaction.run(query, parameters)))

    def run(self, query: LiteralString, /, **parameters: object) -> neo4j.SummaryCounters:
        """What one query changed, in a transaction of its own."""
        return self.write(lambda transaction: transaction.run(query, parameters).consume().counters)

    def auto(self, query: LiteralString, /, **parameters: object) -> neo4j.SummaryCounters:
        """What one query changed that makes its transactions itself; it isn't repeated."""
        with self._session() as session:
            asked = neo4j.Query(query, timeout=self._timeouts.transaction)
            return session.run(asked, parameters).consume().counters

    def close(self) -> None:
        """Let go of the server."""
        if self._open:
            self._open = False
            _release(self._shared)

    def _limited(
        self, work: Callable[[ManagedTransaction], _T], timeout: float | None
    ) -> Callable[[ManagedTransaction], _T]:
        limit = self._timeouts.transaction if timeout is None else timeout
        return unit_of_work(timeout=limit, metadata={"app": "lattice"})(work)

    @contextmanager
    def _session(self, *, fetch_size: int | None = None, access: str = neo4j.WRITE_ACCESS) -> Iterator[Session]:
        options: dict[str, Any] = {} if fetch_size is None else {"fetch_size": fetch_size}
        with (
            self._faults(),
            self._shared.driver.session(
                database=self.database, bookmark_manager=self._bookmarks, default_access_mode=access, **options
            ) as session,
        ):
            yield session

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except Neo4jError as error:
            raise server_error(error, self.place, user=self._shared.user) from error
        except (DriverError, OSError) as error:
            raise driver_error(error, self.place, reason=self._reason) from error

    def _reason(self) -> str:
        return find_reason(self._address, self._shared.trust, patience=self._timeouts.connection)


def connect(address: Address, *, timeouts: Timeouts | None = None) -> Connection:
    """A way to the database at an address, with the user and password that the environment names.

    Raises ``StoreDenied``, ``StoreUnreachable`` or another ``StoreError``;
    warns when what is sent could be read on its way.
    """
    chosen = timeouts or _timeouts(os.environ)
    credentials = read_credentials(os.environ)
    trust = _trust(address, os.environ)
    _warn(address)
    shared = _acquire(address, credentials, trust, chosen)
    connection = Connection(shared, address, chosen)
    try:
        connection.greet()
    except BaseException:
        connection.close()
        raise
    return connection


@dataclass(slots=True, eq=False)
class _Shared:
    """A driver and how many connections use it."""

    key: tuple[object, ...]
    driver: neo4j.Driver
    user: str | None
    trust: ssl.SSLContext | None
    users: int = 0


_drivers: Final[dict[tuple[object, ...], _Shared]] = {}
_lock: Final = threading.Lock()


def _acquire(address: Address, credentials: Credentials | None, trust: _Trust | None, timeouts: Timeouts) -> _Shared:
    """The driver for an address, made unless this process has it already."""
    # A process that was forked has to have connections of its own.
    key = (os.getpid(), address.uri, credentials, trust.file if trust else None, timeouts)
    with _lock:
        if key not in _drivers:
            # What the driver has to tell goes into the errors; with no handler at all it would land on the screen.
            logging.getLogger("neo4j").addHandler(logging.NullHandler())
            _drivers[key] = _Shared(
                key,
                _make(address, credentials, trust, timeouts),
                credentials.user if credentials else None,
                trust.context if trust else None,
            )
        shared = _drivers[key]
        shared.users += 1
        return shared


def _release(shared: _Shared) -> None:
    with _lock:
        shared.users -= 1
        if shared.users:
            return
        del _drivers[shared.key]
    shared.driver.close()


def _make(address: Address, credentials: Credentials | None, trust: _Trust | None, timeouts: Timeouts) -> neo4j.Driver:
    options: dict[str, Any] = {}
    uri = address.uri
    if trust is not None and trust.file is not None:
        # The driver takes an authority of one's own only beside an address that says nothing about encryption.
        uri = uri.replace("+s://", "://", 1)
        options = {"encrypted": True, "trusted_certificates": neo4j.TrustCustomCAs(str(trust.file))}
    return GraphDatabase.driver(
        uri,
        auth=neo4j.basic_auth(credentials.user, credentials.password) if credentials else None,
        user_agent=_agent(),
        connection_timeout=timeouts.connection,
        connection_acquisition_timeout=timeouts.connection,
        max_transaction_retry_time=timeouts.retries,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        **options,
    )


def _agent() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow, and only needed here

    try:
        return f"career-lattice/{version('career-lattice')}"
    except PackageNotFoundError:
        return "career-lattice"


@dataclass(frozen=True, slots=True)
class _Trust:
    """Whose word is taken that a server is the one it says to be."""

    file: Path | None
    context: ssl.SSLContext


def _trust(address: Address, environment: Mapping[str, str]) -> _Trust | None:
    """Whom to trust at an address, None where nothing is encrypted. Raises ``StoreDenied``."""
    if not address.encrypted:
        return None
    context = ssl.create_default_context()
    name = environment.get(AUTHORITY)
    if address.trusting:
        if name:
            raise StoreDenied(f"{AUTHORITY} says whom to trust, +ssc to trust everybody; write +s in the address")
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return _Trust(None, context)
    if not name:
        return _Trust(None, context)
    file = Path(name).expanduser()
    try:
        return _Trust(file, ssl.create_default_context(cafile=file))
    except ssl.SSLError as error:
        raise StoreDenied(f"{file} has no certificate in PEM form; see {AUTHORITY}") from error
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise StoreDenied(f"the certificate {file} can't be read: {reason}; see {AUTHORITY}") from error


def _warn(address: Address) -> None:
    if not address.encrypted and not address.local:
        idle = f", without which {AUTHORITY} does nothing" if os.environ.get(AUTHORITY) else ""
        warnings.warn(
            f"{address.uri} isn't encrypted: whoever is on the way can read names, levels and the password; "
            f"use {address.scheme}+s://{idle}",
            StoreWarning,
            stacklevel=3,
        )
    if address.trusting and not address.local:
        warnings.warn(
            f"{address.uri} doesn't check who answers; use {address.scheme.removesuffix('sc')}:// with {AUTHORITY}",
            StoreWarning,
            stacklevel=3,
        )


def _timeouts(environment: Mapping[str, str]) -> Timeouts:
    """The default times, or those that the environment's one figure leads to. Raises ``StoreError``."""
    text = environment.get(PATIENCE)
    if not text:
        return Timeouts()
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= _LONGEST:
        raise StoreError(f"{PATIENCE} is a number of seconds, more than 0 and at most {_LONGEST:.0f}")
    return Timeouts(connection=seconds, retries=3 * seconds)
