"""Figures as inline SVG: timelines, gauges, lanes. Shapes and classes only; the page's style colours them."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len

from lattice.reports.document import Dot, Gauges, Lane, Lanes, Style, Timeline
from lattice.reports.figures import month_after, months
from lattice.reports.visible import visible

_WIDTH: Final = 760
_ROW: Final = 26
_LANE: Final = 29
_LETTER: Final = 7.2
"""About how wide a letter is at the size that figures are written in."""


def timeline_drawing(timeline: Timeline) -> str:
    """Bars from left to right, a row each kind of time in a stage, under the months."""
    left, right = 96.0, 84.0
    scale = (_WIDTH - left - right) / (timeline.months or 1)
    parts = list(_axis(timeline, left, scale))
    top = 30
    before = ""
    for bar in timeline.bars:
        begin, length = left + bar.begin * scale, max(2.0, bar.months * scale)
        label = f"{bar.stage} {bar.kind}" if bar.stage != before else bar.kind
        before = bar.stage
        parts.append(_text(left - 10, top + 15, label, anchor="end"))
        parts.append(
            f'<rect class="bar {bar.kind}" x="{begin:.1f}" y="{top + 3}" width="{length:.1f}" height="16" rx="3"/>'
        )
        parts.append(_text(min(begin + length + 6, _WIDTH - 76), top + 15, f"{bar.months:,.1f} mo", kind="quiet"))
        top += _ROW
    return _figure("".join(parts), top + 6, f"Timeline of {months(timeline.months)}")


def _axis(timeline: Timeline, left: float, scale: float) -> Iterator[str]:
    """Dates at even steps, with lines down through the rows."""
    bottom = 30 + _ROW * len(timeline.bars)
    step = _step(timeline.months)
    at = 0.0
    while at <= timeline.months + 1e-9:
        x = left + at * scale
        yield f'<line class="grid" x1="{x:.1f}" y1="22" x2="{x:.1f}" y2="{bottom}"/>'
        yield _text(x, 14, month_after(timeline.start, at), anchor="middle", kind="quiet")
        at += step


def gauges_drawing(block: Gauges) -> str:
    """A bar a gauge: what is so, what only seems so, what is missing to the whole."""
    left = 30 + _LETTER * max((cell_len(gauge.label) for gauge in block.gauges), default=0)
    most = max((gauge.whole for gauge in block.gauges), default=1) or 1
    scale = (_WIDTH - left - 190) / most
    parts, top = [], 6
    value, seeming, _ = block.names
    for gauge in block.gauges:
        parts.append(_text(left - 10, top + 16, gauge.label, anchor="end"))
        seems = max(gauge.value, gauge.seeming)
        for kind, start, end in (
            ("missing", seems, gauge.whole),
            ("seeming", gauge.value, seems),
            ("real", 0, gauge.value),
        ):
            if end > start:
                x, width = left + start * scale, (end - start) * scale
                parts.append(f'<rect class="{kind}" x="{x:.1f}" y="{top + 2}" width="{width:.1f}" height="22"/>')
        told = f"{gauge.value} of {gauge.whole}"
        if gauge.seeming != gauge.value:
            told += f", {gauge.seeming} {seeming.lower()}"
        parts.append(_text(left + gauge.whole * scale + 8, top + 16, told))
        top += 34
    return _figure("".join(parts), top, f"{block.title}: {value.lower()}")


def lanes_drawing(block: Lanes) -> str:
    """A lane each, with a dot for each who stands on it; the nearest are named."""
    left = 24 + _LETTER * min(34, max((cell_len(lane.label) for lane in block.lanes), default=0))
    right = 96
    scale = (_WIDTH - left - right) / (block.until or 1)
    height = _LANE * len(block.lanes)
    step = _step(block.until)
    parts = []
    at = 0.0
    while at <= block.until + 1e-9:
        x = left + at * scale
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="20" x2="{x:.1f}" y2="{22 + height}"/>')
        parts.append(_text(x, 13, f"{at:g} mo" if at else "now", anchor="middle", kind="quiet"))
        at += step
    for number, lane in enumerate(block.lanes):
        parts += _lane(lane, 22 + _LANE * number, left, scale)
    return _figure("".join(parts), 30 + height, block.title)


def _lane(lane: Lane, top: int, left: float, scale: float) -> Iterator[str]:
    label = lane.label if cell_len(lane.label) <= 34 else lane.label[:33] + "…"  # noqa: PLR2004 - the room there is
    yield _text(left - 14, top + 20, label, anchor="end")
    yield f'<line class="lane" x1="{left:.1f}" y1="{top + 16}" x2="{_WIDTH - 96}" y2="{top + 16}"/>'
    # What counts is named first and drawn last, so that nothing hides it.
    taken: list[tuple[float, float]] = []
    for dot in sorted(lane.dots, key=lambda dot: not dot.filled):
        begin = left + dot.at * scale - 4
        end = begin + _LETTER * cell_len(dot.label) * 0.9 + 8
        if end < _WIDTH - 86 and all(end <= first or begin >= last for first, last in taken):
            taken.append((begin, end))
            yield _text(begin, top + 8, dot.label, kind="small")
    for dot in sorted(lane.dots, key=lambda dot: dot.filled):
        kind, x = "filled" if dot.filled else "open", left + dot.at * scale
        yield f'<circle class="{kind}" cx="{x:.1f}" cy="{top + 16}" r="5.5">{_title(dot)}</circle>'
    yield _text(_WIDTH - 88, top + 20, lane.note.text, kind=f"note {lane.note.style.value}")


def _title(dot: Dot) -> str:
    when = f"in {dot.at:,.1f} months" if dot.at else "now"
    return f"<title>{html.escape(visible(f'{dot.label}, {when}'))}</title>"


def _step(span: float) -> float:
    """A step that gives a scale a handful of marks."""
    if span <= 0:
        return 1.0
    for step in (1, 2, 3, 6, 12, 24, 60, 120):
        if span / step <= 6:  # noqa: PLR2004 - marks that fit beside each other
            return float(step)
    return float(12 * math.ceil(span / 60))


def _text(x: float, y: float, text: str, *, anchor: str = "start", kind: str = "") -> str:
    role = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{role}>{html.escape(visible(text))}</text>'


def _figure(inner: str, height: float, name: str) -> str:
    label = html.escape(visible(name), quote=True)
    return f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{label}">{_HATCH}{inner}</svg>'


_HATCH: Final = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line class="hatching" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>'
)

KINDS: Final = (Style.LEARN, Style.WAIT, Style.MOVE)
"""What time is spent on, in the order of a legend."""
