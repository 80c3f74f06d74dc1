"""Rows of a bundle as they are sent to a Neo4j database, and back."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, Final

from lattice.domain.column import Form, Row
from lattice.domain.rules import find_unfit, kind_of_move
from lattice.stores.difference import Stored
from lattice.stores.names import name_key
from lattice.stores.neo4j.shape import MOVE_TYPES, Nodes, Relationships, Shape

LONGEST: Final = 1_000
"""Texts of more characters are looked up by their beginning and a digest: an index takes 8 KB."""

Columns = Sequence[Sequence[Any]]
"""Rows as they are stored, column by column."""

_CHUNK: Final = 10_000
_WHOLE: Final = range(-(2**63), 2**63)


def short(text: str) -> str:
    """A text as it is looked up: itself, or when it is too long for an index its beginning and a digest.

    What comes of a long text is longer than any that is left as it is, so no two become the same.
    """
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}…{hashlib.sha256(text.encode()).hexdigest()}"


def encode(shape: Shape, rows: Iterable[Row], *, roles: Mapping[str, Row]) -> Iterator[Stored]:
    """A table's rows as they are stored, by key; ``roles``, by id, settle the type of a move.

    Raises ``OverflowError`` for a whole number of more than 64 bits.
    """
    return in_rows(encode_columns(shape, rows, roles=roles))


def in_rows(chunks: Iterable[Columns]) -> Iterator[Stored]:
    """Columns as rows."""
    for columns in chunks:
        yield from zip(*columns, strict=True)


def sorted_columns(chunks: Iterable[Columns], *, width: int) -> Iterator[Columns]:
    """The same rows by key, so many columns."""
    rows = sorted(in_rows(chunks), key=itemgetter(*range(width)))
    if rows:
        yield list(zip(*rows, strict=True))


def encode_columns(shape: Shape, rows: Iterable[Row], *, roles: Mapping[str, Row]) -> Iterator[Columns]:
    """The same as columns, of some thousand rows each time."""
    table = shape.table
    writers = {at: _writer(column.form) for at, column in enumerate(table.columns.values())}
    keys = _short_columns(shape)
    kind = table.position("kind") if table.name == "moves" else None
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        columns: list[Any] = list(zip(*chunk, strict=True))
        given = columns[0]
        for at, convert in writers.items():
            if convert is not None:
                columns[at] = list(map(convert, columns[at]))
        for at in keys:
            if max(map(len, columns[at])) > LONGEST:
                columns[at] = list(map(short, columns[at]))
        if kind is not None:
            columns.append([_move_type(row, roles) for row in chunk])
            columns[kind] = ["" if value is None else value for value in columns[kind]]
        if table.name == "people":
            columns.append([_key_of_name(name) for name in columns[table.position("name")]])
        if isinstance(shape, Nodes):
            columns.append([None if len(id_) <= LONGEST else id_ for id_ in given])
        yield columns


def decode(shape: Shape, rows: Iterable[Sequence[Any]], *, long_ids: Mapping[str, str]) -> Iterator[Row]:
    """Stored rows as rows of a bundle; ``long_ids`` are the ids that are stored by their beginning.

    Raises ``ValueError``, ``KeyError`` or ``TypeError`` when a value isn't one that ``encode`` makes.
    """
    table = shape.table
    readers = {at: _reader(column.form) for at, column in enumerate(table.columns.values())}
    keys = _short_columns(shape)
    kind = table.position("kind") if table.name == "moves" else None
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        columns: list[Any] = list(zip(*chunk, strict=True))[: len(table.columns)]
        for at, convert in readers.items():
            if convert is not None:
                columns[at] = list(map(convert, columns[at]))
        if kind is not None:
            columns[kind] = [value or None for value in columns[kind]]
        unfit = find_unfit(table, columns)
        if unfit is not None:
            raise ValueError(unfit)
        if long_ids:
            for at in keys:
                columns[at] = [long_ids.get(id_, id_) for id_ in columns[at]]
        yield from zip(*columns, strict=True)


def _short_columns(shape: Shape) -> tuple[int, ...]:
    """Where the ids stand that nodes are found by; managers and mentors are only texts on a node."""
    if isinstance(shape, Relationships):
        return (0, 1)
    return (0, shape.table.position("role")) if shape.table.name == "people" else (0,)


def _move_type(row: Row, roles: Mapping[str, Row]) -> str:
    return MOVE_TYPES[kind_of_move(row[2], roles.get(str(row[0])), roles.get(str(row[1])))]


def _key_of_name(name: str | None) -> str | None:
    key = None if name is None else name_key(name)
    return None if key is None else short(key)


class _Known(dict[Any, Any]):
    """Values converted before: dates, numbers and lists repeat a lot, and a lookup is faster than a call."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        super().__init__({None: None})
        self._convert = convert

    def __missing__(self, key: object) -> object:
        value: object = self._convert(key)
        self[key] = value
        return value


def _writer(form: Form) -> Callable[[Any], Any] | None:
    if form is Form.DATE:
        return _Known(datetime.date.isoformat).__getitem__
    if form is Form.INTEGER:
        return _Known(_whole).__getitem__
    if form is Form.NUMBER:
        return _Known(float).__getitem__
    if form in {Form.LIST, Form.GROUPS}:
        return _some
    return None


def _reader(form: Form) -> Callable[[Any], Any] | None:
    if form is Form.DATE:
        return _Known(datetime.date.fromisoformat).__getitem__
    if form is Form.NUMBER:
        return _Known(float).__getitem__
    if form is Form.LIST:
        return _texts
    if form is Form.GROUPS:
        return _pairs
    return None


def _some(values: tuple[Any, ...]) -> tuple[Any, ...] | None:
    return values or None


def _texts(values: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(values or ())


def _pairs(values: Sequence[Sequence[str]] | None) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in values or ())


def _whole(number: int) -> int:
    if number not in _WHOLE:
        raise OverflowError(number)
    return number
