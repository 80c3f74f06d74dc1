"""The catalogues say the same things in each language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lattice.errors import WrongCall
from lattice.maps.words import LANGUAGES, catalogue


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text(language: str) -> None:
    """The same keys in the same order, with the same values in each."""
    english, other = catalogue("en"), catalogue(language)
    assert list(other) == list(english)
    for key, text in english.items():
        assert text.strip()
        assert set(re.findall(r"\{\w+\}", other[key])) == set(re.findall(r"\{\w+\}", text)), key


def test_an_unknown_language_is_a_wrong_call() -> None:
    """The error names those there are."""
    with pytest.raises(WrongCall, match="en \\(English\\) and de \\(Deutsch\\)"):
        catalogue("xx")


def test_no_text_is_left_over() -> None:
    """Every key is said by the script or by Python."""
    sources = [*Path("web/src").glob("*.ts"), *Path("lattice/maps").glob("*.py")]
    said = "".join(path.read_text(encoding="utf-8") for path in sources if path.name != "scene.ts")
    # Keys that are put together: by kind of map, of no route, of money, of a bar in time, of status.
    made = re.compile(r"(describe|no_route|own_budget|time|title|status|succession\.breaks)\.\w+(\.means)?$")
    for key in catalogue("en"):
        base = re.sub(r"\.(one|other)$", "", key)
        assert f'"{key}"' in said or f'"{base}"' in said or made.match(key), key
