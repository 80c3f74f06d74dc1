"""How fast a bundle goes into a workbook and back, beside the bare libraries moving the same cells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter.workbook import Workbook

from lattice.domain.bundle import Bundle
from lattice.exchange.folder import read_bundle
from lattice.exchange.workbook_writing import write_workbook
from tests.benchmarks.test_store import measure, organisation

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

PEOPLE = 10_000


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    """Ten thousand people with ten levels each: 600,000 cells."""
    return organisation(PEOPLE)


@pytest.fixture(scope="module")
def book(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It as a workbook."""
    path = tmp_path_factory.mktemp("book") / "large.xlsx"
    write_workbook(bundle, path)
    return path


def test_write(benchmark: BenchmarkFixture, bundle: Bundle, tmp_path: Path) -> None:
    """A bundle into a workbook, each cell checked to be read back as it is."""
    measure(benchmark, lambda: write_workbook(bundle, tmp_path / "book.xlsx"))


def test_write_bare(benchmark: BenchmarkFixture, bundle: Bundle, tmp_path: Path) -> None:
    """The baseline: XlsxWriter writing the same rows as they are."""

    def write() -> None:
        target = Workbook(tmp_path / "bare.xlsx", {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
        for name, rows in bundle.tables.items():
            page = target.add_worksheet(name)
            for number, row in enumerate(rows):
                for at, value in enumerate(row):
                    page.write(number, at, value if not isinstance(value, tuple) else "|".join(map(str, value)))
        target.close()

    measure(benchmark, write)


def test_read(benchmark: BenchmarkFixture, bundle: Bundle, book: Path) -> None:
    """A workbook into a bundle, looked through, read and checked by every rule."""
    assert measure(benchmark, lambda: read_bundle(book)) == bundle


def test_read_bare(benchmark: BenchmarkFixture, book: Path) -> None:
    """The baseline: calamine reading the cells of every sheet."""

    def read() -> int:
        with CalamineWorkbook.from_path(book) as found:
            return sum(len(found.get_sheet_by_name(name).to_python()) for name in found.sheet_names)

    assert measure(benchmark, read) > PEOPLE * 11
