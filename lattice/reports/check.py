"""The report of a check: every problem of a bundle, where it is and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from lattice.reports.document import Block, Heading, Line, Paragraph, Records, Report, Span, Style, line, quiet, strong
from lattice.reports.figures import counted

_COLUMNS = ("severity", "file", "line", "column", "found", "expected", "message")


class Problem(Protocol):
    """One thing wrong with a bundle."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> str: ...
    @property
    def found(self) -> str: ...
    @property
    def expected(self) -> str: ...
    @property
    def message(self) -> str: ...


class Checked(Protocol):
    """What checking a bundle found."""

    @property
    def valid(self) -> bool: ...
    @property
    def errors(self) -> Sequence[Problem]: ...
    @property
    def warnings(self) -> Sequence[Problem]: ...
    @property
    def counts(self) -> Mapping[str, int]: ...


def check_report(result: Checked, *, source: str) -> Report:
    """Every problem on a line of its own: ``file:line [column]: message``."""
    blocks: list[Block] = [Heading(_verdict(result, source), level=1)]
    if result.errors:
        blocks.append(Paragraph(tuple(problem_line(problem) for problem in result.errors)))
    if result.warnings:
        blocks += [
            Heading(f"{counted(len(result.warnings), 'thing')} that may be a slip"),
            Paragraph(tuple(problem_line(problem) for problem in result.warnings)),
        ]
    if result.valid:
        rows = ", ".join(f"{count:,} {name}" for name, count in result.counts.items() if count)
        blocks.append(Paragraph((line(quiet(rows)),)))
    return Report(tuple(blocks), _records(result))


def problem_line(problem: Problem) -> Line:
    """A problem as people read it: the place, then what is wrong."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    column = (Span(f" [{problem.column}]", Style.QUIET),) if problem.column else ()
    return line(strong(place), *column, f": {problem.message}")


def _verdict(result: Checked, source: str) -> str:
    if result.valid:
        return f"{source} is a valid bundle"
    return f"{source} has {counted(len(result.errors), 'problem')}"


def _records(result: Checked) -> Records:
    groups = (("error", result.errors), ("warning", result.warnings))
    rows = (
        (severity, row.file, row.line, row.column, row.found, row.expected, row.message)
        for severity, problems in groups
        for row in problems
    )
    return Records(_COLUMNS, tuple(rows))
