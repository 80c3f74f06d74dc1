"""Whatever a server or its driver reports becomes one line that says what to do."""

from __future__ import annotations

import pytest
from neo4j.exceptions import (
    ConfigurationError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from lattice.errors import (
    NoStore,
    ReadOnlyStore,
    StoreBusy,
    StoreDenied,
    StoreError,
    StoreFull,
    StoreUnreachable,
)
from lattice.stores.neo4j.faults import driver_error, server_error

PLACE = "neo4j://db.example:7687/people"


def reported(code: str, message: str = "Nobody knows") -> Neo4jError:
    """What the driver makes of a server's report."""
    hydrate = Neo4jError._hydrate_neo4j  # noqa: SLF001 - the driver has no other way to make one
    return hydrate(code=code, message=message)


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("Neo.ClientError.Security.Unauthorized", StoreDenied, "doesn't let user 'maya' in with this password"),
        ("Neo.ClientError.Security.TokenExpired", StoreDenied, "doesn't let user 'maya' in"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", StoreDenied, "too many wrong ones"),
        ("Neo.ClientError.Security.CredentialsExpired", StoreDenied, "has to be changed before anything else"),
        ("Neo.ClientError.Security.Forbidden", StoreDenied, "user 'maya' may not do this"),
        ("Neo.ClientError.Database.DatabaseNotFound", NoStore, "has no database for neo4j://db.example:7687/people"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", ReadOnlyStore, "can only be read"),
        ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", ReadOnlyStore, "can only be read"),
        ("Neo.ClientError.Statement.AccessMode", ReadOnlyStore, "can only be read"),
        ("Neo.ClientError.Schema.ConstraintValidationFailed", StoreError, "doesn't take this: Nobody knows"),
        ("Neo.ClientError.Statement.SyntaxError", StoreError, "the server reports 'Nobody knows'"),
        ("Neo.ClientError.Transaction.TransactionTimedOut", StoreBusy, "took too long"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", StoreFull, "too little memory"),
        ("Neo.DatabaseError.General.OutOfMemoryError", StoreFull, "too little memory"),
        ("Neo.TransientError.Transaction.DeadlockDetected", StoreBusy, "in use by another program"),
        ("Neo.TransientError.Database.DatabaseUnavailable", StoreUnreachable, "isn't available just now"),
        ("Neo.TransientError.New.Kind", StoreBusy, "try again"),
        ("Neo.DatabaseError.General.UnknownError", StoreError, "Neo.DatabaseError.General.UnknownError"),
    ],
)
def test_what_a_code_means(code: str, kind: type[StoreError], words: str) -> None:
    """Each code has its kind of error and its words, and the place is in them."""
    found = server_error(reported(code), PLACE, user="maya")
    assert type(found) is kind
    assert words in str(found)
    assert PLACE in str(found)
    assert "\n" not in str(found)


def test_who_gave_no_name_is_told_how() -> None:
    """A server that asks who we are is answered with the variables to set."""
    found = server_error(reported("Neo.ClientError.Security.Unauthorized"), PLACE, user=None)
    assert "asks for a user and a password; set LATTICE_NEO4J_USER and LATTICE_NEO4J_PASSWORD_FILE" in str(found)


def test_a_long_report_is_cut() -> None:
    """A server's own words fill one line, and not a screen."""
    found = str(server_error(reported("Neo.DatabaseError.X.Y", "word\n" * 1000), PLACE, user="maya"))
    assert len(found) < 500
    assert "\n" not in found


@pytest.mark.parametrize("error", [ServiceUnavailable("x"), SessionExpired("x"), OSError("x")])
def test_a_server_that_is_away(error: ServiceUnavailable | SessionExpired | OSError) -> None:
    """The reason is found by asking; when the server answers again, to repeat it is all that is left to do."""
    assert str(driver_error(error, PLACE, reason=lambda: "it sleeps")) == f"{PLACE} doesn't answer: it sleeps"
    assert "repeat the command" in str(driver_error(error, PLACE, reason=lambda: ""))


def test_a_lost_answer_to_a_commit() -> None:
    """Nobody claims to know whether it was stored."""
    found = driver_error(IncompleteCommit("x"), PLACE, reason=lambda: "")
    assert isinstance(found, StoreUnreachable)
    assert "may be there or not" in str(found)


def test_a_setting_that_the_driver_refuses() -> None:
    """What the driver says about its configuration is passed on in one line."""
    found = driver_error(ConfigurationError("not\nso"), PLACE, reason=lambda: "")
    assert "not so" in str(found)
