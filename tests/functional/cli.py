"""Runs the command line in the tests, as a function and as a program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from click.testing import CliRunner, Result

from lattice.cli.main import program
from lattice.domain.bundle import Bundle
from lattice.stores.sqlite.store import SqliteStore
from tests.unit.reports.sample import HEADER, tables

DAY: Final = "2026-11-22"


def filled_store(path: Path) -> Path:
    """A store with the small lattice of the reports' tests."""
    with SqliteStore(path) as store:
        store.load(Bundle.assemble(HEADER, tables()))
    return path


def run(*words: str, store: Path | None = None, env: Mapping[str, str | None] | None = None, typed: str = "") -> Result:
    """What the program does with these words, in this process; nothing of the machine's own settings."""
    quiet = {"LATTICE_STORE": str(store) if store else None, "NO_COLOR": None, "COLUMNS": "80", **(env or {})}
    return CliRunner(env=quiet).invoke(program, list(words), input=typed or None, prog_name="lattice")


def start(
    *words: str, store: Path | None = None, env: Mapping[str, str] | None = None, stdout: int | None = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """What the program does with these words, as a program of its own."""
    own = {name: value for name, value in os.environ.items() if name not in {"LATTICE_STORE", "NO_COLOR", "COLUMNS"}}
    if store is not None:
        own["LATTICE_STORE"] = str(store)
    return subprocess.run(
        [sys.executable, "-m", "lattice", *words],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**own, **(env or {})},
        timeout=60,
    )
