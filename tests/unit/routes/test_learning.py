"""The learning of one path: what is taken, when, and in which order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import settings

from lattice.graph.snapshot import Snapshot
from lattice.routes.learning import PathProblem
from lattice.routes.plan import Best, Plan, SearchTooLong, compare, slack
from lattice.routes.question import Constraints, Question
from lattice.routes.weights import Weights
from tests.oracle.strategies import seeded_case
from tests.unit.routes.made import ask, lattice_of, paths, snapshot_of

MONTHS = Weights(months=1.0)
SEEDS = range(3 * settings().max_examples)
FEW = 5


def _problem(graph: Snapshot, *, deadline: float | None = None, budget: float | None = None) -> PathProblem:
    question = ask(graph, weights=MONTHS, hours_per_week=3.0, deadline=deadline, budget=budget)
    path = max(paths(question, len(graph.role_ids) - 1), key=lambda path: len(path.moves))
    return PathProblem(question, path)


def _best(problem: PathProblem) -> Plan | None:
    best = Best()
    problem.solve(best)
    return best.plan


def _taken(graph: Snapshot, plan: Plan | None) -> list[tuple[int, str]]:
    assert plan is not None
    return [(stage, graph.resource_ids[number]) for stage, number in plan.taken]


def test_a_chain_stands_in_its_order() -> None:
    """What unlocks comes before what it unlocks, whatever the ids."""
    graph = lattice_of(
        roles={"a": {}, "b": {}},
        moves=("a>b",),
        asks={"b": {"s": 4}},
        resources={
            "a-last": {"hours": 1.0, "teaches": "s:2-3", "needs": "t:1"},
            "b-middle": {"hours": 1.0, "teaches": "s:0-2"},
            "c-first": {"hours": 1.0, "teaches": "t:0-1"},
        },
    )
    assert _taken(graph, _best(_problem(graph))) == [(0, "b-middle"), (0, "c-first"), (0, "a-last")]


def test_a_circle_is_broken_from_outside() -> None:
    """Two that unlock each other are cheap and can't start; the dear one that breaks the circle is taken."""
    graph = lattice_of(
        roles={"a": {}, "b": {}},
        moves=("a>b",),
        asks={"b": {"s": 2, "t": 2}},
        resources={
            "one": {"hours": 1.0, "teaches": "s:0-1", "needs": "t:1"},
            "other": {"hours": 1.0, "teaches": "t:0-1", "needs": "s:1"},
            "way-in": {"hours": 60.0, "teaches": "t:0-1"},
        },
    )
    assert _taken(graph, _best(_problem(graph))) == [(0, "way-in"), (0, "one")]


def test_a_circle_that_practice_opens() -> None:
    """In the second stage practice lets one of the circle start, so nothing is bought for it."""
    graph = lattice_of(
        roles={"a": {}, "b": {"dwell_months": 0.0}, "c": {}},
        moves=("a>b", "b>c"),
        asks={"b": {"t": {"level": 1, "essential": False}}, "c": {"s": 2, "u": 2}},
        resources={
            "one": {"hours": 1.0, "teaches": "s:0-1", "needs": "t:1 u:1"},
            "other": {"hours": 1.0, "teaches": "u:0-1", "needs": "t:1"},
            "way-in": {"hours": 60.0, "teaches": "t:0-1"},
        },
    )
    assert _taken(graph, _best(_problem(graph))) == [(1, "other"), (1, "one")]


def test_a_circle_alone_is_no_plan() -> None:
    """A circle that nothing opens leaves no path at all."""
    graph = lattice_of(
        roles={"a": {}, "b": {}},
        moves=("a>b",),
        asks={"b": {"s": 2}},
        resources={
            "one": {"hours": 1.0, "teaches": "s:0-1", "needs": "t:1"},
            "other": {"hours": 1.0, "teaches": "t:0-1", "needs": "s:1"},
        },
    )
    assert list(paths(ask(graph), 1)) == []


def test_nothing_is_taken_that_is_not_needed() -> None:
    """Not even what costs neither hours nor money."""
    graph = lattice_of(
        roles={"a": {}, "b": {}},
        moves=("a>b",),
        asks={"b": {"s": 2}},
        resources={
            "a-gift": {"teaches": "t:0-5 s:4-5", "needs": "s:1"},
            "course": {"hours": 10.0, "teaches": "s:0-1"},
        },
    )
    assert _taken(graph, _best(_problem(graph))) == [(0, "course")]


def test_a_limit_on_nodes_is_kept() -> None:
    """Past it the search gives up and says so."""
    graph = lattice_of(
        roles={"a": {}, "b": {}},
        moves=("a>b",),
        asks={"b": dict.fromkeys("stuvw", 2)},
        resources={f"{skill}{at}": {"hours": 1.0, "teaches": f"{skill}:1"} for skill in "stuvw" for at in range(3)},
    )
    problem = _problem(graph)
    limited = PathProblem(problem.question, problem.path, node_limit=2)
    with pytest.raises(SearchTooLong):
        limited.solve(Best())
    assert limited.nodes == 3


def test_limits_may_be_met_exactly() -> None:
    """A deadline and a budget equal to the figures hold; a little less doesn't."""
    graph = lattice_of(
        roles={"a": {}, "b": {}},
        moves={"a>b": {"months": 1.0}},
        asks={"b": {"s": 2}},
        resources={"course": {"hours": 13.0, "cost": 99.5, "teaches": "s:1"}},
    )
    assert _best(_problem(graph, deadline=2.0, budget=99.5)) is not None
    assert _best(_problem(graph, deadline=1.999)) is None
    assert _best(_problem(graph, budget=99.4)) is None


def _plans(question: Question, problem: PathProblem) -> Iterator[tuple[float, float, float, float]]:
    """The figures of every set of usable resources in every choice of stages that can be done, counted anew."""
    path, codes, resources = problem.path, question.codes, question.snapshot.resources
    numbers = [number for number in question.usable if codes.gives[number]]
    waiting = [question.waiting[role] for role in path.roles[:-1]]
    for choice in itertools.product(range(len(path.moves) + 1), repeat=len(numbers)):
        have, doable, months = path.base[0], True, path.months
        for stage in range(len(path.moves)):
            have |= path.base[stage]
            left = [number for number, when in zip(numbers, choice, strict=True) if when == stage]
            hours = sum(resources[number].hours for number in left)
            while ready := [number for number in left if not codes.needs[number] & ~have]:
                have |= codes.gives[ready[0]]
                left.remove(ready[0])
            doable = doable and not left and not codes.entry[path.roles[stage + 1]] & ~have
            months += max(waiting[stage], hours / question.hours_a_month if hours else 0.0)
        taken = [resources[number] for number, when in zip(numbers, choice, strict=True) if when < len(path.moves)]
        if doable:
            cost, hours = sum(one.cost for one in taken), sum(one.hours for one in taken)
            weights = question.weights
            score = (
                weights.months * months
                + weights.cost * cost
                + weights.hours * hours
                + weights.risk * path.risk
                + weights.moves * len(path.moves)
            )
            yield score, months, cost, hours


def test_equals_every_choice_tried() -> None:
    """On paths of seeded cases the best plan is as good as the best of all choices, ties by months, cost, hours."""
    compared = 0
    for seed in SEEDS:
        case, asked = seeded_case(seed)
        if len(case.resources) > FEW:
            continue
        graph = snapshot_of(case)
        weights = Weights(**{name: float(value) for name, value in asked.weights.items()})
        question = Question.ask(
            graph, asked.person, as_of=asked.as_of, weights=weights, constraints=Constraints(max_moves=2)
        )
        for path in itertools.islice(paths(question, graph.roles[asked.target]), 3):
            if not path.moves:
                continue
            problem = PathProblem(question, path)
            tried = list(_plans(question, problem))
            plan = _best(problem)
            assert (plan is None) == (not tried), seed
            if plan is not None:
                compared += 1
                assert not any(compare(other, plan.figures) < 0 for other in tried), seed
                assert any(compare(other, plan.figures) == 0 for other in tried), seed
    assert compared > len(SEEDS) // 3


def test_figures_within_the_tolerance_are_equal() -> None:
    """Close figures don't decide, the next ones do."""
    assert compare((1.0, 2.0), (1.0 + 1e-12, 3.0)) == -1
    assert compare((1e12 + 1, 2.0), (1e12, 1.0)) == 1
    assert compare((1.0,), (1.0,)) == 0
    assert slack(0.5) == slack(-1.0) == 1e-9
    assert slack(1e9) == 1.0
