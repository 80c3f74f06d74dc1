"""Plan the learning of a path: by branching where that is quick, by a mixed-integer programme where it isn't.

Most paths of most lattices need a handful of resources, and a few dozen nodes
settle them in less time than it takes to write a programme down. Where many
resources compete for the waiting of several stages, HiGHS is quicker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lattice.routes.clock import Clock
from lattice.routes.learning import PathProblem
from lattice.routes.plan import Ambition, Best, Path, Plan, SearchTooLong, compare, slack
from lattice.routes.programme import Programme
from lattice.routes.question import Question

NODES: Final = 60
"""How many nodes branching may look at before a programme is written; set by measurement."""
FRONT_NODES: Final = 400
"""The same for a front, for which one programme after the other has to be solved."""


class BelowLimit(Best):
    """The ambition to find the best plan, none above a limit being wanted."""

    def __init__(self, limit: float) -> None:
        super().__init__()
        self.limit = limit

    def hopeless(self, score: float, months: float, cost: float, hours: float) -> bool:
        """Whether a plan with figures of at least these is above the limit or can't be better."""
        return score > self.limit or super().hopeless(score, months, cost, hours)


def best_plan(question: Question, path: Path, *, limit: float, clock: Clock) -> Plan | None:
    """The best plan for a path, None when there is none or all are above the limit.

    Ties may be left open (``Plan.settled``). Raises ``SearchTooLong`` when the
    time is up.
    """
    best = BelowLimit(limit)
    problem = PathProblem(question, path, node_limit=NODES)
    try:
        problem.solve(best)
    except SearchTooLong:
        below = limit if best.plan is None else min(limit, best.plan.score + slack(best.plan.score))
        plan = Programme(problem).best(below=below, seconds=clock.left)
        if plan is not None and (best.plan is None or plan.score < best.plan.score - slack(plan.score)):
            return plan
        return best.plan if best.plan is None else replace(best.plan, settled=False)
    return best.plan


def settled(question: Question, plan: Plan, *, clock: Clock) -> Plan:
    """The first of a path's plans of equal score; the plan as it is when the time is up."""
    try:
        return Programme(PathProblem(question, plan.path)).settle(plan, seconds=clock.left)
    except SearchTooLong:
        return plan


def lean(question: Question, plan: Plan) -> Plan:
    """The plan without resources that take no hours and no money and that it does as well without.

    They change no figure, and nobody should be sent to a course for nothing.
    """
    resources = question.snapshot.resources
    for number in reversed(plan.resources):
        if resources[number].hours or resources[number].cost:
            continue
        best = Best()
        rest = [other for other in plan.resources if other != number]
        try:
            PathProblem(question, plan.path, node_limit=NODES, among=rest).solve(best)
        except SearchTooLong:
            continue
        if best.plan is not None and compare(best.plan.figures, plan.figures) == 0:
            plan = best.plan
    return plan


def show_plans(question: Question, path: Path, ambition: Ambition, *, clock: Clock) -> None:
    """Show an ambition every plan of a path that months and cost might make wanted.

    Raises ``SearchTooLong`` when the time is up.
    """
    problem = PathProblem(question, path, node_limit=FRONT_NODES)
    try:
        problem.solve(ambition)
    except SearchTooLong:
        for plan in _front(problem, clock):
            ambition.offer(plan)


def _front(problem: PathProblem, clock: Clock) -> Iterator[Plan]:
    yield from Programme(problem).front(seconds=clock.left)
