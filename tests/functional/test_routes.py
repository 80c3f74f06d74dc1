"""Routes over generated organisations: followed step by step on the bundle's rows, and compared with each other."""

from __future__ import annotations

import datetime
import itertools
import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import jsonschema
import pytest

import lattice
from lattice.graph.snapshot import Snapshot
from lattice.routes.result import GapResult, ReachResult, Route, RoutesResult
from tests.benchmarks.lattices import AS_OF, Size, generate

SIZE: Final = Size(roles=60, moves=6, resources=80, skills=30, people=10, asks=7)
SEEDS: Final = (1, 2)
NEAR: Final = 1e-9


@cache
def _graph(seed: int) -> Snapshot:
    return lattice.snapshot(generate(SIZE, seed=seed))


def _pairs(seed: int, *, each: int) -> Iterator[tuple[str, str]]:
    """People and targets, spread over the lattice."""
    graph = _graph(seed)
    for at, person in enumerate(sorted(graph.people)):
        for turn in range(each):
            yield person, graph.role_ids[(7 * at + 23 * turn + 5) % len(graph.role_ids)]


class Rows:
    """The tables of a bundle as records, read once."""

    def __init__(self, bundle: lattice.Bundle) -> None:
        self.policy = bundle.header.policy
        self.people, self.levels = bundle.people, bundle.levels
        self.roles, self.requirements, self.moves = bundle.roles, bundle.requirements, bundle.moves
        self.resources, self.teaches, self.prerequisites = bundle.resources, bundle.teaches, bundle.prerequisites


@cache
def _rows(seed: int) -> Rows:
    return Rows(_graph(seed).bundle)


class Follower:
    """Someone who does what a route says, by the rows of the bundle alone."""

    def __init__(self, rows: Rows, person: str) -> None:
        self.bundle, self.policy = rows, rows.policy
        who = next(one for one in self.bundle.people if one.id == person)
        self.role, self.since = who.role, who.in_role_since
        hours = self.policy.hours_per_week if who.hours_per_week is None else who.hours_per_week
        self.pace = hours * 52 / 12
        self.levels = {held.skill: held.level for held in self.bundle.levels if held.person == person}
        self.taken: set[str] = set()
        self.moved = 0

    def wait(self, as_of: datetime.date) -> float:
        """The months still to be served in the role."""
        stated = next(role.dwell_months for role in self.bundle.roles if role.id == self.role)
        dwell = self.policy.dwell_months if stated is None else stated
        if self.moved:
            return dwell
        served = math.inf if self.since is None else (as_of - self.since).days / (364 / 12)
        return max(0.0, dwell - served)

    def practise(self) -> dict[str, tuple[int, int]]:
        """Have the levels of the role moved into; what rises, from and to."""
        raised = {}
        for need in self.bundle.requirements:
            have = self.levels.get(need.skill, 0)
            if self.moved and need.role == self.role and need.level > have:
                raised[need.skill] = (have, need.level)
                self.levels[need.skill] = need.level
        return raised

    def lacks(self, role: str) -> dict[str, tuple[int, int]]:
        """What is missing to enter a role, have and need by skill."""
        missing = {}
        for need in self.bundle.requirements:
            essential = self.policy.essential if need.essential is None else need.essential
            usual = max(need.level - self.policy.entry_slack, 0)
            entry = usual if need.entry_level is None else need.entry_level
            if need.role == role and essential and self.levels.get(need.skill, 0) < entry:
                missing[need.skill] = (self.levels.get(need.skill, 0), entry)
        return missing

    def take(self, resource: str) -> tuple[float, float, dict[str, tuple[int, int]]]:
        """Start and finish a resource that hasn't been taken: hours, cost, and what it raises."""
        assert resource not in self.taken
        self.taken.add(resource)
        one = next(each for each in self.bundle.resources if each.id == resource)
        raised = {}
        for need in self.bundle.prerequisites:
            assert need.resource != resource or self.levels.get(need.skill, 0) >= need.level
        for teaching in self.bundle.teaches:
            if teaching.resource == resource:
                have = self.levels.get(teaching.skill, 0)
                assert have >= (self.policy.from_level if teaching.from_level is None else teaching.from_level)
                if teaching.to_level > have:
                    raised[teaching.skill] = (have, teaching.to_level)
        self.levels |= {skill: top for skill, (_, top) in raised.items()}
        return one.hours, self.policy.cost if one.cost is None else one.cost, raised

    def move(self, role: str, kind: str) -> tuple[float, float]:
        """Make a move that there is, qualified for it: its months and success."""
        assert not self.lacks(role)
        families = {each.id: (each.family, each.grade) for each in self.bundle.roles}
        (family, grade), (into, height) = families[self.role], families[role]
        found = [
            each
            for each in self.bundle.moves
            if (each.from_, each.to) == (self.role, role)
            and (each.kind or ("ladder" if family == into and height > grade else "lattice")) == kind
        ]
        assert len(found) == 1
        self.role, self.moved = role, self.moved + 1
        months, success = found[0].months, found[0].success
        return self.policy.months if months is None else months, self.policy.success if success is None else success


def _check_followed(rows: Rows, person: str, route: Route, weights: Mapping[str, float]) -> None:
    """Do what the route says in the order it says; every figure of the ledger must come out to the last digit."""
    follower = Follower(rows, person)
    assert route.roles[0] == follower.role
    assert len(set(route.roles)) == len(route.roles) == route.moves + 1
    months = cost = hours = 0.0
    success = 1.0
    for stage, (start, end) in zip(route.stages, itertools.pairwise(route.roles), strict=True):
        assert (stage.from_, stage.to) == (start, end)
        assert stage.dwell_months == pytest.approx(follower.wait(AS_OF))
        assert {one.skill: (one.from_, one.to) for one in stage.practised} == follower.practise()
        assert {one.skill: (one.have, one.need) for one in stage.gap} == follower.lacks(end)
        stage_hours = stage_cost = 0.0
        for learning in stage.learning:
            raises = {one.skill: (one.from_, one.to) for one in learning.raises}
            assert (learning.hours, learning.cost, raises) == follower.take(learning.resource)
            assert raises
            stage_hours, stage_cost = stage_hours + learning.hours, stage_cost + learning.cost
        assert (stage.hours, stage.cost) == (stage_hours, stage_cost)
        assert stage.learning_months == pytest.approx(stage_hours / follower.pace)
        assert (stage.move_months, stage.success) == follower.move(end, stage.kind)
        assert stage.months == max(stage.dwell_months, stage.learning_months) + stage.move_months
        months, cost, hours = months + stage.months, cost + stage.cost, hours + stage.hours
        success *= stage.success
    assert (route.months, route.cost, route.hours, route.success) == (months, cost, hours, success)
    figures = {"months": months, "cost": cost, "hours": hours, "risk": -math.log(success), "moves": route.moves}
    assert route.score == pytest.approx(sum(weights[name] * figure for name, figure in figures.items()))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_route_can_be_followed(seed: int) -> None:
    """Each of three best routes can be gone in the order given, and its ledger is right to the last digit."""
    graph, followed = _graph(seed), 0
    for person, target in _pairs(seed, each=2):
        result = lattice.find_routes(graph, person, to=target, as_of=AS_OF)
        assert result.optimal
        scores = [route.score for route in result.routes]
        assert scores == sorted(scores)
        assert len({route.roles for route in result.routes}) == len(result.routes)
        assert result.bound == (scores[0] if scores else None)
        for route in result.routes:
            _check_followed(_rows(seed), person, route, result.weights)
            followed += 1
    assert followed > 20


@pytest.mark.parametrize("seed", SEEDS)
def test_every_route_of_a_front_can_be_followed(seed: int) -> None:
    """So can the routes of a front, none of which beats another; the best by any profile is no better than all."""
    graph = _graph(seed)
    for person, target in itertools.islice(_pairs(seed, each=1), 5):
        front = lattice.find_routes(graph, person, to=target, pareto=True, max_moves=2, as_of=AS_OF)
        figures = [(route.months, route.cost, -route.success) for route in front.routes]
        for route in front.routes:
            _check_followed(_rows(seed), person, route, front.weights)
        for one, other in itertools.permutations(figures, 2):
            assert any(mine < theirs for mine, theirs in zip(one, other, strict=True))
        for name, at in (("months", 0), ("cost", 1)):
            best = lattice.find_routes(graph, person, to=target, weights={name: 1}, max_moves=2, as_of=AS_OF)
            assert bool(best.routes) == bool(figures)
            if figures:
                assert min(figure[at] for figure in figures) == pytest.approx(best.routes[0].score)


@pytest.mark.parametrize(("within", "budget"), [(24, None), (30, 500)])
def test_reach_says_what_the_fastest_routes_say(within: float, budget: float | None) -> None:
    """Role by role the months, cost and roles of the fastest route within the limits; what isn't listed has none."""
    graph = _graph(2)
    person = sorted(graph.people)[2]
    near = lattice.reach(graph, person, within_months=within, budget=budget, max_moves=3, as_of=AS_OF)
    listed = {role.role: role for role in near.roles}
    assert list(listed.values()) == sorted(near.roles, key=lambda role: role.months)
    assert listed
    for target in graph.role_ids:
        best = lattice.find_routes(
            graph,
            person,
            to=target,
            weights={"months": 1},
            alternatives=1,
            max_moves=3,
            deadline=within,
            budget=budget,
            as_of=AS_OF,
        )
        assert len(best.routes) == (target in listed)
        for route in best.routes:
            found = listed[target]
            assert found.months == pytest.approx(route.months)
            assert found.cost == pytest.approx(route.cost)
            assert (found.moves, found.roles) == (route.moves, route.roles)


def test_fewer_moves_are_no_better() -> None:
    """What more moves allow is at least as good; a best route within fewer moves stays the best within them."""
    graph = _graph(1)
    for person, target in itertools.islice(_pairs(1, each=1), 6):
        before = math.inf
        for most in range(1, 5):
            result = lattice.find_routes(graph, person, to=target, max_moves=most, alternatives=1, as_of=AS_OF)
            score = result.routes[0].score if result.routes else math.inf
            assert score <= before + NEAR
            assert all(route.moves <= most for route in result.routes)
            before = score


def test_a_time_limit_keeps_what_it_promises() -> None:
    """However little time there is, the bound is below the optimum and every route can be followed."""
    graph = _graph(1)
    for person, target in itertools.islice(_pairs(1, each=1), 6):
        best = lattice.find_routes(graph, person, to=target, as_of=AS_OF)
        for seconds in (0, 1e-4, 1e-3, 3e-3, 1e-2):
            result = lattice.find_routes(graph, person, to=target, time_limit=seconds, as_of=AS_OF)
            for route in result.routes:
                _check_followed(_rows(1), person, route, result.weights)
                assert route.score >= best.routes[0].score - NEAR
            if result.optimal:
                assert result.bound == best.bound
            else:
                assert result.no_route is None
                assert result.bound is not None
                assert not best.routes or result.bound <= best.routes[0].score + NEAR


def _asked() -> Iterator[RoutesResult | GapResult | ReachResult]:
    graph = _graph(1)
    person, target = next(_pairs(1, each=1))
    home = str(graph.person_row(person)[1])
    yield lattice.find_routes(graph, person, to=target, as_of=AS_OF)
    yield lattice.find_routes(graph, person, to=target, pareto=True, max_moves=2, as_of=AS_OF)
    yield lattice.find_routes(graph, person, to=target, time_limit=0, as_of=AS_OF)
    yield lattice.find_routes(graph, person, to=target, budget=0, deadline=0, as_of=AS_OF)
    yield lattice.find_routes(graph, person, to=home, as_of=AS_OF)
    yield lattice.find_gap(graph, person, role=target)
    yield lattice.reach(graph, person, within_months=24, budget=100, as_of=AS_OF)
    yield lattice.reach(graph, person, within_months=0, as_of=AS_OF)


@pytest.mark.parametrize("at", range(8))
def test_results_are_their_json(at: int) -> None:
    """What is written keeps its schema, names every field as the interface does, and reads back as the same result."""
    result = next(itertools.islice(_asked(), at, None))
    text = result.model_dump_json()
    assert type(result).model_validate_json(text) == result
    document = json.loads(text, parse_constant=pytest.fail)
    schema = type(result).model_json_schema(by_alias=True, mode="serialization")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)
    assert document["schema"] == result.schema_
    assert "from_" not in text
    with pytest.raises(ValueError, match="frozen"):
        result.person = "somebody"  # type: ignore[misc]  # that it can't is what is tried
