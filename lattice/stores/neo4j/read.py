"""Reading rows from a Neo4j database, in one transaction of the server's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from lattice.domain.column import Form, Row
from lattice.stores.difference import Stored
from lattice.stores.names import name_key
from lattice.stores.neo4j import queries
from lattice.stores.neo4j.encode import decode, short
from lattice.stores.neo4j.pages import pages
from lattice.stores.neo4j.shape import SHAPES, Nodes, Relationships, Shape, form, group_name
from lattice.stores.neo4j.texts import NotPlain

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

FEW: Final = 10_000
"""Tables of at most so many rows come in one answer."""


def value(tx: ManagedTransaction, query: str, /, **parameters: object) -> Any:  # noqa: ANN401 - what is stored
    """The only value of the only record that a query answers with."""
    record = tx.run(query, parameters).single(strict=True)
    return record[0]


def stored_rows(tx: ManagedTransaction, shape: Shape) -> Iterator[Stored]:
    """All rows of a table as they are stored, by key; a large table comes page by page."""
    many = count(tx, shape)
    if not many:
        return
    if many <= FEW:
        yield from _few_nodes(tx, shape) if isinstance(shape, Nodes) else _few_relationships(tx, shape)
        return
    for page in pages(tx, shape):
        try:
            yield from page.rows()
        except NotPlain:
            yield from page_by_value(tx, shape, page.after, len(page.texts))[1]


def count(tx: ManagedTransaction, shape: Shape) -> int:
    """How many rows a table has at most."""
    return int(value(tx, queries.count(shape)))


def stored_rows_of(tx: ManagedTransaction, shape: Shape, ids: Sequence[str]) -> list[Stored]:
    """The rows of the nodes with these ids (as they are looked up), or that start there."""
    if isinstance(shape, Nodes):
        return _few_nodes(tx, shape, where="WHERE n.id IN $ids", ids=ids)
    return _few_relationships(tx, shape, where="WHERE a.id IN $ids", ids=ids)


def page_by_value(tx: ManagedTransaction, shape: Shape, after: str, many: int) -> tuple[Sequence[str], list[Stored]]:
    """So many nodes behind an id: their ids in order, and their rows, value by value."""
    # Not by comparing ids here: only the index compares them as Python does.
    ids: list[str] = value(tx, queries.ids_of_page(shape), after=after, size=many)
    return ids, stored_rows_of(tx, shape, ids)


def stored_rows_where(tx: ManagedTransaction, table: str, column: str, **parameters: object) -> list[Stored]:
    """The rows of nodes whose column is ``$value``."""
    shape = SHAPES[table]
    assert isinstance(shape, Nodes)  # noqa: S101 - tells the type checker
    return _few_nodes(tx, shape, where=f"WHERE n.`{column}` = $value", **parameters)


def long_ids(tx: ManagedTransaction) -> Mapping[str, str]:
    """The ids that are stored by their beginning, by that."""
    return dict(value(tx, queries.long_ids()))


def rows(tx: ManagedTransaction, table: str, *, known: Mapping[str, str], of: Sequence[str] | None) -> tuple[Row, ...]:
    """A table's rows by key; with ``of``, only those about the people with these ids. ``known`` are the long ids."""
    shape = SHAPES[table]
    found = stored_rows(tx, shape) if of is None else stored_rows_of(tx, shape, of)
    made = tuple(decode(shape, found, long_ids=known))
    if isinstance(shape, Relationships):
        _see_that_none_is_twice(table, map(itemgetter(*range(len(shape.table.key))), made))
    return made


def _see_that_none_is_twice(table: str, keys: Iterable[tuple[Any, ...]]) -> None:
    """Only by another hand is a relationship there twice, and then nobody knows which of them holds."""
    twice = next((key for key, other in pairwise(keys) if key == other), None)
    if twice is not None:
        message = f"a row of {table} is there twice: {', '.join(map(str, filter(None, twice)))}"
        raise ValueError(message)


def called(tx: ManagedTransaction, person: str) -> list[str]:
    """The ids, as they are looked up, of everyone with this id or name."""
    key = name_key(person)
    found: list[str] = value(
        tx, queries.called(), ids=[short(person), short(person.strip())], key=None if key is None else short(key)
    )
    return found


def _few_nodes(tx: ManagedTransaction, shape: Nodes, *, where: str = "", **parameters: object) -> list[Stored]:
    return sorted(_of_nodes(shape, value(tx, queries.read_nodes(shape, where), **parameters)), key=itemgetter(0))


def _of_nodes(shape: Nodes, found: Sequence[list[Any]]) -> list[Stored]:
    groups = [at for at, name in enumerate(shape.names) if form(shape, name) is Form.GROUPS]
    lists = [at for at, name in enumerate(shape.names) if form(shape, name) is Form.LIST]
    for row in found:
        if row[0] is None:
            message = f"a {shape.label} has no id"
            raise ValueError(message)
        for at in lists:
            row[at] = tuple(row[at]) if row[at] else None
        for at in groups:
            row[at] = tuple(sorted((group_name(key), group) for key, group in row[at])) or None
    return list(map(tuple, found))


def _few_relationships(
    tx: ManagedTransaction, shape: Relationships, *, where: str = "", **parameters: object
) -> list[Stored]:
    found = map(tuple, value(tx, queries.read_relationships(shape, where), **parameters))
    return sorted(found, key=itemgetter(*range(len(shape.table.key))))
