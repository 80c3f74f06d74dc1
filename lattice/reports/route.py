"""The report of a route question: what to do first, the routes compared, each one stage by stage."""

from __future__ import annotations

from collections.abc import Iterator

from lattice.reports.comparison import comparison
from lattice.reports.document import Block, Heading, Paragraph, Records, Report, line, quiet
from lattice.reports.figures import counted, day
from lattice.reports.first_steps import first_steps
from lattice.reports.limits import limits_told, own_budget_told
from lattice.reports.no_route import no_route, said_shortly
from lattice.reports.route_sheets import route_sheets
from lattice.reports.stages import told
from lattice.reports.titles import Titles
from lattice.routes.result import Route, RoutesResult, Stage
from lattice.routes.weights import PROFILES

_COLUMNS = (
    "route",
    "score",
    "route_months",
    "route_cost",
    "route_hours",
    "route_success",
    "stage",
    "from",
    "from_title",
    "to",
    "to_title",
    "kind",
    "months",
    "dwell_months",
    "learning_months",
    "move_months",
    "success",
    "resource",
    "resource_title",
    "hours",
    "cost",
    "raises",
)


def route_report(result: RoutesResult, titles: Titles, *, full: bool = False, hint: bool = True) -> Report:
    """The routes of one person to one role, for the person and their coach.

    The best route is told in full; of the others the lesser details are left
    out unless ``full`` is set; ``hint`` says by which option, for those who
    have a command line before them. The records have a row for each resource of
    each stage, and one for a stage without any.
    """
    head: list[Block] = [
        Heading(f"{titles.person(result.person)} → {titles.role(result.target)}", level=1),
        Paragraph(
            (
                *(line(quiet(text)) for text in (_terms(result), *_limits(result, titles), _proof(result))),
                *map(line, _own_budget(result, titles, hint=hint)),
            )
        ),
    ]
    records = Records(_COLUMNS, tuple(_rows(result, titles)))
    sheets, about = route_sheets(result, titles), _about(result, titles)
    if not result.routes:
        return Report((*head, *no_route(result, titles)), records, (said_shortly(result),), sheets, about)
    scale = max(route.months for route in result.routes)
    blocks = [*head, *first_steps(result.routes[0], titles, as_of=result.as_of), *comparison(result, titles)]
    for number, route in enumerate(result.routes, start=1):
        blocks += told(route, titles, number=number, as_of=result.as_of, scale=scale, full=full or number == 1)
    if len(result.routes) > 1 and hint and not full:
        blocks.append(Paragraph((line(quiet("-v tells the other routes as fully as the first.")),)))
    return Report(tuple(blocks), records, () if result.optimal else (_proof(result),), sheets, about)


def _about(result: RoutesResult, titles: Titles) -> tuple[tuple[str, str], ...]:
    return (
        ("Person", f"{titles.person(result.person)} ({result.person})"),
        ("Target", f"{titles.role(result.target)} ({result.target})"),
        ("Terms", f"{_profile(result.weights)}, at most {counted(result.max_moves, 'move')}"),
        ("Weights", ", ".join(f"{name} {weight:g}" for name, weight in result.weights.items())),
        ("Proof", _proof(result)),
    )


def _terms(result: RoutesResult) -> str:
    count = counted(len(result.routes), "route") if result.routes else "no route"
    return f"{count} as of {day(result.as_of)}, {_profile(result.weights)}, at most {counted(result.max_moves, 'move')}"


def _limits(result: RoutesResult, titles: Titles) -> tuple[str, ...]:
    told = limits_told(result.limits, titles)
    return (f"Asked for: {', '.join(told)}.",) if told else ()


def _own_budget(result: RoutesResult, titles: Titles, *, hint: bool) -> tuple[str, ...]:
    costs = (route.cost for route in result.routes)
    return own_budget_told(result.person, result.limits.budget, costs, titles, what="route", hint=hint)


def _profile(weights: dict[str, float]) -> str:
    for name, profile in PROFILES.items():
        if profile.mapping() == weights:
            return f"{name} first" if name != "balanced" else "balanced"
    return "weighing " + ", ".join(f"{name} {weight:g}" for name, weight in weights.items() if weight)


def _proof(result: RoutesResult) -> str:
    if not result.optimal:
        found = f"the best found scores {result.routes[0].score:,.2f}" if result.routes else "none was found"
        bound = (
            f"no route can score below {result.bound:,.2f}" if result.bound is not None else "the search is not done"
        )
        return f"Not proven, the time was up: {bound}; {found}."
    if not result.routes:
        return "Proven: there is none."
    return "Proven: no other route is better." if len(result.routes) == 1 else "Proven: no other routes are better."


def _rows(result: RoutesResult, titles: Titles) -> Iterator[tuple[str | float | None, ...]]:
    for rank, route in enumerate(result.routes, start=1):
        for number, stage in enumerate(route.stages, start=1):
            yield from _stage_rows((rank, *_totals(route)), number, stage, titles)


def _totals(route: Route) -> tuple[float, ...]:
    return (route.score, route.months, route.cost, route.hours, route.success)


def _stage_rows(
    before: tuple[float, ...], number: int, stage: Stage, titles: Titles
) -> Iterator[tuple[str | float | None, ...]]:
    start = (
        *before,
        number,
        stage.from_,
        titles.role(stage.from_),
        stage.to,
        titles.role(stage.to),
        stage.kind,
        stage.months,
        stage.dwell_months,
        stage.learning_months,
        stage.move_months,
        stage.success,
    )
    for item in stage.learning:
        raises = " | ".join(f"{change.skill} {change.from_} > {change.to}" for change in item.raises)
        yield (*start, item.resource, titles.resource(item.resource), item.hours, item.cost, raises)
    if not stage.learning:
        yield (*start, None, None, 0.0, 0.0, None)
