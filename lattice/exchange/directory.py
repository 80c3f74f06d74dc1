"""Directories: a bundle's files on disk."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from lattice.errors import DataError, Problem
from lattice.exchange.limits import LIMITS, Limits
from lattice.exchange.manifest import MANIFEST
from lattice.exchange.source import FILES, stray_files

# A pipe that nobody writes to must not hold us up; Windows has neither of the two.
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class Directory:
    """A folder with a bundle's files; other folders and files that are no tables are left alone.

    Raises ``DataError`` when the folder can't be listed.
    """

    def __init__(self, path: Path, *, limits: Limits = LIMITS) -> None:
        self._path = path
        self._limits = limits
        self._left = limits.total_bytes
        try:
            with os.scandir(path) as found:
                names = frozenset(entry.name for entry in found if entry.name in FILES or not _is_folder(entry))
        except OSError as error:
            message = f"the folder '{path}' can't be read: {error.strerror or error}"
            raise DataError(message) from error
        self.names = names.intersection(FILES)
        self.others = names.difference(FILES)
        self.problems = tuple(stray_files(names))

    def read(self, name: str) -> bytes | Problem:
        """A file's bytes, or why it can't be read."""
        allowed = self._limits.header_bytes if name == MANIFEST else self._limits.file_bytes
        try:
            data = read_regular_file(self._path / name, at_most=min(allowed, self._left))
        except OSError as error:
            message = f"the file can't be read: {error.strerror or error}"
            return Problem(name, 0, "", "", "a file that can be read", message)
        if isinstance(data, str):
            return Problem(name, 0, "", data, "a file", f"{name} is {data}, not a file")
        if data is None:
            return too_large(name, allowed, total=self._limits.total_bytes)
        self._left -= len(data)
        return data


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A link that leads nowhere, or round in a circle.
        return False


def read_regular_file(path: Path, *, at_most: int) -> bytes | str | None:
    """A file's bytes; what stands there instead of a file; None when it has more bytes than allowed.

    Raises ``OSError``. Never waits: a pipe or device isn't read.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        return kind_of_file(found.st_mode)
    if found.st_size > at_most:
        return None
    descriptor = os.open(path, _FLAGS)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a path was opened already, without waiting
        # Something else may stand there by now.
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            return kind_of_file(mode)
        data = file.read(at_most + 1)
    return None if len(data) > at_most else data


def kind_of_file(mode: int) -> str:
    """What a file of this mode is, in words."""
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a file" if stat.S_ISREG(mode) else "a device"


def too_large(name: str, allowed: int, *, total: int) -> Problem:
    """The problem of a file beyond the limits, which was not read."""
    message = (
        f"{name} is too large and was not read: a file may have {in_words(allowed)}, "
        f"all files together {in_words(total)}"
    )
    return Problem(name, 0, "", "", f"at most {in_words(allowed)}", message)


def in_words(size: int) -> str:
    """A number of bytes as people say it."""
    for unit, name in ((1024**3, "GiB"), (1024**2, "MiB"), (1024, "KiB")):
        if size >= unit and size % unit == 0:
            return f"{size // unit} {name}"
    return f"{size} bytes"
