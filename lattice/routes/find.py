"""Find routes: the best ways of one person to a target role, proven."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from lattice.graph.names import find_person, find_role
from lattice.graph.snapshot import Snapshot
from lattice.routes.clock import Clock
from lattice.routes.ledger import write_route
from lattice.routes.options import (
    HOURS_IN_A_WEEK,
    MOST_ALTERNATIVES,
    Several,
    as_constraints,
    as_limits,
    at_least_nothing,
    today_unless,
    whole_number,
)
from lattice.routes.pareto import ParetoSearch
from lattice.routes.planning import lean
from lattice.routes.question import Question
from lattice.routes.reasons import why_no_route
from lattice.routes.result import Route, RoutesResult
from lattice.routes.search import Found, Search
from lattice.routes.weights import Weights, as_weights


def find_routes(
    graph: Snapshot,
    person: str,
    *,
    to: str,
    weights: str | Mapping[str, float] | Weights = "balanced",
    alternatives: int = 3,
    pareto: bool = False,
    max_moves: int = 4,
    deadline: float | None = None,
    budget: float | None = None,
    hours_per_week: float | None = None,
    via: Several = (),
    avoid: Several = (),
    kind: Several = (),
    no_pay_cut: bool = False,
    resource_type: Several = (),
    resource_format: Several = (),
    language: Several = (),
    include_inactive: bool = False,
    time_limit: float | None = None,
    as_of: datetime.date | None = None,
) -> RoutesResult:
    """Find the best routes of a person to a target role.

    The person, the roles in ``to``, ``via`` and ``avoid`` are named by id,
    title or alias. ``weights`` is a profile's name or a mapping of ``months``,
    ``cost``, ``hours``, ``risk`` and ``moves``. With ``pareto`` the answer is
    every route that no other one beats in months, cost and success together,
    in the order of the score, and ``alternatives`` is ignored. ``deadline`` is in months, ``budget`` in
    the bundle's currency, ``time_limit`` in seconds; ``as_of`` is today unless
    given.

    The answer is the proven optimum over all routes of at most ``max_moves``
    moves, unless ``time_limit`` ends the search: then ``optimal`` is false and
    ``bound`` still a valid lower bound. Equal scores (within 1e-9 of their
    size) are in the order of fewer moves, months, cost, hours, then the ids of
    roles and resources.

    Raises ``UnknownName`` or ``AmbiguousName`` for a name, ``WrongCall`` for
    an option out of range.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> result = lattice.find_routes(
    ...     graph, "maya", to="senior-data-engineer", as_of=datetime.date(2026, 11, 22)
    ... )
    >>> result.optimal
    True
    """
    chosen = as_weights(weights)
    whole_number("alternatives", alternatives, most=MOST_ALTERNATIVES)
    at_least_nothing("time_limit", time_limit)
    weekly = at_least_nothing("hours_per_week", hours_per_week, most=HOURS_IN_A_WEEK)
    question = Question.ask(
        graph,
        find_person(graph, person),
        as_of=today_unless(as_of),
        weights=chosen,
        constraints=as_constraints(
            graph,
            max_moves=max_moves,
            deadline=deadline,
            budget=budget,
            via=via,
            avoid=avoid,
            kind=kind,
            no_pay_cut=no_pay_cut,
            resource_type=resource_type,
            resource_format=resource_format,
            language=language,
            include_inactive=include_inactive,
        ),
        hours_per_week=weekly,
    )
    target = graph.roles[find_role(graph, to)]
    clock = Clock(time_limit)
    if question.role == target:
        found = None
    elif pareto:
        found = ParetoSearch(question, target, clock=clock).run()
    else:
        found = Search(question, target, wanted=alternatives, clock=clock).run()
    routes = tuple(write_route(question, lean(question, plan)) for plan in found.plans) if found else ()
    optimal = found is None or found.optimal
    return RoutesResult(
        as_of=question.as_of,
        person=question.person,
        target=graph.role_ids[target],
        weights=chosen.mapping(),
        max_moves=max_moves,
        limits=as_limits(graph, question.constraints, hours_per_week=weekly),
        pareto=pareto,
        optimal=optimal,
        bound=_bound(found, routes),
        routes=routes,
        no_route=why_no_route(question, target) if optimal and not routes else None,
    )


def _bound(found: Found | None, routes: tuple[Route, ...]) -> float | None:
    """A lower bound on the best score: the best route's own when it is proven, None when there is none."""
    if found is None or (found.optimal and not routes):
        return None
    return routes[0].score if found.optimal else min([found.bound, *(route.score for route in routes[:1])])
