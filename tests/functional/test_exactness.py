"""The program's answers against the brute force, on thousands of small random lattices.

The two share no code. Scores, months, cost, hours and success must agree
within 1e-9; what the program says to do is done again, step by step, by the
brute force, in the order in which the program lists it. Which of several
sets of resources with all the same figures is named is left to the program.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings

import lattice
from lattice.routes.result import ReachedRole, Route
from tests.oracle.brute import best_routes, follow, pareto, qualified, reach, readiness
from tests.oracle.case import Case
from tests.oracle.plan import Plan, near, within
from tests.oracle.question import Question
from tests.oracle.strategies import cases, seeded_case

# Twenty blocks, so that they can be shared out among processes.
BLOCKS: Final = range(20)
SEEDS_A_BLOCK: Final = 2 * settings().max_examples


def _snapshot(case: Case) -> lattice.Snapshot:
    with tempfile.TemporaryDirectory() as folder:
        return lattice.snapshot(lattice.read_bundle(case.write_folder(Path(folder) / "case")))


def _ask(graph: lattice.Snapshot, question: Question, *, front: bool = False) -> lattice.RoutesResult:
    return lattice.find_routes(
        graph,
        question.person,
        to=question.target,
        weights=question.weights,
        alternatives=question.k,
        pareto=front,
        max_moves=question.max_moves,
        as_of=question.as_of,
        deadline=question.deadline,
        budget=question.budget,
        via=question.via,
        avoid=question.avoid,
        kind=question.kind,
        no_pay_cut=question.no_pay_cut,
        resource_type=question.resource_type,
        language=question.language,
        hours_per_week=question.hours_per_week,
    )


def _check_figures(found: Route | ReachedRole, plan: Plan) -> None:
    for name in ("months", "cost", "hours", "success"):
        assert near(getattr(found, name), getattr(plan, name)), (name, found, plan)


def _check_done(case: Case, question: Question, route: Route) -> None:
    """What the route says can be done, in its order, within the limits, and gives its figures."""
    done = follow(
        case,
        question,
        roles=route.roles,
        kinds=[stage.kind for stage in route.stages],
        learning=[[taken.resource for taken in stage.learning] for stage in route.stages],
        in_given_order=True,
    )
    assert isinstance(done, Plan), done
    _check_figures(route, done)
    assert near(route.score, done.score(question.weights))


def _check_best(case: Case, question: Question, graph: lattice.Snapshot) -> None:
    result, expected = _ask(graph, question), best_routes(case, question)
    assert result.optimal
    assert [tuple(route.roles) for route in result.routes] == [plan.roles for plan in expected]
    assert bool(result.routes) != bool(result.no_route)
    for route, plan in zip(result.routes, expected, strict=True):
        assert near(route.score, plan.score(question.weights))
        _check_figures(route, plan)
        _check_done(case, question, route)
    if expected:
        assert result.bound is not None
        assert near(result.bound, expected[0].score(question.weights))


def _check_front(case: Case, question: Question, graph: lattice.Snapshot) -> None:
    result, expected = _ask(graph, question, front=True), pareto(case, question)
    found = sorted(result.routes, key=lambda route: (route.months, route.cost, -route.success))
    assert len(found) == len(expected)
    for route, plan in zip(found, expected, strict=True):
        for name in ("months", "cost", "success"):
            assert near(getattr(route, name), getattr(plan, name))
        _check_done(case, question, route)


def _check_reach(case: Case, question: Question, graph: lattice.Snapshot) -> None:
    limit = 24.0 if question.deadline is None else question.deadline
    asked = Question(
        person=question.person,
        target=question.target,
        max_moves=question.max_moves,
        as_of=question.as_of,
        deadline=limit,
        budget=question.budget,
        hours_per_week=question.hours_per_week,
        avoid=question.avoid,
        kind=question.kind,
        no_pay_cut=question.no_pay_cut,
        resource_type=question.resource_type,
        language=question.language,
    )
    result = lattice.reach(
        graph,
        asked.person,
        within_months=limit,
        budget=asked.budget,
        max_moves=asked.max_moves,
        hours_per_week=asked.hours_per_week,
        avoid=asked.avoid,
        kind=asked.kind,
        no_pay_cut=asked.no_pay_cut,
        resource_type=asked.resource_type,
        language=asked.language,
        as_of=asked.as_of,
    )
    expected = reach(case, asked)
    assert sorted(role.role for role in result.roles) == list(expected)
    for role in result.roles:
        assert within(role.months, limit)
        assert tuple(role.roles) == expected[role.role].roles
        _check_figures(role, expected[role.role])


def _check_gaps(case: Case, question: Question, graph: lattice.Snapshot) -> None:
    for role in case.roles:
        name = str(role["id"])
        gap = lattice.find_gap(graph, question.person, role=name)
        assert near(gap.readiness, readiness(case, question.person, name))
        assert gap.qualified == qualified(case, question.person, name)


def _check_all(case: Case, question: Question) -> None:
    graph = _snapshot(case)
    _check_best(case, question, graph)
    _check_front(case, question, graph)
    _check_reach(case, question, graph)
    _check_gaps(case, question, graph)


@pytest.mark.parametrize(
    "block", [BLOCKS[0], *(pytest.param(block, marks=pytest.mark.unmeasured) for block in BLOCKS[1:])]
)
def test_equals_the_brute_force(block: int) -> None:
    """Best routes, front, reach, readiness: on every seeded case the program says what the brute force says."""
    for seed in range(block * SEEDS_A_BLOCK, (block + 1) * SEEDS_A_BLOCK):
        case, question = seeded_case(seed)
        try:
            _check_all(case, question)
        except Exception as error:
            error.add_note(f"the case of seed {seed}: tests.oracle.strategies.seeded_case({seed})")
            raise


@given(cases())
def test_equals_the_brute_force_on_the_simplest_case(asked: tuple[Case, Question]) -> None:
    """The same on hypothesis's cases, which it makes as simple as it can when one fails."""
    case, question = asked
    _check_all(case, question)
