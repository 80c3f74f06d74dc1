"""The shell completes ids from the store, and is never told of an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.functional.cli import filled_store


def completed(line: str, store: Path | None, *, shell: str = "bash") -> list[str]:
    """What the shell offers after a line; the last word is the one to complete."""
    words = line.split(" ")
    env = {name: value for name, value in os.environ.items() if name != "LATTICE_STORE"}
    env |= {"_LATTICE_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    if store is not None:
        env["LATTICE_STORE"] = str(store)
    done = subprocess.run([sys.executable, "-m", "lattice"], check=False, capture_output=True, text=True, env=env)
    assert done.stderr == ""
    return [item.partition(",")[2] for item in done.stdout.splitlines() if item]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store to complete from."""
    return filled_store(tmp_path_factory.mktemp("store") / "harbour.lattice")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("lattice rea", ["reach"]),
        ("lattice route a", ["ada"]),
        ("lattice route ada --to ma", ["master", "mate"]),
        ("lattice route ada --to pilot --avoid cl", ["clerk"]),
        ("lattice gap ben pi", ["pilot"]),
        ("lattice show skill ch", ["charts"]),
        ("lattice show resource t", ["tides"]),
        ("lattice show person b", ["ben"]),
        ("lattice route ada --optimise least", ["least-effort"]),
        ("lattice route nobody --to zzz", []),
    ],
)
def test_ids_are_completed(line: str, offered: list[str], store: Path) -> None:
    """Commands, values and the ids of each kind."""
    assert completed(line, store) == offered


def test_the_store_of_the_line_is_used(store: Path) -> None:
    """A store that is named on the line is the one to complete from."""
    assert completed(f"lattice gap --store {store} a", None) == ["ada"]
    assert completed(f"lattice --store {store} gap a", None) == ["ada"]


@pytest.mark.parametrize("broken", ["none", "text"])
def test_a_store_in_trouble_is_silence(broken: str, tmp_path: Path) -> None:
    """Without a store, or with something else in its place, nothing is offered and nothing said."""
    (tmp_path / "text").write_text("no store\n" * 100)
    assert completed("lattice route a", tmp_path / broken) == []
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    """The lines in the documentation print a script for their shell."""
    env = {**os.environ, "_LATTICE_COMPLETE": f"{shell}_source", "PATH": os.environ.get("PATH", "")}
    done = subprocess.run([sys.executable, "-m", "lattice"], check=False, capture_output=True, text=True, env=env)
    assert "_LATTICE_COMPLETE" in done.stdout
