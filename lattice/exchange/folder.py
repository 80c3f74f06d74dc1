"""Bundles as files: read from a folder, a zip or a workbook, written to a folder or a zip."""

from __future__ import annotations

from pathlib import Path

from lattice.domain.bundle import Bundle
from lattice.errors import InvalidBundle
from lattice.exchange.limits import LIMITS, Limits
from lattice.exchange.reading import read_place
from lattice.exchange.writing import write_files


def read_bundle(path: str | Path, *, limits: Limits = LIMITS) -> Bundle:
    """The bundle in a folder, a ``.zip`` or an ``.xlsx``.

    Raises ``InvalidBundle`` with every problem, in order of place, and
    ``DataError`` when the path holds nothing that could be a bundle.
    """
    reading = read_place(path, limits=limits)
    if reading.problems or reading.header is None:
        raise InvalidBundle(reading.problems, source=reading.source)
    return Bundle.of_checked(reading.header, reading.tables)


def write_folder(bundle: Bundle, path: str | Path) -> None:
    """Write a bundle as a folder, or as one zip when the path ends in ``.zip``.

    The same bundle gives the same bytes, and reading them gives an equal
    bundle. What stands there already is replaced when it is a bundle, and only
    once the new one is whole. Raises ``DataError`` when something else stands
    there, when the place can't be written, or when a cell holds what a file
    can't say.
    """
    write_files(bundle, Path(path))
