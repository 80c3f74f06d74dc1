"""Tables of a bundle, and how they are written."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | None
Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, kw_only=True)
class Table:
    """One CSV file of a bundle: its name, its columns in order, its rows in order."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Row]

    def text(self) -> str:
        """Return the table as RFC 4180 CSV with LF line ends.

        Numbers without a fraction are written without one; true and false in
        lower case; None as an empty cell.
        """
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            unknown = set(row) - set(self.columns)
            if unknown:
                message = f"{self.name}: no column {sorted(unknown)}"
                raise ValueError(message)
            writer.writerow([_text(row.get(column)) for column in self.columns])
        return out.getvalue()

    def write(self, folder: Path) -> None:
        """Write the table to `<name>.csv` in a folder."""
        path = folder / f"{self.name}.csv"
        path.write_text(self.text(), encoding="utf-8", newline="\n")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{cell:g}" if cell != int(cell) else str(int(cell))
    return str(cell)
