"""CSV text: bytes of a file into the cells of a sheet (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import Final

from lattice.domain.table import Table
from lattice.errors import Problem
from lattice.exchange.cell import shown
from lattice.exchange.cells import Chunk, Sheet
from lattice.exchange.limits import LIMITS, Limits

_CHUNK: Final = 1_000
_HOW_TO_SAVE: Final = "CSV in UTF-8, with commas"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_UNCLOSED: Final = "unexpected end of data"


def read_csv(data: bytes, table: Table, *, file: str, limits: Limits = LIMITS) -> Sheet | Problem:
    """The sheet in a CSV file, its rows still to be taken; a problem when it is none.

    Bytes that aren't UTF-8 stay in the cells as lone surrogates, so that each
    of these cells can be reported.
    """
    alien = _alien(data, file) or _long_line(data, file, limits)
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
    return wrong or Sheet(file=file, line=line, header=header, chunks=_rejoin((lines, rows), chunks), problems=problems)


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
    r"""The rows of a CSV text that aren't empty lines, with the line where each starts.

    Every kind of line break counts as one line and is "\n" inside a cell.
    """
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", errors="surrogateescape", newline=None)
    reader = csv.reader(text, strict=True)
    line = 1
    while not problems:
        rows: list[list[str]] = []
        try:
            # What was taken before an error stays in the list.
            rows.extend(islice(reader, _CHUNK))
            last = reader.line_num
        except csv.Error as error:
            last = line + sum(map(_height, rows)) - 1
            problems.append(_broken(str(error), file, last + 1, limits))
        if not rows:
            return
        if last > limits.lines:
            problems.append(_too_many_lines(file, limits.lines))
        chunk = _placed(line, rows, last)
        line = last + 1
        if chunk[1]:
            yield chunk


def _too_many_lines(file: str, lines: int) -> Problem:
    message = f"the file has more than {lines} lines, which is the limit; the rest was not read"
    return Problem(file, lines + 1, "", "", f"at most {lines} lines", message)


def _long_line(data: bytes, file: str, limits: Limits) -> Problem | None:
    """A problem when a line is longer than allowed: nothing is read of such a file."""
    start = 0
    while len(data) - start > limits.line_bytes:
        window = start, start + limits.line_bytes + 1
        end = max(data.rfind(b"\n", *window), data.rfind(b"\r", *window))
        if end < 0:
            line = data.count(b"\n", 0, start) or data.count(b"\r", 0, start)
            message = f"the line has more than {limits.line_bytes} bytes; is this a table?"
            return Problem(file, line + 1, "", "a very long line", f"at most {limits.line_bytes} bytes", message)
        start = end + 1
    return None


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
    found, expected, message = "", "rows as RFC 4180 has them", error
    if _UNCLOSED in error:
        found, expected = '"', "a closing quote"
        message = 'a quote (") that opens in this row is never closed; close it, or double it if it is part of the text'
    elif "expected after" in error:
        found, expected = '"', "a comma or the line's end after a closing quote"
        message = 'text stands after a closing quote ("); double every quote that is part of a text'
    elif "field larger" in error:
        found, expected = "a very long cell", f"at most {limits.cell_length} characters"
        message = f"a cell has more than {limits.cell_length} characters; is a closing quote missing?"
    return Problem(file, line, "", found, expected, f"{message}. What follows was not read")
