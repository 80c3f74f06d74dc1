"""What a report consists of, whatever the form that it is printed in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import Enum


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


Block = Heading | Paragraph | Facts | Steps | Table | Timeline


@dataclass(frozen=True, slots=True)
class Records:
    """What a spreadsheet or a program wants of a result: one table of plain values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | bool | datetime.date | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A result made ready to be printed: blocks for people, records for a spreadsheet.

    ``remarks`` say what the records can't, such as why there are none.
    """

    blocks: tuple[Block, ...]
    records: Records
    remarks: tuple[str, ...] = ()
