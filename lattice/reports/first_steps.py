"""What to do first: the next concrete steps of a route."""

from __future__ import annotations

import datetime
from typing import Final

from lattice.reports.document import Block, Heading, Line, Step, Steps, line, quiet, strong
from lattice.reports.figures import day_after, hours, percent
from lattice.reports.raises import raised, wanted_skills
from lattice.reports.titles import Titles
from lattice.routes.result import Learning, Route, Stage

_MOST: Final = 3


def first_steps(route: Route, titles: Titles, *, as_of: datetime.date) -> list[Block]:
    """The first one to three things to do on a route, and what comes after them."""
    stage = route.stages[0]
    wanted = wanted_skills(route)
    steps = [_learning(item, titles, wanted) for item in stage.learning[:_MOST]]
    rest = stage.learning[_MOST:]
    apply = _application(stage, titles, as_of)
    if rest:
        effort = f"{hours(sum(item.hours for item in rest))}, {titles.money(sum(item.cost for item in rest))}"
        after = line(f"Then {len(rest)} more ({effort}); ", *apply)
        return [Heading("Do first"), Steps(tuple(steps), after)]
    if len(steps) == _MOST:
        return [Heading("Do first"), Steps(tuple(steps), line("Then ", *apply))]
    return [Heading("Do first"), Steps((*steps, Step(_sentence(apply))))]


def _learning(item: Learning, titles: Titles, wanted: frozenset[str]) -> Step:
    effort = f" ({hours(item.hours)}, {titles.money(item.cost)})"
    return Step(line(strong(titles.resource(item.resource)), effort), (line(quiet(raised(item, titles, wanted))),))


def _application(stage: Stage, titles: Titles, as_of: datetime.date) -> Line:
    """When to go for the next role, and what that day waits for."""
    role, chance = strong(titles.role(stage.to)), quiet(f" (success {percent(stage.success)})")
    ready = stage.months - stage.move_months
    if ready <= 0:
        return line("go for ", role, " now", chance)
    when = day_after(as_of, ready)
    if stage.dwell_months > stage.learning_months:
        return line(f"wait until {when}, for the usual stay as {titles.role(stage.from_)}, and go for ", role, chance)
    return line(f"from {when}, with all that learned, go for ", role, chance)


def _sentence(row: Line) -> Line:
    first = row[0]
    return (type(first)(first.text[:1].upper() + first.text[1:], first.style), *row[1:])
