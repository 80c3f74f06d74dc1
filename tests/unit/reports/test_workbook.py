"""Reports as workbooks: typed, safe, the same every time, and read back by two other libraries."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lattice.reports.document import STATUSES, Heading, Kind, Records, Report, Sheet, SheetColumn
from lattice.reports.gap import gap_report
from lattice.reports.origin import CONFIDENTIAL, Origin
from lattice.reports.reach import reach_report
from lattice.reports.route import route_report
from lattice.reports.workbook import ABOUT, as_workbook
from tests.unit.reports.sample import DAY, GAP, LONG, REACH, routes, titles
from tests.unit.reports.workbooks import by_calamine, by_openpyxl, cells_of

ORIGIN = Origin(
    as_of=DAY, lattice="Harbour", version="3", digest="ab" * 32, currency="GBP", asked="lattice gap ada pilot"
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil")', "http://evil.example", "mailto:x@y")


def report_of(*sheets: Sheet) -> Report:
    """A report with these sheets and nothing else."""
    return Report((Heading("Title", level=1),), Records((), ()), sheets=sheets)


def test_every_kind_is_read_back_as_it_is() -> None:
    """Numbers, dates and texts keep their type and show in their format; blanks stay blank."""
    row = ("text", 1200, 1.25, 3, 7.5, 40.0, 250.0, 0.5, datetime.date(2026, 11, 22), True, "thin")
    columns = tuple(SheetColumn(kind.value, kind) for kind in Kind)
    data = as_workbook(report_of(Sheet("All", columns, (row, (None,) * len(row)))), ORIGIN)
    assert by_calamine(data)["All"][:2] == [
        [kind.value for kind in Kind],
        ["yes" if value is True else value for value in row],
    ]
    page = by_openpyxl(data)["All"]
    shown = {str(page.cell(1, at).value): page.cell(2, at).number_format for at in range(1, len(row) + 1)}
    assert shown["months"] == "#,##0.0"
    assert shown["money"] == '"£"#,##0'
    assert shown["percent"] == "0%"
    assert shown["date"] == "yyyy-mm-dd"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:K3"
    assert all(page.cell(3, at).value is None for at in range(1, len(row) + 1))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    """What begins like a formula or an address is a text in its cell, in titles and notes too."""
    columns = (SheetColumn(text, note=text),)
    made = replace(report_of(Sheet(text, columns, ((text,),), text)), about=((text, text),), remarks=(text,))
    book = by_openpyxl(as_workbook(made, replace(ORIGIN, asked=text, lattice=text)))
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                if cell.hyperlink:
                    assert page.title == ABOUT
                    assert cell.hyperlink.target is None


@settings(max_examples=settings().max_examples // 4)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4), st.text(max_size=80))
def test_any_text_is_a_workbook(titles: list[str], cell: str) -> None:
    """Whatever sheets and cells are called, the workbook is one, with a sheet each of its own name."""
    made = report_of(*(Sheet(title, (SheetColumn(cell),), ((cell,),)) for title in titles))
    found = by_calamine(as_workbook(made, ORIGIN))
    assert len(found) == 1 + len(titles)
    assert len({name.casefold() for name in found}) == len(found)
    assert all(len(name) <= 31 for name in found)


@settings(max_examples=settings().max_examples // 4)
@given(st.floats(), st.dates())
@example(1.7976931348623155e308, DAY)
def test_any_number_and_date_is_a_cell(number: float, date: datetime.date) -> None:
    """What isn't finite is blank; a day before spreadsheets agree about the calendar is a text."""
    sheet = Sheet("One", (SheetColumn("n", Kind.NUMBER), SheetColumn("d", Kind.DATE)), ((number, date),))
    found = by_calamine(as_workbook(report_of(sheet), ORIGIN))["One"][1]
    assert found[1] in {date, date.isoformat()}
    assert found[0] == (pytest.approx(number, rel=1e-15) if abs(number) < 9.99e307 else None)


def test_the_first_sheet_says_what_this_is() -> None:
    """What, for whom, as of when, from what data, how it was asked, and what follows."""
    found = cells_of(as_workbook(gap_report(GAP, titles()), ORIGIN))[ABOUT]
    said = {row[0]: row[1] for row in found if row[0]}
    assert found[0][0] == "Ada Byron for Harbour master"
    assert said["Person"] == "Ada Byron (ada)"
    assert (said["As of"], said["Data"], said["Digest"]) == ("2026-11-22", "Harbour, version 3", "ab" * 6)
    assert said["Asked"] == "lattice gap ada pilot"
    assert str(said["To enter"]).startswith("1 row: ")


def test_a_confidential_report_says_so_on_every_page() -> None:
    """The mark stands on the first sheet and in the header of each printed page; as-of and digest at its foot."""
    made = replace(report_of(Sheet("One", (SheetColumn("a"),), (("b",),))), confidential=True)
    book = by_openpyxl(as_workbook(made, ORIGIN))
    assert book[ABOUT]["A2"].value == CONFIDENTIAL
    for page in book:
        head, foot = page.HeaderFooter.oddHeader, page.HeaderFooter.oddFooter
        assert head is not None
        assert foot is not None
        assert head.right.text == CONFIDENTIAL
        assert "2026-11-22, data abababababab" in str(foot.center.text)
        assert page.page_setup.orientation == "landscape"


def test_a_status_is_shaded_by_its_word() -> None:
    """Each word of a status has a rule that shades it, beside the word itself."""
    sheet = Sheet("One", (SheetColumn("Status", Kind.STATUS),), tuple((word,) for word in STATUSES))
    page = by_openpyxl(as_workbook(report_of(sheet), ORIGIN))["One"]
    rules = [rule for area in page.conditional_formatting for rule in area.rules]
    assert {rule.formula[0].strip('"') for rule in rules} == set(STATUSES)


def test_the_same_report_gives_the_same_bytes() -> None:
    """Nothing of the clock or the machine gets into the file."""
    first, again = (as_workbook(route_report(routes(LONG), titles()), ORIGIN) for _ in range(2))
    assert first == again


def test_routes_have_a_sheet_each_for_stages_learning_and_gaps() -> None:
    """The sheets of a route hold its stages with dates, what is learned and what is missing."""
    found = by_calamine(as_workbook(route_report(routes(LONG), titles()), ORIGIN))
    assert list(found) == [ABOUT, "Routes", "Stages", "Learning", "Gaps"]
    stages = [dict(zip(found["Stages"][0], row, strict=True)) for row in found["Stages"][1:]]
    assert [stage["From"] for stage in stages] == [titles().role(stage.from_) for stage in LONG.stages]
    assert sum(float(str(stage["Months"])) for stage in stages) == pytest.approx(LONG.months)


def test_reach_has_a_row_for_each_role() -> None:
    """The sheet of a reach has the roles in the result's order."""
    result = REACH
    found = by_calamine(as_workbook(reach_report(result, titles()), ORIGIN))["Within reach"]
    assert [row[-1] for row in found[1:]] == [role.role for role in result.roles]


def test_a_report_without_sheets_shows_its_records() -> None:
    """The records become a sheet, each column of the kind that its values are of."""
    rows = (("a", 1, 1.5, DAY, True, None), ("b", 2, 2.5, None, False, None))
    made = Report((), Records(("name", "count", "share", "some_day", "yes", "none"), rows))
    found = by_calamine(as_workbook(made, ORIGIN))["Result"]
    assert found[0] == ["Name", "Count", "Share", "Some day", "Yes", "None"]
    assert found[1] == ["a", 1, 1.5, DAY, "yes", None]
