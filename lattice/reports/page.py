"""Reports as a page that reads as a document: one file, no script, nothing loaded from anywhere.

A Content-Security-Policy allows the page's own style by its hash and nothing
else. Every text is escaped where it is written.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
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
    Steps,
    Style,
    Table,
    Timeline,
)
from lattice.reports.drawing import KINDS, gauges_drawing, lanes_drawing, timeline_drawing
from lattice.reports.origin import CONFIDENTIAL, Origin
from lattice.reports.told_figures import told
from lattice.reports.visible import visible

_CONTENTS_FROM: Final = 4


def as_page(report: Report, origin: Origin) -> str:
    """A report as an HTML page; the same report and origin give the same bytes.

    It opens offline, in light or dark as the system has it, and prints as a
    document with the origin at the foot of each page. Figures are drawn, and
    told as tables below the drawing.
    """
    style = f"{_style()}\n{_every_page(report, origin)}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _escaped(report.title)
    body = _Body()
    content = "\n".join(body.written(report.blocks))
    secret = f'<p class="secret">{CONFIDENTIAL}</p>\n' if report.confidential else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<div class="sheet">
<main>
{secret}{content}
</main>
<footer>
{_facts((*report.about, *origin.facts))}
</footer>
</div>
</body>
</html>
""".replace(_CONTENTS_MARK, body.contents())


_CONTENTS_MARK: Final = "<!--contents-->"


def _every_page(report: Report, origin: Origin) -> str:
    """What stands at the foot of each printed page, as the style sets it."""
    said = [CONFIDENTIAL] if report.confidential else []
    said += [report.title, f"as of {origin.as_of.isoformat()}"]
    said += [f"data {origin.digest[:12]}"] if origin.digest else []
    text = _css_text(" · ".join(said))
    number = 'counter(page) " / " counter(pages)'
    return f'@page {{ @bottom-left {{ content: "{text}" }} @bottom-right {{ content: {number} }} }}'


def _css_text(text: str) -> str:
    """A text as a string of a style: all but plain letters escaped, so that it ends neither string nor style."""
    safe = visible(text)
    return "".join(sign if sign.isalnum() and sign.isascii() else f"\\{ord(sign):06x}" for sign in safe)


@cache
def _style() -> str:
    return (files("lattice.reports") / "assets" / "document.css").read_text("utf-8").strip()


def _escaped(text: str) -> str:
    return html.escape(visible(text), quote=True)


@dataclass
class _Body:
    """Writes blocks one after the other; keeps the headings for the contents."""

    headings: list[str] = field(default_factory=list)

    def written(self, blocks: Sequence[Block]) -> Iterator[str]:
        summed_up = False
        for block in blocks:
            if isinstance(block, Heading) and block.level > 1 and not summed_up:
                # The summary comes first, then what follows it.
                summed_up = True
                yield _CONTENTS_MARK
            match block:
                case Heading():
                    yield self._heading(block)
                case Paragraph():
                    inner = "<br>".join(map(_line, block.lines))
                    yield f'<p class="inner">{inner}</p>' if block.indent else f"<p>{inner}</p>"
                case Facts():
                    yield _facts(block.facts)
                case Steps():
                    yield _steps(block)
                case Table():
                    yield _table(block)
                case Timeline() | Gauges() | Lanes():
                    yield _figure(block)
                case _:
                    assert_never(block)

    def _heading(self, block: Heading) -> str:
        level = min(block.level, 6)
        text = _escaped(block.text)
        if level == 1:
            return f"<h1>{text}</h1>"
        if level > 2:  # noqa: PLR2004 - the contents list the second level
            return f"<h{level}>{text}</h{level}>"
        self.headings.append(text)
        return f'<h2 id="part-{len(self.headings)}">{text}</h2>'

    def contents(self) -> str:
        """Links to the parts of a longer document."""
        if len(self.headings) < _CONTENTS_FROM:
            return ""
        links = "".join(
            f'<li><a href="#part-{number}">{text}</a></li>' for number, text in enumerate(self.headings, start=1)
        )
        return f'\n<nav aria-label="Contents"><ul>{links}</ul></nav>'


def _line(row: Line) -> str:
    parts = []
    for span in row:
        text = _escaped(span.text)
        match span.style:
            case Style.PLAIN:
                parts.append(text)
            case Style.STRONG:
                parts.append(f"<strong>{text}</strong>")
            case style:
                parts.append(f'<span class="{style.value}">{text}</span>')
    return "".join(parts)


def _facts(facts: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{_escaped(name)}</dt><dd>{_escaped(text)}</dd>" for name, text in facts if text)
    return f"<dl>{rows}</dl>" if rows else ""


def _steps(block: Steps) -> str:
    items = "".join(
        f"<li>{_line(step.lead)}{''.join(f'<br>{_line(note)}' for note in step.notes)}</li>" for step in block.steps
    )
    after = f"\n<p>{_line(block.after)}</p>" if block.after else ""
    return f"<ol>{items}</ol>{after}"


def _table(table: Table, *, caption: bool = True) -> str:
    title = f"<caption>{_escaped(table.title)}</caption>" if table.title and caption else ""
    if not table.rows:
        head = f"<strong>{_escaped(table.title)}</strong> " if table.title and caption else ""
        return f'<p>{head}<span class="quiet">{_escaped(table.empty)}</span></p>'
    heads = "".join(
        f'<th scope="col"{_aligned(column)}>{_escaped(column.title)}</th>' if column.title else "<td></td>"
        for column in table.columns
    )
    rows = "".join(f"<tr>{''.join(map(_cell, row, table.columns))}</tr>" for row in table.rows)
    name = _escaped(table.title or "Table")
    return (
        f'<div class="scrolled" tabindex="0" role="group" aria-label="{name}">'
        f"<table>{title}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _aligned(column: Column) -> str:
    return ' class="number"' if column.numeric else ""


def _cell(cell: Cell, column: Column) -> str:
    if isinstance(cell, Meter):
        return f"<td>{_meter(cell)}</td>"
    text = _escaped(cell) if isinstance(cell, str) else _line(cell)
    return f"<td{_aligned(column)}>{text}</td>"


def _meter(meter: Meter) -> str:
    """A level beside the one that is needed, as boxes: filled, missing, beyond."""
    boxes = []
    for at in range(meter.top):
        kind = "have" if at < meter.have else "lack" if at < meter.need else "rest"
        boxes.append(f'<rect class="{kind}" x="{2 + at * 14}" y="2" width="11" height="11" rx="2"/>')
    label = f"{meter.have} of {meter.need}"
    size = 4 + 14 * meter.top
    shape = f'viewBox="0 0 {size} 15" width="{size}" height="15"'
    return f'<svg class="meter" {shape} role="img" aria-label="{label}">{"".join(boxes)}</svg>'


def _figure(block: Timeline | Gauges | Lanes) -> str:
    """A drawing with the same told as a table, which unfolds on the screen."""
    title, drawing = "", ""
    match block:
        case Timeline():
            title, drawing = "Timeline", _LEGEND + timeline_drawing(block)
        case Gauges():
            title, drawing = block.title, _gauge_legend(block) + gauges_drawing(block)
        case Lanes():
            title, drawing = block.title, _lane_legend(block) + lanes_drawing(block)
    table = _table(replace(told(block), title=title), caption=False)
    details = f"<details><summary>As a table</summary>{table}</details>"
    return f"<figure><figcaption>{_escaped(title)}</figcaption>{drawing}{details}</figure>"


def _legend(*entries: tuple[str, str]) -> str:
    items = "".join(
        f'<li><svg viewBox="0 0 16 12" width="16" height="12" aria-hidden="true">{shape}</svg>{_escaped(text)}</li>'
        for shape, text in entries
    )
    return f'<ul class="legend">{items}</ul>'


def _box(kind: str) -> str:
    return f'<rect class="{kind}" x="1" y="1" width="14" height="10" rx="2"/>'


_LEGEND: Final = _legend(*((_box(f"bar {style.value}"), style.value) for style in KINDS))


def _gauge_legend(block: Gauges) -> str:
    value, seeming, _ = block.names
    return _legend(
        (_box("real"), value), (_box("seeming"), f"{seeming}, but counted twice"), (_box("missing"), "nobody")
    )


def _lane_legend(block: Lanes) -> str:
    return _legend(
        ('<circle class="filled" cx="8" cy="6" r="4.5"/>', block.filled),
        ('<circle class="open" cx="8" cy="6" r="4.5"/>', "could take over"),
    )
