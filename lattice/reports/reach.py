"""The report of what lies within reach."""

from __future__ import annotations

from lattice.domain.person import Person
from lattice.reports.document import (
    Block,
    Column,
    Heading,
    Kind,
    Line,
    Paragraph,
    Records,
    Report,
    Sheet,
    SheetColumn,
    Table,
    line,
    quiet,
)
from lattice.reports.figures import counted, day, percent
from lattice.reports.limits import limits_told, own_budget_told
from lattice.reports.titles import Titles
from lattice.routes.result import ReachedRole, ReachResult

_COLUMNS = ("role", "title", "months", "cost", "hours", "success", "moves", "roles")


def reach_report(result: ReachResult, titles: Titles, *, hint: bool = True) -> Report:
    """Every role within reach, nearest first, a row each; ``hint`` names options, for those who can give them."""
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
    if not _leads_on(result, titles):
        empty = f"No move leads on from {titles.role(_role_today(result, titles))}."
    blocks: tuple[Block, ...] = (
        Heading(f"Within reach of {titles.person(result.person)}", level=1),
        Paragraph((*_terms(result, titles), *map(line, _own_budget(result, titles, hint=hint)))),
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
    remarks = () if result.optimal else (_UNPROVEN,)
    return Report(blocks, records, remarks, (_sheet(result, titles),), _about(result, titles))


def _sheet(result: ReachResult, titles: Titles) -> Sheet:
    columns = (
        SheetColumn("Role"),
        SheetColumn("Months", Kind.MONTHS, note="until one is in the role, by the fastest route"),
        SheetColumn("Cost", Kind.MONEY),
        SheetColumn("Hours", Kind.HOURS, note="of learning"),
        SheetColumn("Success", Kind.PERCENT, note="the chance that someone ready gets every move of the route"),
        SheetColumn("Moves", Kind.WHOLE),
        SheetColumn("By way of"),
        SheetColumn("Role id"),
    )
    rows = (
        (
            titles.role(found.role),
            found.months,
            found.cost,
            found.hours,
            found.success,
            found.moves,
            _via(found, titles),
            found.role,
        )
        for found in result.roles
    )
    return Sheet("Within reach", columns, tuple(rows), "a role each, the nearest first, by its fastest route")


def _about(result: ReachResult, titles: Titles) -> tuple[tuple[str, str], ...]:
    return (
        ("Person", f"{titles.person(result.person)} ({result.person})"),
        ("Within", f"{result.within_months:g} months"),
        ("Budget", "" if result.budget is None else titles.money(result.budget).replace("free", "nothing")),
        ("Moves", f"at most {result.max_moves}"),
        ("Proven", "yes: each by its fastest way, none missing" if result.optimal else "no, the time was up"),
    )


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


def _own_budget(result: ReachResult, titles: Titles, *, hint: bool) -> tuple[str, ...]:
    costs = (found.cost for found in result.roles)
    return own_budget_told(result.person, result.budget, costs, titles, what="way", hint=hint)


def _role_today(result: ReachResult, titles: Titles) -> str:
    return Person.of_row(titles.snapshot.person_row(result.person)).role


def _leads_on(result: ReachResult, titles: Titles) -> bool:
    """Whether any move leads out of the role that the person holds, whatever it takes."""
    graph = titles.snapshot
    return bool((graph.moves.source == graph.roles[_role_today(result, titles)]).any())


def _via(found: ReachedRole, titles: Titles) -> str:
    return " → ".join(titles.role(role) for role in found.roles[1:-1]) or "straight"
