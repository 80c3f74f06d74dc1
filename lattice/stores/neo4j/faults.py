"""What the server and its driver report, said in the words of lattice's own errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from neo4j.exceptions import ConfigurationError, DriverError, IncompleteCommit, Neo4jError

from lattice.errors import (
    NoStore,
    ReadOnlyStore,
    StoreBusy,
    StoreDenied,
    StoreError,
    StoreFull,
    StoreUnreachable,
)

_MOST: Final = 300

_LOCKED: Final = (StoreBusy, "{place} is in use by another program; try again when it is done")
_SLOW: Final = (StoreBusy, "{place} took too long for this; try again when it has less to do, or see what else it runs")
_MEMORY: Final = (
    StoreFull,
    (
        "{place} has too little memory for this; give the server more (server.memory.heap.max_size, "
        "dbms.memory.transaction.total.max), or try again when it has less to do"
    ),
)
_READ_ONLY: Final = (
    ReadOnlyStore,
    "{place} can only be read: the database, or this member of its cluster, is read-only",
)
_AWAY: Final = (StoreUnreachable, "{place} isn't available just now; try again, or see the server's log")
_RATE: Final = (
    StoreDenied,
    (
        "{place} takes no password from {user} for a while, after too many wrong ones; wait some seconds, and see "
        "LATTICE_NEO4J_PASSWORD or LATTICE_NEO4J_PASSWORD_FILE"
    ),
)
_EXPIRED: Final = (
    StoreDenied,
    (
        "the password of {user} at {place} has to be changed before anything else: log in with another program, such "
        "as cypher-shell, change it there, and set the new one here"
    ),
)
_UNKNOWN: Final = (
    NoStore,
    "the server has no database for {place}; name one that it has at the end of the address, or create it there",
)
_FORBIDDEN: Final = (
    StoreDenied,
    "{user} may not do this at {place}: {said}; ask for the rights that docs/neo4j.md lists",
)
_CHANGED: Final = (StoreError, "{place} doesn't take this: {said}; another program may have changed it, so try again")

_SAID: Final[Mapping[str, tuple[type[StoreError], str]]] = {
    "Neo.ClientError.Security.AuthenticationRateLimit": _RATE,
    "Neo.ClientError.Security.CredentialsExpired": _EXPIRED,
    "Neo.ClientError.Security.Forbidden": _FORBIDDEN,
    "Neo.ClientError.Database.DatabaseNotFound": _UNKNOWN,
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": _READ_ONLY,
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": _READ_ONLY,
    "Neo.ClientError.Statement.AccessMode": _READ_ONLY,
    "Neo.ClientError.Cluster.NotALeader": _READ_ONLY,
    "Neo.ClientError.Transaction.TransactionTimedOut": _SLOW,
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": _SLOW,
    "Neo.ClientError.Schema.ConstraintValidationFailed": _CHANGED,
    "Neo.DatabaseError.General.OutOfMemoryError": _MEMORY,
    "Neo.TransientError.General.OutOfMemoryError": _MEMORY,
    "Neo.TransientError.General.TransactionOutOfMemoryError": _MEMORY,
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": _MEMORY,
    "Neo.TransientError.General.TransactionMemoryLimit": _MEMORY,
    "Neo.TransientError.Database.DatabaseUnavailable": _AWAY,
    "Neo.TransientError.General.DatabaseUnavailable": _AWAY,
    "Neo.TransientError.Transaction.LockAcquisitionTimeout": _LOCKED,
    "Neo.TransientError.Transaction.DeadlockDetected": _LOCKED,
    "Neo.TransientError.Transaction.LockClientStopped": _LOCKED,
    "Neo.TransientError.Transaction.Terminated": _LOCKED,
}
"""What the server's codes mean for whoever keeps a store there."""


def lacks_memory(error: Neo4jError) -> bool:
    """Whether a transaction took more memory than the server has for it."""
    return _SAID.get(str(error.code)) is _MEMORY


def server_error(error: Neo4jError, place: str, *, user: str | None) -> StoreError:
    """The error that says what a server reports, and what to do about it."""
    code = str(error.code or "")
    named = "whoever gives no name" if user is None else f"user '{user}'"
    known = _SAID.get(code) or _by_family(code, known=user is not None)
    kind, text = known
    return kind(text.format(place=place, user=named, said=_short(error.message or code), code=code))


def _by_family(code: str, *, known: bool) -> tuple[type[StoreError], str]:
    """What a code means that isn't known by its full name."""
    if code.startswith("Neo.ClientError.Security."):
        if known:
            return StoreDenied, (
                "{place} doesn't let {user} in with this password; see LATTICE_NEO4J_USER and LATTICE_NEO4J_PASSWORD "
                "or LATTICE_NEO4J_PASSWORD_FILE"
            )
        return StoreDenied, (
            "{place} asks for a user and a password; set LATTICE_NEO4J_USER and LATTICE_NEO4J_PASSWORD_FILE or "
            "LATTICE_NEO4J_PASSWORD"
        )
    if code.startswith("Neo.TransientError."):
        return StoreBusy, "{place} can't do this just now ({code}); try again"
    return StoreError, "{place}: the server reports '{said}' ({code})"


def driver_error(error: DriverError | OSError, place: str, *, reason: Callable[[], str]) -> StoreError:
    """The error that says what goes wrong on the way to a server; ``reason`` finds out why it doesn't answer."""
    if isinstance(error, ConfigurationError):
        return StoreError(f"{place} can't be reached as it is set up: {_short(str(error))}")
    if isinstance(error, IncompleteCommit):
        return StoreUnreachable(
            f"{place} went away while it stored something, so that part may be there or not; repeat the command when "
            "it is back"
        )
    found = reason()
    if found:
        return StoreUnreachable(f"{place} doesn't answer: {found}")
    return StoreUnreachable(f"{place} went away in the middle; it answers again, so repeat the command")


def _short(text: str) -> str:
    """A server's own words, in one line that isn't too long."""
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"
