"""Whom a row is about."""

from __future__ import annotations

from typing import Final

OWNER: Final = {
    "people": "id",
    "levels": "person",
    "completions": "person",
    "aspirations": "person",
    "nominations": "person",
    "exclusions": "person",
}
"""The tables about people, and the column that says about whom."""
