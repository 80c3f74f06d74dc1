"""What was typed, as a message quotes it."""

from __future__ import annotations


def shown(value: object) -> str:
    """A value that was given, quoted and not too long."""
    text = str(value)
    return f"'{text}'" if len(text) <= 60 else f"'{text[:59]}…'"  # noqa: PLR2004 - a line holds no more
