"""Reports as Markdown, for a page or a mail."""

from __future__ import annotations

import re
from typing import Final, assert_never

from lattice.reports.document import (
    Block,
    Cell,
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
from lattice.reports.told_figures import told
from lattice.reports.visible import visible

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~&])")
_OPENER: Final = re.compile(r"^(\s*)([-+=]|\d+(?=[.)](?:\s|$)))")


def as_markdown(report: Report) -> str:
    """A report as Markdown with tables (GitHub's flavour); texts are escaped and never become markup."""
    return "\n".join(f"{part}\n" for part in map(_block, report.blocks))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_escaped(block.text)}"
        case Paragraph():
            return "  \n".join(_line(item) for item in block.lines)
        case Facts():
            return "\n".join(f"- {_escaped(name)}: {_escaped(value)}" for name, value in block.facts if value)
        case Steps():
            return _steps(block)
        case Table():
            return _table(block)
        case Timeline() | Gauges() | Lanes():
            return _table(told(block))
        case _:
            assert_never(block)


def _escaped(text: str) -> str:
    plain = _SPECIAL.sub(r"\\\1", visible(text))
    return plain.replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")


def _line(row: Line) -> str:
    parts = []
    for span in row:
        text = _escaped(span.text)
        parts.append(f"**{text}**" if span.style is Style.STRONG and text == text.strip() and text else text)
    # What opens a list or underlines a heading is text as well.
    return _OPENER.sub(_opener, "".join(parts))


def _opener(found: re.Match[str]) -> str:
    blank, text = found.groups()
    return f"{blank}{text}\\" if text.isdigit() else f"{blank}\\{text}"


def _steps(block: Steps) -> str:
    parts = []
    for number, step in enumerate(block.steps, start=1):
        parts.append(f"{number}. {_line(step.lead)}")
        parts += [f"   - {_line(note)}" for note in step.notes]
    if block.after:
        parts += ["", _line(block.after)]
    return "\n".join(parts)


def _table(table: Table) -> str:
    title = [f"**{_escaped(table.title)}**", ""] if table.title else []
    if not table.rows:
        return "\n".join([*title, _escaped(table.empty)])
    parts = [
        *title,
        f"| {' | '.join(_escaped(column.title) for column in table.columns)} |",
        f"| {' | '.join('---:' if column.numeric else '---' for column in table.columns)} |",
    ]
    parts += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in table.rows]
    return "\n".join(parts)


def _cell(cell: Cell) -> str:
    if isinstance(cell, Meter):
        return f"{cell.have} of {cell.need}"
    return _escaped(cell) if isinstance(cell, str) else _line(cell)
