"""Rows as the one text a node in which the server sends them, and back: much faster than as lists of values.

A text begins with a head, followed by each row of the node's relationships or
each of its groups, with one sign before each. The head says how many these
are, the node's id, and for a row that is a node its fields. Another sign
stands between the fields of a head, a row or a group, a third before the items
of a list. Two nodes that are written alike are alike: one with such a sign in
a field is never written so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple

from lattice.domain.column import Form
from lattice.stores.difference import Stored
from lattice.stores.neo4j.encode import Columns
from lattice.stores.neo4j.shape import Nodes, Relationships, Shape, form, group_name, group_property

FIELD: Final = "\x1f"
"""What stands between the fields of a head, a row or a group."""

ROW: Final = "\x1e"
"""What stands before each row of a node's relationships, and before each group of a node."""

ITEM: Final = "\x1d"
"""What stands before each item of a list, behind their number."""

GIVEN: Final = FIELD + "="
"""What stands before a field that may be any text, where it isn't blank."""

UNLIKE: Final = ROW
"""What is written for a node that has such a sign in it; no part of a text from the server is like it."""

_KNOWN: Final = 100_000


class NotPlain(ValueError):
    """A text has a sign in it that stands between fields, rows or items, or says what nobody of us writes."""


class Node(NamedTuple):
    """A node: its id, its text in parts, the head and what follows it, and which rows of a chunk are its own."""

    id: str
    parts: list[str]
    chunk: Columns
    at: slice

    @property
    def rows(self) -> list[Stored]:
        """Its rows, as they are stored."""
        return list(zip(*(column[self.at] for column in self.chunk), strict=True))

    def is_written(self, text: str) -> bool:
        """Whether a text from the server says the same, in whatever order."""
        theirs, ours = text.split(ROW), self.parts
        return theirs == ours or (len(theirs) == len(ours) and sorted(theirs) == sorted(ours))


def fields(shape: Shape) -> tuple[str, ...]:
    """The stored columns in a row's text: all but a node's own id and its groups; of moves also the type."""
    names = shape.names[1:]
    return tuple(name for name in names if form(shape, name) is not Form.GROUPS)


def is_bare(shape: Shape, name: str) -> bool:
    """Whether a column of texts is never blank, and so needs nothing that tells a blank one from an empty one."""
    if isinstance(shape, Nodes):
        return False
    return name in {shape.names[1], "type"} or (shape.table.name == "moves" and name == "kind")


def written(shape: Shape, chunks: Iterable[Columns]) -> Iterator[Node]:
    """The nodes of rows, by key and some at a time, each written as the server would."""
    names = fields(shape)
    at = [shape.names.index(name) for name in names]
    writers = [_column_writer(shape, name) for name in names]
    lists = [shape.names.index(name) for name in names if form(shape, name) is Form.LIST]
    groups = _groups_at(shape)
    write_groups = _Known(_groups_written, {None: ()}).__getitem__
    for columns in _by_node(chunks):
        ids = columns[0]
        cells = [write(columns[index]) for index, write in zip(at, writers, strict=True)]
        if isinstance(shape, Relationships):
            yield from _starts(columns, list(map(FIELD.join, zip(*cells, strict=True))), fields=len(names))
            continue
        followers = [()] * len(ids) if groups is None else list(map(write_groups, columns[groups]))
        heads = list(map(FIELD.join, zip(map(str, map(len, followers)), ids, *cells, strict=True)))
        items = sum(_many(columns[index]) for index in lists)
        plain = _is_plain(heads, fields=len(names) + 2, items=items)
        for row, (id_, head, following) in enumerate(zip(ids, heads, followers, strict=True)):
            known = plain and (not following or _is_plain(following, fields=2))
            yield Node(id_, [head, *following] if known else [UNLIKE], columns, slice(row, row + 1))


def _by_node(chunks: Iterable[Columns]) -> Iterator[Columns]:
    """Rows, by key and some at a time, so that all of a node come together."""
    left: Columns = ()
    for chunk in chunks:
        columns = [[*some, *more] for some, more in zip(left, chunk, strict=True)] if left else chunk
        end = bisect_left(columns[0], columns[0][-1])
        if end:
            yield [column[:end] for column in columns]
        left = [column[end:] for column in columns]
    if left:
        yield left


def _starts(columns: Columns, texts: Sequence[str], *, fields: int) -> Iterator[Node]:
    """Where relationships start that are written so."""
    counts = Counter(columns[0])
    plain = _is_plain(texts, fields=fields) and _is_plain([*counts], fields=1)
    end = 0
    for id_, many in counts.items():
        start, end = end, end + many
        parts = [f"{many}{FIELD}{id_}", *texts[start:end]] if plain else [UNLIKE]
        yield Node(id_, parts, columns, slice(start, end))


def _is_plain(texts: Sequence[str], *, fields: int, items: int = 0) -> bool:
    """Whether texts of so many fields each, and so many items of lists altogether, have no sign in a field."""
    whole = "".join(texts)
    return whole.count(FIELD) == len(texts) * (fields - 1) and whole.count(ITEM) == items and whole.count(ROW) == 0


def taken_apart(shape: Shape, text: str) -> tuple[str, list[str]]:
    """Of a node's text the id, and what follows the head. Raises ``NotPlain``."""
    head, *following = text.split(ROW)
    many, id_, *cells = head.split(FIELD)
    own, each = _widths(shape)
    if len(following) != int(many) or len(cells) != own or any(one.count(FIELD) != each - 1 for one in following):
        raise NotPlain
    return id_, following


def parsed(shape: Shape, texts: Sequence[str]) -> list[Stored]:
    """The rows of the nodes with these texts by key. Raises ``NotPlain``."""
    parts = [text.split(ROW) for text in texts]
    own, each = _widths(shape)
    counts, ids, *cells = _cells([head for head, *_ in parts], 2 + own)
    many = list(map(int, counts))
    if many != [len(found) - 1 for found in parts]:
        raise NotPlain
    columns: list[Iterable[Any]]
    if isinstance(shape, Relationships):
        cells = _cells([row for _, *found in parts for row in found], each)
        columns = [chain.from_iterable(map(repeat, ids, many)), *_columns(shape, cells)]
    else:
        columns = [ids, *_columns(shape, cells)]
        groups = _groups_at(shape)
        if groups is not None:
            columns.insert(groups, [_groups_parsed(found) for _, *found in parts])
    try:
        return sorted(zip(*columns, strict=True), key=itemgetter(*range(len(shape.table.key))))
    except (ValueError, KeyError) as error:
        raise NotPlain from error


def _widths(shape: Shape) -> tuple[int, int]:
    """How many fields a head has behind the id, and each of what follows it: a row, or a group's name and value."""
    many = len(fields(shape))
    return (many, 2) if isinstance(shape, Nodes) else (0, many)


def _cells(texts: Sequence[str], fields: int) -> list[Sequence[str]]:
    """The fields of texts by column."""
    cells = FIELD.join(texts).split(FIELD) if texts else []
    if len(cells) != len(texts) * fields:
        raise NotPlain
    return [cells[at::fields] for at in range(fields)]


def _columns(shape: Shape, cells: Sequence[Sequence[str]]) -> list[Iterable[Any]]:
    """What the columns say that are fields."""
    readers = [_reader(shape, name) for name in fields(shape)]
    return [map(read, column) for read, column in zip(readers, cells, strict=True)]


def _groups_at(shape: Shape) -> int | None:
    return next((at for at, name in enumerate(shape.names) if form(shape, name) is Form.GROUPS), None)


def _groups_written(pairs: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(f"{group_property(name)}{FIELD}{group}" for name, group in pairs)


def _groups_parsed(parts: Sequence[str]) -> tuple[tuple[str, str], ...] | None:
    pairs = [part.split(FIELD) for part in parts]
    if any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004 - a name and a value
        raise NotPlain
    return tuple(sorted((group_name(key), group) for key, group in pairs)) or None


def _many(column: Sequence[Sequence[Any] | None]) -> int:
    return sum(map(len, filter(None, column)))


def _list_written(items: Sequence[str]) -> str:
    return "".join([str(len(items)), *(ITEM + item for item in items)])


def _list_read(text: str) -> tuple[str, ...] | None:
    many, *items = text.split(ITEM)
    if int(many) != len(items):
        raise NotPlain
    return tuple(items) or None


_WRITTEN: Final[Mapping[Form, Callable[[Any], str]]] = {
    Form.DATE: str,
    Form.INTEGER: repr,
    Form.LEVEL: repr,
    Form.NUMBER: repr,
    Form.BOOLEAN: {True: "true", False: "false"}.__getitem__,
    Form.LIST: _list_written,
}
"""How a stored value is written that isn't blank; it needn't be the server's way, but then rows are taken apart."""

_READ: Final[Mapping[Form, Callable[[str], Any]]] = {
    Form.TEXT: itemgetter(slice(1, None)),
    Form.IDENTIFIER: itemgetter(slice(1, None)),
    Form.DATE: str,
    Form.INTEGER: int,
    Form.LEVEL: int,
    Form.NUMBER: float,
    Form.BOOLEAN: {"true": True, "false": False}.__getitem__,
    Form.LIST: _list_read,
}
"""What a text that isn't empty says."""


def _column_writer(shape: Shape, name: str) -> Callable[[Sequence[Any]], Iterable[str]]:
    if is_bare(shape, name):
        return lambda values: values
    if form(shape, name) in {Form.TEXT, Form.IDENTIFIER}:
        # Many are there once, so that knowing them is no help.
        return lambda values: ["" if value is None else "=" + value for value in values]
    return partial(map, _Known(_WRITTEN[form(shape, name)], _NONE).__getitem__)


def _reader(shape: Shape, name: str) -> Callable[[str], Any]:
    return str if is_bare(shape, name) else _Known(_READ[form(shape, name)], _EMPTY).__getitem__


_NONE: Final[Mapping[None, str]] = {None: ""}
_EMPTY: Final[Mapping[str, None]] = {"": None}


class _Known(dict[Any, Any]):
    """Values written or read before, for levels, dates and words of evidence repeat a lot; and what stays blank."""

    def __init__(self, convert: Callable[[Any], Any], blank: Mapping[Any, Any]) -> None:
        super().__init__(blank)
        self._convert = convert

    def __missing__(self, value: object) -> object:
        found = self._convert(value)
        if len(self) < _KNOWN:
            self[value] = found
        return found
