"""Columns: bounds, and their rule in words."""

from __future__ import annotations

import pytest

from lattice.domain.column import Column, Form
from lattice.domain.table import TABLES


@pytest.mark.parametrize(
    ("column", "inside", "outside", "words"),
    [
        (Column(form=Form.INTEGER), (-5, 0, 10**9), (), "a whole number"),
        (Column(form=Form.NUMBER, minimum=0), (0, 5.5), (-0.1,), "a number of at least 0"),
        (
            Column(form=Form.NUMBER, minimum=0, maximum=1, above=True),
            (0.001, 1),
            (0, 1.001, -1),
            "a number above 0 and at most 1",
        ),
        (Column(form=Form.NUMBER, maximum=7), (-9, 7), (7.5,), "a number of at most 7"),
    ],
)
def test_bounds(column: Column, inside: tuple[float, ...], outside: tuple[float, ...], words: str) -> None:
    """What is allowed is what the words say."""
    assert all(map(column.allows, inside))
    assert not any(map(column.allows, outside))
    assert column.expectation == words


def test_words() -> None:
    """References and choices are named."""
    assert TABLES["levels"].columns["skill"].expectation == "the id of one of the skills"
    assert TABLES["moves"].columns["kind"].expectation == "ladder or lattice"


def test_tables() -> None:
    """The tables have the columns of the bundle's format, those that others point to first."""
    assert TABLES["moves"].names == ("from", "to", "kind", "months", "success", "observed")
    assert TABLES["teaches"].required_columns == {"resource", "skill", "to_level"}
    assert [name for name, table in TABLES.items() if table.required] == ["roles", "skills", "requirements"]
    assert TABLES["people"].position("manager") == 6
