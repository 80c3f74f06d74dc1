"""Routes side by side, and in words why one comes after the other."""

from __future__ import annotations

import math
from typing import Final

from lattice.reports.document import Block, Column, Heading, Line, Paragraph, Span, Style, Table, line, quiet, strong
from lattice.reports.figures import counted, hours, months, percent, points
from lattice.reports.titles import Titles
from lattice.routes.result import Route, RoutesResult

_SEEN: Final = 0.05
"""Differences below this are not seen in figures of one decimal."""


def comparison(result: RoutesResult, titles: Titles) -> list[Block]:
    """A table of the routes, and for each after the first how it differs from it."""
    first = result.routes[0]
    why = [
        line(strong(f"Route {number}"), " ", *_against(route, first, result.weights, titles))
        for number, route in enumerate(result.routes[1:], start=2)
    ]
    title = "Routes that no other one beats in months, cost and success together" if result.pareto else "Routes"
    blocks: list[Block] = [Heading(title), _table(result, titles)]
    return [*blocks, Paragraph(tuple(why), indent=1)] if why else blocks


def _table(result: RoutesResult, titles: Titles) -> Table:
    columns = (
        Column("#", numeric=True),
        Column("By way of", wraps=True),
        Column("Months", numeric=True),
        Column("Cost", numeric=True),
        Column("Hours", numeric=True),
        Column("Success", numeric=True),
        Column("Moves", numeric=True),
        Column("Score", numeric=True),
    )
    rows = [
        (
            str(number),
            via(route, titles),
            f"{route.months:,.1f}",
            titles.money(route.cost),
            f"{route.hours:,.0f}",
            percent(route.success),
            str(route.moves),
            f"{route.score:,.2f}",
        )
        for number, route in enumerate(result.routes, start=1)
    ]
    return Table(columns, tuple(rows))


def via(route: Route, titles: Titles) -> str:
    """The roles between a route's first and last."""
    return " → ".join(titles.role(role) for role in route.roles[1:-1]) or "one move, straight there"


def _against(route: Route, first: Route, weights: dict[str, float], titles: Titles) -> Line:
    """How a route differs from the first one, and what sets it back."""
    parts: list[Span] = []

    def add(text: str, *, better: bool) -> None:
        parts.extend((*((Span(", "),) if parts else ()), Span(text, Style.GOOD if better else Style.POOR)))

    longer, dearer, more = route.months - first.months, route.cost - first.cost, route.hours - first.hours
    if abs(longer) >= _SEEN:
        add(f"{months(abs(longer))} {'longer' if longer > 0 else 'shorter'}", better=longer < 0)
    if abs(dearer) >= _SEEN:
        add(f"{titles.money(abs(dearer))} {'dearer' if dearer > 0 else 'cheaper'}", better=dearer < 0)
    if abs(more) >= _SEEN:
        add(f"{hours(abs(more))} {'more' if more > 0 else 'less'} to learn", better=more < 0)
    # Between the shares as they are shown, so that the reader's own subtraction agrees.
    surer = points(route.success) - points(first.success)
    if surer:
        add(f"{counted(abs(surer), 'point')} {'surer' if surer > 0 else 'less sure'}", better=surer > 0)
    moves = route.moves - first.moves
    if moves:
        add(f"{counted(abs(moves), 'move')} {'more' if moves > 0 else 'fewer'}", better=moves < 0)
    if not parts:
        return line("is as good as route 1; ids decide the order.")
    return line("is ", *parts, " than route 1", *_setback(route, first, weights), ".")


def _setback(route: Route, first: Route, weights: dict[str, float]) -> Line:
    """By how much a route scores worse, and what counts most in that."""
    behind = {
        "the months": weights["months"] * (route.months - first.months),
        "the cost": weights["cost"] * (route.cost - first.cost),
        "the hours": weights["hours"] * (route.hours - first.hours),
        "the risk": weights["risk"] * math.log(first.success / route.success),
        "the moves": weights["moves"] * (route.moves - first.moves),
    }
    worst = max(behind, key=lambda name: behind[name])
    difference = route.score - first.score
    if difference < _SEEN or behind[worst] <= 0:
        return (quiet("; the scores are nearly the same"),)
    return (quiet(f"; {worst} put it behind, by {difference:,.1f} in the score"),)
