"""Timelines drawn with characters, to scale."""

from __future__ import annotations

from typing import Final

from lattice.domain.policy import DAYS_A_MONTH
from lattice.reports.document import Bar, Line, Span, Style, Timeline, quiet
from lattice.reports.figures import date_after, month_after, months
from lattice.reports.layout import Rows

SIGNS: Final = {Style.WAIT: "░", Style.LEARN: "█", Style.MOVE: "▓"}
"""What the kinds of time are drawn with, so that they differ without colour."""

_LEAST: Final = 12


def drawn(timeline: Timeline, width: int) -> Rows:
    """A timeline as lines: the dates above, a bar a line, its length on the right where there is room.

    Every bar that lasts at all has at least one sign.
    """
    labels = _labels(timeline)
    label = max(map(len, labels), default=0)
    lengths = [months(bar.months) for bar in timeline.bars]
    number = max((text.index(" ") for text in lengths), default=0)
    notes = [" " * (number - text.index(" ")) + text for text in lengths]
    note = max(map(len, notes), default=0)
    noted = width - label - note - 2 >= _LEAST
    room = max(_LEAST, width - label - (note + 2 if noted else 1))
    rows: Rows = [(Span(" " * (label + 1)), quiet(_axis(timeline, room)))]
    for bar, name, length in zip(timeline.bars, labels, notes, strict=True):
        row = (Span(name.ljust(label + 1)), *_bar(bar, timeline.months, room))
        rows.append((*row, quiet(f" {length}")) if noted else row)
    return rows


def _labels(timeline: Timeline) -> list[str]:
    """What each bar is, all equally long; the stage stands only where it begins."""
    stages = [bar.stage for bar in timeline.bars]
    first = [not at or stages[at - 1] != stage for at, stage in enumerate(stages)]
    width, word = max(map(len, stages), default=0), max(len(style.value) for style in SIGNS)
    return [
        f"{bar.stage if new else '':<{width}} {bar.kind:<{word}}" for bar, new in zip(timeline.bars, first, strict=True)
    ]


def _bar(bar: Bar, scale: float, room: int) -> Line:
    if not bar.months > 0:
        return (Span(" " * room),)
    first = min(room - 1, int(bar.begin / scale * room + 0.5))
    last = min(room, max(first + 1, int((bar.begin + bar.months) / scale * room + 0.5)))
    length = last - first
    return (Span(" " * first), Span(SIGNS.get(bar.style, "█") * length, bar.style), Span(" " * (room - first - length)))


def _axis(timeline: Timeline, room: int) -> str:
    """The first and the last month, and between them each year where it begins."""
    start, end = month_after(timeline.start, 0), month_after(timeline.start, timeline.months)
    signs = list(start.ljust(room))
    final = date_after(timeline.start, timeline.months)
    taken = len(start) + 1
    limit = room - len(end) - 1 if timeline.months > 0 else 0
    if timeline.months > 0 and limit >= taken:
        signs[room - len(end) :] = end
    for year in range(timeline.start.year + 1, (final.year if final else timeline.start.year) + 1):
        days = (timeline.start.replace(year=year, month=1, day=1) - timeline.start).days
        at = int(days / DAYS_A_MONTH / timeline.months * room + 0.5)
        text = str(year)
        if at >= taken and at + len(text) <= limit:
            signs[at : at + len(text)] = text
            taken = at + len(text) + 1
    return "".join(signs)[:room]
