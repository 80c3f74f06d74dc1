"""Bounds hold: no walk's bound lies above a route that begins with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings

from lattice.graph.snapshot import Snapshot
from lattice.routes.compass import Compass
from lattice.routes.learning import PathProblem
from lattice.routes.plan import Best, Path, Plan
from lattice.routes.question import Constraints, Question
from lattice.routes.search import Step, Toward
from lattice.routes.weights import Weights
from tests.oracle.case import Case
from tests.oracle.question import Question as CaseQuestion
from tests.oracle.strategies import cases, seeded_case
from tests.unit.routes.made import ask, lattice_of, paths, snapshot_of

SEEDS = range(2 * settings().max_examples)


def _best(question: Question, path: Path, weights: Weights) -> Plan | None:
    best = Best()
    PathProblem(replace(question, weights=weights), path).solve(best)
    return best.plan


@dataclass
class Bounds:
    """The steps of one path and the least figures of its plans."""

    steps: list[Step]
    score: float
    months: float
    cost: float
    risk: float


def _bounds(question: Question, toward: Toward) -> Iterator[Bounds]:
    """For each path that has a plan: every step to it, which must not have been left out."""
    for path in paths(question, toward.target):
        plan = _best(question, path, question.weights)
        fastest = _best(question, path, Weights(months=1.0))
        cheapest = _best(question, path, Weights(cost=1.0))
        if plan is None or fastest is None or cheapest is None:
            assert plan is fastest is cheapest is None
            continue
        walk, steps = toward.walks.begin(), []
        for move in path.moves:
            found = [step for step in toward.steps(walk) if step.walk.moves[-1] == move]
            assert found, f"the walk {walk.roles} was not continued along {path.roles}"
            steps.append(found[0])
            walk = found[0].walk
        assert walk.path.base == path.base
        assert walk.path.attainable == path.attainable
        yield Bounds(steps, plan.score, fastest.months, cheapest.cost, path.risk)


def _question(asked: CaseQuestion, graph: Snapshot) -> Question:
    weights = Weights(**{name: float(value) for name, value in asked.weights.items()})
    limits = Constraints(
        max_moves=min(asked.max_moves, 3),
        avoid=frozenset(graph.roles[name] for name in asked.avoid),
        kinds=frozenset(asked.kind),
    )
    return Question.ask(
        graph, asked.person, as_of=asked.as_of, weights=weights, constraints=limits, hours_per_week=asked.hours_per_week
    )


def _check(case: Case, asked: CaseQuestion) -> None:
    graph = snapshot_of(case)
    question, target = _question(asked, graph), graph.roles[asked.target]
    if question.role == target:
        return
    toward = Toward(question, target)
    for found in _bounds(question, toward):
        for step in found.steps:
            assert toward.score(step) <= found.score + 1e-9 * max(1, found.score)
            assert toward.months(step) <= found.months + 1e-9 * max(1, found.months)
            assert toward.cost(step) <= found.cost + 1e-9 * max(1, found.cost)
            assert toward.risk(step) <= found.risk + 1e-9
            assert not toward.breaks(step)


def test_no_bound_is_above_a_route() -> None:
    """On seeded cases, at every step of every path: score, months, cost and risk."""
    for seed in SEEDS:
        try:
            _check(*seeded_case(seed))
        except Exception as error:
            error.add_note(f"tests.oracle.strategies.seeded_case({seed})")
            raise


@given(cases())
def test_no_bound_is_above_a_route_of_the_simplest_case(asked: tuple[Case, CaseQuestion]) -> None:
    """The same on hypothesis's cases, made simple when one fails."""
    _check(*asked)


CHAIN = lattice_of(
    roles={"a": {"dwell_months": 3.0}, "b": {"dwell_months": 5.0}, "c": {"dwell_months": 7.0}, "d": {}, "e": {}},
    moves={
        "a>b": {"months": 1.0, "success": 0.5},
        "b>c": {"months": 2.0},
        "c>d": {"months": 4.0},
        "a>d": {"months": 50.0},
        "d>e": {},
        "e>b": {},
    },
    asks={"b": {"s": 3}, "c": {"s": 1, "t": 4}, "d": {"s": 3, "t": 3, "u": 2}},
)


def test_the_compass_by_moves_left() -> None:
    """What is left falls as more moves are allowed; the target is there already."""
    question = ask(CHAIN, weights=Weights(months=1.0), max_moves=3)
    compass = Compass.toward(question, 3)
    inf = float("inf")
    assert [row[0] for row in compass.score] == [inf, 50.0, 50.0, 19.0]
    assert [row[0] for row in compass.months] == [inf, 50.0, 50.0, 19.0]
    assert [row[0] for row in compass.idle] == [inf, 50.0, 50.0, 7.0]
    assert [row[3] for row in compass.score] == [0.0] * 4
    assert [row[4] for row in compass.score] == [inf, inf, inf, 12.0 + 5 + 2 + 7 + 4]
    assert compass.risk[3][0] == pytest.approx(0.0)


def test_practice_on_the_way() -> None:
    """Roles strictly between count, the role itself and the target don't, and only skills that the target asks."""
    question = ask(CHAIN, max_moves=3)
    compass = Compass.toward(question, 3)
    names = CHAIN.skill_ids
    code = CHAIN.codes.thermometer

    def practised(role: int, left: int) -> dict[str, int]:
        found = compass.practice(role, left)
        return {names[skill]: code.level(found, skill) for skill in code.skills(found)}

    assert [names[skill] for skill in compass.skills] == ["s", "t", "u"]
    assert practised(0, 3) == {"s": 3, "t": 4}
    assert practised(0, 2) == {}
    assert practised(1, 2) == {"s": 1, "t": 4}
    assert practised(1, 1) == {}
    assert practised(2, 3) == {}


def test_an_avoided_role_is_no_way() -> None:
    """The compass sees allowed moves only."""
    question = ask(CHAIN, weights=Weights(moves=1.0), avoid=frozenset({2}), max_moves=4)
    compass = Compass.toward(question, 3)
    assert compass.score[4][1] == float("inf")
    assert compass.score[4][0] == 1.0
