"""Bundles in one workbook: a sheet a table, and a sheet ``lattice`` for the header."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from lattice.domain.column import Row
from lattice.domain.policy import Header, Policy
from lattice.domain.rules import nearest_name
from lattice.domain.table import TABLES, Table
from lattice.errors import Problem
from lattice.exchange.cell import FALSE, SEPARATOR, TRUE, shown
from lattice.exchange.cells import Chunk, Sheet, read_table
from lattice.exchange.limits import LIMITS, Limits
from lattice.exchange.manifest import MANIFEST, check_manifest
from lattice.exchange.reading import Reading, judged
from lattice.exchange.spreadsheet import Cells, SheetPart, Spreadsheet
from lattice.exchange.survey import NoSheet

HEADER_SHEET: Final = "lattice"
"""The sheet with the bundle's header, a key and its value in each row."""

INSTRUCTIONS: Final = "instructions"
"""The sheet that says how to fill in the others; it is left alone."""

_CHUNK: Final = 1_000
_MOST_NAMED: Final = 20


def read_workbook(path: Path, *, limits: Limits = LIMITS) -> Reading:
    """Everything that a workbook holds, checked by every rule; a sheet is what a file is in a folder.

    A sheet is found by its name, whatever its case. Hidden sheets count too
    when they are named as a table. Raises ``DataError`` when the file is no
    workbook.
    """
    return _Reader(str(path), Spreadsheet(path, limits=limits), limits).read()


@dataclass
class _Reader:
    """Takes a workbook's sheets one after the other; what is read so far."""

    name: str
    book: Spreadsheet
    limits: Limits
    problems: list[Problem] = field(default_factory=list)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    lines: dict[str, array[int]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def read(self) -> Reading:
        sheets = self._known()
        header = self._header(sheets.get(HEADER_SHEET))
        for table in TABLES.values():
            self._table(table, sheets.get(table.name))
        return judged(self.name, header, self.tables, self.lines, self.problems, self.unread, suffix="")

    def _known(self) -> dict[str, SheetPart]:
        """The sheets of the bundle by their names; others that are meant as one make problems."""
        known: dict[str, SheetPart] = {}
        for sheet in self.book.sheets:
            name = sheet.name.strip().casefold()
            if name in known:
                message = f"there are two sheets called '{shown(sheet.name.strip())}'; keep one"
                self._add(name, 0, "", shown(sheet.name), "one sheet", message)
            elif name == HEADER_SHEET or name in TABLES:
                known[name] = sheet
            elif not (sheet.hidden or name == INSTRUCTIONS or name.startswith("_")):
                self._stray(sheet)
        return known

    def _stray(self, sheet: SheetPart) -> None:
        with suppress(NoSheet):
            if not any(cell.strip() for row in self.book.cells(sheet).rows for cell in row):
                return
        choices = (HEADER_SHEET, *TABLES)
        near = nearest_name(sheet.name.strip().casefold(), choices)
        hint = f"the nearest is '{near}'" if near else f"the tables are {', '.join(TABLES)}"
        message = (
            f"'{shown(sheet.name)}' is no table of a bundle; {hint}. A sheet of your own is left alone when its name "
            "begins with _"
        )
        self._add(shown(sheet.name), 0, "", shown(sheet.name), near or "a table's name", message)

    def _header(self, sheet: SheetPart | None) -> Header | None:
        if sheet is None:
            message = f"the required sheet '{HEADER_SHEET}' is missing; add it, with a key and its value in each row"
            self._add(HEADER_SHEET, 0, "", "", f"a sheet '{HEADER_SHEET}'", message)
            return None
        cells = self._cells(sheet, HEADER_SHEET)
        if cells is None:
            return None
        told = _Told()
        try:
            for number, row in enumerate(cells.rows, start=1):
                told.take(number, [cell.strip() for cell in row])
        except NoSheet as error:
            self._broken(HEADER_SHEET, error)
            return None
        header, problems = check_manifest(told.document)
        self.problems += [*map(told.placed, problems), *told.problems]
        return None if told.problems else header

    def _table(self, table: Table, part: SheetPart | None) -> None:
        if part is None:
            if any(problem.expected == table.name for problem in self.problems):
                # A sheet that was reported for its name seems to be this one.
                self.unread.add(table.name)
            elif table.required:
                message = f"the required sheet '{table.name}' is missing"
                self._add(table.name, 0, "", "", f"a sheet '{table.name}'", message)
                self.unread.add(table.name)
            return
        cells = self._cells(part, table.name)
        sheet = None
        try:
            sheet = None if cells is None else self._sheet(table, cells)
            read = None if sheet is None else read_table(table, sheet, limits=self.limits)
        except NoSheet as error:
            self._broken(table.name, error)
            read = None
        if read is None or cells is None or sheet is None:
            self.unread.add(table.name)
            return
        places = {name.strip(): place for place, name in enumerate(sheet.header, start=1)}
        self.problems += [each for each in read.problems if not _is_told(cells, places, each)]
        self.tables[table.name] = read.rows
        self.lines[table.name] = read.lines
        if not read.whole:
            self.unread.add(table.name)

    def _cells(self, sheet: SheetPart, name: str) -> Cells | None:
        try:
            cells = self.book.cells(sheet)
        except NoSheet as error:
            self._broken(name, error)
            return None
        for merged in cells.merged[:_MOST_NAMED]:
            first, last = place_of(*merged.first), place_of(*merged.last)
            message = f"the cells {first}:{last} are merged, so all but one are blank; unmerge them and fill in each"
            self._add(name, merged.first[0], "", f"{first}:{last}", "a cell for each value", message)
        for row, column in cells.unreckoned[:_MOST_NAMED]:
            place = place_of(row, column)
            message = f"{place} holds a formula without a value; open the workbook in a spreadsheet program and save it"
            self._add(name, row, "", place, "a value", message)
        return cells

    def _sheet(self, table: Table, cells: Cells) -> Sheet | None:
        """The cells with the first row that isn't blank as header."""
        numbered = enumerate(cells.rows, start=1)
        for line, row in numbered:
            if any(map(str.strip, row)):
                return Sheet(file=table.name, line=line, header=row, chunks=_chunks(numbered))
        expected = f"a header row: {', '.join(table.names)}"
        message = "the sheet is empty; its first row must name the columns"
        self._add(table.name, 0, "", "an empty sheet", expected, message)
        return None

    def _broken(self, name: str, error: NoSheet) -> None:
        self._add(name, 0, "", "", "a sheet that can be read", str(error))

    def _add(self, sheet: str, line: int, column: str, found: str, expected: str, message: str) -> None:  # noqa: PLR0917 - a problem's own fields
        self.problems.append(Problem(sheet, line, column, found, expected, message))


def _is_told(cells: Cells, places: Mapping[str, int], problem: Problem) -> bool:
    """Whether a cell is blank for a reason that was reported already: merged with another, or without its value."""
    column = places.get(problem.column)
    if column is None or problem.found != shown(""):
        return False
    row = problem.line
    return (row, column) in cells.unreckoned[:_MOST_NAMED] or any(
        merged.first[0] <= row <= merged.last[0] and merged.first[1] <= column <= merged.last[1]
        for merged in cells.merged[:_MOST_NAMED]
    )


def _chunks(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Chunk]:
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        yield [line for line, _ in chunk], [row for _, row in chunk]


def place_of(row: int, column: int) -> str:
    """A cell's name in a spreadsheet.

    >>> place_of(3, 28)
    'AB3'
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


class _Told:
    """What the header's sheet says, as the document that a ``lattice.toml`` would be."""

    def __init__(self) -> None:
        self._said: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._rows: dict[str, int] = {}

    @property
    def document(self) -> Mapping[str, Any]:
        """What was said; names of levels in one cell, with | between them, are taken apart."""
        levels = self._said.get("levels", {})
        names = levels.get("names", ())
        if len(names) == 1 and SEPARATOR in names[0] and levels.get("maximum") != 1:
            apart = [name.strip() for name in names[0].split(SEPARATOR)]
            return {**self._said, "levels": {**levels, "names": apart}}
        return self._said

    def take(self, number: int, row: Sequence[str]) -> None:
        """A row of the sheet: a key, its value."""
        key, value = [*row, "", ""][:2]
        if not key or (key.casefold() == "key" and not self._rows):
            return
        if not value:
            return
        if key in self._rows and key != _NAMES:
            message = f"'{shown(key)}' stands in row {self._rows[key]} already; keep one of the two"
            self.problems.append(Problem(HEADER_SHEET, number, shown(key), shown(value), "every key once", message))
            return
        self._rows.setdefault(key, number)
        *sections, last = _path(key)
        place = self._said
        for section in sections:
            place = place.setdefault(section, {})
        if key == _NAMES:
            place.setdefault(last, []).append(value)
        else:
            place[last] = _read(key, value)

    def placed(self, problem: Problem) -> Problem:
        """A problem of the document, where it stands in the sheet."""
        line = self._rows.get(problem.column, 0)
        if not line and problem.column.startswith(f"{_NAMES}."):
            line = self._rows.get(_NAMES, 0)
        message = problem.message.replace(f"no key of {MANIFEST}", f"no key of the sheet '{HEADER_SHEET}'")
        return replace(problem, file=HEADER_SHEET, line=line, message=message)


_NAMES: Final = "levels.names"
"""The key whose values stand in rows of their own, one a level."""

_OPEN: Final = "policy.leaving_rates."


def _path(key: str) -> Sequence[str]:
    """The sections and the name of a key; a family's name may have points of its own."""
    if key.startswith(_OPEN):
        return ("policy", "leaving_rates", key.removeprefix(_OPEN))
    section, point, last = key.partition(".")
    return (section, last) if point and section in {"levels", "policy"} and last else (key,)


def _read(key: str, text: str) -> object:
    """A value as the key has it; the text itself when it is no such value, which then is reported."""
    kind = _kinds().get("policy.leaving_rates" if key.startswith(_OPEN) else key, str)
    if kind is bool:
        folded = text.casefold()
        return True if folded in TRUE else False if folded in FALSE else text
    if kind is not str:
        with suppress(ValueError):
            number = float(text)
            return int(number) if number.is_integer() and kind is int else number
    return text


def _kinds() -> Mapping[str, type]:
    """What each key that isn't a text holds."""
    kinds: dict[str, type] = {"levels.maximum": int, "policy.leaving_rates": float, "policy.review_months": float}
    for name, value in Policy().model_dump().items():
        if isinstance(value, bool | int | float):
            kinds[f"policy.{name}"] = type(value)
    return kinds


def told_keys(header: Header) -> Iterator[tuple[str, object]]:
    """The keys of the header's sheet with their values, in order; those at their default too, None where blank."""
    said = header.model_dump(exclude={"levels", "policy"})
    yield from said.items()
    yield "levels.maximum", header.levels.maximum
    for name in header.levels.names:
        yield _NAMES, name
    for name, value in header.policy.model_dump(exclude={"leaving_rates"}).items():
        yield f"policy.{name}", value
    for family, rate in header.policy.leaving_rates.items():
        yield f"{_OPEN}{family}", rate


def header_told(keys: Iterable[tuple[str, str]]) -> Header | None:
    """The header that keys with texts make, None when they make none; what a writer checks itself by."""
    told = _Told()
    for number, (key, text) in enumerate(keys, start=2):
        told.take(number, [key.strip(), text.strip()])
    header, problems = check_manifest(told.document)
    return None if problems or told.problems else header
