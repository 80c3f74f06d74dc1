"""Spreadsheets: the sheets of an .xlsx file as rows of texts, read safely whatever the file is.

A workbook is a zip of XML. Its parts are unpacked here, counted as they grow,
and looked through (``survey``) before a library reads them. What is then handed
to calamine is a fresh archive of just the parts that are needed, so that both
see the same. In memory stand the unpacked parts and the cells of one sheet.
"""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from lattice.errors import DataError
from lattice.exchange.archive import BROKEN, opened, zip_fault
from lattice.exchange.directory import in_words
from lattice.exchange.limits import LIMITS, Limits
from lattice.exchange.survey import NoSheet, broken, survey

_PIECE: Final = 1024 * 1024
_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are merged into one: the first and the last, counted from 1."""

    first: tuple[int, int]
    last: tuple[int, int]


@dataclass(frozen=True)
class SheetPart:
    """A sheet of a workbook before its cells are read."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True)
class Cells:
    """The cells of one sheet: rows of texts from the sheet's first row on, which may raise ``NoSheet`` yet.

    ``unreckoned`` are the cells, as row and column from 1, whose formula has
    no value because no spreadsheet program has opened the file.
    """

    rows: Iterator[Sequence[str]]
    merged: tuple[Merged, ...]
    unreckoned: tuple[tuple[int, int], ...]


class Spreadsheet:
    """An .xlsx file's sheets.

    Raises ``DataError`` when the file can't be opened or isn't a workbook, or
    lies beyond the limits.
    """

    def __init__(self, path: Path, *, limits: Limits = LIMITS) -> None:
        self._name = path.name
        self._limits = limits
        self._left = limits.workbook_bytes
        with opened(path) as file:
            if file.read(4) == _OLD_OR_LOCKED:
                message = (
                    f"'{self._name}' is protected with a password, or an old .xls under another name; "
                    "save it as .xlsx without a password"
                )
                raise DataError(message)
            if file.seek(0, 2) > limits.zip_bytes:
                raise DataError(f"'{self._name}' is too large: a workbook may have {in_words(limits.zip_bytes)}")
            reason = zip_fault(file, name=self._name, limits=limits)
            if reason:
                raise DataError(reason)
            file.seek(0)
            self._parts = self._unpacked(file)
        self._root = self._parsed(self._book_part())
        self.sheets = tuple(self._sheets())

    def cells(self, sheet: SheetPart) -> Cells:
        """A sheet's cells as texts: dates as YYYY-MM-DD, whole numbers without a point, errors as they are shown.

        Raises ``NoSheet``.
        """
        from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only a workbook needs it

        data = self._parts[sheet.part]
        looked = survey(data, name=sheet.name, limits=self._limits)
        with _sound():
            book = CalamineWorkbook.from_filelike(io.BytesIO(self._just(data)))
            found = book.get_sheet_by_index(0)
            merged = tuple(
                Merged((first[0] + 1, first[1] + 1), (last[0] + 1, last[1] + 1))
                for first, last in found.merged_cell_ranges or ()
            )
        return Cells(_texts(found.iter_rows(), looked.errors), merged, tuple(looked.unreckoned))

    def _unpacked(self, file: IO[bytes]) -> Mapping[str, bytes]:
        """The parts that may be needed: all that are XML."""
        try:
            with zipfile.ZipFile(file) as archive:
                infos = archive.infolist()
                if len(infos) > self._limits.zip_members:
                    message = f"'{self._name}' has {len(infos)} parts; at most {self._limits.zip_members} are allowed"
                    raise DataError(message)
                wanted = [info for info in infos if info.filename.casefold().endswith((".xml", ".rels"))]
                return {info.filename.lstrip("/"): self._part(archive, info) for info in wanted}
        except BROKEN as error:
            message = f"'{self._name}' is no workbook, or a broken one; save it again as .xlsx"
            raise DataError(message) from error

    def _part(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        packed = max(1, info.compress_size)
        pieces = bytearray()
        with archive.open(info) as part:
            while piece := part.read(_PIECE):
                pieces += piece
                self._left -= len(piece)
                if self._left < 0:
                    most = in_words(self._limits.workbook_bytes)
                    message = f"'{self._name}' unpacks to more than {most}; split it, or use CSV files"
                    raise DataError(message)
                if len(pieces) > self._limits.ratio_from_bytes and len(pieces) > packed * self._limits.ratio:
                    message = (
                        f"'{self._name}' unpacks to more than {self._limits.ratio} times its size; it was not read"
                    )
                    raise DataError(message)
        data = bytes(pieces)
        if _DOCTYPE.search(data[:4096]):
            message = f"'{self._name}' defines XML entities, which no spreadsheet does; it was not read"
            raise DataError(message)
        return data

    def _book_part(self) -> str:
        """The name of the part that lists the sheets."""
        for relation in self._relations("_rels/.rels", ""):
            if relation[1].endswith("/officeDocument") and relation[2] in self._parts:
                return relation[2]
        if "xl/workbook.xml" in self._parts:
            return "xl/workbook.xml"
        message = f"'{self._name}' is no workbook; name a folder, a .zip or an .xlsx that holds a bundle"
        raise DataError(message)

    def _sheets(self) -> Iterator[SheetPart]:
        book = self._book_part()
        folder, _, file = book.rpartition("/")
        relations = {
            name: target
            for name, kind, target in self._relations(posixpath.join(folder, "_rels", f"{file}.rels"), folder)
            if kind.endswith("/worksheet")
        }
        for sheet in self._root.iter():
            if _local(sheet.tag) != "sheet":
                continue
            link = next((value for key, value in sheet.attrib.items() if _local(key) == "id"), "")
            part = relations.get(link, "")
            if part in self._parts:
                hidden = sheet.get("state", "visible") != "visible"
                yield SheetPart(sheet.get("name", ""), hidden, part)

    def _relations(self, part: str, folder: str) -> Iterator[tuple[str, str, str]]:
        """The id, type and target of each relation in a part; none when there is no such part."""
        if part not in self._parts:
            return
        for relation in self._parsed(part).iter():
            if _local(relation.tag) == "Relationship":
                target = relation.get("Target", "")
                place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                yield relation.get("Id", ""), relation.get("Type", ""), posixpath.normpath(place)

    def _parsed(self, part: str) -> ET.Element:
        data = self._parts[part]
        if len(data) > self._limits.zip_directory_bytes:
            message = f"'{self._name}' has a part '{part}' that is too large; save it again as .xlsx"
            raise DataError(message)
        try:
            # No entities are defined, which was looked for: expat expands nothing.
            return ET.fromstring(data)  # noqa: S314
        except (ET.ParseError, ValueError, LookupError) as error:
            message = f"'{self._name}' is a broken workbook ('{part}' is no XML); save it again as .xlsx"
            raise DataError(message) from error

    def _just(self, data: bytes) -> bytes:
        """A workbook of one sheet, with the texts and formats that its cells point to."""
        settings = next((item.attrib for item in self._root.iter() if _local(item.tag) == "workbookPr"), {})
        era = f"<workbookPr date1904={quoteattr(settings['date1904'])}/>" if "date1904" in settings else ""
        parts = {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _rels((("rId1", "officeDocument", "xl/workbook.xml"),)),
            "xl/workbook.xml": _BOOK.format(era=era).encode(),
            "xl/_rels/workbook.xml.rels": _rels(
                (
                    ("rId1", "worksheet", "worksheets/sheet1.xml"),
                    ("rId2", "styles", "styles.xml"),
                    ("rId3", "sharedStrings", "sharedStrings.xml"),
                )
            ),
            "xl/worksheets/sheet1.xml": data,
            **{f"xl/{name}": self._companion(name) for name in ("styles.xml", "sharedStrings.xml")},
        }
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return target.getvalue()

    def _companion(self, name: str) -> bytes:
        """The part of this name, wherever it stands; an empty one when there is none."""
        near = (part for part in self._parts if part.rpartition("/")[2].casefold() == name.casefold())
        found = next(near, None)
        root = {"styles.xml": "styleSheet", "sharedStrings.xml": "sst"}[name]
        return self._parts[found] if found else f'<{root} xmlns="{_MAIN}"/>'.encode()


_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_OFFICE}.sheet.main+xml"/>'
    "</Types>"
)
_BOOK: Final = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}">{{era}}'
    '<sheets><sheet name="sheet" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def _rels(relations: Sequence[tuple[str, str, str]]) -> bytes:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'.encode()


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


@contextmanager
def _sound() -> Iterator[None]:
    """Whatever the library says of a broken sheet, as ``NoSheet``."""
    from python_calamine import CalamineError  # noqa: PLC0415 - only a workbook needs it

    try:
        yield
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise NoSheet(broken(str(error))) from error
    except BaseException as error:
        # A library's own mistake on a file that is broken in a way nobody thought of.
        if type(error).__name__ == "PanicException":
            raise NoSheet(broken("")) from error
        raise


def _texts(rows: Iterator[Sequence[object]], errors: Mapping[int, Mapping[int, str]]) -> Iterator[Sequence[str]]:
    number = 0
    while True:
        with _sound():
            row = next(rows, None)
        if row is None:
            return
        number += 1
        texts = [_text(value) for value in row]
        for column, text in errors.get(number, {}).items():
            if column > len(texts):
                texts += [""] * (column - len(texts))
            texts[column - 1] = text
        yield texts


def _text(value: object) -> str:
    """A cell's value as a CSV file of the same would have it."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e16 else repr(value)  # noqa: PLR2004 - beyond, floats are whole anyway
        case datetime.datetime():
            return value.isoformat(sep=" ")
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)
