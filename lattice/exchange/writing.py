"""Writing: a bundle as CSV files in a folder or a zip, never half done."""

from __future__ import annotations

import csv
import datetime
import io
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Column, Form, Row, Value
from lattice.domain.table import GROUP_PREFIX, TABLES, Table
from lattice.errors import DataError
from lattice.exchange.cell import SEPARATOR, read_cell
from lattice.exchange.manifest import MANIFEST, read_manifest, write_manifest
from lattice.exchange.source import FILES, SUFFIX
from lattice.exchange.whole_file import whole_file

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_FILE_MODE: Final = 0o644


def write_files(bundle: Bundle, path: Path) -> None:
    """Write a bundle to a folder, or to a zip when the path ends in ``.zip``.

    Raises ``DataError`` when that can't be done; then nothing has changed.
    """
    files = bundle_files(bundle)
    try:
        if path.suffix.casefold() == ".zip":
            _write_zip(files, path)
        else:
            _write_folder(files, path)
    except OSError as error:
        message = f"'{path}' can't be written: {error.strerror or error}"
        raise DataError(message) from error


def bundle_files(bundle: Bundle) -> Iterator[tuple[str, bytes]]:
    """The files of a bundle by name, in order. Raises ``DataError`` for what a file can't say."""
    manifest = write_manifest(bundle.header).encode(errors="surrogatepass")
    header, problems = read_manifest(manifest)
    if problems or header != bundle.header:
        message = f"the header can't be written: {problems[0] if problems else 'it would not be read the same'}"
        raise DataError(message)
    yield MANIFEST, manifest
    for name in TABLES:
        if name in bundle.tables or TABLES[name].required:
            yield name + SUFFIX, _table_text(TABLES[name], bundle.rows(name)).encode()


def _table_text(table: Table, rows: Sequence[Row]) -> str:
    """A table as CSV; a column that is blank in every row is left out unless it is required."""
    header: list[str] = []
    columns: list[list[str]] = []
    for at, (name, column) in enumerate(table.columns.items()):
        values = [row[at] for row in rows]
        if column.form is Form.GROUPS:
            for group, texts in group_columns(table, values):
                header.append(GROUP_PREFIX + group)
                columns.append(texts)
        elif name in table.required_columns or any(value not in _BLANK for value in values):
            header.append(name)
            columns.append(cell_texts(table, name, column, values))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue()


_BLANK: Final[frozenset[Value]] = frozenset({None, ()})


def cell_texts(table: Table, name: str, column: Column, values: Sequence[Value]) -> list[str]:
    """The cells of a column, each distinct value checked to be read back as it is."""
    write = _WRITERS.get(column.form, str)
    written: dict[tuple[type, Value], str] = {}
    texts: list[str] = []
    for value in values:
        # True equals 1 and 1.0, and only one of them is right in a column.
        key = (type(value), value)
        text = written.get(key)
        if text is None:
            text = "" if value is None else _spelled(write, value)
            read = read_cell(text, column)
            blank = value is None and name in table.required_columns
            if blank or read != value or type(read) is not type(value):
                message = f"{table.name} [{name}]: {value!r} can't be written as {column.expectation}"
                raise DataError(message)
            written[key] = text
        texts.append(text)
    return texts


def _spelled(write: Callable[[Value], str], value: Value) -> str:
    try:
        return write(value)
    except (AttributeError, TypeError, ValueError):
        return repr(value)


def group_columns(table: Table, values: Sequence[Value]) -> Iterator[tuple[str, list[str]]]:
    """The group columns by name, in order, with the cells of each."""
    rows = [dict(value) if isinstance(value, tuple) else {} for value in values]  # type: ignore[arg-type]
    for name in sorted({name for row in rows for name in row}):
        label = GROUP_PREFIX + name
        if read_cell(name, Column(form=Form.IDENTIFIER)) != name:
            message = f"{table.name} [{label}]: {name!r} can't be written as a group's name"
            raise DataError(message)
        yield name, cell_texts(table, label, Column(form=Form.TEXT), [row.get(name) for row in rows])


def _number(value: Value) -> str:
    return repr(value).removesuffix(".0")


def _boolean(value: Value) -> str:
    return "true" if value else "false"


def _date(value: Value) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _list(value: Value) -> str:
    return SEPARATOR.join(str(item) for item in value) if isinstance(value, tuple) else str(value)


_WRITERS: Final[dict[Form, Callable[[Value], str]]] = {
    Form.NUMBER: _number,
    Form.BOOLEAN: _boolean,
    Form.DATE: _date,
    Form.LIST: _list,
}


def _write_zip(files: Iterator[tuple[str, bytes]], path: Path) -> None:
    _refuse_other_zip(path.resolve())
    with whole_file(path) as file, zipfile.ZipFile(file, "w") as archive:
        for name, data in files:
            archive.writestr(_member(name), data)


def _member(name: str) -> zipfile.ZipInfo:
    """A member without anything of the day or the machine in it."""
    member = zipfile.ZipInfo(name, date_time=_EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = (stat.S_IFREG | _FILE_MODE) << 16
    return member


def _refuse_other_zip(target: Path) -> None:
    """Raise ``DataError`` unless nothing stands there, or a zip of a bundle."""
    if not target.exists():
        return
    names: list[str] | None = None
    if target.is_file():
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(target) as archive:
            names = archive.namelist()
    _refuse_others(target, names)


def _refuse_others(target: Path, names: Sequence[str] | None) -> None:
    others = None if names is None else sorted(set(names).difference(FILES))
    if others is None:
        message = f"'{target}' is no bundle, so it is not replaced; name another place"
        raise DataError(message)
    if others:
        message = f"'{target}' holds more than a bundle ('{others[0]}'), so it is not replaced; name another place"
        raise DataError(message)


def _write_folder(files: Iterator[tuple[str, bytes]], path: Path) -> None:
    target = path.resolve()
    _refuse_other_folder(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        fresh = temporary / "new"
        fresh.mkdir()
        for name, data in files:
            (fresh / name).write_bytes(data)
        if target.exists():
            fresh.chmod(stat.S_IMODE(target.stat().st_mode))
        _swap(fresh, target, aside=temporary / "old")
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _swap(fresh: Path, target: Path, *, aside: Path) -> None:
    """Put a folder in another's place; between the two renames, none stands there."""
    if not target.exists():
        fresh.rename(target)
        return
    target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        aside.rename(target)
        raise


def _refuse_other_folder(target: Path) -> None:
    """Raise ``DataError`` unless nothing stands there, or a folder of a bundle's files at most."""
    if target.is_dir():
        _refuse_others(target, [entry.name for entry in target.iterdir()])
    elif target.exists():
        _refuse_others(target, None)
