"""Writing a bundle as one workbook, filled or empty, that people go on working with."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import LARGEST_NUMBER, Column, Form, Row, Value
from lattice.domain.policy import Header, Levels
from lattice.domain.table import GROUP_PREFIX, TABLES, Table
from lattice.errors import DataError
from lattice.exchange.explanations import COLUMNS, KEYS, STEPS, TABLES_EXPLAINED
from lattice.exchange.spreadsheet import Spreadsheet
from lattice.exchange.whole_file import whole_file
from lattice.exchange.workbook import HEADER_SHEET, INSTRUCTIONS, header_told, told_keys
from lattice.exchange.writing import cell_texts, group_columns
from lattice.progress import SILENT, Progress

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS: Final = 1_048_575
_LONGEST: Final = 32_767
_FAR_BELOW: Final = -1e9
_STEP: Final = 1_000
_EPOCH: Final = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - a file's own time, of no zone
_FIRST_DAY: Final = datetime.date(1900, 3, 1)
"""Before this day spreadsheets disagree about the calendar."""

_WIDTHS: Final = {Form.TEXT: 24, Form.LIST: 24, Form.IDENTIFIER: 24, Form.DATE: 14, Form.GROUPS: 16}
_WIDE: Final = {"description": 60, "behaviour": 48, "because": 40, "title": 36, "name": 32, "url": 36}
_NEW_HEADER: Final = Header(name="My lattice", levels=Levels(maximum=3, names=("Basic", "Good", "Expert")))


def write_workbook(bundle: Bundle, path: str | Path, *, progress: Progress = SILENT) -> None:
    """Write a bundle as one .xlsx file that reads back as an equal bundle.

    The same bundle gives the same bytes. What stands there already is replaced
    when it is a workbook of a bundle, and only once the new one is whole. Rows
    go to disk as they are written, so that memory doesn't grow with them.
    Raises ``DataError`` when something else stands there, when the place can't
    be written, or when a sheet or a cell can't hold what the bundle says.
    """
    _refuse_other(Path(path))
    _write(Path(path), bundle.header, dict(bundle.tables), progress)


def write_template(path: str | Path, *, header: Header = _NEW_HEADER) -> None:
    """Write an empty workbook to fill in: every sheet, explained, with drop-downs.

    Raises ``DataError`` when the place can't be written, or when anything
    stands there: it may be filled in already.
    """
    if Path(path).exists():
        message = f"'{path}' is there already and may be filled in, so it is not replaced; name another place"
        raise DataError(message)
    _write(Path(path), header, dict.fromkeys(TABLES, ()), SILENT, filled=False)


def _refuse_other(path: Path) -> None:
    """Raise ``DataError`` unless nothing stands there, or a workbook of a bundle."""
    if not path.exists():
        return
    names: list[str] = []
    if path.is_file():
        with suppress(DataError):
            names = [sheet.name.strip().casefold() for sheet in Spreadsheet(path).sheets]
    if HEADER_SHEET not in names:
        message = f"'{path}' is no workbook of a bundle, so it is not replaced; name another place"
        raise DataError(message)


def _write(
    path: Path, header: Header, tables: Mapping[str, Sequence[Row]], progress: Progress, *, filled: bool = True
) -> None:
    for name, rows in tables.items():
        if len(rows) > _MOST_ROWS:
            message = f"{name} has {len(rows):,} rows, more than a sheet holds; write a folder or a .zip instead"
            raise DataError(message)
    try:
        with whole_file(path) as file:
            _fill(file, header, tables, progress, filled=filled)
    except OSError as error:
        message = f"'{path}' can't be written: {error.strerror or error}"
        raise DataError(message) from error


def _fill(
    file: IO[bytes], header: Header, tables: Mapping[str, Sequence[Row]], progress: Progress, *, filled: bool
) -> None:
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - only a workbook needs it

    book = Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": header.name[:255], "author": "lattice", "created": _EPOCH})
    writer = _Writer(book, header, formats=_formats(book))
    if not filled:
        writer.instructions()
    writer.header_sheet()
    progress.begin("writing the workbook", total=sum(map(len, tables.values())))
    for table in TABLES.values():
        if table.name in tables or table.required:
            writer.table(table, tables.get(table.name, ()), progress)
    for name in {table.name for table in TABLES.values()} & {*tables, "roles", "skills"}:
        if "id" in TABLES[name].names:
            # The ids that a drop-down offers: from the second row to the last that is filled.
            book.define_name(_ids_of(name), f"={name}!$A$2:INDEX({name}!$A:$A,MAX(2,COUNTA({name}!$A:$A)))")
    book.close()


def _ids_of(table: str) -> str:
    return f"{table}_ids"


def _formats(book: Workbook) -> Mapping[str, Format]:
    head = {"bold": True, "bottom": 1, "valign": "top"}
    return {
        "required": book.add_format({**head, "bg_color": "#FCE8C8"}),
        "optional": book.add_format({**head, "bg_color": "#E7ECF2"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "text": book.add_format({"num_format": "@"}),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "strong": book.add_format({"bold": True, "valign": "top"}),
        "quiet": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#55606E"}),
    }


@dataclass(frozen=True)
class _Writer:
    book: Workbook
    header: Header
    formats: Mapping[str, Format] = field(repr=False)

    def instructions(self) -> None:
        """How to fill in the workbook, step by step, and what each sheet is for."""
        page = self.book.add_worksheet(INSTRUCTIONS)
        page.hide_gridlines(2)
        page.set_column(0, 0, 18)
        page.set_column(1, 1, 96)
        page.write_string(0, 0, "A lattice to fill in", self.formats["title"])
        row = 2
        for number, step in enumerate(STEPS, start=1):
            page.write_string(row, 0, f"Step {number}", self.formats["strong"])
            page.write_string(row, 1, step, self.formats["wrapped"])
            page.set_row(row, 15 * -(-len(step) // 90))
            row += 1
        row += 1
        for name, text in {
            HEADER_SHEET: "The lattice's name, its scale of levels, its defaults.",
            **TABLES_EXPLAINED,
        }.items():
            needed = name == HEADER_SHEET or TABLES[name].required
            page.write_url(row, 0, f"internal:'{name}'!A1", string=name)
            page.write_string(row, 1, f"{text} Required." if needed else text, self.formats["wrapped"])
            row += 1
        _for_paper(page)

    def header_sheet(self) -> None:
        """The header, a key and its value in each row, with what the key means."""
        page = self.book.add_worksheet(HEADER_SHEET)
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 36, self.book.add_format({"align": "left"}))
        page.set_column(2, 2, 70)
        page.freeze_panes(1, 0)
        for at, title in enumerate(("key", "value", "what it says")):
            page.write_string(0, at, title, self.formats["optional"])
        told: list[tuple[str, str]] = []
        for row, (key, value) in enumerate(told_keys(self.header), start=1):
            page.write_string(row, 0, _fitting(key, "the header"))
            if value is not None:
                told.append((key, _put(page, row, 1, value, self.formats, "the header")))
            page.write_string(row, 2, KEYS.get(key, KEYS["policy.leaving_rates"]), self.formats["quiet"])
        if header_told(told) != self.header:
            message = "the header can't be written to a workbook: it would not be read the same"
            raise DataError(message)
        page.set_tab_color("#B45309")
        _for_paper(page)

    def table(self, table: Table, rows: Sequence[Row], progress: Progress) -> None:
        """A table: its header explained, its columns held to what they may hold, its rows."""
        page = self.book.add_worksheet(table.name)
        page.freeze_panes(1, 1)
        if table.required:
            page.set_tab_color("#B45309")
        columns = self._columns(table, rows)
        for at, (name, column, _) in enumerate(columns):
            page.set_column(at, at, _WIDE.get(name, _WIDTHS.get(column.form, 12)), self._format(column))
            required = name in table.required_columns
            page.write_string(0, at, _fitting(name, table.name), self.formats["required" if required else "optional"])
            page.write_comment(0, at, _note(table, name, column, required=required), _NOTE)
            self._hold(page, at, column)
        for row, values in enumerate(zip(*(cells for _, _, cells in columns), strict=True), start=1):
            for at, value in enumerate(values):
                if value is not None:
                    _put(page, row, at, value, self.formats, table.name)
            if row % _STEP == 0:
                progress.advance(_STEP)
        progress.advance(len(rows) % _STEP)
        if columns:
            page.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
        _for_paper(page)

    def _columns(self, table: Table, rows: Sequence[Row]) -> list[tuple[str, Column, Sequence[Value]]]:
        """The columns of a sheet with their cells; each was checked to be read back as it is."""
        found: list[tuple[str, Column, Sequence[Value]]] = []
        for at, (name, column) in enumerate(table.columns.items()):
            values = [row[at] for row in rows]
            if column.form is Form.GROUPS:
                text = Column(form=Form.TEXT)
                groups = dict(group_columns(table, values))
                found += [
                    (GROUP_PREFIX + group, text, [each or None for each in cells]) for group, cells in groups.items()
                ]
                continue
            texts = cell_texts(table, name, column, values)
            plain = column.form in {Form.LEVEL, Form.INTEGER, Form.NUMBER, Form.BOOLEAN, Form.DATE}
            found.append((name, column, values if plain else [each or None for each in texts]))
        return found

    def _format(self, column: Column) -> Format | None:
        if column.form is Form.DATE:
            return self.formats["date"]
        return self.formats["text"] if column.form in {Form.IDENTIFIER, Form.TEXT, Form.LIST, Form.GROUPS} else None

    def _hold(self, page: Worksheet, at: int, column: Column) -> None:
        """Let a spreadsheet offer or refuse what a column's cells may hold."""
        rule = _rule(column, self.header.levels.maximum)
        if rule is None:
            return
        told = {
            "error_title": "Not what this column holds",
            "error_message": f"Expected: {column.expectation}."[:255],
            "error_type": "warning" if column.references else "stop",
        }
        page.data_validation(1, at, _MOST_ROWS, at, {**rule, **told})


_NOTE: Final = {"author": "lattice", "x_scale": 2.2, "y_scale": 1.1}


def _rule(column: Column, top: int) -> dict[str, object] | None:
    """What a column's cells may hold, as a spreadsheet's own rule; None for any text."""
    listed: dict[Form, Sequence[str] | str] = {Form.BOOLEAN: ("true", "false")}
    if column.choices:
        listed[column.form] = column.choices
    if column.references:
        listed[column.form] = f"={_ids_of(column.references)}"
    if column.form in listed:
        source = listed[column.form]
        return {"validate": "list", "source": source if isinstance(source, str) else list(source)}
    if column.form is Form.DATE:
        return {"validate": "date", "criteria": ">=", "value": datetime.date(1900, 1, 1)}
    kind = {Form.LEVEL: "integer", Form.INTEGER: "integer", Form.NUMBER: "decimal"}.get(column.form)
    if kind is None:
        return None
    least = -LARGEST_NUMBER if column.minimum is None else column.minimum
    most = top if column.form is Form.LEVEL else column.maximum
    if most is None and column.minimum is not None:
        return {"validate": kind, "criteria": ">" if column.above else ">=", "value": least}
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": least,
        "maximum": LARGEST_NUMBER if most is None else most,
    }


def _note(table: Table, name: str, column: Column, *, required: bool) -> str:
    key = "group:" if name.startswith(GROUP_PREFIX) else name
    text = COLUMNS[table.name].get(key, "")
    return f"{name}{' (required)' if required else ''}: {text}\n\nHolds {column.expectation}."


def _put(page: Worksheet, row: int, at: int, value: object, formats: Mapping[str, Format], where: str) -> str:  # noqa: PLR0917 - a cell's place and value
    """Write a cell as what it is; the text that reading gives."""
    match value:
        case bool():
            # As a text: not every program shows a truth value as one.
            text = "true" if value else "false"
            page.write_string(row, at, text)
            return text
        case int() | float():
            return _put_number(page, row, at, value)
        case datetime.date():
            if value < _FIRST_DAY:
                page.write_string(row, at, value.isoformat())
            else:
                page.write_datetime(row, at, datetime.datetime.combine(value, datetime.time()), formats["date"])
            return value.isoformat()
        case _:
            text = _fitting(str(value), where)
            page.write_string(row, at, text, formats["text"])
            return text


def _put_number(page: Worksheet, row: int, at: int, value: float) -> str:
    """Write a number; as a text when the digits that a workbook keeps of it aren't all, or no date is that early."""
    if float(f"{value:.16G}") == value and value > _FAR_BELOW:
        page.write_number(row, at, value)
    else:
        page.write_string(row, at, repr(value))
    return repr(value)


def _fitting(text: str, where: str) -> str:
    """A text that a cell can hold; raises ``DataError`` for a longer one."""
    # A sign beyond the first 65,536 counts twice.
    if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST:
        message = f"a text of {where} has {len(text):,} characters, more than a spreadsheet's cell holds"
        raise DataError(message)
    return text


def _for_paper(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&RPage &P of &N")
