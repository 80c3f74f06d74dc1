"""Fuzzed workbooks: a report or a bundle comes out, whatever goes in."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lattice.errors import DataError, InvalidBundle
from lattice.exchange.check import CheckResult, check_bundle
from lattice.exchange.folder import read_bundle
from lattice.exchange.workbook_writing import write_workbook
from tests.functional.test_fuzz_bundles import VALUES, saved
from tests.unit.exchange.small_bundle import FILES

# A workbook takes a hundred times as long to write and read as a folder.
SOME: Final = settings(max_examples=settings().max_examples // 3, suppress_health_check=[HealthCheck.too_slow])
PIECES: Final = [
    b"<", b">", b"/>", b'"', b"&", b"&#0;", b"\x00", b"\xff", b"<c", b"<row", b"<v>", b"</v>",
    b't="e"', b't="s"', b't="b"', b't="str"', b't="d"', b't="inlineStr"', b's="99"',
    b'r="A1"', b'r="XFD1048576"', b'r="A99999999999"', b'r=""',
    b"<f>1+1</f>", b"<v>1e999</v>", b"<v>nan</v>", b"<v>-1</v>", b"<v>99999999999</v>", b"<is><t>x</t></is>",
    b"<mergeCell ref='A1:B2'/>", b"<!DOCTYPE x>", b"<!-- ", b"<![CDATA[", b"<?xml version='1.0' encoding='UTF-16'?>",
]  # fmt: skip


@cache
def seed() -> bytes:
    """A workbook that is whole."""
    with saved({name: text.encode() for name, text in FILES.items()}) as folder:
        bundle = read_bundle(folder)
        write_workbook(bundle, folder / "book.xlsx")
        return (folder / "book.xlsx").read_bytes()


@cache
def parts() -> dict[str, bytes]:
    """The parts of that workbook."""
    with zipfile.ZipFile(io.BytesIO(seed())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: dict[str, bytes]) -> bytes:
    """Parts as a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return target.getvalue()


def judge(data: bytes) -> None:
    """Reading and checking agree: both know what is wrong, or neither finds anything; what is read is written again."""
    with saved({"book.xlsx": data}) as folder:
        place = folder / "book.xlsx"
        try:
            checked = check_bundle(place)
        except DataError:
            with pytest.raises(DataError, match=r"\A[^\n]+\Z"):
                read_bundle(place)
            return
        assert CheckResult.model_validate_json(checked.model_dump_json()) == checked
        assert all(each.file and each.message and each.line >= 0 for each in checked.errors)
        if not checked.valid:
            with pytest.raises(InvalidBundle):
                read_bundle(place)
            return
        bundle = read_bundle(place)
        write_workbook(bundle, folder / "again.xlsx")
        assert read_bundle(folder / "again.xlsx") == bundle


@SOME
@given(st.data())
def test_any_bytes_in_a_workbook(data: st.DataObject) -> None:
    """Bytes that are cut off, changed or put in anywhere in the file."""
    whole = bytearray(seed())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        match data.draw(st.sampled_from(["cut", "change", "insert", "drop"])):
            case "cut":
                del whole[max(1, at) :]
            case "change":
                whole[at] = data.draw(st.integers(0, 255))
            case "insert":
                whole[at:at] = data.draw(st.binary(max_size=20))
            case _:
                del whole[at : at + 40]
        whole = whole or bytearray(b"P")
    judge(bytes(whole))


@SOME
@given(st.data())
def test_any_xml_in_a_workbook(data: st.DataObject) -> None:
    """Parts that are cut off, changed, swapped or gone, in a zip that is sound."""
    contents = dict(parts())
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(sorted(contents)))
        part = contents[name]
        at = data.draw(st.integers(0, len(part)))
        match data.draw(st.sampled_from(["piece", "cut", "gone", "swap", "twice"])):
            case "piece":
                contents[name] = part[:at] + data.draw(st.sampled_from(PIECES)) + part[at:]
            case "cut":
                contents[name] = part[:at]
            case "gone":
                del contents[name]
            case "swap":
                other = data.draw(st.sampled_from(sorted(contents)))
                contents[name], contents[other] = contents[other], part
            case _:
                contents[name] = part[:at] + part[at // 2 :]
        if not contents:
            contents["xl/workbook.xml"] = b""
    judge(packed(contents))


@SOME
@given(st.data())
def test_any_value_in_a_cell(data: st.DataObject) -> None:
    """What people and spreadsheets put into cells, in the place of a text or number that was there."""
    contents = dict(parts())
    sheets = sorted(name for name in contents if "worksheets/sheet" in name and name.endswith(".xml"))
    for _ in range(data.draw(st.integers(1, 5))):
        name = data.draw(st.sampled_from(sheets))
        pieces = contents[name].split(b"</v>")
        cells = contents[name].split(b"</t>")
        value = data.draw(st.sampled_from(VALUES)).encode("utf-8", "replace")
        value = value.replace(b"&", b"&amp;").replace(b"<", b"&lt;")
        chosen, mark = (pieces, b"<v>") if len(pieces) > 1 and data.draw(st.booleans()) else (cells, b">")
        close = b"</v>" if mark == b"<v>" else b"</t>"
        if len(chosen) > 1:
            at = data.draw(st.integers(0, len(chosen) - 2))
            begin = chosen[at].rfind(mark) + len(mark)
            chosen[at] = chosen[at][:begin] + value
            contents[name] = close.join(chosen)
    judge(packed(contents))


@pytest.mark.parametrize("name", ["small.csv", "picture.png", "text.txt"])
def test_a_file_of_another_kind(name: str, tmp_path: Path) -> None:
    """Whatever stands in a file that is called .xlsx, it is one clear line."""
    data = {"small.csv": b"id,title\na,b\n", "picture.png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "text.txt": b""}[name]
    (tmp_path / "book.xlsx").write_bytes(data)
    with pytest.raises(DataError, match="book"):
        read_bundle(tmp_path / "book.xlsx")
