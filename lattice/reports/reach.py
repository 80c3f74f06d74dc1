"""The report of what lies within reach."""

from __future__ import annotations

from lattice.reports.document import Block, Column, Heading, Line, Paragraph, Records, Report, Table, line, quiet
from lattice.reports.figures import counted, day, percent
from lattice.reports.limits import limits_told
from lattice.reports.titles import Titles
from lattice.routes.result import ReachedRole, ReachResult

_COLUMNS = ("role", "title", "months", "cost", "hours", "success", "moves", "roles")


def reach_report(result: ReachResult, titles: Titles) -> Report:
    """Every role within reach, nearest first, a row each."""
    columns = (
        Column("Role", wraps=True),
        Column("Months", numeric=True),
        Column("Cost", numeric=True),
        Column("Hours", numeric=True),
        Column("Success", numeric=True),
        Column("By way of", wraps=True),
    )
    rows = [
        (
            titles.role(found.role),
            f"{found.months:,.1f}",
            titles.money(found.cost),
            f"{found.hours:,.0f}",
            percent(found.success),
            _via(found, titles),
        )
        for found in result.roles
    ]
    empty = "No role can be reached in that time; try more months or a larger budget."
    blocks: tuple[Block, ...] = (
        Heading(f"Within reach of {titles.person(result.person)}", level=1),
        Paragraph(_terms(result, titles)),
        Table(columns, tuple(rows), empty=empty),
    )
    records = Records(
        _COLUMNS,
        tuple(
            (
                found.role,
                titles.role(found.role),
                found.months,
                found.cost,
                found.hours,
                found.success,
                found.moves,
                " | ".join(found.roles),
            )
            for found in result.roles
        ),
    )
    return Report(blocks, records, () if result.optimal else (_UNPROVEN,))


_UNPROVEN = "Not proven, the time was up: there may be more roles, and faster ways."


def _terms(result: ReachResult, titles: Titles) -> tuple[Line, ...]:
    count = counted(len(result.roles), "role")
    limits = f"{result.within_months:g} months"
    if result.budget is not None:
        limits += f" and {titles.money(result.budget)}" if result.budget else " and for free"
    terms = f"{count} within {limits}, at most {counted(result.max_moves, 'move')}, as of {day(result.as_of)}"
    proof = "Proven: each by its fastest way, none missing." if result.optimal else _UNPROVEN
    # The headline has said how long and for how much.
    others = limits_told(result.limits.model_copy(update={"deadline": None, "budget": None}), titles)
    asked = (line(quiet(f"Asked for: {', '.join(others)}.")),) if others else ()
    return (line(quiet(terms)), *asked, line(quiet(proof)))


def _via(found: ReachedRole, titles: Titles) -> str:
    return " → ".join(titles.role(role) for role in found.roles[1:-1]) or "straight"
