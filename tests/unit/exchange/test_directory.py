"""Directories: only ordinary files within the limits are read, and nothing ever waits."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from lattice.errors import DataError, Problem
from lattice.exchange.directory import Directory, in_words
from lattice.exchange.limits import Limits
from tests.unit.exchange.small_bundle import save


def reason(folder: Path, name: str = "roles.csv", limits: Limits | None = None) -> str:
    """Why a file of a folder isn't read."""
    read = Directory(folder, limits=limits or Limits()).read(name)
    assert isinstance(read, Problem), read
    return read.message


def test_names() -> None:
    """Sizes are said in the largest unit that fits evenly."""
    assert [in_words(size) for size in (2**30, 3 * 2**20, 1024, 1000)] == ["1 GiB", "3 MiB", "1 KiB", "1000 bytes"]


def test_what_is_no_table_is_left_alone(tmp_path: Path) -> None:
    """Read-me files, hidden files, results and folders are no part of a bundle."""
    save(tmp_path, dict.fromkeys(["README.md", "LICENSE", "expected.json", ".hidden.csv", "~$roles.csv"], "x"))
    (tmp_path / ".git").mkdir()
    (tmp_path / "old.csv").mkdir()
    assert Directory(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("role.csv", "the nearest is 'roles.csv'"),
        ("Roles.csv", "must be called 'roles.csv'"),
        ("people.CSV", "must be called 'people.csv'"),
        ("Lattice.toml", "must be called 'lattice.toml'"),
        ("holidays.csv", "is no table of a bundle"),
    ],
)
def test_files_meant_as_tables(tmp_path: Path, name: str, advice: str) -> None:
    """A CSV file that is no table is an error that names the nearest."""
    save(tmp_path, {name: "x"})
    assert [advice in problem.message for problem in Directory(tmp_path).problems] == [True]


def test_a_folder(tmp_path: Path) -> None:
    """A folder with a table's name is reported as one."""
    (tmp_path / "roles.csv").mkdir()
    assert reason(tmp_path) == "roles.csv is a folder, not a file"


def test_a_pipe(tmp_path: Path) -> None:
    """A pipe that nobody writes to doesn't hold the program up."""
    os.mkfifo(tmp_path / "roles.csv")
    assert reason(tmp_path) == "roles.csv is a pipe, not a file"


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket is reported as one."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("roles.csv")
        assert reason(tmp_path) == "roles.csv is a socket, not a file"


def test_a_device(tmp_path: Path) -> None:
    """A link to a device that never ends is not read."""
    (tmp_path / "roles.csv").symlink_to("/dev/zero")
    assert reason(tmp_path) == "roles.csv is a device, not a file"


def test_links(tmp_path: Path) -> None:
    """A link to a file is followed; one in a circle or into nothing is reported."""
    save(tmp_path, {"shared.txt": "id\n"})
    (tmp_path / "roles.csv").symlink_to("shared.txt")
    (tmp_path / "skills.csv").symlink_to("skills.csv")
    (tmp_path / "moves.csv").symlink_to("nowhere")
    assert Directory(tmp_path).read("roles.csv") == b"id\n"
    assert "can't be read" in reason(tmp_path, "skills.csv")
    assert "can't be read" in reason(tmp_path, "moves.csv")


def test_a_file_beyond_the_limit(tmp_path: Path) -> None:
    """A file that is too large is refused by its size, before it is read."""
    with (tmp_path / "roles.csv").open("wb") as file:
        file.truncate(10**12)
    assert "too large" in reason(tmp_path)
    assert "256 MiB" in reason(tmp_path)


def test_all_files_together(tmp_path: Path) -> None:
    """The limit on all files counts what was read before."""
    save(tmp_path, {"roles.csv": "x" * 60, "skills.csv": "y" * 60})
    directory = Directory(tmp_path, limits=Limits(total_bytes=100))
    assert isinstance(directory.read("roles.csv"), bytes)
    assert isinstance(directory.read("skills.csv"), Problem)


def test_the_manifest_has_a_limit_of_its_own(tmp_path: Path) -> None:
    """A manifest is small."""
    save(tmp_path, {"lattice.toml": "#" * 300_000})
    assert "256 KiB" in reason(tmp_path, "lattice.toml")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_without_permission(tmp_path: Path) -> None:
    """A file that may not be read is reported; a folder is an error."""
    save(tmp_path / "bundle", {"roles.csv": "x"})
    (tmp_path / "bundle" / "roles.csv").chmod(0)
    assert "can't be read" in reason(tmp_path / "bundle")
    (tmp_path / "bundle").chmod(0)
    with pytest.raises(DataError, match="can't be read"):
        Directory(tmp_path / "bundle")
    (tmp_path / "bundle").chmod(0o700)
