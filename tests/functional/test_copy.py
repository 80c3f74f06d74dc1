"""`lattice copy` makes one store equal to another, or leaves it as it was."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest

import lattice
from lattice.cli.warning import warning_lines
from lattice.domain.bundle import Bundle
from lattice.errors import StoreWarning
from lattice.stores.sqlite.store import SqliteStore
from tests.functional.cli import filled_store, run
from tests.unit.reports.sample import HEADER, tables


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A store with a lattice and a frozen result."""
    path = filled_store(tmp_path / "source.lattice")
    with SqliteStore(path) as store:
        store.keep("autumn", '{"person": "ada"}')
    return path


def test_a_copy_is_equal(source: Path, tmp_path: Path) -> None:
    """All tables and what was frozen stand in the other store, and what came is said."""
    target = tmp_path / "target.lattice"
    done = run("copy", str(source), str(target), "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert told["schema"] == "lattice.copy/1"
    assert (told["source"], told["target"], told["kept"]) == (str(source), str(target), ["autumn"])
    with SqliteStore(source) as old, SqliteStore(target) as new:
        assert new.read() == old.read()
        assert new.kept("autumn") == old.kept("autumn")


def test_a_second_copy_changes_nothing(source: Path, tmp_path: Path) -> None:
    """What is there already isn't written again, and the report says so."""
    target = tmp_path / "target.lattice"
    run("copy", str(source), str(target))
    done = run("copy", str(source), str(target))
    assert "Nothing changed" in done.stdout
    told = json.loads(run("copy", str(source), str(target), "--json").stdout)
    assert (told["changes"], told["kept"]) == ({}, [])


def test_rows_that_only_the_target_has_go(tmp_path: Path) -> None:
    """A table that the source doesn't bring is emptied; results that only the target froze stay."""
    few = {name: rows for name, rows in tables().items() if name in {"roles", "skills", "requirements"}}
    source, target = tmp_path / "source.lattice", filled_store(tmp_path / "target.lattice")
    with SqliteStore(source) as store:
        store.load(Bundle.assemble(HEADER, few))
    with SqliteStore(target) as store:
        store.keep("older", "{}")
    assert run("copy", str(source), str(target)).exit_code == 0
    with SqliteStore(source) as old, SqliteStore(target) as new:
        assert {name: rows for name, rows in new.read().tables.items() if rows} == {
            name: rows for name, rows in old.read().tables.items() if rows
        }
        assert new.kept_names() == ("older",)


@pytest.mark.parametrize("spelt", ["{}", "sqlite:///{}", "{.parent}/../{.parent.name}/{.name}"])
def test_a_store_is_not_copied_onto_itself(spelt: str, source: Path) -> None:
    """However its path is written, the same store twice is a wrong call."""
    done = run("copy", str(source), spelt.format(source, source, source))
    assert done.exit_code == 2
    assert "the same store" in done.stderr


@pytest.mark.parametrize(
    ("first", "second"),
    [("neo4j://localhost", "bolt://127.0.0.1:7687"), ("neo4j+s://DB.example/A", "neo4j://db.example/a")],
)
def test_nor_is_a_database(first: str, second: str) -> None:
    """One database is the same by any scheme and any name of this machine, before anyone is asked."""
    done = run("copy", first, second)
    assert done.exit_code == 2
    assert "the same store" in done.stderr


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    """Nothing to copy is one line, and no target is made."""
    done = run("copy", str(tmp_path / "none"), str(tmp_path / "target"))
    assert done.exit_code == 1
    assert "there is no store at" in done.stderr
    assert not (tmp_path / "target").exists()


def test_addresses_are_arguments(source: Path, tmp_path: Path) -> None:
    """With two stores, --store would be a third."""
    done = run("copy", str(source), str(tmp_path / "target"), "--store", "x")
    assert done.exit_code == 2
    assert "no --store" in done.stderr


def test_progress_is_told(source: Path, tmp_path: Path) -> None:
    """Whoever wants to know how far a copy is hears of each part."""
    heard: list[str] = []

    class Ear:
        def begin(self, what: str, *, total: int | None = None) -> None:
            heard.append(f"{what} {total}")

        def advance(self, steps: int = 1) -> None:
            heard.append(f"+{steps}")

    with SqliteStore(source) as old, SqliteStore(tmp_path / "target") as new:
        lattice.copy_lattice(old, new, progress=Ear())
    assert heard == ["reading None", "storing None", "copying what was frozen 1", "+1"]


def test_a_warning_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """What isn't safe is said like an error, and other warnings as Python says them."""
    with pytest.warns(UserWarning, match="of somebody else") as caught, warning_lines():  # noqa: PT031 - two are needed
        warnings.warn("not safe", StoreWarning, stacklevel=1)
        warnings.warn("of somebody else", UserWarning, stacklevel=1)
    assert capsys.readouterr().err == "lattice: warning: not safe\n"
    assert [str(warning.message) for warning in caught] == ["of somebody else"]
