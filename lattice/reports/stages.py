"""One route told stage by stage: when, what is learned, what practice gives."""

from __future__ import annotations

import datetime

from lattice.reports.document import (
    Bar,
    Block,
    Column,
    Heading,
    Line,
    Paragraph,
    Style,
    Table,
    Timeline,
    line,
    quiet,
)
from lattice.reports.figures import counted, day_after, hours, month_after, months, percent
from lattice.reports.raises import by_level, raised, wanted_skills
from lattice.reports.titles import Titles
from lattice.routes.result import Route, Stage


def told(route: Route, titles: Titles, *, number: int, as_of: datetime.date, scale: float, full: bool) -> list[Block]:
    """A route as a timeline, ``scale`` months long, and its stages; ``full`` tells gaps and raises as well."""
    path = " → ".join(titles.role(role) for role in route.roles)
    blocks: list[Block] = [
        Heading(f"Route {number}: {path}"),
        Paragraph((line(quiet(_totals(route, titles, as_of))),), indent=1),
    ]
    bars = tuple(_bars(route))
    if bars:
        blocks.append(Timeline(as_of, scale, bars))
    begin = 0.0
    for at, stage in enumerate(route.stages, start=1):
        blocks += _stage(route, stage, titles, number=at, start=(as_of, begin), full=full)
        begin += stage.months
    return blocks


def _totals(route: Route, titles: Titles, as_of: datetime.date) -> str:
    return (
        f"{months(route.months)}, until {month_after(as_of, route.months)} · {titles.money(route.cost)}"
        f" · {hours(route.hours)} of learning · success {percent(route.success)}"
    )


def _bars(route: Route) -> list[Bar]:
    bars = []
    begin = 0.0
    for number, stage in enumerate(route.stages, start=1):
        ready = begin + stage.months - stage.move_months
        for style, start, length in (
            (Style.LEARN, begin, stage.learning_months),
            (Style.WAIT, begin, stage.dwell_months),
            (Style.MOVE, ready, stage.move_months),
        ):
            if length > 0:
                bars.append(Bar(stage=str(number), style=style, begin=start, months=length))
        begin += stage.months
    return bars


def _stage(
    route: Route, stage: Stage, titles: Titles, *, number: int, start: tuple[datetime.date, float], full: bool
) -> list[Block]:
    as_of, begin = start
    blocks: list[Block] = [
        Heading(f"Stage {number}: {titles.role(stage.from_)} → {titles.role(stage.to)}", level=3),
        Paragraph((line(quiet(_terms(stage, titles, as_of, begin))), *_before(stage, titles, full=full)), indent=1),
    ]
    return [*blocks, _learning(route, stage, titles, full=full)] if stage.learning else blocks


def _terms(stage: Stage, titles: Titles, as_of: datetime.date, begin: float) -> str:
    there = day_after(as_of, begin + stage.months)
    way = "up the ladder" if stage.kind == "ladder" else "across the lattice"
    effort = f"{hours(stage.hours)}, {titles.money(stage.cost)}" if stage.learning else "nothing to learn"
    return f"in the role by {there} · {way} · success {percent(stage.success)} · {effort}"


def _before(stage: Stage, titles: Titles, *, full: bool) -> list[Line]:
    """What practice gave, and what is lacking when the stage begins."""
    rows = []
    if stage.practised:
        reached = [(change.to, change.skill) for change in stage.practised]
        what = by_level(reached, titles) if full else f"{counted(len(reached), 'skill')} forward"
        rows.append(line(f"Practice as {titles.role(stage.from_)} brings ", quiet(what)))
    if not stage.gap:
        rows.append(line("Qualified already when the stage begins"))
    elif full:
        rows.append(line("To close: ", quiet(by_level([(gap.need, gap.skill) for gap in stage.gap], titles))))
    return rows


def _learning(route: Route, stage: Stage, titles: Titles, *, full: bool) -> Table:
    wanted = wanted_skills(route)
    columns = [
        Column("#", numeric=True),
        Column("Learn", wraps=True),
        Column("Hours", numeric=True),
        Column("Cost", numeric=True),
    ]
    rows = [
        (
            str(number),
            titles.resource(item.resource),
            f"{item.hours:,.0f}",
            titles.money(item.cost),
            *((raised(item, titles, wanted),) if full else ()),
        )
        for number, item in enumerate(stage.learning, start=1)
    ]
    return Table((*columns, *((Column("Raises", wraps=True),) if full else ())), tuple(rows))
