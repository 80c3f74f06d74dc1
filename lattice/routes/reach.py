"""Reach: every role within so many months and so much money, the career counterpart of an isochrone."""

from __future__ import annotations

import datetime
import heapq
from itertools import count
from typing import TypedDict, Unpack

from lattice.errors import WrongCall
from lattice.graph.names import find_person
from lattice.graph.snapshot import Snapshot
from lattice.routes.clock import Clock
from lattice.routes.ledger import write_route
from lattice.routes.options import (
    HOURS_IN_A_WEEK,
    Several,
    as_constraints,
    as_limits,
    at_least_nothing,
    today_unless,
)
from lattice.routes.plan import Plan, SearchTooLong, slack
from lattice.routes.planning import best_plan, settled
from lattice.routes.prices import worth
from lattice.routes.question import Question
from lattice.routes.result import ReachedRole, ReachResult
from lattice.routes.search import in_order
from lattice.routes.walks import Walk, Walks
from lattice.routes.weights import Weights


def reach(
    graph: Snapshot,
    person: str,
    *,
    within_months: float,
    budget: float | None = None,
    max_moves: int = 4,
    hours_per_week: float | None = None,
    avoid: Several = (),
    kind: Several = (),
    no_pay_cut: bool = False,
    resource_type: Several = (),
    resource_format: Several = (),
    language: Several = (),
    include_inactive: bool = False,
    time_limit: float | None = None,
    as_of: datetime.date | None = None,
) -> ReachResult:
    """Find every role that a person can reach within so many months and so much money.

    Each comes with its fastest route that stays within both and has at most
    ``max_moves`` moves, in the order of months, then moves, cost, hours and
    ids. One search answers for all roles. The current role is not listed.
    Options and errors are those of ``find_routes``.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> near = lattice.reach(graph, "maya", within_months=24, as_of=datetime.date(2026, 11, 22))
    >>> all(role.months <= 24 for role in near.roles)
    True
    """
    at_least_nothing("time_limit", time_limit)
    question = reach_question(
        graph,
        person,
        within_months=within_months,
        budget=budget,
        max_moves=max_moves,
        hours_per_week=hours_per_week,
        avoid=avoid,
        kind=kind,
        no_pay_cut=no_pay_cut,
        resource_type=resource_type,
        resource_format=resource_format,
        language=language,
        include_inactive=include_inactive,
        as_of=as_of,
    )
    constraints = question.constraints
    search = ReachSearch(question, clock=Clock(time_limit))
    optimal = search.run()
    return ReachResult(
        as_of=question.as_of,
        person=question.person,
        within_months=constraints.deadline or 0.0,
        budget=constraints.budget,
        max_moves=max_moves,
        limits=as_limits(graph, constraints, hours_per_week=hours_per_week),
        optimal=optimal,
        roles=tuple(_reached(question, plan) for plan in in_order(list(search.best.values()))),
    )


class ReachOptions(TypedDict, total=False):
    """What limits a reach beside the months; all as ``reach`` takes them."""

    budget: float | None
    max_moves: int
    hours_per_week: float | None
    avoid: Several
    kind: Several
    no_pay_cut: bool
    resource_type: Several
    resource_format: Several
    language: Several
    include_inactive: bool


def reach_question(
    graph: Snapshot, person: str, *, within_months: float, as_of: datetime.date | None, **options: Unpack[ReachOptions]
) -> Question:
    """The question that a reach answers.

    Raises ``UnknownName`` or ``AmbiguousName`` for a name, ``WrongCall`` for
    an option out of range.
    """
    months = at_least_nothing("within_months", within_months)
    if months is None:
        message = "within_months is missing; say how many months"
        raise WrongCall(message)
    weekly = at_least_nothing("hours_per_week", options.get("hours_per_week"), most=HOURS_IN_A_WEEK)
    return Question.ask(
        graph,
        find_person(graph, person),
        as_of=today_unless(as_of),
        weights=Weights(months=1.0),
        constraints=as_constraints(
            graph,
            max_moves=options.get("max_moves", 4),
            deadline=months,
            budget=options.get("budget"),
            via=(),
            avoid=options.get("avoid", ()),
            kind=options.get("kind", ()),
            no_pay_cut=options.get("no_pay_cut", False),
            resource_type=options.get("resource_type", ()),
            resource_format=options.get("resource_format", ()),
            language=options.get("language", ()),
            include_inactive=options.get("include_inactive", False),
        ),
        hours_per_week=weekly,
    )


def _reached(question: Question, plan: Plan) -> ReachedRole:
    route = write_route(question, plan)
    return ReachedRole(
        role=route.roles[-1],
        months=route.months,
        cost=route.cost,
        hours=route.hours,
        success=route.success,
        moves=route.moves,
        roles=route.roles,
    )


class ReachSearch:
    """One search over all walks, those with the fewest possible months first."""

    def __init__(self, question: Question, *, clock: Clock) -> None:
        self.question = question
        self.clock = clock
        self.best: dict[int, Plan] = {}
        self.walks = Walks(question)

    def run(self) -> bool:
        """Search until every reachable role has its fastest route; whether it was done in time."""
        question, walks, tickets = self.question, self.walks, count()
        limits = question.constraints
        deadline = limits.deadline or 0.0
        heap: list[tuple[float, int, int, Walk]] = [(0.0, 0, next(tickets), walks.begin())]
        while heap:
            if self.clock.is_up:
                return False
            months, _, _, walk = heapq.heappop(heap)
            if walk.moves:
                if not self.settle(months, walk):
                    return False
                if len(walk.moves) == limits.max_moves:
                    continue
                walk = walks.settle(walk)
            for edge in question.edges(walk.roles[-1]):
                child = None if edge.target in walk.roles else walks.enter(walk, edge)
                if child is None or child.waited > deadline + slack(deadline):
                    continue
                if limits.budget is not None and worth(walks.cost, child.needed) > limits.budget + slack(limits.budget):
                    continue
                heapq.heappush(heap, (child.waited, len(child.moves), next(tickets), child))
        return True

    def settle(self, months: float, walk: Walk) -> bool:
        """Take a walk as a way to its last role, when it could be the fastest; whether it was done in time."""
        role = walk.roles[-1]
        known = self.best.get(role)
        if known is not None and months > known.months + slack(known.months):
            return True
        limit = float("inf") if known is None else known.months + slack(known.months)
        try:
            plan = best_plan(self.question, walk.path, limit=limit, clock=self.clock)
        except SearchTooLong:
            return False
        if plan is not None and not plan.settled:
            plan = settled(self.question, plan, clock=self.clock)
        if plan is not None:
            self.best[role] = plan if known is None else in_order([known, plan])[0]
        return True
