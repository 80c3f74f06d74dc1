"""Single rows put into a Neo4j store or taken out, and documents put aside in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lattice.domain.column import Row
from lattice.domain.table import TABLES, Table
from lattice.errors import NoStore
from lattice.stores.difference import Stored
from lattice.stores.kept import not_kept, taken
from lattice.stores.neo4j import read
from lattice.stores.neo4j.encode import decode, encode, short
from lattice.stores.neo4j.journal import Following
from lattice.stores.neo4j.parts import Deed, Part, document, parts
from lattice.stores.neo4j.queries import DOCUMENT
from lattice.stores.neo4j.shape import SHAPES, Relationships
from lattice.stores.neo4j.state import State
from lattice.stores.recorded import not_there
from lattice.stores.store import Change

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

Plan = tuple[Change, Iterable[Part], Following | None]


def same(state: State, *, tables: Iterable[str] = ()) -> Following:
    """What the state says after a change that leaves the header as it is, but may bring tables."""
    brought = {*state.tables, *tables}
    return Following(
        header=state.header,
        tables=[name for name in TABLES if name in brought],
        loaded_at=state.loaded_at,
        long_ids=state.long_ids,
    )


def filled(state: State, place: str) -> State:
    """The state, of a store into which something was loaded; raises ``NoStore``."""
    if not state.header:
        message = f"{place} holds no lattice yet; fill it with `lattice load BUNDLE`"
        raise NoStore(message)
    return state


def plan_row(tx: ManagedTransaction, state: State, table: Table, row: Row) -> Plan:
    """What putting a row in the place of the one with its key changes; raises ``UnknownName``."""
    shape = SHAPES[table.name]
    for name, column in table.columns.items():
        if column.references is not None:
            id_ = str(row[table.position(name)])
            if not read.stored_rows_of(tx, SHAPES[column.references], [short(id_)]):
                raise not_there(name, id_)
    (new,) = encode(shape, [row], roles={})
    before = _find(tx, table, [str(row[at]) for at in table.key_positions])
    change = Change(added=int(before is None), removed=0, changed=int(before is not None and before != new))
    if before == new and table.name in state.tables:
        return change, (), None
    deed = Deed.MAKE if before is None else Deed.CHANGE
    return change, parts(table.name, deed, [new]), same(state, tables=[table.name])


def plan_withdrawal(
    tx: ManagedTransaction, state: State, table: Table, key: Sequence[str]
) -> tuple[Row | None, Iterable[Part], Following | None]:
    """What taking out the row with a key changes; that row."""
    found = _find(tx, table, key)
    if found is None:
        return None, (), None
    known = read.long_ids(tx) if state.long_ids else {}
    (row,) = decode(SHAPES[table.name], [found], long_ids=known)
    return row, parts(table.name, Deed.DROP, [found[: len(table.key)]]), same(state)


def plan_document(
    tx: ManagedTransaction, state: State, name: str, text: str, *, replace: bool
) -> tuple[None, Iterable[Part], Following | None]:
    """What putting a document aside changes; raises ``WrongCall`` when there is one that isn't to be replaced."""
    there = document_names(tx)
    if name in there and not replace:
        raise taken(name)
    return None, [document(name, text)], same(state)


def find_document(tx: ManagedTransaction, name: str) -> str:
    """The document of a name; raises ``UnknownName``."""
    query = f"MATCH (d:{DOCUMENT} {{name: $name}}) RETURN d.text AS text"
    found = tx.run(query, name=name).single()
    if found is None:
        raise not_kept(name, document_names(tx))
    return str(found["text"])


def document_names(tx: ManagedTransaction) -> tuple[str, ...]:
    """The names of all documents, in order."""
    names: list[str] = read.value(tx, (f"MATCH (d:{DOCUMENT}) RETURN collect(d.name)"))
    return tuple(sorted(names))


def _find(tx: ManagedTransaction, table: Table, key: Sequence[str]) -> Stored | None:
    shape = SHAPES[table.name]
    assert isinstance(shape, Relationships)  # noqa: S101 - tells the type checker
    wanted = tuple(map(short, key))
    found = read.stored_rows_of(tx, shape, wanted[:1])
    return next((row for row in found if row[: len(wanted)] == wanted), None)
