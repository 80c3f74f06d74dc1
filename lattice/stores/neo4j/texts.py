"""Rows as the one text in which the server sends them, and back: much faster than as lists of values.

The fields of a row are joined by one sign, the rows of a node's relationships
and the groups of a node begin with another, the items of a list with a third.
Two rows that are written alike are alike: a text with such a sign in it is
never written so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, repeat
from operator import itemgetter
from typing import Any, Final

from lattice.domain.column import Form
from lattice.stores.difference import Stored
from lattice.stores.neo4j.shape import Nodes, Relationships, Shape, form, group_name, group_property

FIELD: Final = "\x1f"
"""What stands between the fields of a row."""

ROW: Final = "\x1e"
"""What stands before each row of a node's relationships, and before each group of a node."""

ITEM: Final = "\x1d"
"""What stands before each item of a list, behind their number."""

UNLIKE: Final = ROW
"""What is written for a row that has such a sign in it; no text from the server is like it."""

_CHUNK: Final = 10_000
_KNOWN: Final = 100_000


class NotPlain(ValueError):
    """A text has a sign in it that stands between fields, rows or items."""


def fields(shape: Shape) -> tuple[str, ...]:
    """The stored columns in a row's text: all but a node's own id and its groups; of moves also the type."""
    names = shape.names[1:]
    return tuple(name for name in names if form(shape, name) is not Form.GROUPS)


def is_bare(shape: Shape, name: str) -> bool:
    """Whether a column of texts is never blank, and so needs nothing that tells a blank one from an empty one."""
    if isinstance(shape, Nodes):
        return False
    return name in {shape.names[1], "type"} or (shape.table.name == "moves" and name == "kind")


def written(shape: Shape, rows: Iterable[Stored]) -> Iterator[tuple[str, Stored, str]]:
    """Rows, as they are stored: of each the id of its node, itself, and its text as the server would send it."""
    names = fields(shape)
    at = [shape.names.index(name) for name in names]
    writers = [_converter(shape, name, _WRITTEN, _NONE) for name in names]
    if isinstance(shape, Relationships):
        writers[0] = _Known(ROW.__add__, {}).__getitem__
    lists = [shape.names.index(name) for name in names if form(shape, name) is Form.LIST]
    groups = _groups_at(shape)
    write_groups = _Known(_groups_written, _NONE).__getitem__
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        columns: list[Any] = list(zip(*chunk, strict=True))
        cells = [map(write, columns[index]) for index, write in zip(at, writers, strict=True)]
        texts = list(map(FIELD.join, zip(*cells, strict=True)))
        signs = {
            FIELD: len(chunk) * (len(names) - 1),
            ROW: len(chunk) if isinstance(shape, Relationships) else 0,
            ITEM: sum(_many(columns[index]) for index in lists),
        }
        if groups is not None:
            texts = list(map(str.__add__, texts, map(write_groups, columns[groups])))
            signs[ROW] = _many(columns[groups])
            signs[FIELD] += signs[ROW]
        whole = "".join(texts)
        plain = all(whole.count(sign) == many for sign, many in signs.items())
        yield from zip(columns[0], chunk, texts if plain else [UNLIKE] * len(chunk), strict=True)


def parsed(shape: Shape, ids: Sequence[str], counts: Sequence[int], texts: Sequence[str]) -> list[Stored]:
    """The rows of the nodes with these ids by key; ``counts`` are how many relationships or groups each has.

    Raises ``NotPlain``.
    """
    many = sum(counts)
    whole = "".join(texts)
    if whole.count(ROW) != many:
        raise NotPlain
    if isinstance(shape, Relationships):
        starts = chain.from_iterable(map(repeat, ids, counts))
        columns = [starts, *_columns(shape, whole.split(ROW)[1:])]
    else:
        parts = [text.split(ROW) for text in texts]
        columns = [ids, *_columns(shape, [head for head, *_ in parts])]
        groups = _groups_at(shape)
        if groups is not None:
            columns.insert(groups, [_groups_parsed(found) for _, *found in parts])
    return sorted(zip(*columns, strict=True), key=itemgetter(*range(len(shape.table.key))))


def _columns(shape: Shape, texts: Sequence[str]) -> list[Iterable[Any]]:
    """The columns that are fields, of rows with these texts."""
    names = fields(shape)
    cells = FIELD.join(texts).split(FIELD) if texts else []
    if len(cells) != len(texts) * len(names):
        raise NotPlain
    readers = [_converter(shape, name, _READ, _EMPTY) for name in names]
    return [map(read, cells[at :: len(names)]) for at, read in enumerate(readers)]


def _groups_at(shape: Shape) -> int | None:
    return next((at for at, name in enumerate(shape.names) if form(shape, name) is Form.GROUPS), None)


def _groups_written(pairs: Sequence[Sequence[str]]) -> str:
    return "".join(f"{ROW}{group_property(name)}{FIELD}{group}" for name, group in pairs)


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
    Form.TEXT: "=".__add__,
    Form.IDENTIFIER: "=".__add__,
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


def _converter(
    shape: Shape, name: str, forms: Mapping[Form, Callable[[Any], Any]], blank: Mapping[Any, Any]
) -> Callable[[Any], Any]:
    return str if is_bare(shape, name) else _Known(forms[form(shape, name)], blank).__getitem__


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
