"""The routes of one person as the sheets of a workbook: routes, stages, gaps, learning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from lattice.reports.comparison import via
from lattice.reports.document import Kind, Plain, Sheet, SheetColumn
from lattice.reports.figures import date_after
from lattice.reports.titles import Titles
from lattice.routes.result import Route, RoutesResult, Stage

_Rows = Iterable[tuple[Plain, ...]]

_ROUTE: Final = SheetColumn("Route", Kind.WHOLE, note="the routes by number, the best first")
_STAGE: Final = SheetColumn("Stage", Kind.WHOLE, note="the stages of the route in their order")
_ROUTES: Final = (
    _ROUTE,
    SheetColumn("By way of", note="the roles between the first and the last"),
    SheetColumn("Months", Kind.MONTHS),
    SheetColumn("There by", Kind.DATE),
    SheetColumn("Cost", Kind.MONEY),
    SheetColumn("Hours", Kind.HOURS, note="of learning"),
    SheetColumn("Success", Kind.PERCENT, note="the product of the chances of its moves"),
    SheetColumn("Moves", Kind.WHOLE),
    SheetColumn("Score", Kind.NUMBER, note="what is minimised: the weights stand on the first sheet"),
    SheetColumn("Role ids"),
)
_STAGES: Final = (
    _ROUTE,
    _STAGE,
    SheetColumn("From"),
    SheetColumn("To"),
    SheetColumn("Kind"),
    SheetColumn("Begins", Kind.DATE),
    SheetColumn("In the role by", Kind.DATE),
    SheetColumn("Months", Kind.MONTHS, note="the longer of waiting and learning, and the move itself"),
    SheetColumn("Waiting", Kind.MONTHS, note="what is left of the usual stay, in months"),
    SheetColumn("Learning", Kind.MONTHS, note="the hours at so many a week, in months"),
    SheetColumn("Move", Kind.MONTHS, note="the transition itself, in months"),
    SheetColumn("Hours", Kind.HOURS),
    SheetColumn("Cost", Kind.MONEY),
    SheetColumn("Success", Kind.PERCENT),
    SheetColumn("From id"),
    SheetColumn("To id"),
)
_LEARNING: Final = (
    _ROUTE,
    _STAGE,
    SheetColumn("Order", Kind.WHOLE, note="an order in which it can be taken"),
    SheetColumn("Learn"),
    SheetColumn("Hours", Kind.HOURS),
    SheetColumn("Cost", Kind.MONEY),
    SheetColumn("Raises", note="skills with the level before and after"),
    SheetColumn("Resource id"),
)
_GAPS: Final = (
    _ROUTE,
    _STAGE,
    SheetColumn("To enter"),
    SheetColumn("Skill"),
    SheetColumn("Has", Kind.LEVEL, note="on the day the stage begins, after practice"),
    SheetColumn("Has, by name"),
    SheetColumn("Needs", Kind.LEVEL),
    SheetColumn("Needs, by name"),
    SheetColumn("Skill id"),
)


def route_sheets(result: RoutesResult, titles: Titles) -> tuple[Sheet, ...]:
    """A sheet of the routes, and one each of their stages, what is learned in them and what it closes."""
    return (
        Sheet("Routes", _ROUTES, tuple(_routes(result, titles)), "a route each, the best first"),
        Sheet("Stages", _STAGES, _of_stages(result, titles, _stage), "a move each, with what comes before it"),
        Sheet("Learning", _LEARNING, _of_stages(result, titles, _learning), "a resource each, in its stage"),
        Sheet("Gaps", _GAPS, _of_stages(result, titles, _gaps), "a skill each that is missing when a stage begins"),
    )


def _routes(result: RoutesResult, titles: Titles) -> Iterator[tuple[Plain, ...]]:
    for number, route in enumerate(result.routes, start=1):
        yield (
            number,
            via(route, titles),
            route.months,
            date_after(result.as_of, route.months),
            route.cost,
            route.hours,
            route.success,
            route.moves,
            route.score,
            " | ".join(route.roles),
        )


def _of_stages(
    result: RoutesResult, titles: Titles, told: Callable[[RoutesResult, Route, int, Titles], _Rows]
) -> tuple[tuple[Plain, ...], ...]:
    """The rows that each stage of each route gives, after the numbers of both."""
    return tuple(
        (number, at + 1, *row)
        for number, route in enumerate(result.routes, start=1)
        for at in range(len(route.stages))
        for row in told(result, route, at, titles)
    )


def _stage(result: RoutesResult, route: Route, at: int, titles: Titles) -> _Rows:
    stage = route.stages[at]
    begin = sum(before.months for before in route.stages[:at])
    yield (
        titles.role(stage.from_),
        titles.role(stage.to),
        stage.kind,
        date_after(result.as_of, begin),
        date_after(result.as_of, begin + stage.months),
        stage.months,
        stage.dwell_months,
        stage.learning_months,
        stage.move_months,
        stage.hours,
        stage.cost,
        stage.success,
        stage.from_,
        stage.to,
    )


def _learning(_: RoutesResult, route: Route, at: int, titles: Titles) -> _Rows:
    for order, item in enumerate(route.stages[at].learning, start=1):
        raises = "; ".join(
            f"{titles.skill(change.skill)}: {titles.level(change.from_)} → {titles.level(change.to)}"
            for change in item.raises
        )
        yield (order, titles.resource(item.resource), item.hours, item.cost, raises, item.resource)


def _gaps(_: RoutesResult, route: Route, at: int, titles: Titles) -> _Rows:
    stage: Stage = route.stages[at]
    for gap in stage.gap:
        yield (
            titles.role(stage.to),
            titles.skill(gap.skill),
            gap.have,
            titles.level(gap.have),
            gap.need,
            titles.level(gap.need),
            gap.skill,
        )
