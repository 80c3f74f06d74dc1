"""Bundles as workbooks: equal when read again, with every problem by sheet, row and column."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lattice.domain.bundle import Bundle
from lattice.domain.column import Column, Form, Row, Value
from lattice.domain.policy import Header, Levels, Policy
from lattice.domain.table import TABLES
from lattice.errors import DataError, InvalidBundle
from lattice.exchange.check import check_bundle
from lattice.exchange.explanations import COLUMNS, KEYS, TABLES_EXPLAINED
from lattice.exchange.folder import read_bundle
from lattice.exchange.limits import Limits
from lattice.exchange.workbook import HEADER_SHEET, INSTRUCTIONS, told_keys
from lattice.exchange.workbook_writing import write_template, write_workbook
from tests.unit.exchange.small_bundle import save

if TYPE_CHECKING:
    from lattice.exchange.check import CheckProblem


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """The small bundle."""
    return read_bundle(save(tmp_path / "source"))


def edited(bundle: Bundle, path: Path, edit: Callable[[Workbook], object]) -> Path:
    """The bundle as a workbook that somebody changed by hand, saved by another library."""
    write_workbook(bundle, path)
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return path


def sheet_of(book: Workbook, name: str) -> Worksheet:
    """A sheet by name."""
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def problems(path: Path) -> tuple[CheckProblem, ...]:
    """The errors of a workbook."""
    return check_bundle(path).errors


def test_a_bundle_comes_back_equal(bundle: Bundle, tmp_path: Path) -> None:
    """What is written reads as an equal bundle; the same bundle gives the same bytes."""
    write_workbook(bundle, tmp_path / "one.xlsx")
    write_workbook(bundle, tmp_path / "two.xlsx")
    assert read_bundle(tmp_path / "one.xlsx") == bundle
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_number_far_below_nothing_comes_back(bundle: Bundle, tmp_path: Path) -> None:
    """A grade may be as low as numbers go."""
    rows = {name: [list(row) for row in table] for name, table in bundle.tables.items()}
    rows["roles"][0][3] = -(10**15)
    low = Bundle.assemble(bundle.header, {name: map(tuple, table) for name, table in rows.items()})
    write_workbook(low, tmp_path / "low.xlsx")
    assert read_bundle(tmp_path / "low.xlsx") == low


def test_a_span_of_time_beyond_all_is_one_problem(bundle: Bundle, tmp_path: Path) -> None:
    """What the library can't hold is a problem of the sheet."""

    def edit(book: Workbook) -> None:
        sheet_of(book, "roles")["D2"] = 1e12
        sheet_of(book, "roles")["D2"].number_format = "[h]:mm"

    found = problems(edited(bundle, tmp_path / "book.xlsx", edit))
    assert "the sheet is broken" in next(each.message for each in found if each.file == "roles")


def test_what_another_program_saves_is_read(bundle: Bundle, tmp_path: Path) -> None:
    """Opened and saved by another library, the workbook says the same."""
    path = edited(bundle, tmp_path / "book.xlsx", lambda book: book)
    assert read_bundle(path) == bundle


TEXT = st.text(
    st.characters(exclude_categories=["C", "Z"], include_characters=" _x0D='"), min_size=1, max_size=12
).map(str.strip).filter(lambda text: text and not text.startswith("#"))  # fmt: skip
NAME = TEXT.filter(lambda text: "|" not in text)
VALUES: dict[Form, st.SearchStrategy[Value]] = {
    Form.TEXT: st.none() | TEXT | st.sampled_from(["=1+1", "_x000D_", "1.0", "TRUE", "2026-01-05", "a\tb\nc", "007"]),
    Form.NUMBER: st.none() | st.floats(0, 1).map(lambda number: number + 0.0),
    Form.INTEGER: st.none() | st.integers(0, 10**15),
    Form.LEVEL: st.integers(0, 3),
    Form.BOOLEAN: st.none() | st.booleans(),
    Form.DATE: st.none() | st.dates(),
    Form.LIST: st.lists(NAME, max_size=3).map(tuple),
    Form.GROUPS: st.just(()),
}


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """Bundles with whatever their cells may hold: a role, a skill, a resource, a person, and what hangs on them."""
    ids = {name: draw(NAME) for name in ("roles", "skills", "resources", "people")}
    brought = {name for name in TABLES if name != "moves" and (TABLES[name].required or draw(st.booleans()))}
    if brought - {"roles", "skills", "requirements"}:
        brought |= {"resources", "people"}
    tables = {name: [draw(rows(name, ids))] for name in TABLES if name in brought}
    header = Header(
        name=draw(TEXT),
        currency=draw(st.none() | TEXT),
        levels=Levels(maximum=3, names=draw(st.sampled_from([(), ("a|b", "C", "D"), ("Basic", "Good", "=Expert")]))),
        policy=Policy(
            dwell_months=draw(st.floats(0, 100)),
            review_months=draw(st.none() | st.floats(0.1, 9)),
            leaving_rates=draw(st.dictionaries(TEXT, st.floats(0, 1), max_size=2)),
        ),
    )
    return Bundle.assemble(header, tables)


@st.composite
def rows(draw: st.DrawFn, name: str, ids: dict[str, str]) -> Row:
    """A row of a table that keeps every rule."""
    table = TABLES[name]
    cells = {each: draw(cells_of(column, ids)) for each, column in table.columns.items() if each != "id"}
    for each in table.required_columns - {"id"}:
        if cells[each] is None:
            form = table.columns[each].form
            cells[each] = draw(TEXT) if form is Form.TEXT else 1.0 if form is Form.NUMBER else 1
    if name == "teaches":
        cells |= {"to_level": 3, "from_level": draw(st.none() | st.integers(0, 2))}
    if name == "requirements":
        cells["importance"] = draw(st.none() | st.floats(0.001, 1))
    if name == "people":
        cells["groups"] = tuple(sorted(draw(st.dictionaries(NAME, TEXT, max_size=2)).items()))
    return tuple(ids[name] if each == "id" else cells[each] for each in table.names)


def cells_of(column: Column, ids: dict[str, str]) -> st.SearchStrategy[Value]:
    """What a cell of a column may hold."""
    if column.references:
        return st.just(ids[column.references])
    return st.none() | st.sampled_from(column.choices) if column.choices else VALUES[column.form]


@settings(max_examples=settings().max_examples // 2, suppress_health_check=list(HealthCheck))
@given(bundles())
def test_any_bundle_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, bundle: Bundle) -> None:
    """Whatever the cells hold, a workbook gives it back: every digit, every sign, every blank."""
    path = tmp_path_factory.mktemp("any") / "book.xlsx"
    write_workbook(bundle, path)
    again = read_bundle(path)
    assert again.header == bundle.header
    assert dict(again.tables) == dict(bundle.tables)


def test_cells_as_spreadsheets_have_them(bundle: Bundle, tmp_path: Path) -> None:
    """Dates with a time at midnight, whole numbers with a point, numbers and truth as texts: all are read."""

    def edit(book: Workbook) -> None:
        put(book, "roles", 2, grade="1.0", title=2026)
        put(book, "roles", 3, critical=True)
        put(book, "roles", 4, critical=0)
        put(book, "people", 2, in_role_since=datetime.datetime(2024, 2, 1))  # noqa: DTZ001 - a spreadsheet's has none
        put(book, "people", 3, in_role_since="2024-02-01")
        put(book, "people", 900, id="  ")

    found = read_bundle(edited(bundle, tmp_path / "book.xlsx", edit))
    assert [(role.title, role.grade, role.critical) for role in found.roles] == [
        ("2026", 1, False),
        ("Developer", 1, True),
        ("Lead developer", 2, False),
    ]
    assert {person.in_role_since for person in found.people} == {datetime.date(2024, 2, 1)}


def put(book: Workbook, name: str, row: int, **cells: str | bool | int | datetime.datetime) -> None:
    """Fill in cells of a row by their columns' names."""
    sheet = sheet_of(book, name)
    heads = [cell.value for cell in sheet[1]]
    for head, value in cells.items():
        sheet.cell(row, 1 + heads.index(head)).value = value


def test_every_problem_has_sheet_row_and_column(bundle: Bundle, tmp_path: Path) -> None:
    """Errors are reported as those of CSV files are, with the sheet in the place of the file."""

    def edit(book: Workbook) -> None:
        sheet_of(book, "requirements")["C3"] = 9
        sheet_of(book, "requirements")["A4"] = "nobody"
        sheet_of(book, "roles")["D2"] = "#N/A"
        sheet_of(book, "levels")["F1"] = "levle"

    found = [(each.file, each.line, each.column) for each in problems(edited(bundle, tmp_path / "b.xlsx", edit))]
    assert found == [
        ("roles", 2, "grade"),
        ("requirements", 3, "level"),
        ("requirements", 4, "role"),
        ("levels", 1, "levle"),
    ]


def test_what_follows_from_a_blank_that_was_reported_is_not_told_again(bundle: Bundle, tmp_path: Path) -> None:
    """A required cell that is merged with another, or whose formula has no value, is one problem; others count."""

    def edit(book: Workbook) -> None:
        roles = sheet_of(book, "roles")
        roles["D2"] = "=1+1"
        roles.merge_cells("A3:B3")
        sheet_of(book, "skills")["B2"] = None

    found = [(each.file, each.line, each.column) for each in problems(edited(bundle, tmp_path / "b.xlsx", edit))]
    assert found == [("roles", 2, ""), ("roles", 3, ""), ("skills", 2, "name")]


def test_a_sheet_of_a_wrong_name_is_one_problem(bundle: Bundle, tmp_path: Path) -> None:
    """Neither is the table missing besides, nor is anything said of the rows that point to it."""

    def edit(book: Workbook) -> None:
        book["roles"].title = "rolls"
        book["people"].title = "peeple"

    found = [(each.file, each.expected) for each in problems(edited(bundle, tmp_path / "b.xlsx", edit))]
    assert found == [("peeple", "people"), ("rolls", "roles")]


def error(book: Workbook) -> None:
    """A cell that a formula went wrong in."""
    cell = sheet_of(book, "roles")["D2"]
    cell.value = "#N/A"
    cell.data_type = "e"


CHANGES: dict[str, tuple[Callable[[Workbook], object], str, int, str]] = {
    "an error cell": (error, "roles", 2, "'#N/A' is a spreadsheet's error value"),
    "a formula without a value": (
        lambda book: sheet_of(book, "roles").__setitem__("F2", "=1+1"),
        "roles", 2, "F2 holds a formula without a value",
    ),
    "merged cells": (lambda book: sheet_of(book, "roles").merge_cells("F2:F3"), "roles", 2, "F2:F3 are merged"),
    "a sheet of a wrong name": (
        lambda book: setattr(book["levels"], "title", "levles"), "levles", 0, "the nearest is 'levels'",
    ),
    "a sheet that is missing": (lambda book: book.remove(book["skills"]), "skills", 0, "the required sheet 'skills'"),
    "no header": (lambda book: book.remove(book[HEADER_SHEET]), HEADER_SHEET, 0, "the required sheet 'lattice'"),
    "an empty sheet": (lambda book: sheet_of(book, "moves").delete_rows(1, 20), "moves", 0, "the sheet is empty"),
    "a wrong key": (
        lambda book: sheet_of(book, HEADER_SHEET).__setitem__("A2", "nmae"), HEADER_SHEET, 2, "the nearest is 'name'",
    ),
    "a wrong level": (
        lambda book: sheet_of(book, HEADER_SHEET).__setitem__("B7", "many"), HEADER_SHEET, 7, "levels.maximum is",
    ),
    "a key twice": (
        lambda book: put(book, HEADER_SHEET, 3, key="name", value="again"),
        HEADER_SHEET, 3, "stands in row 2 already",
    ),
    "a time of day": (
        lambda book: put(book, "people", 2, in_role_since=datetime.datetime(2024, 1, 1, 12)),  # noqa: DTZ001 - as above
        "people", 2, "leave the time of day out",
    ),
    "a far cell": (lambda book: sheet_of(book, "roles").__setitem__("XFD9", "x"), "roles", 0, "column 16,384"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_spreadsheets_do_is_reported(change: str, bundle: Bundle, tmp_path: Path) -> None:
    """Each is a problem that says where and what to do."""
    edit, sheet, line, said = CHANGES[change]
    found = problems(edited(bundle, tmp_path / "book.xlsx", edit))
    assert any(each.file == sheet and each.line == line and said in each.message for each in found), found


def test_sheets_are_found_by_name(bundle: Bundle, tmp_path: Path) -> None:
    """In any case and order, hidden or not; instructions, empty sheets and those with a _ are left alone."""

    def edit(book: Workbook) -> None:
        book["roles"].title = "Roles "
        book["levels"].sheet_state = "hidden"
        book.move_sheet("people", -5)
        book.create_sheet(INSTRUCTIONS)["A1"] = "read me"
        book.create_sheet("_mine")["A1"] = "my own"
        book.create_sheet("Sheet1")
        book.create_sheet("old", 0)["A1"] = "x"
        book["old"].sheet_state = "hidden"

    assert read_bundle(edited(bundle, tmp_path / "book.xlsx", edit)) == bundle


def test_the_template_is_whole(tmp_path: Path) -> None:
    """Every table has a sheet with every column, explained; it is a valid bundle of nothing."""
    path = tmp_path / "new.xlsx"
    write_template(path)
    book = load_workbook(path)
    assert book.sheetnames == [INSTRUCTIONS, HEADER_SHEET, *TABLES]
    for name, table in TABLES.items():
        sheet = sheet_of(book, name)
        heads = [name for name, column in table.columns.items() if column.form is not Form.GROUPS]
        assert [cell.value for cell in sheet[1]] == heads
        for cell in sheet[1]:
            assert cell.comment is not None
            assert ("(required)" in cell.comment.text) == (cell.value in table.required_columns)
        rules = {str(rule.sqref).split(":", maxsplit=1)[0]: rule for rule in sheet.data_validations.dataValidation}
        for at, each in enumerate(heads):
            column = table.columns[each]
            if column.references:
                assert rules[f"{chr(65 + at)}2"].formula1 == f"{column.references}_ids"
    assert set(book.defined_names) >= {"roles_ids", "skills_ids", "resources_ids", "people_ids"}
    assert check_bundle(path).errors == ()
    with pytest.raises(DataError, match="may be filled in"):
        write_template(path)


def test_everything_is_explained() -> None:
    """Each table, column and key has its words, and there are no others."""
    assert set(TABLES_EXPLAINED) == set(COLUMNS) == set(TABLES)
    for name, table in TABLES.items():
        heads = ["group:" if column.form is Form.GROUPS else each for each, column in table.columns.items()]
        assert list(COLUMNS[name]) == heads
        assert all(COLUMNS[name].values())
    header = Header(name="x", levels=Levels(maximum=1, names=("a",)))
    assert set(KEYS) == {*(key for key, _ in told_keys(header)), "policy.leaving_rates"}


def test_only_a_bundle_is_replaced(bundle: Bundle, tmp_path: Path) -> None:
    """A workbook of something else, or a file that is none, is left alone."""
    other = tmp_path / "other.xlsx"
    Workbook().save(other)
    before = other.read_bytes()
    with pytest.raises(DataError, match="is no workbook of a bundle"):
        write_workbook(bundle, other)
    (tmp_path / "text.xlsx").write_text("hello", encoding="utf-8")
    with pytest.raises(DataError, match="is no workbook of a bundle"):
        write_workbook(bundle, tmp_path / "text.xlsx")
    assert other.read_bytes() == before
    write_workbook(bundle, tmp_path / "own.xlsx")
    write_workbook(bundle, tmp_path / "own.xlsx")


def rezipped(path: Path, parts: dict[str, bytes]) -> Path:
    """A workbook with some of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        all_parts = {name: archive.read(name) for name in archive.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**all_parts, **parts}.items():
            archive.writestr(name, data)
    path.write_bytes(target.getvalue())
    return path


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
FAR = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="%s1048576"><v>1</v></c></row>'
BOMBS = {
    "many rows and columns": (SHEET % (FAR % b"GR"), "cells are allowed"),
    "a row beyond all": (SHEET % b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>', "too large"),
    "a column beyond all": (SHEET % b'<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', "place can't be read"),
    "a place in disguise": (SHEET % b'<row r="1"><c r="&#65;1"><v>1</v></c></row>', "place can't be read"),
    "no places": (SHEET % (b"<row>" + b"<c/>" * 300 + b"</row>"), "column 300"),
    "no sheet at all": (b"not xml", ""),
    "a day before all": (SHEET % b'<row r="1"><c r="A1" s="3"><v>-1e12</v></c></row>', "below -999,999,999"),
    "a day far before all": (SHEET % b'<row r="1"><c r="A1"><v>-99999999999</v></c></row>', "below -999,999,999"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_sheet_that_reaches_too_far_is_not_read(bomb: str, bundle: Bundle, tmp_path: Path) -> None:
    """Two cells in far corners would fill the memory: the sheet is looked through first."""
    write_workbook(bundle, tmp_path / "book.xlsx")
    data, said = BOMBS[bomb]
    found = problems(rezipped(tmp_path / "book.xlsx", {"xl/worksheets/sheet2.xml": data}))
    assert any(each.file == "roles" and said in each.message for each in found), found


def test_limits_of_a_workbook(bundle: Bundle, tmp_path: Path) -> None:
    """What unpacks to too much, or packs too well, is not read; nor what defines entities."""
    path = tmp_path / "book.xlsx"
    write_workbook(bundle, path)
    with pytest.raises(DataError, match="unpacks to more than 1 KiB"):
        read_bundle(path, limits=Limits(workbook_bytes=1024))
    with pytest.raises(DataError, match="too many files"):
        read_bundle(path, limits=Limits(zip_members=2))
    with pytest.raises(DataError, match="is too large"):
        read_bundle(path, limits=Limits(zip_bytes=100))
    rezipped(path, {"xl/sharedStrings.xml": b"<sst>" + b" " * 3_000_000 + b"</sst>"})
    with pytest.raises(DataError, match="200 times"):
        read_bundle(path)
    rezipped(path, {"xl/sharedStrings.xml": b'<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst/>'})
    with pytest.raises(DataError, match="defines XML entities"):
        read_bundle(path)


def test_a_locked_or_old_workbook_says_what_to_do(tmp_path: Path) -> None:
    """A file of the old kind, which one with a password is too, is one clear line."""
    (tmp_path / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\x00" * 600)
    with pytest.raises(DataError, match=r"protected with a password, or an old \.xls"):
        read_bundle(tmp_path / "old.xlsx")


def test_a_table_that_a_sheet_cannot_hold(bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than a sheet has is one clear line, before anything is written."""
    monkeypatch.setattr("lattice.exchange.workbook_writing._MOST_ROWS", 1)
    with pytest.raises(DataError, match="more than a sheet holds"):
        write_workbook(bundle, tmp_path / "book.xlsx")
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_broken_bundle_raises_every_problem(bundle: Bundle, tmp_path: Path) -> None:
    """Reading raises what checking lists."""

    def edit(book: Workbook) -> None:
        sheet_of(book, "roles")["D2"] = "x"
        sheet_of(book, "roles")["D3"] = "y"

    path = edited(bundle, tmp_path / "book.xlsx", edit)
    with pytest.raises(InvalidBundle) as caught:
        read_bundle(path)
    assert [str(each) for each in caught.value.problems] == [
        "roles:2 [grade]: 'x' is not a number; expected a whole number",
        "roles:3 [grade]: 'y' is not a number; expected a whole number",
    ]
