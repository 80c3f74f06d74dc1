"""Which store an address means."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lattice.errors import NoStore, StoreError, WrongCall
from lattice.stores.open import default_path, open_store


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a folder of the test's own, with a data directory in it, and no address in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("LATTICE_STORE", raising=False)
    return tmp_path


def made(address: str | Path | None) -> str:
    """The place of the store that opening an address makes."""
    with open_store(address) as store:
        return store.status().place


def test_a_path_is_a_file(elsewhere: Path) -> None:
    """A path, as text or as a path, relative or absolute."""
    assert made("a.lattice") == "a.lattice"
    assert made(elsewhere / "b.lattice") == str(elsewhere / "b.lattice")
    assert sorted(path.name for path in elsewhere.iterdir()) == ["a.lattice", "b.lattice"]


def test_a_sqlite_address_is_relative_with_three_slashes_and_absolute_with_four(elsewhere: Path) -> None:
    """The convention of other programs."""
    assert made("sqlite:///c.lattice") == "c.lattice"
    assert made(f"SQLite:///{elsewhere}/d.lattice") == f"{elsewhere}/d.lattice"


def test_odd_names_are_names(elsewhere: Path) -> None:
    """Signs that mean something in an address are part of a path."""
    for name in ("a?b#c%41.lattice", ":memory:", "ü 数.lattice", "file:x", "-"):
        made(name)
        assert (elsewhere / name).is_file()


def test_a_home_is_expanded(elsewhere: Path) -> None:
    """A tilde is the user's own folder."""
    (elsewhere / "home").mkdir()
    assert made("~/e.lattice") == str(elsewhere / "home" / "e.lattice")


def test_the_environment_says_where(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an address, the environment's counts."""
    monkeypatch.setenv("LATTICE_STORE", str(elsewhere / "f.lattice"))
    assert made(None) == str(elsewhere / "f.lattice")


def test_the_default_is_in_the_data_directory(elsewhere: Path) -> None:
    """Without any address the store is in the user's data directory, which only they read."""
    with pytest.raises(NoStore):
        open_store(create=False)
    assert not (elsewhere / "data").exists()
    assert Path(made(None)) == default_path() == elsewhere / "data" / "lattice" / "store.lattice"
    assert default_path().parent.stat().st_mode & 0o777 == 0o700
    assert default_path().stat().st_mode & 0o777 == 0o600


def test_a_data_directory_that_cannot_be_made_says_so(elsewhere: Path) -> None:
    """A file in the way of the folder is named."""
    (elsewhere / "data").write_text("")
    with pytest.raises(StoreError, match="--store"):
        open_store()


@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "bolt", "BOLT+SSC"])
def test_a_server_is_no_file(scheme: str) -> None:
    """The address of a server goes to the store for servers, which looks at it first."""
    with pytest.raises(WrongCall, match="carries a user or a password"):
        open_store(f"{scheme}://user:hunter2@host/db")


@pytest.mark.parametrize(
    "address", ["", "postgres://x/y", "sqlite://", "sqlite:///", "sqlite://x", "a\x00b", "~nobody-of-this-name/x"]
)
def test_an_address_that_means_nothing_is_a_wrong_call(address: str) -> None:
    """The message says what an address may be."""
    with pytest.raises(WrongCall):
        open_store(address)


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("localhost:7687", "localhost:7687"),
        ("db.example:7687/people", "db.example:7687/people"),
        ("127.0.0.1:17687/", "127.0.0.1:17687"),
        ("[::1]:7687", "[::1]:7687"),
        ("ana:hunter2@db.example:7687", "db.example:7687"),
    ],
)
def test_a_server_without_its_scheme_is_told_apart(address: str, meant: str, elsewhere: Path) -> None:
    """Nobody means a file called like a host and its port: the message has the address to write, and no password."""
    with pytest.raises(WrongCall, match=re.escape(f"write neo4j://{meant}, or ./{meant} for a file")) as caught:
        open_store(address)
    assert "hunter2" not in str(caught.value)
    assert list(elsewhere.iterdir()) == []


def test_a_file_may_be_called_like_a_server(elsewhere: Path) -> None:
    """Who says that it is a path gets one, and a file that is there is opened by its name."""
    assert made("./localhost:7687") == "localhost:7687"
    assert (elsewhere / "localhost:7687").is_file()
    assert made("localhost:7687") == "localhost:7687"
    assert made("sqlite:///db:7687") == "db:7687"


@pytest.mark.parametrize(
    "address", ["a:1", "week:47", "people:2026-11", "2026-11-22T10:45:30", "team:7687.lattice", "x:123456"]
)
def test_colons_alone_make_no_server(address: str, elsewhere: Path) -> None:
    """A day's time, a version and other names with a colon stay names of files."""
    made(address)
    assert (elsewhere / address).is_file()
