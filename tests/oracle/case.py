"""Cases: a small bundle as plain rows."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

Cell = str | int | float | bool | datetime.date | None
"""What a row holds; None and an absent key are a blank cell: the default."""

Row = Mapping[str, Cell]
"""One row of a table, by the names of the bundle's columns."""

_FIRST_COLUMNS = {
    "roles": ("id", "title", "family", "grade"),
    "skills": ("id", "name"),
    "requirements": ("role", "skill", "level"),
    "resources": ("id", "title", "type", "hours"),
    "teaches": ("resource", "skill", "to_level"),
    "prerequisites": ("resource", "skill", "level"),
    "moves": ("from", "to"),
    "people": ("id", "role"),
    "levels": ("person", "skill", "level"),
    "nominations": ("person", "role"),
    "exclusions": ("person", "role", "because"),
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """A bundle's tables, a row a mapping; what isn't said is left to the defaults.

    ``maximum`` is the top of the scale of levels, ``policy`` the table of the
    same name in the header.
    """

    roles: tuple[Row, ...]
    skills: tuple[Row, ...]
    requirements: tuple[Row, ...] = ()
    resources: tuple[Row, ...] = ()
    teaches: tuple[Row, ...] = ()
    prerequisites: tuple[Row, ...] = ()
    moves: tuple[Row, ...] = ()
    people: tuple[Row, ...] = ()
    levels: tuple[Row, ...] = ()
    nominations: tuple[Row, ...] = ()
    exclusions: tuple[Row, ...] = ()
    maximum: int = 5
    policy: Mapping[str, int | float | bool] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, tuple[Row, ...]]:
        """The tables by name."""
        return {column.name: getattr(self, column.name) for column in fields(self) if column.name in _FIRST_COLUMNS}

    def write_folder(self, folder: Path) -> Path:
        """Write the case as a bundle: a folder of CSV files with its header."""
        folder.mkdir(parents=True, exist_ok=True)
        header = ['name = "case"', "[levels]", f"maximum = {self.maximum}"]
        if self.policy:
            header += ["[policy]", *(f"{name} = {_text(value)}" for name, value in self.policy.items())]
        (folder / "lattice.toml").write_text("\n".join(header) + "\n", encoding="utf-8")
        for name, rows in self.tables.items():
            columns = list(dict.fromkeys((*_FIRST_COLUMNS[name], *(column for row in rows for column in row))))
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(columns)
                writer.writerows([_text(row.get(column)) for column in columns] for row in rows)
        return folder

    @classmethod
    def read_folder(cls, folder: Path, *, maximum: int) -> Case:
        """The case that a folder of valid CSV files describes; numbers become numbers, nothing is checked."""
        tables: dict[str, tuple[Row, ...]] = {}
        for name in _FIRST_COLUMNS:
            path = folder / f"{name}.csv"
            if path.exists():
                with path.open(encoding="utf-8", newline="") as file:
                    tables[name] = tuple(
                        {column: _cell(text, column=column) for column, text in row.items()}
                        for row in csv.DictReader(file)
                    )
        return case_of(tables, maximum=maximum)


def case_of(tables: Mapping[str, tuple[Row, ...]], *, maximum: int) -> Case:
    """The case with these tables, those left out empty."""
    return Case(**{"roles": (), "skills": (), **tables}, maximum=maximum, policy={})


_NUMBERS = {
    "grade", "level", "entry_level", "importance", "hours", "cost", "to_level", "from_level", "months",
    "success", "dwell_months", "salary", "seats", "hours_per_week", "budget",
}  # fmt: skip


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def _cell(text: str, *, column: str) -> Cell:
    if not text:
        return None
    if column in _NUMBERS:
        return float(text)
    if text in {"true", "false"}:
        return text == "true"
    return text
