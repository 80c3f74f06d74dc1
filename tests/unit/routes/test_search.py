"""Searching beyond the size that a brute force can follow: solvers against each other, bounds, time."""

from __future__ import annotations

from functools import cache

import pytest

import lattice
from lattice.graph.snapshot import Snapshot
from lattice.routes import planning
from lattice.routes.result import RoutesResult
from tests.benchmarks.lattices import AS_OF, Size, generate

SIZE = Size(roles=48, moves=6, resources=70, skills=30, people=12, asks=6)


@cache
def _graph(seed: int) -> Snapshot:
    return lattice.snapshot(generate(SIZE, seed=seed))


def _ask(graph: Snapshot, person: int, **options: object) -> RoutesResult:
    people = sorted(graph.people)
    target = graph.role_ids[(7 * person + 3) % len(graph.role_ids)]
    return lattice.find_routes(graph, people[person], to=target, as_of=AS_OF, **options)  # type: ignore[arg-type]


def _figures(result: RoutesResult) -> list[tuple[object, ...]]:
    return [
        (route.roles, *(pytest.approx(figure) for figure in (route.score, route.months, route.cost, route.hours)))
        for route in result.routes
    ]


@pytest.mark.parametrize("weights", ["balanced", "fastest", "cheapest", {"months": 1.0}, {"cost": 1.0}])
def test_branching_and_programme_agree(weights: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two ways to plan learning give the same routes, figure by figure and resource by resource."""
    for person in range(8):
        monkeypatch.setattr(planning, "NODES", 60_000)
        branched = _ask(_graph(3), person, weights=weights)
        monkeypatch.setattr(planning, "NODES", 0)
        programmed = _ask(_graph(3), person, weights=weights)
        assert [(route.roles) for route in branched.routes] == [route.roles for route in programmed.routes]
        assert _figures(programmed) == _figures(branched)
        for one, other in zip(branched.routes, programmed.routes, strict=True):
            assert _resources(one) == _resources(other)


def _resources(route: object) -> list[str]:
    return sorted(item.resource for stage in route.stages for item in stage.learning)  # type: ignore[attr-defined]


def test_fronts_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to plan give the same front."""
    for person in range(3):
        monkeypatch.setattr(planning, "NODES", 60_000)
        branched = _ask(_graph(4), person, pareto=True, max_moves=2)
        monkeypatch.setattr(planning, "NODES", 0)
        programmed = _ask(_graph(4), person, pareto=True, max_moves=2)
        assert _figures(programmed) == _figures(branched)


def test_a_time_limit_leaves_a_valid_bound() -> None:
    """When the time is up what is left is a lower bound, and it isn't called optimal."""
    for person in range(6):
        proven = _ask(_graph(5), person)
        hurried = _ask(_graph(5), person, time_limit=0)
        assert not hurried.optimal
        assert hurried.bound is not None
        assert hurried.no_route is None
        if proven.routes:
            assert proven.bound == proven.routes[0].score
            assert hurried.bound <= proven.routes[0].score


def test_sums_reproduce_the_totals_to_the_last_digit() -> None:
    """A route's months, cost and hours are its stages' summed in order, its success their product."""
    for person in range(12):
        for route in _ask(_graph(6), person).routes:
            months = cost = hours = 0.0
            success = 1.0
            for stage in route.stages:
                assert stage.months == max(stage.dwell_months, stage.learning_months) + stage.move_months
                assert stage.hours == sum(item.hours for item in stage.learning)
                months, cost, hours = months + stage.months, cost + stage.cost, hours + stage.hours
                success *= stage.success
            assert (months, cost, hours, success) == (route.months, route.cost, route.hours, route.success)


def test_reach_agrees_with_routes() -> None:
    """Every role is reached as fast as the fastest route to it, and none that has one in time is missing."""
    graph = _graph(7)
    for person in sorted(graph.people)[:1]:
        near = lattice.reach(graph, person, within_months=30, as_of=AS_OF)
        found = {role.role: role.months for role in near.roles}
        for role in graph.role_ids:
            routes = lattice.find_routes(
                graph, person, to=role, weights={"months": 1.0}, alternatives=1, deadline=30, as_of=AS_OF
            ).routes
            assert [pytest.approx(route.months) for route in routes] == ([found[role]] if role in found else [])
