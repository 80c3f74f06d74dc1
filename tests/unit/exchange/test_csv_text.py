"""CSV text: line numbers, line breaks, encodings, and what breaks a file."""

from __future__ import annotations

import pytest

from lattice.domain.table import TABLES
from lattice.errors import Problem
from lattice.exchange.cells import Sheet
from lattice.exchange.csv_text import read_csv
from lattice.exchange.limits import Limits

SKILLS = TABLES["skills"]


def taken(data: bytes, limits: Limits | None = None) -> tuple[list[str], list[tuple[int, list[str]]], list[Problem]]:
    """The header, each row with its line, and the problems."""
    sheet = read_csv(data, SKILLS, file="skills.csv", limits=limits or Limits())
    assert isinstance(sheet, Sheet), sheet
    rows = [(line, list(row)) for lines, cells in sheet.chunks for line, row in zip(lines, cells, strict=True)]
    return list(sheet.header), rows, sheet.problems


def refused(data: bytes, limits: Limits | None = None) -> Problem:
    """The problem of a file that isn't read at all."""
    problem = read_csv(data, SKILLS, file="skills.csv", limits=limits or Limits())
    assert isinstance(problem, Problem), problem
    return problem


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks(line_break: str) -> None:
    """Every kind of line break ends a row, and is the same inside a quoted cell."""
    text = 'id,name\na,"one\ntwo"\n\nb,three\n'.replace("\n", line_break)
    assert taken(text.encode()) == (["id", "name"], [(2, ["a", "one\ntwo"]), (5, ["b", "three"])], [])


def test_byte_order_mark() -> None:
    """The mark that spreadsheets put first is not part of the first column's name."""
    assert taken("\ufeffid,name\na,b\n".encode())[0] == ["id", "name"]


def test_a_last_line_without_a_break() -> None:
    """The last row counts whether or not a line break follows it."""
    assert taken(b"id,name\na,b")[1] == [(2, ["a", "b"])]


def test_lines_in_later_chunks() -> None:
    """Lines are counted on across chunks, with tall rows in any of them."""
    rows = [f'r{number},"a\nb"\n' if number % 3 == 0 else f"r{number},x\n" for number in range(5000)]
    lines = {row[0]: line for line, row in taken(("id,name\n" + "".join(rows)).encode())[1]}
    assert lines["r4999"] == 2 + 4999 + len(range(0, 4999, 3))


def test_blank_lines_before_the_header() -> None:
    """Empty lines at the top are skipped, and counted."""
    assert taken(b"\n\nid,name\na,b\n")[1] == [(4, ["a", "b"])]


def test_latin_1_bytes_stay_in_their_cells() -> None:
    """Bytes that aren't UTF-8 spoil their own cells alone."""
    assert taken("id,name\na,café\nb,tea\n".encode("latin-1"))[1] == [(2, ["a", "caf\udce9"]), (3, ["b", "tea"])]


@pytest.mark.parametrize(
    ("data", "found", "advice"),
    [
        (b"", "an empty file", "its first row must name the columns"),
        (b"\n\n\n", "an empty file", "must name the columns"),
        ("id,name\na,b\n".encode("utf-16"), "UTF-16", "save it as CSV in UTF-8"),
        ("id,name\na,b\n".encode("utf-16-le"), "UTF-16", "save it as CSV in UTF-8"),
        (b"PK\x03\x04rest of a workbook", "a zip", "save the sheet as CSV"),
        (b"\x7fELF\x02\x00\x00mostly text here, really, a lot of it\nid", "a binary file", "not text"),
        (b"id;name;kind\na;b;c\n", "id;name;kind", "separated by semicolons"),
        (b"id\tname\na\tb\n", "id\tname", "separated by tabs"),
        (b"sep=;\nid;name\n", "sep=;", "separated by semicolons"),
        (b"id," * 300, "301 columns", "at most 200"),
    ],
)
def test_files_that_are_no_table(data: bytes, found: str, advice: str) -> None:
    """A file that can't be a table is refused as a whole, with what to do."""
    problem = refused(data)
    assert (problem.found, problem.file) == (found, "skills.csv")
    assert advice in problem.message


def test_a_quote_that_is_never_closed() -> None:
    """The report names the line where the row with the open quote starts; what stands before is read."""
    _, rows, problems = taken(b'id,name\na,b\nc,"open\nd,e\nf,g\n')
    assert rows == [(2, ["a", "b"])]
    assert [(problem.line, problem.expected) for problem in problems] == [(3, "a closing quote")]


def test_text_after_a_closing_quote() -> None:
    """A quote inside a quoted text must be doubled."""
    _, rows, problems = taken(b'id,name\na,b\nc,"say "no" more"\nd,e\n')
    assert rows == [(2, ["a", "b"])]
    assert [problem.line for problem in problems] == [3]
    assert "double every quote" in problems[0].message


def test_quoting_by_the_rfc() -> None:
    """Doubled quotes, commas and line breaks stand in quoted cells."""
    data = b'id,name\na,"say ""no"", then\ngo"\n'
    assert taken(data)[1] == [(2, ["a", 'say "no", then\ngo'])]


def test_a_cell_beyond_what_the_parser_takes() -> None:
    """A giant cell ends the reading of its file with one problem."""
    _, rows, problems = taken(b"id,name\na,b\nc," + b"x" * 200_000 + b"\n")
    assert rows == [(2, ["a", "b"])]
    assert [problem.line for problem in problems] == [3]


@pytest.mark.parametrize("line_break", [b"\n", b"\r", b"\r\n"])
def test_a_line_beyond_the_limit(line_break: bytes) -> None:
    """A line that is too long is refused before anything is read."""
    data = line_break.join([b"id,name", b"a,b", b"c," + b"," * 100, b"d,e"])
    problem = refused(data, Limits(line_bytes=50))
    assert problem.line == 3
    assert isinstance(read_csv(data, SKILLS, file="skills.csv", limits=Limits(line_bytes=110)), Sheet)


def test_very_many_lines() -> None:
    """Empty lines count too, so that no file takes for ever."""
    _, rows, problems = taken(b"id,name\n" + b"\n" * 3000 + b"a,b\n", Limits(lines=2000))
    assert rows == []
    assert [problem.expected for problem in problems] == ["at most 2000 lines"]


def test_rows_come_in_chunks() -> None:
    """A long file is taken piece by piece, not at once."""
    sheet = read_csv(b"id,name\n" + b"a,b\n" * 10_000, SKILLS, file="skills.csv")
    assert isinstance(sheet, Sheet)
    sizes = [len(cells) for _, cells in sheet.chunks]
    assert sum(sizes) == 10_000
    assert max(sizes) < 2_000
