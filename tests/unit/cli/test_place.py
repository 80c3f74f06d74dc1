"""Which store is used: the option, the variable, the config file, else the default."""

from __future__ import annotations

from pathlib import Path

import pytest

from lattice.cli import place
from lattice.cli.options import Settings
from lattice.cli.place import config_file, store_address
from lattice.errors import DataError


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the config file would be; no variable is set."""
    path = tmp_path / "config.toml"
    monkeypatch.setattr(place, "config_file", lambda: path)
    monkeypatch.delenv("LATTICE_STORE", raising=False)
    return path


def test_the_option_comes_first(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Option before variable before file before the default."""
    assert store_address(Settings()) is None
    config.write_text('store = "/c"')
    assert store_address(Settings()) == "/c"
    monkeypatch.setenv("LATTICE_STORE", "/b")
    assert store_address(Settings()) == "/b"
    assert store_address(Settings(store="/a")) == "/a"


@pytest.mark.parametrize("text", ["~/people.lattice", "sqlite:///people", "neo4j://db/x", "db.example:7687"])
def test_addresses_stay_as_they_are(text: str, config: Path) -> None:
    """A home folder and an address are resolved by the store."""
    config.write_text(f'store = "{text}"')
    assert store_address(Settings()) == text


def test_a_relative_path_is_from_the_files_folder(config: Path) -> None:
    """It doesn't matter from where the program is called."""
    config.write_text('store = "people.lattice"')
    assert store_address(Settings()) == str(config.parent / "people.lattice")


def test_a_file_without_a_store_says_nothing(config: Path) -> None:
    """An empty config file is like none."""
    config.write_text("# nothing\n")
    assert store_address(Settings()) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"store =", "is no TOML"),
        (b"\xff\xfe", "is no TOML"),
        (b'shop = "x"', "unknown setting 'shop'"),
        (b"store = 5", "must be a text"),
        (b'store = ""', "must be a text"),
    ],
)
def test_a_broken_file_is_said(content: bytes, said: str, config: Path) -> None:
    """The error names the file and what is wrong with it."""
    config.write_bytes(content)
    with pytest.raises(DataError, match=said) as caught:
        store_address(Settings())
    assert str(config) in str(caught.value)


def test_a_folder_in_its_place_is_said(config: Path) -> None:
    """What can't be read is an error."""
    config.mkdir()
    with pytest.raises(DataError, match="can't be read"):
        store_address(Settings())


def test_the_file_is_in_the_users_configuration() -> None:
    """The file has its place among the user's settings."""
    assert config_file().parts[-2:] == ("lattice", "config.toml")
