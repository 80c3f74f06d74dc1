"""Reports as a workbook: a first sheet that says what this is, then a sheet a table."""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, assert_never

from rich.cells import cell_len

from lattice.reports.document import STATUSES, Kind, Plain, Records, Report, Sheet, SheetColumn, Style
from lattice.reports.figures import counted
from lattice.reports.origin import CONFIDENTIAL, Origin
from lattice.reports.visible import visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ABOUT: Final = "About"
"""The first sheet."""

_LONGEST_TEXT: Final = 32_767
_LONGEST_TITLE: Final = 31
_MOST_ROWS: Final = 1_048_575
_UNFIT_FOR_TITLE: Final = re.compile(r"[\[\]:*?/\\]")
_FIRST_DAY: Final = datetime.date(1900, 3, 1)
"""Before this day spreadsheets disagree about the calendar."""

_NARROWEST, _WIDEST, _WIDEST_TEXT = 8, 24, 60
_LARGEST: Final = 9.99999999999999e307
"""The largest number that a spreadsheet holds."""

_A4: Final = 9
_SHADES: Final = {
    Style.GOOD: ("#DDF1E0", "#14532D"),
    Style.WAIT: ("#FDF0CC", "#6B4A00"),
    Style.POOR: ("#FBDCD9", "#7F1D1D"),
}
_FORMATS: Final = {
    Kind.WHOLE: "#,##0",
    Kind.NUMBER: "#,##0.00",
    Kind.LEVEL: "0",
    Kind.MONTHS: "#,##0.0",
    Kind.HOURS: "#,##0",
    Kind.PERCENT: "0%",
    Kind.DATE: "yyyy-mm-dd",
}
_SYMBOLS: Final = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "INR": "₹"}


def as_workbook(report: Report, origin: Origin) -> bytes:
    """A report as an .xlsx file; the same report and origin give the same bytes.

    Texts are written as texts, whatever they begin with: none becomes a
    formula or a link. Numbers and dates are written as such, what isn't finite is
    left blank; truth values are yes and no. Headers are frozen, filtered, and repeated
    on each printed page.
    """
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - 0.1 s that only a workbook needs

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = Workbook(target, options)
    book.set_properties(
        {
            "title": _text(report.title),
            "author": "lattice",
            "comments": origin.digest,
            "created": datetime.datetime.combine(origin.as_of, datetime.time()),
        }
    )
    sheets = list(_titled(report.sheets or (sheet_of(report.records),)))
    writer = _Writer(book, report, origin)
    writer.about(sheets)
    for sheet in sheets:
        writer.table(sheet)
    book.close()
    return target.getvalue()


def sheet_of(records: Records, *, title: str = "Result") -> Sheet:
    """Records as a sheet, each column of the kind that its values are of."""
    columns = []
    for at, name in enumerate(records.columns):
        values = [row[at] for row in records.rows if row[at] is not None]
        columns.append(SheetColumn(name.replace("_", " ").capitalize(), _kind(values)))
    return Sheet(title, tuple(columns), records.rows)


def _kind(values: Sequence[Plain]) -> Kind:
    if values and all(isinstance(value, bool) for value in values):
        return Kind.FLAG
    if values and all(isinstance(value, datetime.date) for value in values):
        return Kind.DATE
    if values and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return Kind.WHOLE if all(isinstance(value, int) for value in values) else Kind.NUMBER
    return Kind.TEXT


def _titled(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The sheets under titles that a workbook takes, each a different one."""
    taken = {ABOUT.casefold(), "history"}
    for sheet in sheets:
        plain = _UNFIT_FOR_TITLE.sub(" ", _text(sheet.title)).strip(" '") or "Table"
        title, number = _cut(plain, _LONGEST_TITLE).strip(" '"), 2
        while title.casefold() in taken:
            tail = f" {number}"
            title, number = _cut(plain, _LONGEST_TITLE - len(tail)) + tail, number + 1
        taken.add(title.casefold())
        yield replace(sheet, title=title)


def _text(text: str) -> str:
    safe = visible(text)
    short = _cut(safe, _LONGEST_TEXT)
    return safe if short == safe else _cut(safe, _LONGEST_TEXT - 1) + "…"


def _cut(text: str, length: int) -> str:
    """The beginning of a text, as long as a workbook reckons: signs beyond the first 65,536 count twice."""
    if 2 * len(text) <= length or (len(text) <= length and text.isascii()):
        return text
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")


@dataclass(frozen=True)
class _Writer:
    """Writes the sheets of one workbook."""

    book: Workbook
    report: Report
    origin: Origin

    def about(self, sheets: Sequence[Sheet]) -> None:
        """The first sheet: what this is, for whom, as of when, from what data, and what follows."""
        page = self.book.add_worksheet(ABOUT)
        page.hide_gridlines(2)
        page.set_column(0, 0, 20)
        page.set_column(1, 1, 78)
        page.write_string(0, 0, _text(self.report.title), self._format("title"))
        row = 1
        if self.report.confidential:
            page.write_string(row, 0, CONFIDENTIAL, self._format("alarm"))
            row += 1
        row += 1
        for name, text in (*self.report.about, *self.origin.facts):
            page.write_string(row, 0, _text(name), self._format("quiet"))
            page.write_string(row, 1, _text(text), self._format("wrapped"))
            row += 1
        for remark in self.report.remarks:
            page.write_string(row, 0, "Note", self._format("quiet"))
            page.write_string(row, 1, _text(remark), self._format("wrapped"))
            row += 1
        row += 1
        page.write_string(row, 0, "Sheet", self._format("header"))
        page.write_string(row, 1, "Holds", self._format("header"))
        for sheet in sheets:
            row += 1
            place = sheet.title.replace("'", "''")
            page.write_url(row, 0, f"internal:'{place}'!A1", string=sheet.title)
            held = counted(len(sheet.rows), "row")
            page.write_string(row, 1, _text(f"{held}: {sheet.about}" if sheet.about else held), self._format("wrapped"))
        self._for_paper(page)

    def table(self, sheet: Sheet) -> None:
        """A sheet with a header that stays in sight and rows of plain values."""
        page = self.book.add_worksheet(sheet.title)
        for at, column in enumerate(sheet.columns):
            values = [row[at] for row in sheet.rows]
            self._column(page, at, column, values)
        last = max(1, len(sheet.rows))
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        if sheet.columns:
            page.autofilter(0, 0, last, len(sheet.columns) - 1)
        for at, column in enumerate(sheet.columns):
            if column.kind is Kind.STATUS:
                self._shade(page, at, last)
        self._for_paper(page)

    def _column(self, page: Worksheet, at: int, column: SheetColumn, values: Sequence[Plain]) -> None:
        shape = self._shape(column, values)
        page.set_column(at, at, column.width or _width(column, values))
        numeric = column.kind not in {Kind.TEXT, Kind.STATUS, Kind.FLAG}
        page.write_string(0, at, _text(column.title), self._format("header right" if numeric else "header"))
        if column.note:
            page.write_comment(0, at, _text(column.note), {"author": "lattice", "x_scale": 2})
        for row, value in enumerate(values[:_MOST_ROWS], start=1):
            _write(page, row, at, value, shape)

    def _shape(self, column: SheetColumn, values: Sequence[Plain]) -> Format:
        number = _FORMATS.get(column.kind, "")
        if column.kind is Kind.MONEY:
            number = self._money(values)
        if column.kind is Kind.HOURS and not _whole(values):
            number = "#,##0.0"
        if number:
            return self._format(f"number {number}")
        return self._format("wrapped")

    def _money(self, values: Sequence[Plain]) -> str:
        digits = "#,##0" if _whole(values) else "#,##0.00"
        currency = visible(self.origin.currency).replace('"', "")[:16]
        if currency in _SYMBOLS:
            return f'"{_SYMBOLS[currency]}"{digits}'
        return f'{digits} "{currency}"' if currency else digits

    def _shade(self, page: Worksheet, at: int, last: int) -> None:
        for word, style in STATUSES.items():
            shade = self._format(f"shade {style.value}")
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": shade}
            page.conditional_format(1, at, last, at, rule)

    def _for_paper(self, page: Worksheet) -> None:
        """Landscape, as wide as the paper, with the origin at the foot of each page."""
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        if self.report.confidential:
            page.set_header(f"&R{CONFIDENTIAL}")
        digest = f", data {self.origin.digest[:12]}" if self.origin.digest else ""
        page.set_footer(f"&L&A&CAs of {self.origin.as_of.isoformat()}{digest}&RPage &P of &N")

    def _format(self, name: str) -> Format:
        """The format of a name, made when first asked for."""
        if name not in self._formats:
            self._formats[name] = self.book.add_format(_properties(name))
        return self._formats[name]

    @cached_property
    def _formats(self) -> dict[str, Format]:
        return {}


def _properties(name: str) -> Mapping[str, object]:
    """What a named format consists of."""
    kind, _, rest = name.partition(" ")
    if kind == "number":
        return {"num_format": rest, "valign": "top", "align": "right"}
    if kind == "shade":
        ground, ink = _SHADES[Style(rest)]
        return {"bg_color": ground, "font_color": ink}
    if kind == "header":
        return {
            "bold": True,
            "bg_color": "#E7ECF2",
            "bottom": 1,
            "valign": "vcenter",
            **({"align": "right"} if rest else {"indent": 1}),
        }
    plain: Mapping[str, Mapping[str, object]] = {
        "title": {"bold": True, "font_size": 16},
        "alarm": {"bold": True, "font_color": "#9B1C1C"},
        "quiet": {"font_color": "#55606E", "valign": "top"},
        "wrapped": {"text_wrap": True, "valign": "top", "indent": 1},
    }
    return plain[kind]


def _write(page: Worksheet, row: int, at: int, value: Plain, shape: Format) -> None:
    match value:
        case None:
            return
        case bool():
            # As a word: not every program shows a truth value as one.
            page.write_string(row, at, "yes" if value else "no", shape)
        case str():
            if value:
                page.write_string(row, at, _text(value), shape)
        case datetime.date():
            if value >= _FIRST_DAY:
                page.write_datetime(row, at, datetime.datetime.combine(value, datetime.time()), shape)
            else:
                page.write_string(row, at, value.isoformat(), shape)
        case int() | float():
            if abs(value) <= _LARGEST:
                page.write_number(row, at, value, shape)
        case _:
            assert_never(value)


def _whole(values: Sequence[Plain]) -> bool:
    return all(value == round(value) for value in values if isinstance(value, int | float) and math.isfinite(value))


def _width(column: SheetColumn, values: Sequence[Plain]) -> int:
    """As wide as what stands in a column and its title, within reason."""
    most = _WIDEST_TEXT if column.kind is Kind.TEXT else _WIDEST
    longest = max((cell_len(value[:200]) for value in values if isinstance(value, str)), default=0)
    if column.kind not in {Kind.TEXT, Kind.STATUS}:
        longest = max(longest, 10)
    # The filter's button takes three characters of the title's room.
    return min(most, max(_NARROWEST, min(cell_len(column.title), 24) + 4, longest + 2))
