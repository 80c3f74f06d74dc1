"""Ways within reach: to every role, every way worth taking in so many months for so much money.

Where ``reach`` gives the fastest route within one budget, this gives the front
over months and cost of each role: whoever holds it can answer for any smaller
number of months and any smaller budget without asking again.
"""

from __future__ import annotations

import datetime
from typing import Unpack

from lattice.graph.snapshot import Snapshot
from lattice.routes.clock import Clock
from lattice.routes.ledger import write_route
from lattice.routes.options import as_limits, at_least_nothing
from lattice.routes.pareto import Front
from lattice.routes.plan import Plan, SearchTooLong
from lattice.routes.planning import lean, show_plans
from lattice.routes.prices import worth
from lattice.routes.question import Question
from lattice.routes.reach import ReachOptions, ReachSearch, reach_question
from lattice.routes.result import WaysResult
from lattice.routes.walks import Walk


def find_ways(
    graph: Snapshot,
    person: str,
    *,
    within_months: float,
    time_limit: float | None = None,
    as_of: datetime.date | None = None,
    **options: Unpack[ReachOptions],
) -> WaysResult:
    """Find, to every role within reach, the routes that no other beats in months and cost together.

    The fastest route to a role within fewer months and a smaller budget is
    always among them: of those that keep to both, the first. Routes are in the
    order of their last role's id, then months. Where two take as long and cost
    as much, the one of fewer moves, then hours, then the smaller ids is given.
    Options and errors are those of ``reach``.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> found = lattice.find_ways(graph, "maya", within_months=12, as_of=datetime.date(2026, 11, 22))
    >>> {route.roles[-1]: round(route.months, 1) for route in found.routes if route.cost == 0}["data-architect"]
    6.9
    """
    at_least_nothing("time_limit", time_limit)
    question = reach_question(graph, person, within_months=within_months, as_of=as_of, **options)
    constraints = question.constraints
    search = WaysSearch(question, clock=Clock(time_limit))
    optimal = search.run()
    plans = [
        plan
        for _, front in sorted(search.fronts.items())
        for plan in sorted(front.plans, key=lambda plan: (plan.months, plan.cost))
    ]
    return WaysResult(
        as_of=question.as_of,
        person=question.person,
        within_months=constraints.deadline or 0.0,
        budget=constraints.budget,
        max_moves=constraints.max_moves,
        limits=as_limits(graph, constraints, hours_per_week=options.get("hours_per_week")),
        optimal=optimal,
        routes=tuple(write_route(question, lean(question, plan)) for plan in plans),
    )


class MonthsAndCost(Front):
    """The plans that no other one beats in months and cost together; how sure they are doesn't count."""

    def figures(self, plan: Plan) -> tuple[float, float, float]:
        """Months and cost alone."""
        return plan.months, plan.cost, 0.0


class WaysSearch(ReachSearch):
    """A search over the walks of a reach that keeps a front for each role."""

    def __init__(self, question: Question, *, clock: Clock) -> None:
        super().__init__(question, clock=clock)
        self.fronts: dict[int, MonthsAndCost] = {}

    def settle(self, months: float, walk: Walk) -> bool:
        """Take every way along a walk that may be worth it; whether it was done in time."""
        front = self.fronts.setdefault(walk.roles[-1], MonthsAndCost())
        front.aim(moves=len(walk.moves), risk=0.0)
        if front.hopeless(0.0, months, worth(self.walks.cost, walk.needed), 0.0):
            return True
        try:
            show_plans(self.question, walk.path, front, clock=self.clock)
        except SearchTooLong:
            return False
        return True
