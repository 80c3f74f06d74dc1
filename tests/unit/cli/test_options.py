"""The shared options and the values that options take."""

from __future__ import annotations

import datetime
from contextlib import suppress

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.cli.options import Amount, Day, Settings, gathered
from lattice.cli.quoting import shown


@given(st.dates())
def test_dates_are_read(date: datetime.date) -> None:
    """Every date is read as it is written."""
    assert Day().convert(date.isoformat(), None, None) == date
    assert Day().convert(date, None, None) == date


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_wrong_call(text: str) -> None:
    """Nothing else comes out."""
    with suppress(click.BadParameter):
        assert isinstance(Day().convert(text, None, None), datetime.date)


@given(st.text(max_size=20) | st.floats().map(str))
def test_any_text_is_an_amount_in_range_or_a_wrong_call(text: str) -> None:
    """Negative, endless, huge and senseless values are refused."""
    with suppress(click.BadParameter):
        assert 0 <= Amount(100).convert(text, None, None) <= 100


@pytest.mark.parametrize("text", ["-1", "-0.001", "100.001", "nan", "inf", "-inf", "1e400", "", "one", "0x10"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    """The message says what a number would be."""
    with pytest.raises(click.BadParameter, match="is not a number"):
        Amount(100).convert(text, None, None)


def test_settings_given_after_win() -> None:
    """What the command was given goes over what the program was given."""
    outer = Settings(store="a", format="csv", quiet=True, verbose=2)
    assert Settings(store="b").over(outer) == Settings(store="b", format="csv", quiet=True, verbose=2)
    assert not Settings().full
    assert Settings(verbose=1).full


def test_json_is_a_form() -> None:
    """--json beside --format json is no contradiction."""
    values = {"store": None, "output": None, "as_of": None, "no_color": False, "quiet": False, "verbose": 0}
    assert gathered({**values, "format": "json", "as_json": True}).format == "json"
    with pytest.raises(click.UsageError):
        gathered({**values, "format": "csv", "as_json": True})


def test_what_was_given_is_quoted_shortly() -> None:
    """A long value doesn't fill the screen."""
    assert shown("a") == "'a'"
    assert len(shown("a" * 1000)) == 62
