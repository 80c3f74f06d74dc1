"""What SQLite and the file system report, said in the words of lattice's own errors."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from lattice.errors import NotAStore, ReadOnlyStore, StoreBusy, StoreError, StoreFull, WrongCall

_PRIMARY: Final = 0xFF
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def faults(place: str) -> Iterator[None]:
    """Turn what goes wrong inside with the store at a place into a ``StoreError``."""
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(error, place) from error
    except OSError as error:
        raise file_error(error, place) from error


_SAID: Final[Mapping[int, tuple[type[StoreError], str]]] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, "{place} is in use by another program; try again when it is done"),
    sqlite3.SQLITE_LOCKED: (StoreBusy, "{place} is in use by another program; try again when it is done"),
    sqlite3.SQLITE_READONLY: (
        ReadOnlyStore,
        "{place} can't be written: the file or its folder is read-only; copy it to where you may write",
    ),
    sqlite3.SQLITE_FULL: (
        StoreFull,
        "no room left to write {place}; the store is as it was: free some space and try again",
    ),
    sqlite3.SQLITE_IOERR_WRITE: (
        StoreFull,
        "{place} can't be written further: a quota, a limit on files or a failing device; the store is as it was",
    ),
    sqlite3.SQLITE_NOTADB: (NotAStore, "{place} is not a lattice store; give another place with --store"),
    sqlite3.SQLITE_CANTOPEN: (StoreError, "{place} can't be opened; see that you may read it and write its folder"),
}
"""What SQLite's codes mean for whoever keeps a store; an extended code counts before the primary one in it."""


def store_error(error: sqlite3.Error, place: str) -> StoreError | WrongCall:
    """The error that says what SQLite reports, and what to do about it."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & _PRIMARY == sqlite3.SQLITE_CORRUPT:
        return damaged(place, error)
    for known in (code, code & _PRIMARY):
        if known in _SAID:
            kind, text = _SAID[known]
            return kind(text.format(place=place))
    if isinstance(error, sqlite3.ProgrammingError):
        return WrongCall(f"{place}: {error}")
    return StoreError(f"{place}: SQLite reports '{error}'")


def file_error(error: OSError, place: str) -> StoreError:
    """The error that says what the file system reports."""
    reason = (error.strerror or str(error)).lower()
    if error.errno in _FORBIDDEN:
        return StoreError(f"{place} can't be opened: {reason}; ask its owner for the right to, or give another place")
    if error.errno in _NO_ROOM:
        return StoreFull(f"no room left to write {place}; free some space and try again")
    return StoreError(f"{place}: {reason}")


def damaged(place: str, detail: object) -> StoreError:
    """The error for a store whose content makes no sense."""
    return StoreError(
        f"{place} is damaged ({detail}); restore it from a copy, or move it away and load the bundle afresh"
    )
