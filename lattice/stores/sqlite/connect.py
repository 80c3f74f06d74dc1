"""Opening the file of a SQLite store: what is there, may it be read, may it be written."""

from __future__ import annotations

import os
import sqlite3
import stat
import urllib.parse
from pathlib import Path
from typing import Final

from lattice.errors import NoStore, NotAStore, ReadOnlyStore, StoreError
from lattice.stores.sqlite.faults import faults

_MAGIC: Final = b"SQLite format 3\x00"
_UNREACHABLE: Final = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})


def connect(path: Path, *, create: bool, wait: float) -> tuple[sqlite3.Connection, bool]:
    """A connection to the file, and whether it sees a medium that nobody writes.

    ``wait`` is how many seconds to wait for another program. Where the folder
    can't be written SQLite can't keep the index of its log there, so the file
    is then read as it stands.
    """
    place = str(path)
    with faults(place):
        _see_what_is_there(path, create=create)
        connection = _open(path, "mode=rw", wait)
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.DatabaseError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF not in _UNREACHABLE or not os.access(path, os.R_OK):
                raise
        else:
            return connection, False
        if _has_log(path):
            message = (
                f"{place} has unfinished changes in {path.name}-wal and stands in a read-only place; "
                "copy both files to where you may write"
            )
            raise StoreError(message)
        return _open(path, "mode=ro&immutable=1", wait), True


def fingerprint(path: Path) -> tuple[int, int, bool]:
    """What changes when another program writes a file that is read as it stands."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size, _has_log(path)


def _see_what_is_there(path: Path, *, create: bool) -> None:
    try:
        found = path.stat()
    except FileNotFoundError:
        if not create:
            message = f"there is no store at {path}; make one with `lattice load BUNDLE`"
            raise NoStore(message) from None
        _make(path)
        return
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "not a regular file"
        message = f"{path} is {kind}, not a lattice store; give the path of a file"
        raise NotAStore(message)
    with path.open("rb") as file:
        start = file.read(len(_MAGIC))
    if start and start != _MAGIC:
        message = f"{path} is not a lattice store but some other file; give another place with --store"
        raise NotAStore(message)


def _make(path: Path) -> None:
    if not path.parent.is_dir():
        message = f"the folder {path.parent} doesn't exist; make it first, or give another place with --store"
        raise NoStore(message)
    try:
        # It will hold people: nobody but the owner reads it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except PermissionError as error:
        message = f"{path} can't be made: the folder is read-only; give another place with --store"
        raise ReadOnlyStore(message) from error


def _open(path: Path, query: str, wait: float) -> sqlite3.Connection:
    address = f"file:{urllib.parse.quote(os.fsencode(path.absolute()))}?{query}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=wait)


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
