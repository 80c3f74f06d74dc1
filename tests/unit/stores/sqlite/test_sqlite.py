"""How a SQLite store sets its file up."""

from __future__ import annotations

from pathlib import Path

import pytest

from lattice.domain.table import TABLES
from lattice.stores.sqlite.schema import schema
from lattice.stores.sqlite.store import SqliteStore


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1), ("synchronous", 2)]
)
def test_the_file_is_kept_safely(tmp_path: Path, pragma: str, value: object) -> None:
    """A log that readers don't wait for, references that are checked, nothing left behind, every load on the disk."""
    path = tmp_path / "people.lattice"
    for _ in range(2):
        with SqliteStore(path) as store:
            assert store._connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)  # noqa: SLF001


def test_keys_lead_their_tables() -> None:
    """Rows are compared by their first columns, so these must be the key."""
    assert all(table.names[: len(table.key)] == table.key for table in TABLES.values())


def test_every_reference_is_declared() -> None:
    """Each column that points to a table does so in the database too."""
    text = "\n".join(schema())
    references = [column for table in TABLES.values() for column in table.columns.values() if column.references]
    assert text.count("REFERENCES") == len(references) > 10


def test_one_person_is_found_by_an_index(tmp_path: Path) -> None:
    """Reading one person never goes through the others."""
    with SqliteStore(tmp_path / "people.lattice") as store:
        plan = store._connection.execute(  # noqa: SLF001
            'EXPLAIN QUERY PLAN SELECT "id" FROM "people" WHERE "id" IN (?, ?) OR "name_key" = ?', ("x",) * 3
        ).fetchall()
        assert not any("SCAN" in step[3] for step in plan)
