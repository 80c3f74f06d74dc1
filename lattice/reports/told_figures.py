"""Figures told as tables, for forms that can't draw, and beside drawings for whoever can't see them."""

from __future__ import annotations

from lattice.reports.document import Column, Gauges, Lanes, Span, Style, Table, Timeline, line, quiet
from lattice.reports.figures import month_after, months

_SIGNS = 24


def told(block: Timeline | Gauges | Lanes, *, drawn: bool = False) -> Table:
    """A figure as a table; ``drawn`` adds bars of characters where there are any."""
    match block:
        case Timeline():
            return timeline_table(block)
        case Gauges():
            return gauges_table(block, drawn=drawn)
        case Lanes():
            return lanes_table(block)


def gauges_table(block: Gauges, *, drawn: bool) -> Table:
    """A row a gauge; ``drawn`` adds a bar of characters."""
    value, seeming, whole = block.names
    columns = (
        Column(""),
        *((Column(""),) if drawn else ()),
        Column(value, numeric=True),
        Column(seeming, numeric=True),
        Column(whole, numeric=True),
    )
    most = max((gauge.whole for gauge in block.gauges), default=0) or 1
    rows = []
    for gauge in block.gauges:
        full, seems, room = (round(_SIGNS * part / most) for part in (gauge.value, gauge.seeming, gauge.whole))
        seems = max(seems, full)
        bar = line(Span("█" * full, Style.GOOD), Span("▒" * (seems - full), Style.WAIT), quiet("·" * (room - seems)))
        figures = (str(gauge.value), str(gauge.seeming), str(gauge.whole))
        rows.append((gauge.label, *((bar,) if drawn else ()), *figures))
    return Table(columns, tuple(rows), title=block.title)


def lanes_table(block: Lanes) -> Table:
    """A row a lane: who stands where."""
    columns = (Column("", wraps=True), Column("Status"), Column("In order of months", wraps=True))
    rows = tuple(
        (
            lane.label,
            line(lane.note),
            ", ".join(
                f"{dot.label} {f'{dot.at:,.1f}' if dot.at else 'now'}{' *' if dot.filled else ''}" for dot in lane.dots
            )
            or "nobody",
        )
        for lane in block.lanes
    )
    return Table(columns, rows, title=f"{block.title} (* {block.filled})")


def timeline_table(timeline: Timeline) -> Table:
    """A row a stretch of time: its stage, what it is spent on, from when until when."""
    columns = (
        Column("Stage", numeric=True),
        Column("What"),
        Column("From"),
        Column("Until"),
        Column("Lasts", numeric=True),
    )
    rows = tuple(
        (
            bar.stage,
            bar.kind,
            *(month_after(timeline.start, at) for at in (bar.begin, bar.begin + bar.months)),
            months(bar.months),
        )
        for bar in timeline.bars
    )
    return Table(columns, rows)
