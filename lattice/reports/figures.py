"""Figures in words: months, hours, chances, dates."""

from __future__ import annotations

import datetime
import math

from lattice.domain.policy import DAYS_A_MONTH


def months(value: float) -> str:
    """Months with a unit, to a tenth.

    >>> months(12.04), months(1.0)
    ('12.0 months', '1.0 month')
    """
    text = f"{value:,.1f}"
    return f"{text} month" if text == "1.0" else f"{text} months"


def hours(value: float) -> str:
    """Hours with a unit, to a tenth where they aren't whole."""
    return f"{value:,.0f} h" if value == round(value) else f"{value:,.1f} h"


def points(value: float) -> int:
    """A share in whole percent, halves upwards.

    >>> points(0.225), points(0.4) - points(0.225)
    (23, 17)
    """
    return math.floor(100 * value + 0.5)


def percent(value: float) -> str:
    """A share in percent, halves upwards as in the maps; never 0% or 100% for what is only near.

    >>> percent(0.304), percent(0.385), percent(0.9999), percent(1e-9)
    ('30%', '39%', '>99%', '<1%')
    """
    text = f"{points(value)}%"
    if text == "100%" and value < 1:
        return ">99%"
    return "<1%" if text == "0%" and value > 0 else text


def day(date: datetime.date | None) -> str:
    """A date as people write it, empty when it is unknown."""
    return "" if date is None else f"{date.day} {date:%b} {date.year}"


def date_after(start: datetime.date, span: float) -> datetime.date | None:
    """The date so many months of 364/12 days later, None beyond the calendar's end."""
    try:
        return start + datetime.timedelta(days=round(span * DAYS_A_MONTH))
    except OverflowError:
        return None


def month_after(start: datetime.date, span: float) -> str:
    """The month so many months later, in words."""
    date = date_after(start, span)
    return f"in {span / 12:,.0f} years" if date is None else f"{date:%b} {date.year}"


def day_after(start: datetime.date, span: float) -> str:
    """The day so many months later, in words."""
    date = date_after(start, span)
    return f"in {span / 12:,.0f} years" if date is None else day(date)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "move"), counted(2, "move"), counted(2, "person", "people")
    ('1 move', '2 moves', '2 people')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(items: list[str], *, most: int) -> str:
    """Items with commas, those beyond ``most`` counted.

    >>> listed(["a", "b", "c"], most=2)
    'a, b and 1 more'
    """
    rest = len(items) - most
    return ", ".join(items) if rest <= 0 else f"{', '.join(items[:most])} and {rest} more"
