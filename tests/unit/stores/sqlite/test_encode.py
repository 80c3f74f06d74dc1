"""Rows as they are stored."""

from __future__ import annotations

import datetime

from lattice.domain.table import TABLES
from lattice.stores.sqlite.encode import decode, encode

PERSON = (
    "maya", "clerk", "Maya  CHEN", datetime.date(2025, 3, 1), 4.0, None, None, None, None, 0.1, (("unit", "ü"),)
)  # fmt: skip


def test_what_is_stored_can_be_read_by_an_analyst() -> None:
    """Dates are ISO 8601, groups JSON, blanks NULL; the name as it is looked up stands last."""
    (stored,) = encode(TABLES["people"], [PERSON])
    assert stored == (
        "maya", "clerk", "Maya  CHEN", "2025-03-01", 4.0, None, None, None, None, 0.1, '[["unit","ü"]]', "maya chen"
    )  # fmt: skip
    assert list(decode(TABLES["people"], [stored[:-1]])) == [PERSON]


def test_a_blank_kind_is_part_of_a_key() -> None:
    """The key of a move has no NULL; a blank kind is an empty text there."""
    move = ("a", "b", None, None, None, None)
    (stored,) = encode(TABLES["moves"], [move])
    assert stored == ("a", "b", "", None, None, None)
    assert list(decode(TABLES["moves"], [stored])) == [move]


def test_many_rows_keep_their_order() -> None:
    """Rows are converted in chunks, without a seam."""
    rows = [(f"p{number:05d}", "s", number % 5, None, None) for number in range(25_001)]
    assert list(encode(TABLES["levels"], rows)) == rows
    assert list(decode(TABLES["levels"], rows)) == rows


def test_no_rows_are_no_rows() -> None:
    """An empty table stays empty."""
    assert list(encode(TABLES["people"], [])) == []
