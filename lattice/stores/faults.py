"""What SQLite and the file system report, said in the words of lattice's own errors."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
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


def store_error(error: sqlite3.Error, place: str) -> StoreError | WrongCall:
    """The error that says what SQLite reports, and what to do about it."""
    code = getattr(error, "sqlite_errorcode", 0)
    extended: str = getattr(error, "sqlite_errorname", "")
    match code & _PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(f"{place} is in use by another program; try again when it is done")
        case sqlite3.SQLITE_READONLY:
            return ReadOnlyStore(
                f"{place} can't be written: the file or its folder is read-only; "
                "copy the store to where you may write, or ask for the right to"
            )
        case sqlite3.SQLITE_FULL:
            return StoreFull(f"no room left to write {place}; the store is as it was: free some space and try again")
        case sqlite3.SQLITE_NOTADB:
            return NotAStore(f"{place} is not a lattice store; give another place with --store")
        case sqlite3.SQLITE_CORRUPT:
            return damaged(place, error)
        case sqlite3.SQLITE_CANTOPEN:
            return StoreError(f"{place} can't be opened; see that you may read it and write its folder")
        case sqlite3.SQLITE_IOERR if extended in {"SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_FSYNC"}:
            return StoreFull(
                f"{place} can't be written to the end: a quota, a limit on the size of files or a failing device; "
                "the store is as it was"
            )
    if isinstance(error, sqlite3.ProgrammingError):
        return WrongCall(f"{place}: {error}")
    return StoreError(f"{place}: SQLite reports '{error}' {extended}".rstrip())


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
