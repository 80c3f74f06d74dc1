"""Workbooks read back by libraries that did not write them."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Value = str | float | bool | datetime.date | None


def by_calamine(data: bytes) -> dict[str, list[list[Value]]]:
    """The cells of each sheet as calamine reads them, blanks as None."""
    with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
        return {
            name: [
                [None if cell == "" else cell for cell in row]  # type: ignore[misc]  # no cell here is a time
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in book.sheet_names
        }


def by_openpyxl(data: bytes) -> Workbook:
    """The workbook as openpyxl reads it, formulas as formulas."""
    return load_workbook(io.BytesIO(data))


def cells_of(data: bytes) -> dict[str, list[list[object]]]:
    """The cells of each sheet as openpyxl reads them."""
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in by_openpyxl(data)}
