"""Surveys: how far a sheet reaches and what its cells hide, found out before a library reads it.

A sheet that reaches too far is refused before it takes memory. Cells that hold
an error, or a formula that nobody has reckoned, look empty to the library that
reads them; here they are found in the sheet's XML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lattice.exchange.limits import Limits

_PIECE: Final = 1024 * 1024
_TAG: Final = re.compile(rb"<(?:\w+:)?(c|row)(?=[\s/>])([^<>]*)>")
_PLACE: Final = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Z]*)([0-9]+)["']""")
_ANY_PLACE: Final = re.compile(rb"(?:^|\s)r\s*=")
_PLACED_CELL: Final = re.compile(rb"""<(?:\w+:)?c(?=[\s/>])(?:[^<>]*?\sr=["']([A-Z]{1,3})([0-9]{1,7})["'])?""")
_PLACED_ROW: Final = re.compile(rb"""<(?:\w+:)?row(?=[\s/>])(?:[^<>]*?\sr=["']([0-9]{1,7})["'])?""")
_ERROR: Final = re.compile(rb"""\st\s*=\s*["']e["']""")
_KIND: Final = re.compile(rb"""(?:^|\s)t\s*=\s*["'](\w+)["']""")
_SUSPECT: Final = re.compile(
    rb"<(?:\w+:)?c(?=\s)([^<>]*)>\s*(?:<(?:\w+:)?f(?=[\s/>])[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f(?=[\s/>])")
# Where such a number is shown as a date, calamine doesn't survive it, and says so on standard error.
_FAR_BELOW: Final = re.compile(rb"<(?:\w+:)?v>\s*-\s*(?:[0-9]{10}|[^<]*[eE]\+?[0-9])")
_LONGEST_ROW_NUMBER: Final = 7
_LONGEST_COLUMN: Final = 3


@dataclass
class Survey:
    """What looking through a sheet's XML found; rows and columns count from 1.

    ``errors`` are the texts of cells with an error, by row and column;
    ``unreckoned`` the cells, as row and column, whose formula has no value.
    """

    rows: int = 0
    columns: int = 0
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    unreckoned: list[tuple[int, int]] = field(default_factory=list)


class NoSheet(Exception):
    """A sheet can't be read; the message says why and what to do."""


def survey(data: bytes, *, name: str, limits: Limits) -> Survey:
    """How far a sheet reaches and what its cells hide; raises ``NoSheet`` when it reaches too far."""
    found = _reach_of(data) or _reach_step_by_step(data)
    rows, columns = limits.rows, limits.columns
    if found.columns > columns:
        raise NoSheet(f"the sheet reaches to column {found.columns:,}; at most {columns} columns are allowed")
    if found.rows > rows or found.rows * max(1, found.columns) > limits.sheet_cells:
        most = limits.sheet_cells
        raise NoSheet(
            f"the sheet reaches over {found.rows:,} rows and {found.columns} columns; at most {most:,} cells are "
            f"allowed: delete what lies beyond the data in '{name}'"
        )
    if _FAR_BELOW.search(data):
        raise NoSheet("the sheet holds a number below -999,999,999; write it as a text, or correct it")
    _look_closer(data, found)
    return found


def _look_closer(data: bytes, found: Survey) -> None:
    """The cells that hold an error, and those with a formula but no value."""
    if not _ERROR.search(data) and not _FORMULA.search(data):
        return
    for match in _SUSPECT.finditer(data):
        place, kind = _PLACE.search(match.group(1)), _KIND.search(match.group(1))
        if place is None or not place.group(1):
            continue
        row, column = _number(place), _letters(place)
        text = match.group(2) or b""
        if kind is not None and kind.group(1) == b"e":
            found.errors.setdefault(row, {})[column] = text.decode("utf-8", "replace") or "#VALUE!"
        elif not text and _FORMULA.search(match.group()) and (kind is None or kind.group(1) != b"str"):
            found.unreckoned.append((row, column))


def _reach_of(data: bytes) -> Survey | None:
    """How far a sheet reaches when each of its cells and rows says where it is; None when one doesn't."""
    found = Survey()
    start = 0
    while start < len(data):
        # Cut where a tag begins, so that none is cut in two.
        cut = data.find(b"<", start + _PIECE)
        piece = data[start : cut if cut > 0 else len(data)]
        start += len(piece)
        cells, rows = _PLACED_CELL.findall(piece), set(_PLACED_ROW.findall(piece))
        columns = {letters for letters, _ in cells}
        rows |= {digits for _, digits in cells}
        if b"" in rows or b"" in columns:
            return None
        found.rows = max(found.rows, max(map(int, rows), default=0))
        found.columns = max(found.columns, max(map(_column_number, columns), default=0))
    return found


def _reach_step_by_step(data: bytes) -> Survey:
    """How far a sheet reaches, cell by cell: one that doesn't say where it is stands after the one before."""
    found = Survey()
    row, column = 0, 0
    for match in _TAG.finditer(data):
        place = _PLACE.search(match.group(2))
        if match.group(1) == b"row":
            row, column = (_number(place) if place else row + 1), 0
        elif place is None:
            if _ANY_PLACE.search(match.group(2)):
                raise NoSheet(broken("a cell's place can't be read"))
            column += 1
        else:
            row, column = max(row, _number(place)), _letters(place)
        found.rows, found.columns = max(found.rows, row), max(found.columns, column)
    return found


def _number(place: re.Match[bytes]) -> int:
    digits = place.group(2)
    if len(digits) > _LONGEST_ROW_NUMBER:
        raise NoSheet(broken("a row's number is too large"))
    return int(digits)


def _letters(place: re.Match[bytes]) -> int:
    """The number of a column from its letters, A is 1."""
    letters = place.group(1)
    if not letters or len(letters) > _LONGEST_COLUMN:
        raise NoSheet(broken("a cell's place can't be read"))
    return _column_number(letters)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def broken(reason: str) -> str:
    """What to say of a sheet that is broken, and why if that is known."""
    because = f" ({reason.splitlines()[0][:100]})" if reason.strip() else ""
    return f"the sheet is broken{because}; save the workbook again as .xlsx"
