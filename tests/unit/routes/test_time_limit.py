"""A search that is stopped at any point says what it has proven, and no more."""

from __future__ import annotations

from functools import cache

import pytest

import lattice
from lattice.errors import WrongCall
from lattice.graph.snapshot import Snapshot
from lattice.routes.clock import Clock
from lattice.routes.pareto import ParetoSearch
from lattice.routes.plan import SearchTooLong
from lattice.routes.question import Constraints, Question
from lattice.routes.reach import ReachSearch
from lattice.routes.search import Search
from lattice.routes.weights import PROFILES, Weights
from tests.benchmarks.lattices import AS_OF, Size, generate

SIZE = Size(roles=24, moves=4, resources=40, skills=20, people=6, asks=5)
LOOKS = (*range(12), 15, 20, 30, 50, 100, 200)
NEAR = 1e-9


class Ticks(Clock):
    """A clock whose time is up after so many looks at it: the same moment in every run."""

    def __init__(self, looks: int) -> None:
        super().__init__(None)
        self.looks = looks

    @property
    def is_up(self) -> bool:
        """Whether it was looked at often enough."""
        self.looks -= 1
        return self.looks < 0


@cache
def _graph(seed: int) -> Snapshot:
    return lattice.snapshot(generate(SIZE, seed=seed))


def _question(person: str, *, weights: Weights = PROFILES["balanced"], **limits: float) -> Question:
    return Question.ask(
        _graph(1),
        person,
        as_of=AS_OF,
        weights=weights,
        constraints=Constraints(max_moves=3, **limits),  # type: ignore[arg-type]
    )


def _pairs() -> list[tuple[str, int]]:
    """People and targets between whom there is more than one route."""
    found = []
    for person in sorted(_graph(1).people):
        for target in range(0, 24, 5):
            question = _question(person)
            if question.role != target and len(Search(question, target, wanted=2, clock=Clock(None)).run().plans) == 2:
                found.append((person, target))
    return found[:4]


def test_the_best_so_far_with_a_valid_bound() -> None:
    """However soon it stops: the bound is below the optimum, what is found isn't better, optimal is what is proven."""
    stopped = 0
    for person, target in _pairs():
        question = _question(person)
        best = Search(question, target, wanted=2, clock=Clock(None)).run()
        before = -1.0
        for looks in LOOKS:
            found = Search(question, target, wanted=2, clock=Ticks(looks)).run()
            assert found.bound <= best.plans[0].score + NEAR
            assert found.bound >= before - NEAR
            before = found.bound
            assert all(plan.score >= best.plans[0].score - NEAR for plan in found.plans)
            if found.optimal:
                assert found.plans == best.plans
                assert found.bound == found.plans[0].score
            stopped += not found.optimal
        assert before == best.bound
    assert stopped > 20


def test_a_front_so_far_with_a_valid_bound() -> None:
    """The bound is below every score of the front; what is found so far can be done and is no better."""
    for person, target in _pairs()[:2]:
        question = _question(person)
        best = ParetoSearch(question, target, clock=Clock(None)).run()
        for looks in LOOKS:
            found = ParetoSearch(question, target, clock=Ticks(looks)).run()
            assert found.bound <= best.plans[0].score + NEAR
            for plan in found.plans:
                assert any(
                    other.months <= plan.months + NEAR
                    and other.cost <= plan.cost + NEAR
                    and other.path.risk <= plan.path.risk + NEAR
                    for other in best.plans
                )
            if found.optimal:
                assert found.plans == best.plans


def test_reach_so_far() -> None:
    """Roles that are found early are within reach, though perhaps not by the fastest route."""
    question = _question(min(_graph(1).people), weights=Weights(months=1.0), deadline=40.0)
    whole = ReachSearch(question, clock=Clock(None))
    assert whole.run()
    assert whole.best
    for looks in LOOKS:
        search = ReachSearch(question, clock=Ticks(looks))
        if search.run():
            assert search.best == whole.best
        assert set(search.best) <= set(whole.best)
        assert all(plan.months >= whole.best[role].months - NEAR for role, plan in search.best.items())
        assert all(plan.months <= 40 + NEAR for plan in search.best.values())


def test_a_solver_that_runs_out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """When it is a path's learning that takes too long, that path stays open and the bound counts it."""
    person, target = _pairs()[0]
    question = _question(person)
    best = Search(question, target, wanted=2, clock=Clock(None)).run()

    def never(*_: object, **__: object) -> None:
        raise SearchTooLong

    monkeypatch.setattr("lattice.routes.search.best_plan", never)
    monkeypatch.setattr("lattice.routes.pareto.show_plans", never)
    monkeypatch.setattr("lattice.routes.reach.best_plan", never)
    for found in (
        Search(question, target, wanted=2, clock=Clock(None)).run(),
        ParetoSearch(question, target, clock=Clock(None)).run(),
    ):
        assert (found.optimal, found.plans) == (False, ())
        assert 0 < found.bound <= best.plans[0].score + NEAR
    search = ReachSearch(_question(person, weights=Weights(months=1.0), deadline=40.0), clock=Clock(None))
    assert not search.run()
    assert search.best == {}


def test_no_time_at_all() -> None:
    """Nothing is found, nothing is called optimal, and that there is no route isn't said either."""
    graph = _graph(1)
    person, target = _pairs()[0]
    for pareto in (False, True):
        result = lattice.find_routes(graph, person, to=graph.role_ids[target], time_limit=0, pareto=pareto, as_of=AS_OF)
        assert (result.optimal, result.bound, result.routes, result.no_route) == (False, 0.0, (), None)
    near = lattice.reach(graph, person, within_months=60, time_limit=0, as_of=AS_OF)
    assert (near.optimal, near.roles) == (False, ())


def test_who_is_there_already_needs_no_time() -> None:
    """That is known without a search."""
    graph = _graph(1)
    person = min(graph.people)
    result = lattice.find_routes(graph, person, to=str(graph.person_row(person)[1]), time_limit=0, as_of=AS_OF)
    assert result.optimal
    assert result.no_route is not None
    assert result.no_route.reason == "already_there"


def test_clocks() -> None:
    """Without a limit time never runs out; without time it has."""
    assert not Clock(None).is_up
    assert Clock(None).left == float("inf")
    assert Clock(0).is_up
    assert not Clock(3600).is_up
    assert 0 < Clock(3600).left <= 3600


@pytest.mark.parametrize("limit", [-1, float("nan"), float("inf")])
def test_senseless_time_limits(limit: float) -> None:
    """A time limit is a number of at least 0."""
    graph = _graph(1)
    person = min(graph.people)
    with pytest.raises(WrongCall, match="time_limit"):
        lattice.find_routes(graph, person, to=graph.role_ids[0], time_limit=limit)
    with pytest.raises(WrongCall, match="time_limit"):
        lattice.reach(graph, person, within_months=1, time_limit=limit)
