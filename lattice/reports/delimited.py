"""Records as CSV: one table of plain values, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Final

from lattice.reports.document import Records
from lattice.reports.visible import visible

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(records: Records) -> str:
    """Records as CSV with a header row: UTF-8, a line feed after each row, blanks for what is unknown.

    A text that a spreadsheet would take for a formula gets an apostrophe in
    front; numbers stay numbers.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(records.columns)
    for row in records.rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue()


def _cell(value: str | float | bool | datetime.date | None) -> str | float:  # noqa: FBT001 - a cell's value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        safe = visible(value)
        return f"'{safe}" if value.lstrip(" ").startswith(_FORMULA) else safe
    return value
