"""The document about one person's way to a role: a summary in sentences, where they stand, the routes in full."""

from __future__ import annotations

from dataclasses import replace

from lattice.domain.table import TABLES
from lattice.reports.document import Block, Heading, Line, Paragraph, Report, line, strong
from lattice.reports.figures import counted, hours, month_after, months, percent
from lattice.reports.gap import gap_report
from lattice.reports.no_route import said_in_a_clause
from lattice.reports.route import route_report
from lattice.reports.titles import Titles
from lattice.routes.result import GapResult, RoutesResult


def route_document(result: RoutesResult, gap: GapResult, titles: Titles) -> Report:
    """What can be sent to a person and their coach: the answer first, then why, then how."""
    routes, stands = route_report(result, titles, full=True, hint=False), gap_report(gap, titles)
    person, target = titles.person(result.person), titles.role(result.target)
    terms, rest = routes.blocks[1:2], routes.blocks[2:]
    blocks: list[Block] = [
        Heading(f"{person}: the way to {target}", level=1),
        Paragraph(tuple(_summary(result, gap, titles))),
        *rest,
        Heading(f"Where {person} stands today"),
        *stands.blocks[1:],
        Heading("How this was found"),
        *terms,
    ]
    return replace(routes, blocks=tuple(blocks), sheets=(*routes.sheets, *stands.sheets))


def _summary(result: RoutesResult, gap: GapResult, titles: Titles) -> list[Line]:
    person, target = titles.person(result.person), titles.role(result.target)
    position = TABLES["people"].position("role")
    today = titles.role(str(titles.snapshot.person_row(result.person)[position]))
    if not result.routes:
        none = "has no route" if result.optimal else "has no route yet"
        return [line(strong(f"{person}, {today} today, {none} to {target}"), f": {said_in_a_clause(result, titles)}.")]
    best = result.routes[0]
    way = [titles.role(role) for role in best.roles[1:-1]]
    through = f", by way of {' and then '.join(way)}" if way else ", in one move"
    lead = f"{person}, {today} today, can be {target} by {month_after(result.as_of, best.months)}"
    effort = f"It takes {months(best.months)}, {hours(best.hours)} of learning and {_cost(best.cost, titles)}."
    moves = {1: "the move", 2: "both moves"}.get(best.moves, f"all {best.moves} moves")
    chance = f"Someone who is ready gets {moves} with a chance of {percent(best.success)}."
    ready = f"Today {person} is ready to {percent(gap.readiness)}"
    missing = counted(len(gap.entry), "essential skill")
    need = f", with {missing} below what day one asks." if gap.entry else ", and qualified to enter."
    proof = "No other way is better: that is proven." if result.optimal else "The time was up before that was proven."
    others = len(result.routes) - 1
    more = f" {counted(others, 'other way', 'other ways')} to compare below." if others else ""
    return [
        line(strong(lead), f"{through}."),
        line(f"{effort} {chance}"),
        line(f"{ready}{need}"),
        line(f"{proof}{more}"),
    ]


def _cost(amount: float, titles: Titles) -> str:
    return titles.money(amount) if amount else "no money"
