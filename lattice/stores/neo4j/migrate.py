"""Databases made into stores, and stores of older versions brought forward, a version a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from lattice.errors import NotAStore
from lattice.stores.neo4j.connect import Connection
from lattice.stores.neo4j.queries import STORE, constraints
from lattice.stores.neo4j.shape import NODES
from lattice.stores.neo4j.state import STORE_ID, State, find_state, newer, nothing_there

Step = Callable[[Connection], None]
"""Changes a store of one version into the next; doing it twice does no harm, as two programs may."""

STEPS: Final[Sequence[Step]] = ()
"""The steps from version 1 to 2, 2 to 3 …; a change of the schema adds one and never alters another."""

VERSION: Final = 1 + len(STEPS)
"""The version of the schema that this program writes."""


def bring_forward(connection: Connection, *, create: bool, steps: Sequence[Step] = STEPS) -> int:
    """Make the database a store of the current version, and return that version.

    A database that has none of the store's labels becomes an empty store when
    ``create`` is set. Raises ``NoStore``, ``NotAStore`` or ``NewerStore``, and
    then changes nothing.
    """
    current = 1 + len(steps)
    state = connection.read(find_state)
    if state is None:
        state = _make(connection, current, create=create)
    if state.schema_version > current:
        raise newer(connection.place, state.schema_version, current)
    for version in range(state.schema_version, current):
        steps[version - 1](connection)
        connection.run(
            f"MATCH (s:{STORE} {{id: $id}}) WHERE s.schema_version = $old SET s.schema_version = $new",
            id=STORE_ID,
            old=version,
            new=version + 1,
        )
    return current


def _make(connection: Connection, version: int, *, create: bool) -> State:
    labels = "|".join(nodes.label for nodes in NODES)
    found = connection.rows(f"MATCH (n:{labels}) RETURN labels(n) AS labels LIMIT 1")
    if found:
        named = ":".join(found[0]["labels"])
        message = (
            f"{connection.place} has nodes of another program ({named}) where a lattice would keep its own; "
            "give another database at the end of the address"
        )
        raise NotAStore(message)
    if not create:
        raise nothing_there(connection.place)
    for _, statement in constraints():
        connection.run(statement)
    connection.run(
        f"MERGE (s:{STORE} {{id: $id}}) ON CREATE SET s.schema_version = $version, s.revision = 0",
        id=STORE_ID,
        version=version,
    )
    state = connection.read(find_state)
    if state is None:
        raise nothing_there(connection.place)
    return state
