"""Reading rows from a Neo4j database, in one transaction of the server's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from lattice.domain.column import Form, Row
from lattice.stores.difference import Stored
from lattice.stores.names import name_key
from lattice.stores.neo4j import queries
from lattice.stores.neo4j.encode import decode, short
from lattice.stores.neo4j.shape import SHAPES, Nodes, Relationships, Shape, form, group_name

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_PAGE: Final = 2_000
"""Nodes in a page of a large table; measured: fewer cost round trips, more save nothing."""

_FEW: Final = 10_000
"""Tables of at most so many rows come in one answer."""


def value(tx: ManagedTransaction, query: str, /, **parameters: object) -> Any:  # noqa: ANN401 - what is stored
    """The only value of the only record that a query answers with."""
    record = tx.run(query, parameters).single(strict=True)
    return record[0]


def stored_rows(tx: ManagedTransaction, shape: Shape) -> Iterator[Stored]:
    """All rows of a table as they are stored, by key; a large table comes page by page."""
    many = int(value(tx, queries.count(shape)))
    if not many:
        return
    if isinstance(shape, Nodes):
        yield from _few_nodes(tx, shape) if many <= _FEW else _many_nodes(tx, shape)
    else:
        yield from _few_relationships(tx, shape) if many <= _FEW else _many_relationships(tx, shape)


def stored_rows_of(tx: ManagedTransaction, shape: Shape, ids: Sequence[str]) -> list[Stored]:
    """The rows that are about the people with these ids (as they are looked up)."""
    if isinstance(shape, Nodes):
        return _few_nodes(tx, shape, where="WHERE n.id IN $ids", ids=ids)
    return _few_relationships(tx, shape, where="WHERE a.id IN $ids", ids=ids)


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
    return tuple(decode(shape, found, long_ids=known))


def called(tx: ManagedTransaction, person: str) -> list[str]:
    """The ids, as they are looked up, of everyone with this id or name."""
    key = name_key(person)
    found: list[str] = value(
        tx, queries.called(), ids=[short(person), short(person.strip())], key=None if key is None else short(key)
    )
    return found


def _few_nodes(tx: ManagedTransaction, shape: Nodes, *, where: str = "", **parameters: object) -> list[Stored]:
    return sorted(_of_nodes(shape, value(tx, queries.read_nodes(shape, where), **parameters)), key=itemgetter(0))


def _many_nodes(tx: ManagedTransaction, shape: Nodes) -> Iterator[Stored]:
    query, after = queries.read_node_page(shape), ""
    while page := value(tx, query, after=after, size=_PAGE):
        found = _of_nodes(shape, page)
        yield from found
        after = str(found[-1][0])


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


def _many_relationships(tx: ManagedTransaction, shape: Relationships) -> Iterator[Stored]:
    query, after = queries.read_relationship_page(shape), ""
    parsers = [_parser(shape, name) for name in shape.names[2:]]
    key = itemgetter(*range(1, len(shape.table.key)))
    while True:
        record = tx.run(query, after=after, size=_PAGE, field=queries.FIELD).single(strict=True)
        ids, counts, texts = record
        if not ids:
            return
        page: list[Stored] = []
        whole = True
        for start, many, text in zip(ids, counts, texts, strict=True):
            fields = text.split(queries.FIELD)
            if len(fields) != many * (len(parsers) + 1) + 1:
                whole = False
                break
            columns: list[Any] = [[start] * many, fields[1 :: len(parsers) + 1]]
            columns += [map(parse, fields[at :: len(parsers) + 1]) for at, parse in enumerate(parsers, start=2)]
            page += sorted(zip(*columns, strict=True), key=key)
        if not whole:
            # Some text has the sign between fields in it: this page comes value by value.
            where = "WHERE a.id > $after AND a.id <= $last"
            page = _few_relationships(tx, shape, where=where, after=after, last=ids[-1])
        yield from page
        after = ids[-1]


def _parser(shape: Relationships, name: str) -> Callable[[str], Any]:
    column = form(shape, name)
    if name == "type" or (shape.table.name == "moves" and name == "kind"):
        return str
    if column is Form.TEXT:
        return _Parsed(lambda text: text[1:]).__getitem__
    if column in {Form.INTEGER, Form.LEVEL}:
        return _Parsed(int).__getitem__
    if column is Form.NUMBER:
        return _Parsed(float).__getitem__
    if column is Form.BOOLEAN:
        return {"": None, "true": True, "false": False}.__getitem__
    return _Parsed(str).__getitem__


class _Parsed(dict[str, Any]):
    """Texts parsed before: levels, dates and words of evidence repeat a lot."""

    def __init__(self, parse: Callable[[str], Any]) -> None:
        super().__init__({"": None})
        self._parse = parse

    def __missing__(self, text: str) -> object:
        found = self._parse(text)
        if len(self) < _KNOWN:
            self[text] = found
        return found


_KNOWN: Final = 100_000
