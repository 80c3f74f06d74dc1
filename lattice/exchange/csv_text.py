"""CSV text: bytes of a file into the cells of a sheet (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import Final

from lattice.domain.table import Table
from lattice.errors import Problem
from lattice.exchange.cell import shown
from lattice.exchange.cells import Chunk, Sheet
from lattice.exchange.limits import LIMITS, Limits

_CHUNK: Final = 20_000
_HOW_TO_SAVE: Final = "CSV in UTF-8, with commas"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_UNCLOSED: Final = "unexpected end of data"


def read_csv(data: bytes, table: Table, *, file: str, limits: Limits = LIMITS) -> Sheet | Problem:
    """The sheet in a CSV file, its rows still to be taken; a problem when it is none.

    Bytes that aren't UTF-8 stay in the cells as lone surrogates, so that each
    of these cells can be reported.
    """
    alien = _alien(data, file)
    if alien:
        return alien
    problems: list[Problem] = []
    chunks = _chunks(data, file, problems, limits)
    first = next(chunks, None)
    if first is None:
        if problems:
            return problems[0]
        expected = f"a header row: {','.join(table.names)}"
        return Problem(file, 0, "", "an empty file", expected, "the file is empty; its first row must name the columns")
    (line, *lines), (header, *rows) = first
    wrong = _wrong_separator(header, table, file, line) or _too_wide(header, file, line, limits)
    return wrong or Sheet(
        file=file, line=line, header=header, chunks=_rejoin((lines, rows), chunks), problems=problems
    )


def _rejoin(first: Chunk, rest: Iterator[Chunk]) -> Iterator[Chunk]:
    yield first
    yield from rest


def _alien(data: bytes, file: str) -> Problem | None:
    """A problem when the bytes are no text at all, or text in UTF-16."""
    start = data[:1024]
    if start.startswith(_UTF_16) or (start.count(0) > len(start) // 4):
        message = f"the file is in UTF-16; save it as {_HOW_TO_SAVE}"
        return Problem(file, 0, "", "UTF-16", "UTF-8", message)
    if start.startswith(b"PK\x03\x04"):
        message = f"the file is a workbook or a zip under another name; save the sheet as {_HOW_TO_SAVE}"
        return Problem(file, 0, "", "a zip", "a CSV file", message)
    if start[: start.find(b"\n")].count(0):
        message = f"the file is not text; save it as {_HOW_TO_SAVE}"
        return Problem(file, 0, "", "a binary file", "a CSV file", message)
    return None


def _wrong_separator(header: Sequence[str], table: Table, file: str, line: int) -> Problem | None:
    """A problem when the header makes sense only with another separator than the comma."""
    text = ",".join(header)
    for separator, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "'|'")):
        names = {part.strip().strip('"') for part in text.split(separator)}
        hint = text.strip().casefold() == f"sep={separator}"
        if hint or (separator in text and len(names & set(table.names)) > len(set(header) & set(table.names))):
            message = f"the cells are separated by {name}; save the file as {_HOW_TO_SAVE}"
            return Problem(file, line, "", shown(text), "cells separated by commas", message)
    return None


def _too_wide(header: Sequence[str], file: str, line: int, limits: Limits) -> Problem | None:
    if len(header) <= limits.columns:
        return None
    message = f"the header has {len(header)} columns; at most {limits.columns} are allowed"
    return Problem(file, line, "", f"{len(header)} columns", f"at most {limits.columns} columns", message)


def _chunks(data: bytes, file: str, problems: list[Problem], limits: Limits) -> Iterator[Chunk]:
    """The rows of a CSV text that aren't empty lines, with the line where each starts.

    Every kind of line break counts as one line and is "\\n" inside a cell.
    """
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", errors="surrogateescape", newline=None)
    reader = csv.reader(_lines(text, limits), strict=True)
    line = 1
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) >= _CHUNK:
                yield _placed(line, rows, reader.line_num)
                line, rows = reader.line_num + 1, []
    except csv.Error as error:
        start = line + sum(map(_height, rows))
        problems.append(_broken(str(error), file, start, limits))
    chunk = _placed(line, rows, line + len(rows) - 1 if problems else reader.line_num)
    if chunk[1]:
        yield chunk


def _lines(text: io.TextIOWrapper, limits: Limits) -> Iterator[str]:
    for line in iter(partial(text.readline, limits.line_length + 1), ""):
        if len(line) > limits.line_length:
            message = f"a line has more than {limits.line_length} characters"
            raise csv.Error(message)
        yield line


def _placed(line: int, rows: list[list[str]], last: int) -> Chunk:
    """Rows with the line where each starts, empty lines left out."""
    if last - line + 1 == len(rows) and all(rows):
        return range(line, last + 1), rows
    starts = accumulate(map(_height, rows), initial=line)
    pairs = [(start, row) for start, row in zip(starts, rows, strict=False) if row]
    return [start for start, _ in pairs], [row for _, row in pairs]


def _height(row: Sequence[str]) -> int:
    """How many lines a row takes: quoted cells may hold line breaks."""
    return 1 + sum(cell.count("\n") for cell in row)


def _broken(error: str, file: str, line: int, limits: Limits) -> Problem:
    """Why the text stops making sense in the row that starts at a line."""
    if _UNCLOSED in error:
        message = "a quote (\") that opens in this row is never closed; close it, or double it if it is part of the text"
        return Problem(file, line, "", '"', "a closing quote", f"{message}. What follows was not read")
    if "expected after" in error:
        message = 'text stands after a closing quote ("); double every quote that is part of a text'
        return Problem(file, line, "", '"', "a comma or the line's end after a closing quote", f"{message}. What follows was not read")
    if "field larger" in error:
        message = f"a cell has more than {limits.cell_length} characters; is a quote missing? What follows was not read"
        return Problem(file, line, "", "a very long cell", f"at most {limits.cell_length} characters", message)
    return Problem(file, line, "", "", "rows as RFC 4180 has them", f"{error}. What follows was not read")
