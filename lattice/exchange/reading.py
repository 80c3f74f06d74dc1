"""Reading: the files of a source into typed rows, and every problem in them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lattice.domain.column import Row
from lattice.domain.policy import Header
from lattice.domain.rules import find_problems
from lattice.domain.table import TABLES, Table
from lattice.errors import DataError, Problem
from lattice.exchange.archive import Archive, workbook_message
from lattice.exchange.cells import read_table
from lattice.exchange.csv_text import read_csv
from lattice.exchange.directory import Directory, kind_of_file
from lattice.exchange.limits import LIMITS, Limits
from lattice.exchange.manifest import MANIFEST, read_manifest, widest_header
from lattice.exchange.source import FILES, SUFFIX, Source, missing_file

WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})
"""The suffixes of workbooks that can be read."""

_OTHER_WORKBOOKS: Final = frozenset({".xlsb", ".xls", ".ods", ".numbers"})


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a place holds: the header and rows that could be read, and every problem.

    ``lines`` has the line of each row. Without problems, header and tables
    make a bundle.
    """

    source: str
    header: Header | None
    tables: Mapping[str, list[Row]]
    lines: Mapping[str, array[int]]
    problems: tuple[Problem, ...]
    suffix: str = SUFFIX

    def locate(self, table: str, position: int) -> tuple[str, int]:
        """The file and line of a table's row."""
        return _place(self.lines, table, position, self.suffix)


def _place(lines: Mapping[str, array[int]], table: str, position: int, suffix: str) -> tuple[str, int]:
    there = lines.get(table)
    return table + suffix, there[position] if there is not None and position >= 0 else 0


def read_place(path: str | Path, *, limits: Limits = LIMITS) -> Reading:
    """Everything that a folder, a zip or a workbook holds, checked by every rule.

    Raises ``DataError`` when there is nothing that could be a bundle.
    """
    place = Path(path)
    if place.suffix.casefold() in WORKBOOKS and not _is_folder(place):
        from lattice.exchange.workbook import read_workbook  # noqa: PLC0415 - it uses what stands here

        return read_workbook(place, limits=limits)
    with ExitStack() as stack:
        if _is_folder(place):
            source: Source = Directory(place, limits=limits)
        else:
            source = stack.enter_context(Archive(place, limits=limits))
        return _Reader(str(path), source, limits).read()


def _is_folder(place: Path) -> bool:
    """Whether a place is a folder, and not a file that may be a zip.

    Raises ``DataError`` when it is neither.
    """
    try:
        mode = place.stat().st_mode
    except (OSError, ValueError) as error:
        reason = "doesn't exist" if isinstance(error, FileNotFoundError) else f"can't be read: {_reason(error)}"
        message = f"'{place}' {reason}; name a folder, a .zip or an .xlsx that holds a bundle"
        raise DataError(message) from error
    kind = kind_of_file(mode)
    if kind == "a folder":
        return True
    if kind != "a file":
        message = f"'{place}' is {kind}; name a folder, a .zip or an .xlsx that holds a bundle"
        raise DataError(message)
    if place.suffix.casefold() in _OTHER_WORKBOOKS:
        raise DataError(workbook_message(place.name))
    if place.suffix.casefold() in {".csv", ".toml"}:
        message = f"'{place}' is one file of a bundle at most; name the folder that it stands in"
        raise DataError(message)
    return False


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


@dataclass
class _Reader:
    """Takes a source's files one after the other; what is read so far."""

    name: str
    source: Source
    limits: Limits
    problems: list[Problem] = field(default_factory=list)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    lines: dict[str, array[int]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def read(self) -> Reading:
        self.problems += self.source.problems
        header = self._read_header()
        for table in TABLES.values():
            self._read_table(table)
        return judged(self.name, header, self.tables, self.lines, self.problems, self.unread)

    def _read_header(self) -> Header | None:
        data = self._bytes(MANIFEST, required=True)
        if data is None:
            return None
        header, problems = read_manifest(data)
        self.problems += problems
        return header

    def _read_table(self, table: Table) -> None:
        file = table.name + SUFFIX
        data = self._bytes(file, required=table.required)
        if data is None:
            if table.required or file in self.source.names or self._is_misnamed(file):
                self.unread.add(table.name)
            return
        sheet = read_csv(data, table, file=file, limits=self.limits)
        if isinstance(sheet, Problem):
            self.problems.append(sheet)
            self.unread.add(table.name)
            return
        read = read_table(table, sheet, limits=self.limits)
        self.problems += read.problems
        self.tables[table.name] = read.rows
        self.lines[table.name] = read.lines
        if not read.whole:
            self.unread.add(table.name)

    def _is_misnamed(self, file: str) -> bool:
        """Whether a file that was reported for its name seems to be this one."""
        return any(problem.expected == file for problem in self.source.problems)

    def _bytes(self, file: str, *, required: bool) -> bytes | None:
        if file not in self.source.names:
            if required and not self._is_misnamed(file):
                self.problems.append(missing_file(file, self.source.others))
            return None
        data = self.source.read(file)
        if isinstance(data, Problem):
            self.problems.append(data)
            return None
        return data


def judged(  # noqa: PLR0917 - what a reader has read, in the order in which it did
    source: str,
    header: Header | None,
    tables: Mapping[str, list[Row]],
    lines: Mapping[str, array[int]],
    problems: Iterable[Problem],
    unread: set[str],
    *,
    suffix: str = SUFFIX,
) -> Reading:
    """What was read, with the problems that only show between cells, all in order of place."""
    between = find_problems(
        header or widest_header(),
        tables,
        locate=lambda table, position: _place(lines, table, position, suffix),
        unread=unread,
    )
    return Reading(
        source=source,
        header=header,
        tables=tables,
        lines=lines,
        problems=tuple(sorted([*problems, *between], key=_order)),
        suffix=suffix,
    )


def _order(problem: Problem) -> tuple[int, str, int, int]:
    """By file or sheet in the bundle's order, line, and column in the table's order."""
    name = problem.file.removesuffix(SUFFIX)
    rank = _RANKS.get(problem.file, _RANKS.get(name + SUFFIX, -1))
    names = TABLES[name].names if name in TABLES else ()
    return rank, problem.file, problem.line, names.index(problem.column) if problem.column in names else -1


_RANKS: Final = {name: rank for rank, name in enumerate(FILES)}
