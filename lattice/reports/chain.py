"""The report of a chain: who takes a seat, who takes the one that frees, where it ends or breaks."""

from __future__ import annotations

from typing import Final

from lattice.reports.document import (
    Block,
    Column,
    Heading,
    Kind,
    Line,
    Paragraph,
    Plain,
    Report,
    Sheet,
    SheetColumn,
    Step,
    Steps,
    Table,
    line,
    strong,
)
from lattice.reports.figures import counted, listed, months, percent
from lattice.reports.planner import called, exceptions_told, marked, marked_records, ready_in, told_plainly
from lattice.reports.titles import Titles
from lattice.succession.result import ChainBreak, ChainResult

_COLUMNS: Final = ("step", "seat", "seat_title", "person", "name", "from", "from_title", "months")
_MOST: Final = 6


def chain_report(result: ChainResult, titles: Titles) -> Report:
    """The summary first, then the steps, and what would close a chain that breaks."""
    blocks: list[Block] = [
        Heading(f"Chain for {titles.role(result.role)}", level=1),
        Paragraph((*marked(result), *_summary(result, titles))),
    ]
    if result.steps:
        steps = (
            Step(
                line(strong(called(titles, step.person)), f" takes {titles.role(step.seat)}, {_when(step.months)}."),
                (line(f"That frees a seat as {titles.role(step.from_)}."),),
            )
            for step in result.steps
        )
        blocks.append(Steps(tuple(steps), _end(result, titles)))
    if result.breaks and result.breaks.remedies:
        blocks.append(_remedies(result.breaks, titles))
    blocks += exceptions_told(result, titles)
    return Report(
        tuple(blocks),
        marked_records(result, _COLUMNS, _records(result, titles)),
        told_plainly(_summary(result, titles)) if result.breaks else (),
        (_sheet(result, titles),),
        (("Role", f"{titles.role(result.role)} ({result.role})"),),
        confidential=True,
    )


def _when(span: float) -> str:
    return f"ready in {months(span)}" if span else "ready now"


def _summary(result: ChainResult, titles: Titles) -> tuple[Line, ...]:
    if result.breaks is None:
        many = counted(len(result.steps), "step")
        text = f"{many}, {months(result.months)} altogether: the fewest of all chains."
        return (line(strong(text)),)
    role = titles.role(result.breaks.role)
    lines = [line(strong(f"Somebody has to be hired as {role}."), f" {_why(result.breaks, role)}")]
    if result.breaks.lacking:
        skills = listed([titles.skill(skill) for skill in result.breaks.lacking], most=_MOST)
        lines.append(line(f"Nothing teaches {skills}."))
    return tuple(lines)


def _why(breaks: ChainBreak, role: str) -> str:
    if breaks.reason == "nobody":
        return f"Nobody has a move to {role} or is nominated for it."
    if breaks.reason == "circle":
        return "Every chain comes back to a seat that it has freed before."
    return "Those who might take it lack what nothing teaches, or leave before they are ready."


def _end(result: ChainResult, titles: Titles) -> Line:
    if result.breaks is None:
        return line(f"{titles.role(result.ends_in)} isn't critical: the chain ends there.")
    return line(f"There it breaks: nobody takes {titles.role(result.breaks.role)}.")


def _remedies(breaks: ChainBreak, titles: Titles) -> Table:
    columns = (
        Column("Person", wraps=True),
        Column("Holds", wraps=True),
        Column("Ready in", numeric=True),
        Column("Readiness", numeric=True),
    )
    rows = tuple(
        (called(titles, one.person), titles.role(one.from_), ready_in(one.months), percent(one.readiness))
        for one in breaks.remedies
    )
    return Table(columns, rows, title=f"Would close it, if nominated for {titles.role(breaks.role)}")


def _records(result: ChainResult, titles: Titles) -> tuple[tuple[Plain, ...], ...]:
    return tuple(
        (
            number,
            step.seat,
            titles.role(step.seat),
            step.person,
            titles.person(step.person),
            step.from_,
            titles.role(step.from_),
            step.months,
        )
        for number, step in enumerate(result.steps, start=1)
    )


def _sheet(result: ChainResult, titles: Titles) -> Sheet:
    columns = (
        SheetColumn("Step", Kind.WHOLE),
        SheetColumn("Seat"),
        SheetColumn("Person"),
        SheetColumn("Frees"),
        SheetColumn("Ready in", Kind.MONTHS),
        SheetColumn("Seat's role id"),
        SheetColumn("Person id"),
        SheetColumn("Freed role id"),
    )
    rows = tuple(
        (
            number,
            titles.role(step.seat),
            titles.person(step.person),
            titles.role(step.from_),
            step.months,
            step.seat,
            step.person,
            step.from_,
        )
        for number, step in enumerate(result.steps, start=1)
    )
    return Sheet("Chain", columns, rows, "a succession each, in order")
