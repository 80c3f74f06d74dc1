"""Limits: how large a bundle and its parts may be, checked before the work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lattice.domain.column import LARGEST_NUMBER

KIBI: Final = 1024
MEBI: Final = 1024 * KIBI


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a bundle and its parts may be.

    Sizes ending in ``_bytes`` are in bytes, lengths in characters. ``ratio``
    is uncompressed to compressed size, and looked at only once a file has
    grown past ``ratio_from_bytes``: short files of equal rows pack very well.
    """

    file_bytes: int = 256 * MEBI
    header_bytes: int = 256 * KIBI
    total_bytes: int = 1024 * MEBI
    rows: int = 5_000_000
    lines: int = 20_000_000
    columns: int = 200
    line_bytes: int = MEBI
    cell_length: int = 32_767
    id_length: int = 200
    zip_bytes: int = 256 * MEBI
    zip_members: int = 1_000
    zip_directory_bytes: int = MEBI
    ratio: int = 200
    ratio_from_bytes: int = MEBI
    workbook_bytes: int = 512 * MEBI
    sheet_cells: int = 20_000_000
    problems_a_column: int = 10_000
    number: float = LARGEST_NUMBER


LIMITS: Final = Limits()
"""The limits that hold unless a caller sets others. A cell's length is what
spreadsheets allow, so that every bundle fits into a workbook; numbers up to
1e15 are exact as floats and as JSON."""
