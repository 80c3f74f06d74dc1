"""The script's types are the models'."""

from __future__ import annotations

from tests.unit.maps.contract import TYPES, types


def test_the_types_are_those_of_the_models() -> None:
    """``python -m tests.unit.maps.contract`` would change nothing."""
    assert TYPES.read_text(encoding="utf-8") == types()
