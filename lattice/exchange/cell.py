"""Cells: one text from a file, read as what its column holds."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass
from typing import Final

from lattice.domain.column import Column, Form, Value
from lattice.domain.rules import nearest_name
from lattice.exchange.limits import LIMITS, Limits

TRUE: Final = frozenset({"true", "yes", "1"})
FALSE: Final = frozenset({"false", "no", "0"})
SEPARATOR: Final = "|"
"""What stands between several values in a cell."""

_SPREADSHEET_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
# Tab and line break are the only control characters that a text needs.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")
# An id is compared, typed and put into file names: nothing in it may be invisible or look like a space.
_UNFIT_FOR_ID: Final = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BYTE_AS_SURROGATE: Final = re.compile("[\udc80-\udcff]")
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,15}", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_GROUPED: Final = re.compile(r"[+-]?[0-9][0-9., \u00a0\u2009\u202f']*[0-9]", re.ASCII)
_DATE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII)
_LOOSE_DATE: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell can't be read: what stands there, what should, and what to do."""

    found: str
    expected: str
    message: str


def read_cell(text: str, column: Column, *, limits: Limits = LIMITS) -> Value | Fault:
    """The value of a cell, or why it can't be read.

    White space around the text is taken off; a blank cell is None, and an
    empty list in a column of lists. Never raises.
    """
    if len(text) > limits.cell_length:
        return _too_long(text, column, limits.cell_length)
    hostile = _CONTROL.search(text)
    if hostile:
        return _unprintable(text, hostile.group(), column)
    text = text.strip()
    if not text:
        return () if column.form is Form.LIST else None
    if text in _SPREADSHEET_ERRORS:
        message = f"'{text}' is a spreadsheet's error value; repair the formula, or leave the cell blank"
        return Fault(text, column.expectation, message)
    return _READERS[column.form](text, column, limits)


def shown(text: str, *, length: int = 80) -> str:
    """A text short enough for a message; bytes that aren't UTF-8 appear as Windows-1252 has them."""
    text = _BYTE_AS_SURROGATE.sub(lambda match: _as_windows_1252(ord(match.group()) - 0xDC00), text)
    return text if len(text) <= length else text[: length - 1] + "…"


def _as_windows_1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="replace")


def _too_long(text: str, column: Column, length: int) -> Fault:
    message = f"the cell has {len(text)} characters; at most {length} are allowed here"
    return Fault(shown(text), column.expectation, message)


def _unprintable(text: str, character: str, column: Column) -> Fault:
    if _BYTE_AS_SURROGATE.match(character):
        byte = ord(character) - 0xDC00
        message = (
            f"the byte 0x{byte:02X} is not UTF-8 (in Windows-1252 it would be "
            f"'{_as_windows_1252(byte)}'); save the file as UTF-8, in a spreadsheet as 'CSV UTF-8'"
        )
        return Fault(shown(text), "text in UTF-8", message)
    message = f"the control character U+{ord(character):04X} is not allowed; take it out"
    return Fault(shown(text), column.expectation, message)


def _text(text: str, column: Column, _: Limits) -> Value | Fault:
    if column.choices and text not in column.choices:
        near = nearest_name(text, column.choices)
        hint = f"; the nearest is '{near}'" if near else ""
        return Fault(shown(text), column.expectation, f"'{shown(text)}' is not one of the choices{hint}")
    return text


def _identifier(text: str, column: Column, limits: Limits) -> Value | Fault:
    if len(text) > limits.id_length:
        return _too_long(text, column, limits.id_length)
    unfit = _UNFIT_FOR_ID.search(text)
    if unfit:
        message = (
            f"an id can't hold the invisible character U+{ord(unfit.group()):04X}; "
            "take it out, here and wherever the id is used"
        )
        return Fault(shown(text), column.expectation, message)
    if SEPARATOR in text:
        message = "an id can't hold '|', which separates several values; take another character"
        return Fault(shown(text), column.expectation, message)
    return text


def _list(text: str, _: Column, __: Limits) -> Value | Fault:
    return tuple(item for item in map(str.strip, text.split(SEPARATOR)) if item)


def _integer(text: str, column: Column, limits: Limits) -> Value | Fault:
    if _INTEGER.fullmatch(text):
        whole = int(text)
    else:
        number = _float(text, column, limits)
        if isinstance(number, Fault):
            return number
        if not number.is_integer():
            return Fault(shown(text), column.expectation, f"'{shown(text)}' is not a whole number")
        whole = int(number)
    return whole if column.allows(whole) else _out_of_bounds(text, column)


def _number(text: str, column: Column, limits: Limits) -> Value | Fault:
    number = _float(text, column, limits)
    if isinstance(number, Fault) or column.allows(number):
        return number
    return _out_of_bounds(text, column)


def _out_of_bounds(text: str, column: Column) -> Fault:
    return Fault(shown(text), column.expectation, f"'{shown(text)}' is not {column.expectation}")


def _float(text: str, column: Column, limits: Limits) -> float | Fault:
    if not _NUMBER.fullmatch(text):
        return Fault(shown(text), column.expectation, _why_no_number(text, column))
    number = float(text)
    if abs(number) > limits.number:
        message = f"'{shown(text)}' is too large: numbers go up to {limits.number:g}"
        return Fault(shown(text), column.expectation, message)
    # Minus zero is zero.
    return number + 0.0


def _why_no_number(text: str, column: Column) -> str:
    said = f"'{shown(text)}' is not a number"
    if text.lstrip("+-").casefold() in {"inf", "infinity", "nan"}:
        return f"{said} that can be counted with: it must be finite"
    if text.endswith("%"):
        share = text[:-1].strip()
        return f"{said}: write {float(share) / 100:g}" if _is_plain(share) else f"{said}: write it without '%'"
    if _GROUPED.fullmatch(text):
        return f"{said} as bundles write them: {_rewriting(text)}"
    if any(character.isdigit() and not character.isascii() for character in text):
        return f"{said}: write it with the digits 0 to 9"
    bare = text.strip("$£€¥ ")
    if bare != text and _is_plain(bare):
        return f"{said}: write {bare}, the currency stands in lattice.toml"
    return f"{said}; expected {column.expectation}"


def _is_plain(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and math.isfinite(float(text))


def _rewriting(text: str) -> str:
    """How to write a number that has separators: both readings where it has two."""
    digits = re.sub(r"[^0-9+-]", "", text)
    if text.count(",") == 1 and not re.search(r"[^0-9,+-]", text):
        decimal = text.replace(",", ".")
        if re.fullmatch(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", text):
            return f"write {digits} if the comma separates thousands, {decimal} if it is a decimal comma"
        return f"write {decimal}, with a decimal point"
    last = max(text.rfind("."), text.rfind(","))
    if "." in text and "," in text and text.count(text[last]) == 1:
        whole = re.sub(r"[^0-9+-]", "", text[:last])
        return f"write {whole}.{text[last + 1 :]}, without separators between thousands"
    return f"write {digits}, without separators between thousands"


def _boolean(text: str, column: Column, _: Limits) -> Value | Fault:
    folded = text.casefold()
    if folded in TRUE:
        return True
    if folded in FALSE:
        return False
    message = f"'{shown(text)}' is neither true nor false; write true or false (yes, no, 1 and 0 are understood)"
    return Fault(shown(text), column.expectation, message)


def _date(text: str, column: Column, _: Limits) -> Value | Fault:
    match = _DATE.fullmatch(text)
    if match:
        try:
            return datetime.date.fromisoformat(match.group(1))
        except ValueError:
            message = f"there is no day '{shown(text)}' in the calendar"
            return Fault(shown(text), column.expectation, message)
    return Fault(shown(text), column.expectation, f"'{shown(text)}' is not a date as YYYY-MM-DD{_date_hint(text)}")


def _date_hint(text: str) -> str:
    loose = _LOOSE_DATE.fullmatch(text)
    if loose:
        year, month, day = loose.groups()
        return f"; write {year}-{month:>02}-{day:>02}"
    if _DATE.match(text):
        return "; leave the time of day out"
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", text, re.ASCII):
        return "; it looks like a spreadsheet's day number: format the column as YYYY-MM-DD before saving"
    if re.fullmatch(r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2,4}", text, re.ASCII):
        return "; day and month can't be told apart: write the year first, then the month, then the day"
    return ""


_READERS: Final = {
    Form.IDENTIFIER: _identifier,
    Form.TEXT: _text,
    Form.LEVEL: _integer,
    Form.INTEGER: _integer,
    Form.NUMBER: _number,
    Form.BOOLEAN: _boolean,
    Form.DATE: _date,
    Form.LIST: _list,
    Form.GROUPS: _text,
}
