"""The report of a check: every problem of a bundle, where it is and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lattice.errors import Problem
from lattice.reports.document import Block, Heading, Line, Paragraph, Records, Report, Span, Style, line, quiet, strong
from lattice.reports.figures import counted

_COLUMNS: Final = ("severity", "file", "line", "column", "found", "expected", "message")


def check_report(
    errors: Sequence[Problem], warnings: Sequence[Problem], *, counts: Mapping[str, int], source: str
) -> Report:
    """Every problem on a line of its own: ``file:line [column]: message``.

    Without errors the bundle is valid; ``counts`` says how many rows each
    table has, ``source`` what the bundle is called. The records have a row for
    each problem.
    """
    verdict = f"{source} has {counted(len(errors), 'problem')}" if errors else f"{source} is a valid bundle"
    blocks: list[Block] = [Heading(verdict, level=1)]
    if errors:
        blocks.append(Paragraph(tuple(map(problem_line, errors))))
    else:
        rows = ", ".join(_rows(count, name) for name, count in counts.items() if count)
        blocks.append(Paragraph((line(quiet(rows or "no rows yet")),)))
    if warnings:
        blocks.append(Heading(f"{counted(len(warnings), 'thing')} that may be a slip"))
        blocks.append(Paragraph(tuple(map(problem_line, warnings))))
    groups = (("error", errors), ("warning", warnings))
    records = (
        (severity, row.file, row.line, row.column, row.found, row.expected, row.message)
        for severity, problems in groups
        for row in problems
    )
    return Report(tuple(blocks), Records(_COLUMNS, tuple(records)))


def _rows(count: int, table: str) -> str:
    """How many rows a table has, in words: tables are called by the plural of what they hold, or a mass noun."""
    one = {"people": "person", "teaches": "teaches"}.get(table, table.removesuffix("s"))
    return counted(count, one, table)


def problem_line(problem: Problem) -> Line:
    """A problem as people read it: the place, then what is wrong."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    column = (Span(f" [{problem.column}]", Style.QUIET),) if problem.column else ()
    return line(strong(place), *column, f": {problem.message}")
