"""The header: the scale's names and the policy's bounds."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from lattice.domain.policy import Header, Levels, Policy


def test_names_from_one() -> None:
    """As many names as levels: level 0 is called None."""
    levels = Levels(maximum=2, names=("Basic", "Expert"))
    assert [levels.name(level) for level in range(3)] == ["None", "Basic", "Expert"]


def test_names_from_zero() -> None:
    """One name more than levels: the first is level 0's."""
    levels = Levels(maximum=2, names=("Nothing", "Basic", "Expert"))
    assert [levels.name(level) for level in range(3)] == ["Nothing", "Basic", "Expert"]


def test_no_names() -> None:
    """Without names, a level is called by its number."""
    assert Levels(maximum=2).name(1) == "1"


@pytest.mark.parametrize("names", [("one",), ("a", "b", "c", "d")])
def test_names_that_do_not_fit(names: tuple[str, ...]) -> None:
    """Names for some of the levels only are an error."""
    with pytest.raises(ValidationError, match="names has"):
        Levels(maximum=2, names=names)


def test_values_are_frozen() -> None:
    """A header can't be changed."""
    header = Header(name="N", levels=Levels(maximum=1))
    with pytest.raises(ValidationError):
        header.name = "M"
    assert header.policy == Policy()
