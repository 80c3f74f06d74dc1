"""People by name: how a store looks them up, and when a text names one."""

from __future__ import annotations

from typing import Final

from lattice.graph.names import normalise

NAME_KEY: Final = "name_key"
"""What people have in a store beside the bundle's columns: the name as it is looked up."""


def name_key(name: str) -> str | None:
    """A person's name as it is looked up; None when nothing is left of it."""
    return normalise(name) or None


def names_person(text: str | None, *, person: str, key: str | None) -> bool:
    """Whether a text that somebody typed names the person with this id, whose name is looked up as ``key``."""
    if text is None:
        return False
    found = name_key(text)
    return text == person or (found is not None and found in {name_key(person), key})
