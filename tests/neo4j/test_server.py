"""The tests' Neo4j server is a real one, and each test finds it as it likes."""

from __future__ import annotations

import neo4j
import pytest
from neo4j.exceptions import AuthError

from tests.neo4j.server import Server

pytestmark = pytest.mark.xdist_group("neo4j")


def test_it_is_the_version_that_is_supported(neo4j_server: Server) -> None:
    """The server is Neo4j 5.26 or newer."""
    (found,) = neo4j_server.run(
        "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions"
    )
    versions = found["versions"]
    assert isinstance(versions, list)
    assert [int(part) for part in versions[0].split(".")[:2]] >= [5, 26]


def test_the_first_password_is_no_longer_good(neo4j_server: Server) -> None:
    """Nobody comes in with the password that every new server has."""
    with (
        neo4j.GraphDatabase.driver(neo4j_server.uri, auth=("neo4j", "neo4j")) as driver,
        pytest.raises(AuthError),
    ):
        driver.verify_connectivity()


def test_wiping_leaves_nothing(neo4j_server: Server) -> None:
    """Nodes, constraints and indexes of an earlier test are gone."""
    neo4j_server.run("CREATE CONSTRAINT thing FOR (n:Thing) REQUIRE n.id IS UNIQUE")
    neo4j_server.run("CREATE INDEX other FOR (n:Other) ON (n.id)")
    neo4j_server.run("CREATE (:Thing {id: 1})-[:NEXT]->(:Other {id: 2})")
    neo4j_server.wipe()
    assert neo4j_server.run("MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 0}]
    assert neo4j_server.run("SHOW CONSTRAINTS") == []
    assert neo4j_server.run("SHOW INDEXES YIELD type WHERE type <> 'LOOKUP'") == []
