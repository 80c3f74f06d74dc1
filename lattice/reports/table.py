"""Reports for a terminal: as wide as it is, in colour or not, in whatever it can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, assert_never

from lattice.reports.document import (
    Block,
    Cell,
    Column,
    Facts,
    Gauges,
    Heading,
    Lanes,
    Line,
    Meter,
    Paragraph,
    Report,
    Span,
    Steps,
    Style,
    Table,
    Timeline,
    line,
    quiet,
    strong,
)
from lattice.reports.layout import Rows, beside, indented, padded, width_of, wrapped
from lattice.reports.timeline import drawn
from lattice.reports.told_figures import told
from lattice.reports.visible import mark, visible

NARROWEST: Final = 20
WIDEST: Final = 110
"""Longer lines than this are hard to read, however wide the screen is."""

_GAP: Final = 2
_LEAST: Final = 16
_RULED: Final = 2
_BLANK: Final = "\u00a0"
_COLORS: Final = {
    Style.STRONG: "1",
    Style.QUIET: "2",
    Style.GOOD: "32",
    Style.POOR: "33",
    Style.WAIT: "33",
    Style.LEARN: "36",
    Style.MOVE: "35",
}
_PLAINER: Final = str.maketrans(
    {
        "→": "->",
        "–": "-",
        "—": "-",
        "·": "-",
        "…": "...",
        "─": "-",
        "═": "=",
        "█": "#",
        "▓": "=",
        "▒": ":",
        "░": ".",
        "×": "x",
        "’": "'",
        "£": "GBP ",
        "€": "EUR ",
        "¥": "JPY ",
        "₹": "INR ",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """What a report is printed on: so many cells wide, with colour or without, in an encoding."""

    width: int = 80
    color: bool = False
    encoding: str = "utf-8"

    @property
    def room(self) -> int:
        """The cells that a line may take."""
        return max(NARROWEST, min(self.width, WIDEST))

    def can_show(self, text: str) -> bool:
        """Whether the encoding has every character of a text."""
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True

    def safe(self, text: str) -> str:
        """A text as this terminal can show it, on one line, without steering it."""
        text = visible(text)
        if self.can_show(text):
            return text
        text = "".join(sign if self.can_show(sign) else sign.translate(_PLAINER) for sign in text)
        return "".join(sign if self.can_show(sign) else mark(ord(sign)) for sign in text)

    def painted(self, row: Line) -> str:
        """A line with its colours, without blanks at its end."""
        if not self.color:
            return _text(row).rstrip()
        parts = []
        for style, group in groupby(_joined(row), key=lambda span: span.style):
            text = _text(tuple(group))
            parts.append(f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if style in _COLORS else text)
        return "".join(parts).rstrip()


def _joined(row: Line) -> Iterator[Span]:
    """The spans of a line, blanks between two of one style in that style too; no blanks at its end."""
    filled = [-1, *(at for at, span in enumerate(row) if span.text.strip())]
    for before, at in pairwise(filled):
        style = row[at].style if before >= 0 and row[before].style is row[at].style else Style.PLAIN
        yield from (Span(blank.text, style) for blank in row[before + 1 : at])
        yield row[at]


def as_table(report: Report, terminal: Terminal) -> str:
    """A report as text for a terminal."""
    rows: Rows = []
    below_heading = True
    for block in report.blocks:
        if not below_heading:
            rows.append(())
        rows += _block(block, terminal)
        below_heading = isinstance(block, Heading)
    return "".join(f"{terminal.painted(row)}\n" for row in rows)


def _block(block: Block, terminal: Terminal) -> Rows:
    room = terminal.room
    if isinstance(block, Gauges | Lanes):
        block = told(block, drawn=True)
    match block:
        case Heading():
            title = _safe(line(strong(block.text)), terminal)
            rule = terminal.safe("─" if block.level > 1 else "═")
            rows = wrapped(title, room)
            return [*rows, line(quiet(rule * max(map(width_of, rows))))] if block.level <= _RULED else rows
        case Paragraph():
            indent = 2 * max(0, block.indent)
            rows = [part for item in block.lines for part in wrapped(_safe(item, terminal), room - indent)]
            return indented(rows, indent)
        case Facts():
            return _facts(block, terminal)
        case Steps():
            return _steps(block, terminal)
        case Table():
            return _table(block, terminal)
        case Timeline():
            rows = drawn(block, room - 2)
            return indented([_safe(row, terminal) for row in rows], 2)
        case _:
            assert_never(block)


def _safe(row: Line, terminal: Terminal) -> Line:
    return tuple(Span(terminal.safe(span.text), span.style) for span in row)


def _facts(block: Facts, terminal: Terminal) -> Rows:
    facts = [(name, value) for name, value in block.facts if value]
    width = max((len(name) for name, _ in facts), default=0) + _GAP
    rows: Rows = []
    for name, value in facts:
        texts = wrapped(_safe(line(value), terminal), terminal.room - 2 - width)
        rows += beside([line(quiet(name))], texts, width=width)
    return indented(rows, 2)


def _steps(block: Steps, terminal: Terminal) -> Rows:
    mark_width = len(str(len(block.steps))) + 2
    room = terminal.room - mark_width - 1
    rows: Rows = []
    for number, step in enumerate(block.steps, start=1):
        texts = [part for item in (step.lead, *step.notes) for part in wrapped(_safe(item, terminal), room)]
        rows += beside([line(strong(f"{number}. ".rjust(mark_width + 1)))], texts, width=mark_width + 1)
    if block.after:
        rows += indented(wrapped(_safe(block.after, terminal), terminal.room - 1), 1)
    return rows


def _table(table: Table, terminal: Terminal) -> Rows:
    room = terminal.room
    rows: Rows = wrapped(_safe(line(strong(table.title)), terminal), room) if table.title else []
    if not table.rows:
        return [*rows, *indented(wrapped(_safe(line(quiet(table.empty)), terminal), room - 2), 2)]
    heads = [_safe(line(column.title) if column.title else (), terminal) for column in table.columns]
    cells = [[_cell(cell, terminal) for cell in row] for row in table.rows]
    natural = [max([width_of(head), *(width_of(row[at]) for row in cells)]) for at, head in enumerate(heads)]
    widths = _fitted(table.columns, natural, room - 2)
    if widths is None:
        return [*rows, *_stacked(table, heads, cells, room)]
    body = [_across(table.columns, [line(quiet(_text(head))) for head in heads], widths)]
    body += [_across(table.columns, row, widths) for row in cells]
    return [*rows, *indented([part for group in body for part in group], 2)]


def _cell(cell: Cell, terminal: Terminal) -> Line:
    if isinstance(cell, Meter):
        return _safe(_meter(cell), terminal)
    return _safe(line(cell) if isinstance(cell, str) else cell, terminal)


def _meter(meter: Meter) -> Line:
    have, need = min(meter.have, meter.top), min(meter.need, meter.top)
    missing = max(0, need - have)
    return line(
        Span("█" * have, Style.GOOD), Span("▒" * missing, Style.POOR), quiet("·" * (meter.top - have - missing))
    )


def _text(row: Line) -> str:
    return "".join(span.text for span in row)


def _fitted(columns: tuple[Column, ...], natural: list[int], room: int) -> list[int] | None:
    """The columns' widths, those that wrap made narrower where needed; None when that is not enough."""
    excess = sum(natural) + _GAP * (len(columns) - 1) - room
    widths = list(natural)
    while excess > 0:
        widest = max((at for at, column in enumerate(columns) if column.wraps), key=widths.__getitem__, default=None)
        if widest is None or widths[widest] <= _LEAST:
            return None
        widths[widest] -= 1
        excess -= 1
    return widths


def _across(columns: tuple[Column, ...], cells: list[Line], widths: list[int]) -> Rows:
    parts = [
        [padded(part, width, right=column.numeric) for part in wrapped(cell, width)]
        for column, cell, width in zip(columns, cells, widths, strict=True)
    ]
    rows = parts[0]
    used = widths[0]
    for part, width in zip(parts[1:], widths[1:], strict=True):
        rows = beside(rows, part, width=used + _GAP)
        used += _GAP + width
    return rows


def _stacked(table: Table, heads: list[Line], cells: list[list[Line]], room: int) -> Rows:
    """Each row as a few lines of its own, for a screen that is too narrow for columns."""
    lead = next((at for at, column in enumerate(table.columns) if column.wraps), 0)
    rows: Rows = []
    for row in cells:
        title = (*row[0], Span(" "), *row[lead]) if lead else row[lead]
        rows += indented(wrapped(title, room - 2), 2)
        facts: Line = ()
        for at, (head, cell) in enumerate(zip(heads, row, strict=True)):
            if at not in {0, lead} and _text(cell).strip():
                name = (quiet(f"{_text(head).lower()} "),) if head else ()
                fact = _kept_together((*name, *cell), room - 5)
                facts = (*facts, Span(", "), *fact) if facts else fact
        if facts:
            rows += [_with_blanks(part) for part in indented(wrapped(facts, room - 4), 4)]
    return rows


def _kept_together(row: Line, room: int) -> Line:
    """A figure with what it is, on one line when there is room."""
    return tuple(Span(span.text.replace(" ", _BLANK), span.style) for span in row) if width_of(row) <= room else row


def _with_blanks(row: Line) -> Line:
    return tuple(Span(span.text.replace(_BLANK, " "), span.style) for span in row)
