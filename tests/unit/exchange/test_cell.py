"""Cells: what each form takes, and what the report of a bad one says."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.domain.column import Column, Form, Value
from lattice.exchange.cell import Fault, read_cell, shown

TEXT = Column(form=Form.TEXT)
ID = Column(form=Form.IDENTIFIER)
WHOLE = Column(form=Form.INTEGER)
LEVEL = Column(form=Form.LEVEL, minimum=0)
AMOUNT = Column(form=Form.NUMBER, minimum=0)
SHARE = Column(form=Form.NUMBER, minimum=0, maximum=1, above=True)
FLAG = Column(form=Form.BOOLEAN)
DAY = Column(form=Form.DATE)
LIST = Column(form=Form.LIST)
KIND = Column(form=Form.TEXT, choices=("ladder", "lattice"))


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("", TEXT, None),
        (" \t ", AMOUNT, None),
        ("\u00a0", DAY, None),
        ("", LIST, ()),
        ("  Lead  developer ", TEXT, "Lead  developer"),
        ("line\nbreak\tand tab", TEXT, "line\nbreak\tand tab"),
        ("=1+1", TEXT, "=1+1"),
        ("C#/.NET + c++", ID, "C#/.NET + c++"),
        ("3", WHOLE, 3),
        (" 3 ", WHOLE, 3),
        ("\u20093\u202f", WHOLE, 3),
        ("3.0", WHOLE, 3),
        ("1e3", WHOLE, 1000),
        ("+7", WHOLE, 7),
        ("-7", WHOLE, -7),
        ("007", WHOLE, 7),
        ("1000000000000000", WHOLE, 10**15),
        ("0", LEVEL, 0),
        ("-0", LEVEL, 0),
        ("1.5", AMOUNT, 1.5),
        ("1e3", AMOUNT, 1000.0),
        (".5", AMOUNT, 0.5),
        ("5.", AMOUNT, 5.0),
        ("-0.0", AMOUNT, 0.0),
        ("1", SHARE, 1.0),
        ("TRUE", FLAG, True),
        ("true", FLAG, True),
        ("Yes", FLAG, True),
        ("1", FLAG, True),
        ("FALSE", FLAG, False),
        ("no", FLAG, False),
        ("0", FLAG, False),
        ("2026-01-05", DAY, datetime.date(2026, 1, 5)),
        ("2026-01-05 00:00:00", DAY, datetime.date(2026, 1, 5)),
        ("2026-01-05T00:00", DAY, datetime.date(2026, 1, 5)),
        ("a| b ||c", LIST, ("a", "b", "c")),
        ("|", LIST, ()),
        ("ladder", KIND, "ladder"),
    ],
)
def test_read_right(text: str, column: Column, value: Value) -> None:
    """A cell as a person or a spreadsheet writes it gives the value that is meant."""
    read = read_cell(text, column)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "column", "advice"),
    [
        ("1,5", AMOUNT, "write 1.5, with a decimal point"),
        ("1,500", AMOUNT, "write 1500 if the comma separates thousands, 1.500 if it is a decimal comma"),
        ("0,500", AMOUNT, "write 0.500, with a decimal point"),
        ("1,234,567", AMOUNT, "write 1234567, without separators"),
        ("1,234.50", AMOUNT, "write 1234.50, without separators"),
        ("1.234,50", AMOUNT, "write 1234.50, without separators"),
        ("1 500", AMOUNT, "write 1500, without separators"),
        ("1\u202f500", AMOUNT, "write 1500, without separators"),
        ("50%", AMOUNT, "write 0.5"),
        ("5x%", AMOUNT, "without '%'"),
        ("£500", AMOUNT, "write 500, the currency stands in lattice.toml"),
        ("\u0663", AMOUNT, "with the digits 0 to 9"),
        ("³", WHOLE, "with the digits 0 to 9"),
        ("inf", AMOUNT, "must be finite"),
        ("-Infinity", AMOUNT, "must be finite"),
        ("NaN", AMOUNT, "must be finite"),
        ("1e999", AMOUNT, "too large"),
        ("1" * 400, WHOLE, "too large"),
        ("1000000000000001", WHOLE, "too large"),
        ("1_000", WHOLE, "is not a number"),
        ("0x10", WHOLE, "is not a number"),
        ("forty", AMOUNT, "is not a number; expected a number of at least 0"),
        ("1.5", WHOLE, "is not a whole number"),
        ("-1", LEVEL, "is not a level of at least 0"),
        ("-0.01", AMOUNT, "is not a number of at least 0"),
        ("0", SHARE, "is not a number above 0 and at most 1"),
        ("1.01", SHARE, "is not a number above 0 and at most 1"),
        ("maybe", FLAG, "write true or false"),
        ("2", FLAG, "write true or false"),
        ("2026-1-5", DAY, "write 2026-01-05"),
        ("2026/01/05", DAY, "write 2026-01-05"),
        ("05/01/2026", DAY, "write the year first"),
        ("5.1.26", DAY, "write the year first"),
        ("2026-02-30", DAY, "no day '2026-02-30' in the calendar"),
        ("0000-01-01", DAY, "no day"),
        ("2026-01-05 13:00:00", DAY, "leave the time of day out"),
        ("46027", DAY, "a spreadsheet's day number"),
        ("20260105", DAY, "is not a date as YYYY-MM-DD"),
        ("soon", DAY, "is not a date as YYYY-MM-DD"),
        ("#N/A", TEXT, "a spreadsheet's error value"),
        ("#REF!", AMOUNT, "a spreadsheet's error value"),
        ("ladde", KIND, "the nearest is 'ladder'"),
        ("sideways up", KIND, "not one of the choices"),
        ("a|b", ID, "can't hold '|'"),
        ("a\tb", ID, "U+0009"),
        ("a\u00a0b", ID, "U+00A0"),
        ("a\u202eb", ID, "U+202E"),
        ("a\u200bb", ID, "U+200B"),
        ("\ufeffa", ID, "U+FEFF"),
        ("i" * 201, ID, "201 characters; at most 200"),
        ("t" * 32_768, TEXT, "32768 characters; at most 32767"),
        ("red\x1b[31m", TEXT, "U+001B"),
        ("nul\x00", TEXT, "U+0000"),
        ("next\x85line", TEXT, "U+0085"),
        ("caf\udce9", TEXT, "0xE9 is not UTF-8 (in Windows-1252 it would be 'é')"),
    ],
)
def test_reported(text: str, column: Column, advice: str) -> None:
    """A cell that can't be read is reported with what to do about it."""
    fault = read_cell(text, column)
    assert isinstance(fault, Fault)
    assert advice in fault.message
    assert fault.expected
    assert len(fault.found) <= 80


def test_bytes_that_are_not_utf_8_are_shown_readably() -> None:
    """What a report shows of Latin-1 bytes can be printed and put into JSON."""
    assert shown("caf\udce9") == "café"
    assert shown("x" * 100) == "x" * 79 + "…"


_COLUMNS = [TEXT, ID, WHOLE, LEVEL, AMOUNT, SHARE, FLAG, DAY, LIST, KIND]


@given(st.text(), st.sampled_from(_COLUMNS))
def test_every_text_is_read_or_reported(text: str, column: Column) -> None:
    """No text whatever raises, and a report can always be encoded."""
    read = read_cell(text, column)
    if isinstance(read, Fault):
        assert (read.found + read.expected + read.message).isprintable() or read.message


@given(st.floats(min_value=0, max_value=1e15))
def test_numbers_as_python_writes_them(number: float) -> None:
    """A number written in its shortest form is read as the same number."""
    assert read_cell(repr(number), AMOUNT) == number


@given(st.from_regex(r"[0-9+\-.,eE_ '%£]{1,12}", fullmatch=True))
def test_whatever_looks_like_a_number(text: str) -> None:
    """Digits and separators in any order are read as Python reads them, or reported."""
    read = read_cell(text, Column(form=Form.NUMBER))
    if not isinstance(read, Fault) and read is not None:
        assert read == float(text)
