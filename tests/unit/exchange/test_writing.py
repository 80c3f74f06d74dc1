"""Writing: what is written is read the same, and nothing is ever half done."""

from __future__ import annotations

import datetime
import errno
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.domain.bundle import Bundle
from lattice.domain.column import Column, Form, Row, Value
from lattice.domain.policy import Header, Levels
from lattice.domain.table import TABLES, Table
from lattice.errors import DataError
from lattice.exchange.cell import Fault, read_cell
from lattice.exchange.folder import read_bundle, write_folder
from tests.unit.exchange.small_bundle import FILES, save


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    """The small bundle."""
    return read_bundle(save(tmp_path / "source"))


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def one_role(**cells: Value) -> Bundle:
    """A bundle of one role with these cells, unchecked as a store would give it."""
    row: dict[str, Value] = {
        name: () if column.form is Form.LIST else None for name, column in TABLES["roles"].columns.items()
    }
    row |= {"id": "r", "title": "R", "family": "f", "grade": 1, **cells}
    tables: dict[str, list[Row]] = {"roles": [tuple(row.values())], "skills": [], "requirements": []}
    return Bundle.of_checked(Header(name="N", levels=Levels(maximum=3)), tables)


@pytest.mark.parametrize("name", ["out", "out.zip", "deep/er/out", "deep/er/out.ZIP"])
def test_equal_bundles_and_equal_bytes(tmp_path: Path, bundle: Bundle, name: str) -> None:
    """Reading gives an equal bundle, and writing twice the same bytes."""
    place = tmp_path / name
    write_folder(bundle, place)
    assert read_bundle(place) == bundle
    before = place.read_bytes() if place.is_file() else contents(place)
    write_folder(read_bundle(place), place)
    assert before == (place.read_bytes() if place.is_file() else contents(place))


def test_how_cells_are_written(tmp_path: Path, bundle: Bundle) -> None:
    """Numbers are short, dates ISO, lists joined, blank columns left out, group columns named."""
    write_folder(bundle, tmp_path / "out")
    files = {name: data.decode() for name, data in contents(tmp_path / "out").items()}
    assert files["roles.csv"] == (
        "id,title,family,grade,description,critical,seats,salary,aliases\n"
        "analyst,Analyst,data,1,,false,,,\n"
        'dev,Developer,software,1,"Writes\nsoftware",,3,40000,coder|programmer\n'
        "lead,Lead developer,software,2,,true,1,60000.5,\n"
    )
    assert files["people.csv"].splitlines()[0] == "id,role,name,in_role_since,budget,manager,group:site,group:team"
    assert files["levels.csv"].splitlines()[2] == "maya,c#,2,manager,2026-02-01"
    assert files["lattice.toml"] == (
        'name = "Small"\ncurrency = "GBP"\n\n[levels]\nmaximum = 3\nnames = ["Basic", "Good", "Expert"]\n\n'
        "[policy]\nhours_per_week = 3\n"
    )


def test_a_zip_holds_nothing_of_the_day(tmp_path: Path, bundle: Bundle) -> None:
    """Members have a fixed time and mode, and stand in the bundle's order."""
    write_folder(bundle, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        members = archive.infolist()
    assert [member.filename for member in members] == list(FILES)
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.external_attr >> 16 for member in members} == {0o100644}


def test_tables_that_the_bundle_lacks(tmp_path: Path) -> None:
    """An absent table gives no file and an empty one a header, so that both stay what they are."""
    write_folder(one_role(), tmp_path / "out")
    assert sorted(contents(tmp_path / "out")) == ["lattice.toml", "requirements.csv", "roles.csv", "skills.csv"]
    assert read_bundle(tmp_path / "out") == one_role()


@pytest.mark.parametrize(
    "cells",
    [
        {"title": ""},
        {"title": " spaced "},
        {"title": None},
        {"title": "bell\x07"},
        {"title": "alone\ud800"},
        {"title": "two\r\nlines"},
        {"title": 7},
        {"id": "a|b"},
        {"grade": True},
        {"grade": 1.0},
        {"critical": 1},
        {"critical": "true"},
        {"seats": -1},
        {"salary": float("nan")},
        {"salary": float("inf")},
        {"salary": 5},
        {"aliases": ("a|b",)},
        {"aliases": ("",)},
        {"aliases": "ab"},
        {"location": datetime.date(2026, 1, 1)},
    ],
)
@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_a_file_cannot_say(tmp_path: Path, cells: dict[str, Value], name: str) -> None:
    """A cell that would be read differently is refused, and nothing is left behind."""
    with pytest.raises(DataError, match=r"roles \["):
        write_folder(one_role(**cells), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_header_that_a_file_cannot_say(tmp_path: Path, bundle: Bundle) -> None:
    """A header with control characters is refused."""
    hostile = Bundle(Header(name="\x1b[2J", levels=Levels(maximum=3)), bundle.tables)
    with pytest.raises(DataError, match=r"U\+001B"):
        write_folder(hostile, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_else_stands_there_is_kept(tmp_path: Path, bundle: Bundle, name: str) -> None:
    """A folder or zip with anything but a bundle in it is not replaced, nor is a file."""
    other = tmp_path / name
    if name == "out":
        save(other, {**FILES, "notes.txt": "mine"})
    else:
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("notes.txt", "mine")
    with pytest.raises(DataError, match="holds more than a bundle"):
        write_folder(bundle, other)
    for place, wrong in ((tmp_path / "file", "text"), (tmp_path / "text.zip", "text")):
        place.write_text(wrong, encoding="utf-8")
        with pytest.raises(DataError, match="is no bundle"):
            write_folder(bundle, place)
        assert place.read_text(encoding="utf-8") == wrong


def test_replacing_leaves_no_old_tables(tmp_path: Path, bundle: Bundle) -> None:
    """A bundle that is written over another has its own tables only, and the folder keeps its mode."""
    write_folder(bundle, tmp_path / "out")
    (tmp_path / "out").chmod(0o750)
    write_folder(one_role(), tmp_path / "out")
    assert read_bundle(tmp_path / "out") == one_role()
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o750
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out", "source"]


def test_through_a_link(tmp_path: Path, bundle: Bundle) -> None:
    """A link to a folder stays a link; the folder is replaced."""
    write_folder(bundle, tmp_path / "real")
    (tmp_path / "link").symlink_to("real")
    write_folder(one_role(), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert read_bundle(tmp_path / "real") == one_role()


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("name", "owner", "method"),
    [
        ("out", Path, "write_bytes"),
        ("out", Path, "mkdir"),
        ("out.zip", zipfile.ZipFile, "writestr"),
        ("out.zip", os, "replace"),
    ],
)
def test_no_room_left(
    tmp_path: Path, bundle: Bundle, monkeypatch: pytest.MonkeyPatch, *, name: str, owner: object, method: str
) -> None:
    """When the device is full, the old bundle stands as it was and nothing else is there."""
    write_folder(bundle, tmp_path / name)
    with monkeypatch.context() as patch:
        patch.setattr(owner, method, _full)
        with pytest.raises(DataError, match="No space left"):
            write_folder(one_role(), tmp_path / name)
    assert read_bundle(tmp_path / name) == bundle
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([name, "source"])


def test_a_swap_that_fails_is_taken_back(tmp_path: Path, bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new folder can't be put in place, the old one is put back."""
    write_folder(bundle, tmp_path / "out")
    rename: Callable[[Path, Path], Path] = Path.rename

    def fail_for_new(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", fail_for_new)
        with pytest.raises(DataError, match="Input/output error"):
            write_folder(one_role(), tmp_path / "out")
    assert read_bundle(tmp_path / "out") == bundle


_TEXT = st.text(max_size=8) | st.sampled_from(["C#", "=1+1", '"quoted"', "a,b", "line\nbreak", "-", "1,5", "TRUE"])


def _values(column: Column, top: int) -> st.SearchStrategy[Value]:
    """Values that a column may hold: those that can be read from some text."""
    if column.choices:
        return st.sampled_from(column.choices)
    low, high = column.minimum, column.maximum
    strategies: dict[Form, st.SearchStrategy[Value]] = {
        Form.INTEGER: st.integers(-(10**15) if low is None else int(low), 10**15),
        Form.LEVEL: st.integers(0, top),
        Form.NUMBER: st.floats(low, 1e15 if high is None else high, exclude_min=column.above).map(lambda x: x + 0.0),
        Form.BOOLEAN: st.booleans(),
        Form.DATE: st.dates(),
        Form.LIST: st.lists(_TEXT, max_size=3).map("|".join).flatmap(lambda text: _readable(text, column)),
    }
    return strategies.get(column.form, _TEXT.flatmap(lambda text: _readable(text, column)))


def _readable(text: str, column: Column) -> st.SearchStrategy[Value]:
    """What a text is read as, "x" where it can't be or is blank."""
    value = read_cell(text, column)
    if isinstance(value, Fault) or not value:
        return st.just(("x",) if column.form is Form.LIST else "x")
    return st.just(value)


@st.composite
def rows(draw: st.DrawFn, table: Table, ids: dict[str, list[str]], top: int) -> list[Row]:
    """Rows of a table with keys of their own, pointing to ids that are there."""
    found: dict[tuple[Value, ...], Row] = {}
    for _ in range(draw(st.integers(0, 3))):
        row: list[Value] = []
        for name, column in table.columns.items():
            if column.form is Form.GROUPS:
                groups = draw(
                    st.dictionaries(st.sampled_from(["site", "team", "a b"]), _values(Column(form=Form.TEXT), top))
                )
                row.append(tuple(sorted((each, str(value)) for each, value in groups.items())))
                continue
            pool = ids.get(column.references or "", [])
            values = st.sampled_from(pool) if pool else _values(column, top)
            if name not in table.required_columns:
                blank: Value = () if column.form is Form.LIST else None
                values = st.just(blank) | (values if pool or not column.references else st.just(blank))
            row.append(draw(values))
        found[tuple(row[at] for at in table.key_positions[:2])] = tuple(row)
    return list(found.values())


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """Valid bundles with all kinds of cells."""
    top = draw(st.integers(1, 10))
    header = Header(name="N", levels=Levels(maximum=top))
    tables: dict[str, list[Row]] = {}
    ids: dict[str, list[str]] = {}
    for name, table in TABLES.items():
        targets = [column.references for at, column in table.columns.items() if at in table.required_columns]
        if all(ids.get(target) for target in targets if target):
            tables[name] = draw(rows(table, ids, top))
        elif table.required:
            tables[name] = []
        if len(table.key) == 1:
            ids[name] = [str(row[0]) for row in tables.get(name, [])]
    tables["moves"] = [row for row in tables.get("moves", []) if row[0] != row[1]]
    tables["teaches"] = [row for row in tables.get("teaches", []) if int(str(row[2])) > int(str(row[3] or 0))]
    # A mentor or manager is one of the people, who are drawn later.
    mentor = TABLES["resources"].position("mentor")
    tables["resources"] = [(*row[:mentor], None, *row[mentor + 1 :]) for row in tables["resources"]]
    manager = TABLES["people"].position("manager")
    tables["people"] = [(*row[:manager], None, *row[manager + 1 :]) for row in tables.get("people", [])]
    return Bundle.assemble(header, tables)


@given(bundles(), st.sampled_from(["fuzz", "fuzz.zip"]))
def test_every_bundle_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, bundle: Bundle, name: str
) -> None:
    """Reading what was written gives an equal bundle, whatever is in it."""
    place = tmp_path_factory.getbasetemp() / name
    write_folder(bundle, place)
    assert read_bundle(place) == bundle
