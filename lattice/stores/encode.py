"""Rows of a bundle as a SQLite store keeps them, and back."""

from __future__ import annotations

import datetime
import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Form, Row, Value
from lattice.domain.table import TABLES, Table
from lattice.errors import Problem
from lattice.graph.names import normalise

Stored = tuple[str | int | float | None, ...]
"""A row as it is stored: texts, whole numbers, numbers, blanks."""

_CHUNK: Final = 10_000
_WHOLE: Final = range(-(2**63), 2**63)


def encode(table: Table, rows: Iterable[Row]) -> Iterator[Stored]:
    """A table's rows as they are stored, in the order given."""
    writers = {at: _writer(column.form) for at, column in enumerate(table.columns.values())}
    if table.name == "moves":
        # Part of the key, which has no blanks in the store.
        writers[table.position("kind")] = _Known({None: ""}, str)
    for columns in _columns(rows, writers):
        if table.name == "people":
            columns.append(map(_Known({None: None}, name_key).__getitem__, columns[table.position("name")]))
        yield from zip(*columns, strict=True)


def decode(table: Table, rows: Iterable[Stored]) -> Iterator[Row]:
    """Stored rows as rows of a bundle, in the order given.

    Raises ``ValueError``, ``KeyError`` or ``TypeError`` when a value isn't one that ``encode`` makes.
    """
    readers = {at: _reader(column.form) for at, column in enumerate(table.columns.values())}
    if table.name == "moves":
        readers[table.position("kind")] = _Known({"": None}, str)
    for columns in _columns(rows, readers):
        yield from zip(*columns, strict=True)


def find_unstorable(bundle: Bundle) -> list[Problem]:
    """The cells that no SQLite file can hold: numbers past 64 bits, texts that aren't Unicode."""
    problems: list[Problem] = []
    for name, rows in bundle.tables.items():
        columns = TABLES[name].names
        for line, row in enumerate(rows, start=1):
            for column, value in zip(columns, row, strict=True):
                expected = _expected(value)
                if expected:
                    found = ascii(value)
                    problems.append(Problem(name, line, column, found, expected, f"{found} can't be stored"))
    return problems


def name_key(name: str) -> str | None:
    """A person's name as it is looked up; None when nothing is left of it."""
    return normalise(name) or None


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector still: a million new rows would wake it over and over, and hold no cycle.

    Reading takes two thirds of the time so.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


class _Known(dict[Any, Any]):
    """Values converted before: dates, lists and groups repeat a lot, and a lookup is faster than a call."""

    def __init__(self, first: Mapping[Any, Any], convert: Callable[[Any], Any]) -> None:
        super().__init__(first)
        self._convert = convert

    def __missing__(self, key: object) -> object:
        value: object = self._convert(key)
        self[key] = value
        return value


def _columns(rows: Iterable[tuple[Any, ...]], converters: dict[int, _Known | None]) -> Iterator[list[Any]]:
    # Column by column is three times as fast as cell by cell; a chunk at a time, so that memory stays flat.
    used = {at: known.__getitem__ for at, known in converters.items() if known is not None}
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        columns: list[Any] = list(zip(*chunk, strict=True))
        for at, convert in used.items():
            columns[at] = map(convert, columns[at])
        yield columns


def _writer(form: Form) -> _Known | None:
    if form is Form.DATE:
        return _Known({None: None}, datetime.date.isoformat)
    if form is Form.BOOLEAN:
        return _Known({None: None}, int)
    if form in {Form.LIST, Form.GROUPS}:
        return _Known({(): None}, _dumped)
    return None


def _reader(form: Form) -> _Known | None:
    if form is Form.DATE:
        return _Known({None: None}, datetime.date.fromisoformat)
    if form is Form.BOOLEAN:
        return _Known({None: None}, bool)
    if form is Form.LIST:
        return _Known({None: ()}, _texts)
    if form is Form.GROUPS:
        return _Known({None: ()}, _pairs)
    return None


def _dumped(values: tuple[Any, ...]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _texts(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in json.loads(text))


def _expected(value: Value) -> str:
    if isinstance(value, int) and value not in _WHOLE:
        return "a whole number of at most 64 bits"
    texts = value if isinstance(value, tuple) else (value,)
    for text in texts:
        for part in text if isinstance(text, tuple) else (text,):
            if isinstance(part, str) and any("\ud800" <= sign <= "\udfff" for sign in part):
                return "a text of Unicode characters"
    return ""
