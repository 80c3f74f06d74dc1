"""Stores of older versions are brought forward, all the way or not at all."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from lattice.domain.bundle import Bundle
from lattice.domain.policy import Header, Levels
from lattice.errors import NewerStore
from lattice.stores.sqlite.migrate import STEPS, VERSION, Step, bring_forward
from lattice.stores.sqlite.schema import APPLICATION_ID, schema
from lattice.stores.sqlite.store import SqliteStore

FIRST = Path(__file__).with_name("schema-1.sql")
NOW = Path(__file__).with_name(f"schema-{VERSION}.sql")
BUNDLE = Bundle.of_checked(
    Header(name="x", levels=Levels(maximum=1)),
    {"roles": [("clerk", "Clerk", "works", 1, *(None,) * 7, ())], "skills": [], "requirements": []},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of the current version with a role in it."""
    path = tmp_path / "old.lattice"
    with SqliteStore(path) as store:
        store.load(BUNDLE)
    return path


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """The store's file, bare."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=0.1)) as opened:
        yield opened


def add_column(connection: sqlite3.Connection) -> None:
    """A step that changes a table."""
    connection.execute('ALTER TABLE "roles" ADD COLUMN "remote" INTEGER')


def fill_column(connection: sqlite3.Connection) -> None:
    """A step that needs the one before."""
    connection.execute('UPDATE "roles" SET "remote" = 1')


def fail(connection: sqlite3.Connection) -> None:
    """A step that can't be done."""
    connection.execute("SELECT nothing")


def later(*steps: Step) -> tuple[Step, ...]:
    """The program's steps, and those of versions to come."""
    return (*STEPS, *steps)


def version(connection: sqlite3.Connection) -> int:
    """The version that the file says it has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_schema_is_never_altered() -> None:
    """Stores of each version are out there: a change of the tables needs a new version, a step and a file here."""
    assert ";\n".join(schema()) + ";\n" == NOW.read_text()


def test_a_store_of_the_first_version_becomes_one_of_today(tmp_path: Path) -> None:
    """Its tables and indexes are then those of a new store, its rows are kept, and the new tables can be used."""
    path = tmp_path / "first.lattice"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as first:
        first.executescript(FIRST.read_text())
        header = BUNDLE.header.model_dump(mode="json")
        # What that version didn't know.
        del header["policy"]["leaving_rate"], header["policy"]["leaving_rates"]
        meta = {"header": json.dumps(header), "tables": json.dumps(list(BUNDLE.tables)), "loaded_at": "2026-01-01"}
        first.executemany('INSERT INTO "meta" VALUES (?, ?)', meta.items())
        first.execute(
            """INSERT INTO "roles" ("id", "title", "family", "grade") VALUES ('clerk', 'Clerk', 'works', 1)"""
        )
        first.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        first.execute("PRAGMA user_version = 1")
    with SqliteStore(path, create=False) as store:
        assert store.read() == BUNDLE
        assert not store.load(BUNDLE).changes
        store.keep("x", "1")
        assert store.withdraw("exclusions", ["nobody", "clerk"]) is None
        assert store.status().schema_version == VERSION
    with SqliteStore(tmp_path / "new.lattice"):
        pass
    assert _made(path) == _made(tmp_path / "new.lattice")


def _made(path: Path) -> dict[str, str]:
    """The statement that made each table and index."""
    with contextlib.closing(sqlite3.connect(path)) as opened:
        return dict(opened.execute('SELECT "name", "sql" FROM sqlite_schema'))


def test_all_steps_are_taken_in_order(connection: sqlite3.Connection) -> None:
    """A store two versions behind gets both steps and keeps its rows."""
    steps = later(add_column, fill_column)
    assert bring_forward(connection, "here", create=False, steps=steps) == VERSION + 2
    assert version(connection) == VERSION + 2
    assert connection.execute('SELECT "id", "remote" FROM "roles"').fetchall() == [("clerk", 1)]


def test_a_current_store_is_left_alone(connection: sqlite3.Connection) -> None:
    """Nothing is written when there is nothing to do."""
    steps = later(add_column)
    bring_forward(connection, "here", create=False, steps=steps)
    before = connection.total_changes
    assert bring_forward(connection, "here", create=False, steps=steps) == VERSION + 1
    assert connection.total_changes == before


def test_a_step_that_fails_undoes_those_before(path: Path, connection: sqlite3.Connection) -> None:
    """The store is as it was, and this version of the program still reads it."""
    with pytest.raises(sqlite3.OperationalError):
        bring_forward(connection, "here", create=False, steps=later(add_column, fail))
    assert version(connection) == VERSION
    with SqliteStore(path, create=False) as store:
        assert store.read() == BUNDLE


def test_steps_are_taken_once_when_two_programs_open_an_old_store(path: Path, connection: sqlite3.Connection) -> None:
    """The second program finds the steps done when its turn comes."""
    steps = later(add_column)

    class Late:
        """A connection that is overtaken just before it locks the file."""

        in_transaction = False

        def execute(self, statement: str) -> sqlite3.Cursor:
            if statement == "BEGIN IMMEDIATE":
                with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
                    bring_forward(other, "here", create=False, steps=steps)
            return connection.execute(statement)

    assert bring_forward(Late(), "here", create=False, steps=steps) == VERSION + 1  # type: ignore[arg-type]
    assert version(connection) == VERSION + 1


def test_a_store_brought_forward_is_too_new_for_the_older_program(path: Path, connection: sqlite3.Connection) -> None:
    """The older program leaves it alone."""
    bring_forward(connection, "here", create=False, steps=later(add_column))
    with pytest.raises(NewerStore):
        SqliteStore(path)
