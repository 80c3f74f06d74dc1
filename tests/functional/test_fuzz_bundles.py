"""Fuzzed bundles: a report or a bundle comes out, whatever goes in."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lattice.domain.bundle import Bundle
from lattice.domain.table import TABLES
from lattice.errors import InvalidBundle
from lattice.exchange.check import CheckResult, check_bundle
from lattice.exchange.folder import read_bundle, write_folder
from tests.unit.exchange.small_bundle import FILES

MORE: Final = settings(max_examples=3 * settings().max_examples)
EXAMPLES: Final = Path(__file__).parent.parent / "examples"
SEEDS: Final[list[Mapping[str, bytes]]] = [
    {name: text.encode() for name, text in FILES.items()},
    *(
        {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.suffix in {".csv", ".toml"}}
        for folder in sorted(EXAMPLES.glob("*-0[0-2]"))
    ),
]

# What people and spreadsheets put into cells, and what is meant to hurt.
VALUES: Final = [
    "", " ", "0", "1", "-1", "1.5", "1,5", "1e3", "1e999", "nan", "-inf", "9" * 30, "TRUE", "yes", "2026-01-05",
    "2026-1-5", "05/01/2026", "46027", "#N/A", "=1+1", "a|b", "|", '"', "''", "\u202e", "\u200b", "\x00", "\x1b[2J",
    "\ufeff", "١", "½", "𝟙", "r0", "s0", "c#", "dev", "ladder", "x" * 300, "line\nbreak", "\r", "group:", "id",
]  # fmt: skip


@contextmanager
def saved(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with these files, while it is needed."""
    folder = Path(tempfile.mkdtemp())
    try:
        for name, data in files.items():
            (folder / name).write_bytes(data)
        yield folder
    finally:
        shutil.rmtree(folder)


def judge(place: Path) -> Bundle | None:
    """The bundle there, or None; reading, checking and writing agree, and any report is complete."""
    checked = check_bundle(place)
    assert CheckResult.model_validate_json(checked.model_dump_json()) == checked
    assert all(each.file and each.message and each.line >= 0 for each in checked.errors)
    if not checked.valid:
        with pytest.raises(InvalidBundle) as caught:
            read_bundle(place)
        assert len(checked.errors) == len(caught.value.problems) > 0
        return None
    bundle = read_bundle(place)
    write_folder(bundle, place / "again")
    assert read_bundle(place / "again") == bundle
    return bundle


def judge_files(files: Mapping[str, bytes]) -> Bundle | None:
    """As ``judge``, of files in a folder."""
    with saved(files) as folder:
        return judge(folder)


def rows_of(data: bytes) -> list[list[str]]:
    """The cells of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def text_of(rows: list[list[str]]) -> bytes:
    """The CSV file of some cells."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode(errors="surrogatepass")


def test_the_seeds_are_valid() -> None:
    """What is mutated is a bundle to begin with."""
    assert len(SEEDS) > 1
    assert all(judge_files(seed) is not None for seed in SEEDS)


@MORE
@given(st.sampled_from(SEEDS), st.data())
def test_bytes(seed: Mapping[str, bytes], data: st.DataObject) -> None:
    """Bytes put in, taken out or replaced anywhere in a file."""
    name = data.draw(st.sampled_from(sorted(seed)))
    content = seed[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 5)))
    insert = data.draw(
        st.binary(max_size=6) | st.sampled_from([b'"', b",", b"\r", b"\n", b"\xff", b"\x00", b"\xef\xbb\xbf"])
    )
    judge_files({**seed, name: content[:start] + insert + content[end:]})


@given(st.sampled_from([*(f"{name}.csv" for name in TABLES), "lattice.toml"]), st.binary(max_size=200))
def test_any_bytes(name: str, content: bytes) -> None:
    """A file of any bytes whatever among good ones."""
    judge_files({**SEEDS[0], name: content})


@MORE
@given(st.sampled_from(SEEDS), st.data())
def test_structure(seed: Mapping[str, bytes], data: st.DataObject) -> None:
    """Rows and columns cut, doubled, swapped, moved and mixed between files."""
    files = dict(seed)
    name = data.draw(st.sampled_from(sorted(each for each in seed if each.endswith(".csv"))))
    rows = rows_of(files[name])
    at = data.draw(st.integers(0, len(rows) - 1))
    cell = data.draw(st.integers(0, max(0, len(rows[at]) - 1)))
    match data.draw(
        st.sampled_from(["cut", "double", "delete", "header", "column", "other", "drop", "empty", "rename"])
    ):
        case "cut":
            rows[at] = rows[at][:cell]
        case "double":
            rows.insert(at, rows[at])
        case "delete":
            del rows[at]
        case "header":
            rows[0] = data.draw(st.permutations(rows[0]))
        case "column":
            rows = [row[:cell] + row[cell + 1 :] for row in rows]
        case "other":
            rows += rows_of(files[data.draw(st.sampled_from(sorted(each for each in seed if each.endswith(".csv"))))])
        case "drop":
            del files[name]
        case "empty":
            rows = rows[:1]
        case _:
            rows[0][cell % max(1, len(rows[0]))] = data.draw(st.sampled_from(VALUES))
    if name in files:
        files[name] = text_of(rows)
    judge_files(files)


@MORE
@given(st.sampled_from(SEEDS), st.data())
def test_values(seed: Mapping[str, bytes], data: st.DataObject) -> None:
    """Cells that hold something else, up to four in a bundle."""
    files = dict(seed)
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(sorted(each for each in seed if each.endswith(".csv"))))
        rows = rows_of(files[name])
        at = data.draw(st.integers(0, len(rows) - 1))
        cell = data.draw(st.integers(0, max(0, len(rows[at]) - 1)))
        if rows[at]:
            rows[at][cell] = data.draw(st.sampled_from(VALUES) | st.text(max_size=10))
        files[name] = text_of(rows)
    judge_files(files)


_NAMES: Final = st.sampled_from(
    [*FILES, "../roles.csv", "a/roles.csv", "a/b/lattice.toml", "Roles.csv", "role.csv", "roles.csv/", "C:\\roles.csv"]
)


@given(st.lists(st.tuples(_NAMES, st.sampled_from(sorted(FILES.values())) | st.binary(max_size=30)), max_size=16))
def test_zips(members: list[tuple[str, str | bytes]]) -> None:
    """Zips with members of any names, in any number."""
    with saved({}) as folder:
        path = folder / "bundle.zip"
        unique = dict(members)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in unique.items():
                archive.writestr(name, content)
        checked = check_bundle(path)
        assert checked.valid or checked.errors
        assert sorted(each.name for each in folder.iterdir()) == ["bundle.zip"]
