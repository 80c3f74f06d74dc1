"""The words of the maps: one catalogue a language, every text that a page shows and the data doesn't bring."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from lattice.errors import WrongCall

LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "de": "Deutsch"}
"""The languages by code, each with its own name."""


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The texts of a language by key; ``{name}`` in a text stands for a value.

    A key that ends in ``.one`` is the singular of the one that ends in
    ``.other``. Raises ``WrongCall`` for a language that isn't there.
    """
    if language not in LANGUAGES:
        known = " and ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
        message = f"there are no maps in the language '{language}' yet; there are {known}"
        raise WrongCall(message)
    texts: dict[str, str] = json.loads((files("lattice.maps") / "texts" / f"{language}.json").read_text("utf-8"))
    return texts
