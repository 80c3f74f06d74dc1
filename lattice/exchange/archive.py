"""Archives: a bundle's files in a zip, read where they are and never unpacked to disk."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from lattice.errors import DataError, InvalidBundle, Problem
from lattice.exchange.cell import shown
from lattice.exchange.directory import in_words, too_large
from lattice.exchange.limits import LIMITS, Limits
from lattice.exchange.manifest import MANIFEST
from lattice.exchange.source import FILES, stray_files

_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LOCATOR_MARK: Final = b"PK\x06\x07"
_LOCATOR_SIZE: Final = 20
_LONGEST_COMMENT: Final = 65_535
_PIECE: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UNSAFE: Final = re.compile(r"^$|^/|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[\x00-\x1f\x7f]")
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)
"""What reading a broken zip raises."""


class Archive:
    """A zip with a bundle's files, at its top or in the one folder that holds everything.

    Raises ``InvalidBundle`` when the file is no zip or beyond the limits, and
    ``DataError`` when it can't be read or is a workbook. Sizes are counted
    while reading, whatever the zip says of itself.
    """

    def __init__(self, path: Path, *, limits: Limits = LIMITS) -> None:
        self._name = path.name
        self._limits = limits
        self._left = limits.total_bytes
        self._file = opened(path)
        try:
            self._zip = self._open(self._file)
            self._members = self._find_members()
        except BaseException:
            self._file.close()
            raise
        self.names = frozenset(self._members).intersection(FILES)
        self.others = frozenset(self._members).difference(FILES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        self._file.close()

    def read(self, name: str) -> bytes | Problem:
        """A member's bytes, or why it can't be read."""
        member = self._members[name]
        refused = self._refusal(name, member)
        if refused:
            return refused
        allowed = self._limits.header_bytes if name == MANIFEST else self._limits.file_bytes
        try:
            with self._zip.open(member) as file:
                data = self._read_within(file, member, name=name, allowed=allowed)
        except BROKEN as error:
            message = f"{name} in the zip is broken: {shown(str(error)) or 'it ends too early'}; pack the zip again"
            return Problem(name, 0, "", "", "a whole file", message)
        if isinstance(data, bytes):
            self._left -= len(data)
        return data

    def _refusal(self, name: str, member: zipfile.ZipInfo) -> Problem | None:
        mode = member.external_attr >> 16
        if stat.S_ISLNK(mode):
            return Problem(name, 0, "", "a link", "a file", f"{name} in the zip is a link; pack the file itself")
        if member.is_dir():
            return Problem(name, 0, "", "a folder", "a file", f"{name} is a folder, not a file")
        if member.flag_bits & _ENCRYPTED:
            message = f"{name} in the zip needs a password; pack it without one"
            return Problem(name, 0, "", "an encrypted file", "a file", message)
        if member.compress_type not in _METHODS:
            message = f"{name} is packed in a way that isn't supported; pack the zip in the ordinary way (deflate)"
            return Problem(name, 0, "", f"method {member.compress_type}", "deflate, or none", message)
        return None

    def _read_within(self, file: IO[bytes], member: zipfile.ZipInfo, *, name: str, allowed: int) -> bytes | Problem:
        room = min(allowed, self._left)
        packed = max(1, member.compress_size)
        pieces = bytearray()
        while piece := file.read(_PIECE):
            pieces += piece
            if len(pieces) > room:
                return too_large(name, allowed, total=self._limits.total_bytes)
            if len(pieces) > self._limits.ratio_from_bytes and len(pieces) > packed * self._limits.ratio:
                message = f"{name} unpacks to more than {self._limits.ratio} times its size in the zip; it was not read"
                return Problem(name, 0, "", "", f"at most {self._limits.ratio} times", message)
        return bytes(pieces)

    def _open(self, file: IO[bytes]) -> zipfile.ZipFile:
        size = file.seek(0, 2)
        if size > self._limits.zip_bytes:
            raise self._invalid(too_large(self._name, self._limits.zip_bytes, total=self._limits.total_bytes))
        reason = zip_fault(file, name=self._name, limits=self._limits)
        if reason:
            raise self._invalid(Problem(self._name, 0, "", "", "a zip within the limits", reason))
        try:
            return zipfile.ZipFile(file)
        except BROKEN as error:
            message = f"'{self._name}' is no zip, or a broken one; pack it again"
            raise self._invalid(Problem(self._name, 0, "", "", "a zip of a bundle", message)) from error

    def _find_members(self) -> dict[str, zipfile.ZipInfo]:
        """The members of the bundle's folder by name; the rest makes ``problems`` or is left alone."""
        infos = self._zip.infolist()
        names = [info.filename for info in infos]
        if "[Content_Types].xml" in names:
            raise DataError(workbook_message(self._name))
        if len(infos) > self._limits.zip_members:
            most = f"at most {self._limits.zip_members} files"
            message = f"the zip has {len(infos)} files; {most} are allowed"
            raise self._invalid(Problem(self._name, 0, "", str(len(infos)), most, message))
        safe = [info for info in infos if not _UNSAFE.search(info.orig_filename)]
        roots = _roots(info.filename for info in safe)
        root = roots[0] if roots else ""
        members = {info.filename.removeprefix(root).rstrip("/"): info for info in safe if _is_in(info.filename, root)}
        self.problems = (
            *self._unsafe(infos),
            *self._several(roots),
            *self._duplicates(names, root),
            *stray_files(name for name, info in members.items() if not info.is_dir()),
        )
        return members

    def _several(self, roots: Sequence[str]) -> Iterator[Problem]:
        if len(roots) > 1:
            found = " and ".join(shown(f"{root}") for root in roots[:2])
            message = f"the zip holds several bundles, {found}; pack one of them"
            yield Problem(self._name, 0, "", f"{len(roots)} bundles", "one bundle", message)

    def _unsafe(self, infos: Sequence[zipfile.ZipInfo]) -> Iterator[Problem]:
        for info in infos:
            if _UNSAFE.search(info.orig_filename):
                name = shown(info.orig_filename)
                message = f"the path '{name}' in the zip could lead out of it; pack the folder again"
                yield Problem(self._name, 0, "", name, "a path inside the zip, with /", message)

    def _duplicates(self, names: Sequence[str], root: str) -> Iterator[Problem]:
        for name, count in Counter(names).items():
            if count > 1 and _is_in(name, root) and name.removeprefix(root) in FILES:
                message = f"'{shown(name)}' is in the zip {count} times; keep one"
                yield Problem(name.removeprefix(root), 0, "", f"{count} files", "one file", message)

    def _invalid(self, problem: Problem) -> InvalidBundle:
        return InvalidBundle([problem], source=self._name)


def zip_fault(file: IO[bytes], *, name: str, limits: Limits) -> str:
    """Why a zip's table of contents can't be read, before it is; empty when it can."""
    size = file.seek(0, 2)
    start = max(0, size - _END.size - _LONGEST_COMMENT - _LOCATOR_SIZE)
    file.seek(start)
    tail = file.read(size - start)
    file.seek(0)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        return f"'{name}' is no zip, or a broken one; pack it again"
    _, _, _, _, members, directory_bytes, _, _ = _END.unpack_from(tail, at)
    wide = tail[max(0, at - _LOCATOR_SIZE) : at].startswith(_LOCATOR_MARK)
    if wide or members > limits.zip_members or directory_bytes > limits.zip_directory_bytes:
        most = f"{limits.zip_members} files with {in_words(limits.zip_directory_bytes)} of names"
        return f"the zip has too many files; at most {most} are allowed"
    return ""


def workbook_message(name: str) -> str:
    """What to do with a workbook under another name, or of another kind."""
    return f"'{name}' is a workbook, but no .xlsx by its name; save it as .xlsx"


def opened(path: Path) -> IO[bytes]:
    """A file opened to be read; raises ``DataError`` when it can't be."""
    try:
        return path.open("rb")
    except OSError as error:
        message = f"'{path}' can't be read: {error.strerror or error}"
        raise DataError(message) from error


def _roots(names: Iterable[str]) -> list[str]:
    """The folders in a zip that hold a bundle's files, as prefixes; only its top when that is one."""
    folders = {name.rpartition("/")[0] for name in names if name.rpartition("/")[2] in FILES}
    if "" in folders:
        return [""]
    return sorted(f"{folder}/" for folder in folders if not folder.startswith("__MACOSX"))


def _is_in(name: str, root: str) -> bool:
    inner = name.removeprefix(root).rstrip("/")
    return name.startswith(root) and bool(inner) and "/" not in inner
