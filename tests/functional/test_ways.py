"""Ways within reach hold the answer for every smaller number of months and every smaller budget."""

from __future__ import annotations

import datetime
import hashlib
import json
import tempfile
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

import pytest

import lattice
from lattice.routes import planning
from lattice.routes.result import Route, WaysResult
from tests.benchmarks.lattices import AS_OF, Size, generate
from tests.oracle.case import Case
from tests.oracle.strategies import seeded_case

LIMIT: Final = 36.0
BLOCKS: Final = range(6)
SEEDS_A_BLOCK: Final = 12
SLACK: Final = 1e-9


def _snapshot(case: Case) -> lattice.Snapshot:
    with tempfile.TemporaryDirectory() as folder:
        return lattice.snapshot(lattice.read_bundle(case.write_folder(Path(folder) / "case")))


def fastest(found: WaysResult, *, months: float, budget: float) -> dict[str, Route]:
    """What the page does when somebody moves a slider: of the ways that keep to both limits, the first."""
    kept = [route for route in found.routes if route.months <= months + SLACK and route.cost <= budget + SLACK]
    first: dict[str, Route] = {}
    for route in kept:
        first.setdefault(route.roles[-1], route)
    return first


@pytest.mark.parametrize("block", BLOCKS)
def test_every_smaller_reach_is_in_it(block: int) -> None:
    """For months and budgets of all sizes, the first way that keeps to both is as fast as reach finds."""
    for seed in range(block * SEEDS_A_BLOCK, (block + 1) * SEEDS_A_BLOCK):
        case, question = seeded_case(seed)
        graph, who, day = _snapshot(case), question.person, question.as_of
        found = lattice.find_ways(graph, who, within_months=LIMIT, max_moves=3, as_of=day)
        assert found.optimal
        budgets = sorted({0.0, *(route.cost for route in found.routes)})
        for months in (LIMIT, LIMIT / 2, LIMIT / 5):
            for budget in budgets[:: max(1, len(budgets) // 3)]:
                near = lattice.reach(graph, who, within_months=months, budget=budget, max_moves=3, as_of=day)
                first = fastest(found, months=months, budget=budget)
                assert {role.role for role in near.roles} == set(first), seed
                for role in near.roles:
                    assert first[role.role].months == pytest.approx(role.months, abs=1e-9), seed


@pytest.mark.parametrize("seed", range(0, 60, 7))
def test_no_way_beats_another(seed: int) -> None:
    """The ways to a role take longer and cost less, one after the other, and each sums to its stages."""
    case, question = seeded_case(seed)
    found = lattice.find_ways(_snapshot(case), question.person, within_months=LIMIT, max_moves=3, as_of=question.as_of)
    for _, group in groupby(found.routes, key=lambda route: route.roles[-1]):
        ways = list(group)
        for one, other in pairwise(ways):
            assert one.months < other.months
            assert one.cost > other.cost
        for way in ways:
            assert way.months == pytest.approx(sum(stage.months for stage in way.stages))
            assert way.cost == pytest.approx(sum(stage.cost for stage in way.stages))


def test_no_time_is_said() -> None:
    """With no time to search the answer says that something may be missing."""
    graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    found = lattice.find_ways(graph, "maya", within_months=36, time_limit=0)
    assert not found.optimal
    assert found.routes == ()


@pytest.mark.parametrize("budget", [0.0, 600.0, 1520.0])
def test_the_sample_within_four_years(budget: float) -> None:
    """Maya's ways within 48 months hold her reach for less money: their fronts are found by the programme."""
    graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    day = datetime.date(2026, 11, 22)
    found = fastest(lattice.find_ways(graph, "maya", within_months=48, as_of=day), months=48, budget=budget)
    near = lattice.reach(graph, "maya", within_months=48, budget=budget, as_of=day)
    assert {role: pytest.approx(route.months) for role, route in found.items()} == {
        one.role: one.months for one in near.roles
    }


def test_a_front_ends_where_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dilys's ways go on to the least money there is, which HiGHS with its presolve took for infeasible."""
    monkeypatch.setattr(planning, "FRONT_NODES", 60)
    graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    day, role = datetime.date(2026, 11, 22), "principal-infrastructure-engineer"
    found = lattice.find_ways(graph, "dilys-hopkin", within_months=36, max_moves=1, as_of=day)
    assert found.optimal
    cheapest = min((route for route in found.routes if route.roles[-1] == role), key=lambda route: route.cost)
    for budget in (cheapest.cost, cheapest.cost - 0.01):
        routes = lattice.find_routes(
            graph, "dilys-hopkin", to=role, weights={"months": 1.0}, max_moves=1, budget=budget, deadline=36, as_of=day
        ).routes
        assert [round(route.months, 6) for route in routes] == ([31.615385] if budget == cheapest.cost else [])


@pytest.mark.parametrize("nodes", [60, planning.FRONT_NODES])
def test_the_same_learning_is_named_with_every_version(nodes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ways tie, the learning that is named depends on the sample alone, not on the version of HiGHS."""
    monkeypatch.setattr(planning, "FRONT_NODES", nodes)
    graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    found = lattice.find_ways(graph, "maya", within_months=48, as_of=datetime.date(2026, 11, 22))
    named = [[[one.resource for one in stage.learning] for stage in route.stages] for route in found.routes]
    # `make lowest` runs this too. It changes with the sample, and then with every version to the same.
    assert (
        hashlib.sha256(json.dumps(named).encode()).hexdigest()
        == "cac062c2283a1334ca09fce829ab8b2a73e49084a56ca80e7f59089a96e4394d"
    )


def test_programmes_find_the_ways_that_branching_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where fronts are left to programmes early, the ways are the same; HiGHS with its presolve gave one of them up."""
    graph = lattice.snapshot(generate(Size(roles=200, resources=150, skills=100, people=7)))
    branched = lattice.find_ways(graph, "p000006", within_months=24, as_of=AS_OF)
    monkeypatch.setattr(planning, "FRONT_NODES", 60)
    found = lattice.find_ways(graph, "p000006", within_months=24, as_of=AS_OF)
    assert (found.optimal, branched.optimal) == (True, True)
    assert [(route.roles, route.months, route.cost) for route in found.routes] == [
        (route.roles, route.months, route.cost) for route in branched.routes
    ]


@pytest.mark.parametrize("person", ["dilys-hopkin", "chidi-eze", "molly-renshaw"])
def test_programmes_name_the_learning_that_branching_names(person: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing left to programmes, and with nearly all, the ways are the same to the last resource."""
    graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    named = []
    for nodes in (20_000, 30):
        monkeypatch.setattr(planning, "FRONT_NODES", nodes)
        found = lattice.find_ways(graph, person, within_months=30, as_of=datetime.date(2026, 11, 22))
        assert found.optimal
        learned = [sorted(one.resource for stage in route.stages for one in stage.learning) for route in found.routes]
        figures = [(route.roles, round(route.months, 6), route.cost) for route in found.routes]
        named.append((figures, learned))
    assert named[0] == named[1]
