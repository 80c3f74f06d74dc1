"""What a report consists of, whatever the form that it is printed in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Style(Enum):
    """What a stretch of text means; each form decides how it looks."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    GOOD = "good"
    POOR = "poor"
    WAIT = "wait"
    LEARN = "learn"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with one meaning. The text is data: whoever prints it makes it safe."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Span, ...]
"""A line of text, wrapped where it is printed."""


def line(*parts: str | Span) -> Line:
    """A line of texts and spans."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def strong(text: str) -> Span:
    """A text that stands out."""
    return Span(text, Style.STRONG)


def quiet(text: str) -> Span:
    """A text that stands back."""
    return Span(text, Style.QUIET)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the report's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, all indented by so many steps."""

    lines: tuple[Line, ...]
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they stand for; a name whose value is empty is left out."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered step: what to do, and notes below it."""

    lead: Line
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps in their order, and what follows them."""

    steps: tuple[Step, ...]
    after: Line = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; ``wraps`` says that its texts may be broken into lines."""

    title: str
    numeric: bool = False
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Meter:
    """A level that someone has beside the one that is needed, on a scale up to ``top``."""

    have: int
    need: int
    top: int


Cell = str | Line | Meter
"""What a table's cell holds."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``title`` stands above it, ``empty`` is printed when it has no rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    empty: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time in a stage, in months from the timeline's start."""

    stage: str
    style: Style
    begin: float
    months: float

    @property
    def kind(self) -> str:
        """What the time is spent on, in a word."""
        return self.style.value


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars drawn to one scale: ``months`` long, from a date."""

    start: datetime.date
    months: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """So much of a whole, beside what it seems to be."""

    label: str
    value: int
    seeming: int
    whole: int


@dataclass(frozen=True, slots=True)
class Gauges:
    """Gauges drawn to one scale; the names say what value, seeming value and whole are."""

    title: str
    names: tuple[str, str, str]
    gauges: tuple[Gauge, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """Something at a place on a scale; the one that counts is ``filled``."""

    at: float
    label: str
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """Dots on a scale of their own, under a label; ``note`` is a word whose style colours it."""

    label: str
    dots: tuple[Dot, ...]
    note: Span


@dataclass(frozen=True, slots=True)
class Lanes:
    """Lanes below each other on one scale of months up to ``until``; ``filled`` says what a filled dot means."""

    title: str
    until: float
    filled: str
    lanes: tuple[Lane, ...]


Block = Heading | Paragraph | Facts | Steps | Table | Timeline | Gauges | Lanes


Plain = str | float | bool | datetime.date | None
"""What a cell of records or of a sheet holds: a plain value, None for what is unknown."""


@dataclass(frozen=True, slots=True)
class Records:
    """What a program wants of a result: one table of plain values, written as CSV."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Plain, ...], ...]


class Kind(Enum):
    """What a sheet's column holds; a workbook formats, aligns and shades by it.

    A share (``PERCENT``) is a number between 0 and 1, a status one of the
    words in ``STATUSES``, money an amount in the lattice's currency.
    """

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    LEVEL = "level"
    MONTHS = "months"
    HOURS = "hours"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    FLAG = "flag"
    STATUS = "status"


STATUSES: Final[Mapping[str, Style]] = {
    "covered": Style.GOOD,
    "ready": Style.GOOD,
    "qualified": Style.GOOD,
    "secured": Style.GOOD,
    "thin": Style.WAIT,
    "soon": Style.WAIT,
    "later": Style.WAIT,
    "exposed": Style.POOR,
    "missing": Style.POOR,
    "not qualified": Style.POOR,
    "unsecured": Style.POOR,
}
"""The words of a status and how each is shaded: good, to be watched, poor."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A sheet's column: its title, what it holds, how wide it is in characters.

    A width of 0 is as wide as what stands in it; ``note`` explains the column
    to whoever points at its title.
    """

    title: str
    kind: Kind = Kind.TEXT
    width: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a workbook, for someone who goes on working with it: plain values, typed columns.

    The title is short (a workbook cuts it at 31 characters) and the report's
    own. ``about`` says in a sentence what the rows are.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Plain, ...], ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A result made ready to be printed: blocks for people, records for a program, sheets for a workbook.

    ``remarks`` say what the records can't, such as why there are none.
    Without ``sheets`` a workbook shows the records. ``about`` says for whom
    and on what terms, as names with what they stand for, on a workbook's first
    sheet. ``confidential`` marks what names people to those who plan.
    """

    blocks: tuple[Block, ...]
    records: Records
    remarks: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    confidential: bool = False

    @property
    def title(self) -> str:
        """The text of the report's own heading."""
        return next((block.text for block in self.blocks if isinstance(block, Heading)), "Result")
