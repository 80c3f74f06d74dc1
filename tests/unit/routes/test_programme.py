"""The mixed-integer programme says what branching says, ties included."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import settings

from lattice.graph.snapshot import Snapshot
from lattice.routes import programme as programmes
from lattice.routes.clock import Clock
from lattice.routes.learning import PathProblem
from lattice.routes.pareto import Front
from lattice.routes.plan import Best, Plan, SearchTooLong, compare
from lattice.routes.planning import best_plan, lean, settled
from lattice.routes.programme import Programme
from lattice.routes.question import Constraints, Question
from lattice.routes.weights import Weights
from tests.oracle.strategies import seeded_case
from tests.unit.routes.made import ask, lattice_of, paths, snapshot_of

SEEDS = range(settings().max_examples)
INF = float("inf")


def _problems() -> Iterator[PathProblem]:
    """Paths of seeded cases that need some learning, with the case's weights, deadline and budget."""
    for seed in SEEDS:
        case, asked = seeded_case(seed)
        graph = snapshot_of(case)
        question = Question.ask(
            graph,
            asked.person,
            as_of=asked.as_of,
            weights=Weights(**{name: float(value) for name, value in asked.weights.items()}),
            constraints=Constraints(max_moves=3, deadline=asked.deadline, budget=asked.budget),
            hours_per_week=asked.hours_per_week,
        )
        for path in itertools.islice(paths(question, graph.roles[asked.target]), 2):
            problem = PathProblem(question, path)
            if problem.relevant:
                yield problem


def _branched(problem: PathProblem) -> Plan | None:
    best = Best()
    problem.solve(best)
    return best.plan


def test_the_best_plan_is_the_same() -> None:
    """Both find a plan or none; settled, the figures are the same, and so are the resources."""
    compared = 0
    for problem in _problems():
        plan, programme = _branched(problem), Programme(problem)
        found = programme.best(below=INF)
        assert (plan is None) == (found is None)
        if plan is None or found is None:
            continue
        compared += 1
        assert not found.settled
        assert compare((found.score,), (plan.score,)) == 0
        first = programme.settle(found)
        assert first.settled
        assert compare(first.figures, plan.figures) == 0
        # Either may name something that takes neither hours nor money, until the plan is made lean.
        assert lean(problem.question, first).resources == lean(problem.question, plan).resources
    assert compared > len(SEEDS) // 4


def test_settling_leaves_what_is_settled() -> None:
    """The first of equal plans stays the first, however often one asks."""
    for problem in itertools.islice(_problems(), len(SEEDS) // 4):
        plan = _branched(problem)
        if plan is not None:
            again = Programme(problem).settle(plan)
            assert compare(again.figures, plan.figures) == 0
            assert lean(problem.question, again).resources == lean(problem.question, plan).resources


def test_the_front_is_the_same() -> None:
    """Months and cost of the plans that no other one of the path beats."""
    for problem in itertools.islice(_problems(), len(SEEDS) // 2):
        branched, programmed = Front(), Front()
        problem.solve(branched)
        for plan in Programme(problem).front():
            programmed.offer(plan)
        figures = [
            sorted((round(plan.months, 6), round(plan.cost, 6), round(plan.hours, 6)) for plan in front.plans)
            for front in (branched, programmed)
        ]
        assert figures[0] == figures[1]


def test_nothing_at_or_below_the_limit() -> None:
    """A plan at the limit is found, none when the limit is lower."""
    problem = next(_problems())
    plan = _branched(problem)
    assert plan is not None
    assert Programme(problem).best(below=plan.score) is not None
    assert Programme(problem).best(below=plan.score - 0.01) is None
    assert best_plan(problem.question, problem.path, limit=plan.score - 0.01, clock=Clock(None)) is None


TIES = lattice_of(
    roles={"a": {}, "b": {}},
    moves=("a>b",),
    asks={"b": dict.fromkeys("stu", 2)},
    resources={
        f"{kind}-{skill}": {"hours": 1.0, "cost": cost, "teaches": f"{skill}:0-1"}
        for kind, cost in (("c", 5.0), ("b", 5.0), ("a", 7.0), ("d", 5.0))
        for skill in "stu"
    },
)


def _tied() -> PathProblem:
    question = ask(TIES, weights=Weights(cost=1.0))
    return PathProblem(question, next(paths(question, 1)))


def test_of_many_equal_plans_the_smallest_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty-seven plans tie; the one whose ids come first is named, however few are decided at once."""
    for choices in (1 << 16, 4, 2):
        monkeypatch.setattr("lattice.routes.programme._CHOICES", choices)
        problem = _tied()
        # Branching drops what another resource replaces before it looks; the programme is asked about all.
        found = Programme(problem).best(below=INF)
        assert found is not None
        plan = Programme(problem).settle(found)
        assert [TIES.resource_ids[number] for number in plan.resources] == ["b-s", "b-t", "b-u"]


OVERLAP = lattice_of(
    roles={"a": {}, "b": {}},
    moves=("a>b",),
    asks={"b": dict.fromkeys("stuv", 2)},
    resources={
        name: {"hours": 1.0, "cost": 5.0, "teaches": " ".join(f"{skill}:0-1" for skill in skills)}
        for name, skills in (("1", "st"), ("2", "uv"), ("3", "su"), ("4", "tv"), ("5", "sv"), ("6", "tu"))
    },
)


@pytest.mark.parametrize("choices", [1 << 16, 4, 2])
def test_equal_plans_that_replace_each_other_in_part(choices: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three pairs cover four skills at one price; the first by id is named by both ways to plan."""
    monkeypatch.setattr("lattice.routes.programme._CHOICES", choices)
    question = ask(OVERLAP, weights=Weights(cost=1.0))
    problem = PathProblem(question, next(paths(question, 1)))
    plan = _branched(problem)
    assert plan is not None
    assert plan.resources == (0, 1)
    for start in ((2, 3), (4, 5)):
        chosen, stuck = problem.plan_of(dict.fromkeys(start, 0))
        assert stuck is None
        assert chosen is not None
        assert settled(question, chosen, clock=Clock(None)).resources == (0, 1)


class AnySolver:
    """A solver that answers rightly, and with whichever of the best answers comes first by its own lights."""

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._solve = programmes.run_highs

    def __call__(
        self, costs: Sequence[float], rows: programmes.Rows, binaries: int, cutoff: float, seconds: float
    ) -> list[float] | None:
        """An answer of least cost, the first by costs that are drawn."""
        best = self._solve(costs, rows, binaries, cutoff, seconds)
        if best is None:
            return None
        mark = rows.mark()
        least = sum(cost * value for cost, value in zip(costs, best, strict=True))
        rows.add(((at, cost) for at, cost in enumerate(costs) if cost), upper=least + 1e-9 * max(1.0, abs(least)))
        drawn = [self._draw.choice((-1.0, 0.0, 1.0)) for _ in range(binaries)]
        other = self._solve([*drawn, *(0.0 for _ in costs[binaries:])], rows, binaries, INF, seconds)
        rows.back_to(mark)
        return best if other is None else other


def _named(problem: PathProblem) -> list[tuple[tuple[int, int], ...]]:
    """What a path's settled best plan and its front name: each resource with its stage."""
    best = Programme(problem).best(below=INF)
    assert best is not None
    plans = [Programme(problem).settle(best), *Programme(problem).front()]
    return [plan.taken for plan in plans]


WINDOWS = lattice_of(
    roles={"a": {"dwell_months": 4.0}, "b": {"dwell_months": 4.0}, "c": {"dwell_months": 4.0}, "d": {}},
    moves=("a>b", "b>c", "c>d"),
    asks={"d": dict.fromkeys("stuvw", 2)},
    resources={
        f"{kind}-{skill}": {"hours": hours, "cost": cost, "teaches": f"{skill}:0-1"}
        for kind, hours, cost in (("slow", 26.0, 5.0), ("quick", 13.0, 9.0), ("twin", 13.0, 9.0))
        for skill in "stuvw"
    },
)


def _on_the_longest_path(graph: Snapshot) -> PathProblem:
    question = ask(graph, weights=Weights(months=1.0))
    return PathProblem(question, next(paths(question, len(graph.role_ids) - 1)))


def _with(solver: AnySolver, problem: PathProblem) -> list[tuple[tuple[int, int], ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lattice.routes.programme.run_highs", solver)
        return _named(problem)


@pytest.mark.parametrize(("placements", "choices"), [(150, 1 << 16), (0, 1 << 16), (0, 9)])
def test_whichever_best_answer_a_solver_finds(placements: int, choices: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Solvers that find other ones of the best answers name the same learning in the same stages."""
    monkeypatch.setattr("lattice.routes.programme._PLACEMENTS", placements)
    monkeypatch.setattr("lattice.routes.programme._CHOICES", choices)
    for problem in (_on_the_longest_path(WINDOWS), _on_the_longest_path(OVERLAP)):
        named = _named(problem)
        for seed in range(2):
            assert _with(AnySolver(seed), problem) == named


def test_whichever_best_answer_a_solver_finds_in_seeded_cases() -> None:
    """In lattices that are drawn too, gifts and twins and circles among them."""
    solvable = (one for one in _problems() if Programme(one).best(below=INF))
    for problem in itertools.islice(solvable, len(SEEDS) // 8):
        assert _with(AnySolver(0), problem) == _named(problem)


def test_solvers_do_find_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solvers of the tests before are as different as those need them to be."""
    problem, found = _on_the_longest_path(OVERLAP), set()
    for seed in range(8):
        monkeypatch.setattr("lattice.routes.programme.run_highs", AnySolver(seed))
        plan = Programme(problem).best(below=INF)
        assert plan is not None
        found.add(plan.resources)
        monkeypatch.undo()
    assert len(found) > 1


CIRCLE = lattice_of(
    roles={"a": {}, "b": {"dwell_months": 0.0}, "c": {}},
    moves=("a>b", "b>c"),
    asks={"c": {"s": 2, "t": 2, "u": 2}},
    resources={
        "one": {"hours": 1.0, "teaches": "s:0-1", "needs": "t:1"},
        "other": {"hours": 1.0, "teaches": "t:0-1", "needs": "u:1"},
        "third": {"hours": 1.0, "teaches": "u:0-1", "needs": "s:1"},
        "way-in": {"hours": 90.0, "cost": 9.0, "teaches": "u:0-1"},
        "way-up": {"hours": 95.0, "cost": 1.0, "teaches": "t:0-1"},
    },
)


@pytest.mark.parametrize("weights", [Weights(months=1.0), Weights(cost=1.0), Weights(hours=1.0), Weights(moves=1.0)])
def test_a_circle_is_cut_off(weights: Weights) -> None:
    """Three that unlock each other satisfy the covering; the loop formula makes the programme buy a way in."""
    question = ask(CIRCLE, weights=weights)
    problem = PathProblem(question, next(paths(question, 2)))
    programme = Programme(problem)
    found, plan = programme.best(below=INF), _branched(problem)
    assert found is not None
    assert plan is not None
    first = programme.settle(found)
    assert first.resources == plan.resources
    assert compare(first.figures, plan.figures) == 0
    assert {"way-in", "way-up"} & {CIRCLE.resource_ids[number] for number in first.resources}


SPARE = lattice_of(
    roles={"a": {}, "b": {}},
    moves=("a>b",),
    asks={"b": dict.fromkeys("stuv", 2)},
    resources={
        "1": {"teaches": "t:0-1 u:0-1"},
        "2": {"teaches": "s:0-1 t:0-1"},
        "3": {"teaches": "u:0-1 v:0-1"},
    },
)


def test_a_gift_that_nobody_needs_is_left() -> None:
    """What costs neither hours nor money isn't named for nothing, though its id comes first."""
    question = ask(SPARE, weights=Weights(months=1.0))
    problem = PathProblem(question, next(paths(question, 1)))
    assert problem.relevant == [0, 1, 2]
    plan, found = _branched(problem), Programme(problem).best(below=INF)
    assert plan is not None
    assert found is not None
    assert plan.resources == (1, 2)
    assert lean(question, Programme(problem).settle(found)).resources == (1, 2)
    assert [lean(question, each).resources for each in Programme(problem).front()] == [(1, 2)]
    assert lean(question, plan) is plan


def test_a_gift_stays_where_looking_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is named, which is right though more than it takes."""
    question = ask(SPARE, weights=Weights(months=1.0))
    problem = PathProblem(question, next(paths(question, 1)))
    plan, _ = problem.plan_of(dict.fromkeys((0, 1, 2), 0))
    assert plan is not None
    monkeypatch.setattr("lattice.routes.planning.NODES", 0)
    assert lean(question, plan) is plan


def test_no_time_is_said() -> None:
    """A solver that is given no time raises, and what stands is left as it is."""
    size = range(40)
    graph = lattice_of(
        roles={"a": {}, "b": {}},
        moves=("a>b",),
        asks={"b": {f"s{at}": 2 for at in size}},
        resources={
            f"c{at}": {
                "hours": 1.0 + at * 7 % 11,
                "cost": 1.0 + at * 5 % 13,
                "teaches": " ".join(f"s{skill}:0-1" for skill in sorted({at, at * 3 % 40, at * 7 % 40, at * 11 % 40})),
            }
            for at in size
        },
    )
    question = ask(graph, weights=Weights(hours=1.0, cost=0.7, months=3.0))
    problem = PathProblem(question, next(paths(question, 1)))
    plan, _ = problem.plan_of(dict.fromkeys(problem.relevant, 0))
    assert plan is not None
    with pytest.raises(SearchTooLong):
        Programme(problem).best(below=INF, seconds=0.0)
    stopped = Clock(0.0)
    assert settled(question, plan, clock=stopped) is plan
    with pytest.raises(SearchTooLong):
        best_plan(question, problem.path, limit=INF, clock=stopped)


def test_nobody_without_hours_overruns_the_deadline() -> None:
    """Without hours a deadline still holds in the programme."""
    graph = lattice_of(
        roles={"a": {}, "b": {}},
        moves={"a>b": {"months": 5.0}},
        asks={"b": {"s": 2}},
        resources={"talk": {"teaches": "s:0-1"}},
    )
    question = ask(graph, hours_per_week=0.0, deadline=4.0)
    problem = PathProblem(question, next(paths(question, 1)))
    assert _branched(problem) is None
    assert Programme(problem).best(below=INF) is None
