"""The address of a Neo4j database says which server and database, and never a password."""

from __future__ import annotations

import pytest

from lattice.errors import WrongCall
from lattice.stores.neo4j.address import SCHEMES, is_server, parse_address


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("neo4j://db.example", "neo4j://db.example:7687"),
        ("NEO4J+S://DB.example:7777/People", "neo4j+s://db.example:7777/people"),
        ("bolt://[::1]/a.b-c/", "bolt://[::1]:7687/a.b-c"),
        ("bolt+ssc://127.0.0.1:1/my%2Ddb", "bolt+ssc://127.0.0.1:1/my-db"),
    ],
)
def test_what_an_address_says(text: str, place: str) -> None:
    """Scheme, server, port and database are understood, in capitals or not, and put into one form."""
    assert parse_address(text).place == place


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("a.localhost", True),
        ("127.0.0.9", True),
        ("[::1]", True),
        ("10.0.0.1", False),
        ("localhost.example", False),
    ],
)
def test_which_machine_is_this_one(host: str, local: bool) -> None:  # noqa: FBT001 - a column of the table
    """A server is local when only this machine can reach it."""
    assert parse_address(f"neo4j://{host}").local is local


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_what_a_scheme_means(scheme: str) -> None:
    """The scheme says whether what is sent is encrypted, whether everybody is trusted, whether a cluster routes."""
    address = parse_address(f"{scheme}://db.example")
    assert address.encrypted == ("+s" in scheme)
    assert address.trusting == ("ssc" in scheme)
    assert address.routed == scheme.startswith("neo4j")


@pytest.mark.parametrize(
    "text",
    [
        "neo4j://neo4j:hunter2@db.example/people",
        "neo4j://hunter2@db.example",
        "bolt://a:hunter2@[::1]:7687",
        "neo4j://db.example/x@hunter2",
        "neo4j+s://db.example?password=hunter2",
        "neo4j+s://db.example/people#hunter2",
        "neo4j://a:hunter2",
        "neo4j://a\thunter2",
        "neo4j:/neo4j:hunter2@db.example",
        "neo4j://:hunter2",
    ],
)
def test_what_could_be_a_password_is_refused_and_not_repeated(text: str) -> None:
    """An address that could carry a secret is refused by a message that doesn't have it."""
    assert is_server(text)
    with pytest.raises(WrongCall) as caught:
        parse_address(text)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("neo4j://", "names no server"),
        ("neo4j://db.example:70000", "no proper port"),
        ("neo4j://db.example:0", "0 is no port"),
        ("neo4j://[::1", "no proper port"),
        ("neo4j://db.example/a/b", "'a/b' is no name of a database"),
        ("neo4j://db.example/system", "holds Neo4j's own users"),
        ("http://db.example", "is neo4j://HOST:PORT/DATABASE"),
    ],
)
def test_what_is_no_address(text: str, message: str) -> None:
    """What isn't understood is said, and how an address looks."""
    with pytest.raises(WrongCall, match=message):
        parse_address(text)


@pytest.mark.parametrize("text", ["people.lattice", "sqlite:///x", "neo4j", "~/neo4j", "C:\\neo4j", ""])
def test_a_path_is_no_server(text: str) -> None:
    """What doesn't begin as the address of a server is left to others."""
    assert not is_server(text)
