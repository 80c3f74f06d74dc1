"""People by name."""

from __future__ import annotations

from lattice.stores.names import name_key


def test_a_name_of_punctuation_alone_is_found_by_nothing() -> None:
    """Else an empty question would find it."""
    assert name_key("...!") != ""
    assert name_key(" - ") is None
