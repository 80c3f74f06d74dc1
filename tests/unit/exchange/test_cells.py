"""Tables of cells: rows from any source, in any chunks, with their places."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from lattice.domain.rules import UNREAD
from lattice.domain.table import TABLES
from lattice.exchange.cells import Sheet, TableRead, read_table
from lattice.exchange.limits import Limits


def read(
    table: str, header: Sequence[str], *rows: Sequence[str], size: int = 2, limits: Limits | None = None
) -> TableRead:
    """A table read from cells, as a workbook's sheet would give them, some rows at a time."""
    numbered = list(enumerate(rows, start=2))
    parts = [numbered[at : at + size] for at in range(0, len(numbered), size)]
    chunks = [([line for line, _ in part], [row for _, row in part]) for part in parts]
    sheet = Sheet(file=f"book.xlsx!{table}", line=1, header=header, chunks=chunks)
    return read_table(TABLES[table], sheet, limits=limits or Limits())


@pytest.mark.parametrize("size", [1, 2, 100])
def test_typed_rows(size: int) -> None:
    """Rows have one value a column in the table's order, whatever order the sheet has and however it is cut."""
    found = read("skills", ["name", "id", "aliases"], ["C#", "c#", "a|b"], ["", "", ""], ["W", "w", ""], size=size)
    assert found.problems == []
    assert found.rows == [("c#", "C#", None, None, None, ("a", "b")), ("w", "W", None, None, None, ())]
    assert list(found.lines) == [2, 4]
    assert found.whole


def test_groups() -> None:
    """Group columns become pairs by name; blank ones are left out."""
    found = read("people", ["id", "role", "group:team", "group:area"], ["p", "r", "x", "y"], ["q", "r", " ", "z"])
    assert [row[-1] for row in found.rows] == [(("area", "y"), ("team", "x")), (("area", "z"),)]


def test_cells_that_cannot_be_read() -> None:
    """A row keeps its place and its other cells; the bad cell is marked and reported."""
    found = read("levels", ["person", "skill", "level"], ["p", "s", "x"], ["p", "t", "2"])
    assert found.rows == [("p", "s", UNREAD, None, None), ("p", "t", 2, None, None)]
    assert [(each.file, each.line, each.column) for each in found.problems] == [("book.xlsx!levels", 2, "level")]
    assert found.whole


def test_a_missing_column() -> None:
    """A required column that is missing is one problem, and nothing is said of what points to the table."""
    found = read("skills", ["name"], ["C#"], ["W"])
    assert [each.message for each in found.problems] == [
        "the required column 'id' is missing; add it to the header and to every row"
    ]
    assert not found.whole


def test_rows_of_the_wrong_width() -> None:
    """Rows that are too short or hold something beyond the header are reported and left out."""
    found = read("skills", ["id", "name"], ["a", "A"], ["b"], ["c", "C", "", ""], ["d", "D", "x"], size=10)
    assert [row[0] for row in found.rows] == ["a", "c"]
    assert [(each.line, each.found, each.expected) for each in found.problems] == [
        (3, "1 cells", "2 cells"),
        (5, "3 cells", "2 cells"),
    ]
    assert not found.whole


def test_too_many_rows() -> None:
    """Beyond the limit nothing is read, and the line where it is reached is named."""
    found = read("skills", ["id", "name"], *(["a", "A"] for _ in range(5)), limits=Limits(rows=3))
    assert [(each.line, each.expected) for each in found.problems] == [(5, "at most 3 rows")]
    assert not found.whole


def test_many_rows_of_the_wrong_width() -> None:
    """The list of misshapen rows ends at the limit, and one problem counts the rest."""
    found = read("skills", ["id", "name"], *(["a"] for _ in range(7)), limits=Limits(problems_a_column=3))
    assert [each.line for each in found.problems] == [2, 3, 4, 0]
    assert found.problems[-1].message.startswith("4 more rows")


def test_many_bad_cells_of_one_column() -> None:
    """The list of one column's bad cells ends at the limit, and one problem counts the rest."""
    rows = [["p", "s", "x"] for _ in range(7)]
    found = read("levels", ["person", "skill", "level"], *rows, limits=Limits(problems_a_column=3))
    assert [each.line for each in found.problems] == [2, 3, 4, 0]
    assert found.problems[-1].message.startswith("4 more cells")
