"""Tables: a header and rows of text cells, read into typed rows and problems.

Where the cells come from (a CSV file, a sheet of a workbook) doesn't matter
here: a ``Sheet`` says what to call the place and where each row stands.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import itemgetter

from lattice.domain.column import Column, Form, Row, Value
from lattice.domain.rules import UNREAD, nearest_name
from lattice.domain.table import GROUP_PREFIX, Table
from lattice.errors import Problem
from lattice.exchange.cell import Fault, read_cell, shown
from lattice.exchange.limits import LIMITS, Limits

Chunk = tuple[Sequence[int], Sequence[Sequence[str]]]
"""Some rows of a sheet: the line of each, and its cells."""

_GROUP: Column = Column(form=Form.TEXT)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Cells of one table, as they came: the header row, then rows in chunks.

    ``file`` is what problems call the place and ``line`` where the header
    stands. ``problems`` gets what goes wrong while the chunks are taken; when
    it has something after the last chunk, rows may be missing.
    """

    file: str
    line: int
    header: Sequence[str]
    chunks: Iterable[Chunk]
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class TableRead:
    """What could be read of a table.

    ``rows`` has every row that has the right number of cells, with ``UNREAD``
    where a cell couldn't be read; ``lines`` says where each stands. ``whole``
    is false when the ids of some rows are not known, so that nothing can be
    said about what points to them.
    """

    rows: list[Row]
    lines: array[int]
    problems: list[Problem]
    whole: bool


def read_table(table: Table, sheet: Sheet, *, limits: Limits = LIMITS) -> TableRead:
    """Every row of a sheet as typed values, and every cell that can't be read as a problem.

    Linear in the number of cells; the distinct texts of a column are read once each.
    """
    layout = _Layout.of(table, sheet, limits)
    problems = list(layout.problems)
    rows: list[Row] = []
    lines = array("Q")
    whole = layout.finds_keys
    shape = _Shape(sheet.file, layout, limits)
    for chunk in sheet.chunks:
        chunk_lines, cells = shape.fit(chunk)
        if shape.rows > limits.rows:
            problems.append(_too_many_rows(sheet.file, chunk[0][-1], limits.rows))
            whole = False
            break
        rows.extend(layout.read(chunk_lines, cells))
        lines.extend(chunk_lines)
    misshapen = shape.problems
    whole = whole and not sheet.problems and not misshapen
    for reader in layout.readers:
        problems += reader.problems(sheet.file, limits)
    return TableRead(rows=rows, lines=lines, problems=[*sheet.problems, *problems, *misshapen], whole=whole)


def _too_many_rows(file: str, line: int, rows: int) -> Problem:
    message = f"the table has more than {rows} rows, which is the limit; the rest was not read"
    return Problem(file, line, "", "", f"at most {rows} rows", message)


class _ColumnReader:
    """Reads the cells of one column, each distinct text once."""

    def __init__(self, name: str, column: Column, *, at: int, required: bool, limits: Limits) -> None:
        self.name = name
        self.at = at
        self._column = column
        self._required = required
        self._limits = limits
        self._known: dict[str, Value] = {}
        self._faults: dict[str, Fault] = {}
        self._found: list[tuple[int, str]] = []
        self._more = 0

    def read(self, lines: Sequence[int], cells: Sequence[str]) -> list[Value]:
        known = self._known
        for text in set(cells).difference(known):
            known[text] = self._read_one(text)
        if self._faults:
            self._note(lines, cells)
        return list(map(known.__getitem__, cells))

    def _read_one(self, text: str) -> Value:
        value = read_cell(text, self._column, limits=self._limits)
        if value is None and self._required:
            message = f"{self.name} is required in every row; this cell is blank"
            value = Fault(shown(text), self._column.expectation, message)
        if isinstance(value, Fault):
            self._faults[text] = value
            return UNREAD
        return value

    def _note(self, lines: Sequence[int], cells: Sequence[str]) -> None:
        faults = self._faults
        bad = [(line, text) for line, text in zip(lines, cells, strict=True) if text in faults]
        room = self._limits.problems_a_column - len(self._found)
        self._found += bad[:room]
        self._more += max(0, len(bad) - room)

    def problems(self, file: str, limits: Limits) -> Iterator[Problem]:
        for line, text in self._found:
            fault = self._faults[text]
            yield Problem(file, line, self.name, fault.found, fault.expected, fault.message)
        if self._more:
            most = limits.problems_a_column
            message = f"{self._more} more cells of this column can't be read; the first {most} are listed"
            yield Problem(file, 0, self.name, "", self._column.expectation, message)


@dataclass(frozen=True)
class _Layout:
    """Which column of a sheet stands where, and the problems of its header."""

    table: Table
    width: int
    named: int
    readers: tuple[_ColumnReader, ...]
    groups: tuple[_ColumnReader, ...]
    missing: frozenset[str]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, table: Table, sheet: Sheet, limits: Limits) -> _Layout:
        header = [name.strip() for name in sheet.header]
        named = len(header)
        while named and not header[named - 1]:
            named -= 1
        heading = _Heading(table, sheet.file, sheet.line, limits)
        readers: list[_ColumnReader] = []
        for at, name in enumerate(header[:named]):
            column = heading.column(name, at)
            if column is not None:
                required = name in table.required_columns
                readers.append(_ColumnReader(name, column, at=at, required=required, limits=limits))
        groups = sorted((each for each in readers if each.name.startswith(GROUP_PREFIX)), key=lambda each: each.name)
        missing = table.required_columns.difference(each.name for each in readers)
        problems = (*heading.problems, *heading.missing(missing))
        return cls(table, len(header), named, tuple(readers), tuple(groups), missing, problems)

    @property
    def finds_keys(self) -> bool:
        """Whether the columns that other tables point to are there."""
        return self.table.key[0] not in self.missing

    def read(self, lines: Sequence[int], cells: Sequence[Sequence[str]]) -> Iterator[Row]:
        """The typed rows of rows that are all as wide as the header."""
        if not cells:
            return iter(())
        read: dict[str, list[Value]] = {}
        for reader in self.readers:
            read[reader.name] = reader.read(lines, list(map(itemgetter(reader.at), cells)))
        columns: list[Iterable[Value]] = []
        for name, column in self.table.columns.items():
            if column.form is Form.GROUPS:
                columns.append(self._gather(read, len(cells)))
            elif name in read:
                columns.append(read[name])
            else:
                columns.append(repeat(self._blank(name, column), len(cells)))
        return zip(*columns, strict=True)

    def _blank(self, name: str, column: Column) -> Value:
        if name in self.missing:
            return UNREAD
        return () if column.form is Form.LIST else None

    def _gather(self, read: Mapping[str, list[Value]], count: int) -> Iterable[Value]:
        if not self.groups:
            return repeat((), count)
        names = [reader.name.removeprefix(GROUP_PREFIX) for reader in self.groups]
        values = zip(*(read[reader.name] for reader in self.groups), strict=True)
        return [tuple((name, str(value)) for name, value in zip(names, row, strict=True) if value) for row in values]


class _Heading:
    """Reads the names in a header row and keeps what is wrong with them."""

    def __init__(self, table: Table, file: str, line: int, limits: Limits) -> None:
        self._table = table
        self._place = file, line
        self._limits = limits
        self._takes_groups = any(column.form is Form.GROUPS for column in table.columns.values())
        self._names = [name for name, column in table.columns.items() if column.form is not Form.GROUPS]
        self._seen: dict[str, int] = {}
        self._meant: set[str] = set()
        self.problems: list[Problem] = []

    def column(self, name: str, at: int) -> Column | None:
        """The column of this name; None, and a problem, when there is none."""
        if not name:
            expected = "a column's name"
            self._add("", "", expected, f"column {at + 1} has no name; name it, or take the column out")
            return None
        if name in self._seen:
            message = f"'{shown(name)}' is column {self._seen[name] + 1} already; keep one of the two"
            self._add(shown(name), shown(name), "every column once", message)
            return None
        self._seen[name] = at
        if name in self._names:
            return self._table.columns[name]
        if self._takes_groups and name.startswith(GROUP_PREFIX):
            return self._group(name)
        self._unknown(name)
        return None

    def _group(self, name: str) -> Column | None:
        label = name.removeprefix(GROUP_PREFIX)
        read = read_cell(label, Column(form=Form.IDENTIFIER), limits=self._limits)
        if read == label:
            return _GROUP
        expected = "group: and the group's name, as in group:site"
        reason = read.message if isinstance(read, Fault) else "write the name right after 'group:', without spaces"
        self._add(shown(name), shown(name), expected, f"'{shown(name)}' names no group: {reason}")
        return None

    def _unknown(self, name: str) -> None:
        choices = [*self._names, GROUP_PREFIX] if self._takes_groups else self._names
        if self._takes_groups and name.casefold().replace(" ", "").startswith(GROUP_PREFIX):
            near = GROUP_PREFIX + name.split(":", 1)[1].strip()
        else:
            near = nearest_name(name.casefold().replace(" ", "_").replace("-", "_"), choices)
        self._meant.add(near)
        hint = f"; the nearest is '{near}'" if near else f"; there are {', '.join(choices)}"
        message = f"'{shown(name)}' is no column of {self._table.name}{hint}"
        self._add(shown(name), shown(name), near or "a column of this table", message)

    def missing(self, names: Iterable[str]) -> Iterator[Problem]:
        """A problem for each required column that isn't there, nor meant by a misspelt one."""
        for name in sorted(set(names) - self._meant, key=self._names.index):
            column = self._table.columns[name]
            message = f"the required column '{name}' is missing; add it to the header and to every row"
            yield Problem(*self._place, name, "", column.expectation, message)

    def _add(self, column: str, found: str, expected: str, message: str) -> None:
        self.problems.append(Problem(*self._place, column, found, expected, message))


class _Shape:
    """Takes blank rows out, and rows that have too few or too many cells."""

    def __init__(self, file: str, layout: _Layout, limits: Limits) -> None:
        self._file = file
        self._layout = layout
        self._most = limits.problems_a_column
        self._found: list[Problem] = []
        self._more = 0
        self.rows = 0

    @property
    def problems(self) -> list[Problem]:
        """A problem for each row of the wrong width, as far as they are listed."""
        if not self._more:
            return self._found
        message = f"{self._more} more rows have too few or too many cells; the first {self._most} are listed"
        return [*self._found, Problem(self._file, 0, "", "", f"{self._layout.named} cells", message)]

    def fit(self, chunk: Chunk) -> Chunk:
        """The rows that are exactly as wide as the header."""
        lines, cells = chunk
        self.rows += len(cells)
        if self._is_plain(cells):
            return chunk
        kept_lines: list[int] = []
        kept: list[Sequence[str]] = []
        for line, row in zip(lines, cells, strict=True):
            fitted = self._fit_row(line, row)
            if fitted is not None:
                kept_lines.append(line)
                kept.append(fitted)
        return kept_lines, kept

    def _is_plain(self, cells: Sequence[Sequence[str]]) -> bool:
        """Whether all rows are as wide as the header and surely not blank, which is seen at once."""
        if self._layout.width != self._layout.named or set(map(len, cells)) != {self._layout.width}:
            return False
        return all(map(str.strip, set(map(itemgetter(0), cells))))

    def _fit_row(self, line: int, row: Sequence[str]) -> Sequence[str] | None:
        if not any(map(str.strip, row)):
            return None
        width, named = self._layout.width, self._layout.named
        beyond = [cell for cell in row[named:] if cell.strip()]
        if beyond:
            self._add(line, len(row), f"'{shown(beyond[0].strip())}' stands beyond the last named column")
            return None
        if len(row) < named:
            self._add(line, len(row), "a comma is missing, or a line break stands in a cell without quotes")
            return None
        return [*row[:named], *repeat("", width - named)]

    def _add(self, line: int, found: int, reason: str) -> None:
        if len(self._found) >= self._most:
            self._more += 1
            return
        named = self._layout.named
        message = f"the row has {found} cells where the header has {named}: {reason}"
        self._found.append(Problem(self._file, line, "", f"{found} cells", f"{named} cells", message))
