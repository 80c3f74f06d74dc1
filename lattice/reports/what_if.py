"""The report of what would change if."""

from __future__ import annotations

from lattice.reports.document import Block, Heading, Paragraph, Report, line
from lattice.reports.planner import called, exceptions_told, marked, marked_records
from lattice.reports.shifts import COLUMNS, counts_table, shift_blocks, shift_records, shift_sheet
from lattice.reports.titles import Titles
from lattice.succession.supposition import Change
from lattice.succession.what_if import WhatIfResult


def what_if_report(result: WhatIfResult, titles: Titles) -> Report:
    """What is supposed, coverage before and after, and the roles that differ."""
    supposed = [_told(change, titles) for change in result.changes]
    before, after = result.before, result.after
    counts = counts_table(
        before.secured, after.secured, seats=(before.seats, after.seats), names=("As it is", "As it would be")
    )
    blocks: list[Block] = [
        Heading(f"What if {supposed[0]}{' and more' if len(supposed) > 1 else ''}", level=1),
        Paragraph(marked(result)),
        Paragraph((line("Supposed: ", "; ".join(supposed), "."),)),
        counts,
        *shift_blocks(result.roles, result.key_people, titles),
        *exceptions_told(result, titles),
    ]
    return Report(
        tuple(blocks),
        marked_records(result, COLUMNS, shift_records(result.roles, titles)),
        (f"Supposed: {'; '.join(supposed)}.",),
        (shift_sheet(result.roles, titles),),
        (("Supposed", "; ".join(supposed)),),
        confidential=True,
    )


def _told(change: Change, titles: Titles) -> str:
    if change.kind == "leaves" and change.person:
        return f"{called(titles, change.person)} leaves"
    if change.kind == "critical" and change.role:
        return f"{titles.role(change.role)} is critical"
    if change.kind == "hours_per_week":
        return f"everyone has {change.hours_per_week:g} hours a week to learn"
    verb = "closes" if change.kind == "closed" else "opens"
    return f"the move from {titles.role(change.from_ or '')} to {titles.role(change.to or '')} {verb}"
