"""What a bundle made in Python can say and no store can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row, Value
from lattice.domain.table import TABLES
from lattice.errors import Problem

_WHOLE: Final = range(-(2**63), 2**63)


def find_unstorable(bundle: Bundle) -> list[Problem]:
    """The cells of a bundle that no store can hold: numbers past 64 bits, texts that aren't Unicode."""
    return find_unstorable_cells(bundle.tables)


def find_unstorable_cells(tables: Mapping[str, Sequence[Row]]) -> list[Problem]:
    """The same of some tables' rows."""
    problems: list[Problem] = []
    for name, rows in tables.items():
        columns = TABLES[name].names
        for line, row in enumerate(rows, start=1):
            for column, value in zip(columns, row, strict=True):
                expected = _expected(value)
                if expected:
                    found = ascii(value)
                    problems.append(Problem(name, line, column, found, expected, f"{found} can't be stored"))
    return problems


def _expected(value: Value) -> str:
    if isinstance(value, int) and value not in _WHOLE:
        return "a whole number of at most 64 bits"
    texts = value if isinstance(value, tuple) else (value,)
    for text in texts:
        for part in text if isinstance(text, tuple) else (text,):
            if isinstance(part, str) and any("\ud800" <= sign <= "\udfff" for sign in part):
                return "a text of Unicode characters"
    return ""
