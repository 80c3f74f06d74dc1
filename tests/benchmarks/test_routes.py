"""Benchmarks of routes and reach on generated lattices, beside what one would use instead."""

from __future__ import annotations

import itertools
import random
from functools import cache
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import lattice
from lattice.graph.snapshot import Snapshot
from tests.benchmarks.lattices import AS_OF, SIZES, generate

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

PAIRS = 20


@cache
def _graph(roles: int) -> Snapshot:
    return lattice.snapshot(generate(SIZES[roles]))


@cache
def _pairs(roles: int) -> list[tuple[str, str]]:
    """Pairs of a person and a target role, drawn at random."""
    draw = random.Random(roles)
    graph = _graph(roles)
    people = [str(row[0]) for row in graph.bundle.rows("people")]
    return [(draw.choice(people), draw.choice(graph.role_ids)) for _ in range(PAIRS)]


def _simple_graph(graph: Snapshot) -> nx.DiGraph[str]:
    """The moves as fixed weights: what a plain shortest path sees."""
    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_nodes_from(graph.role_ids)
    for start, end, move in graph.networkx().edges(data=True):
        plain.add_edge(start, end, weight=move["months"] + 12.0)
    return plain


@pytest.mark.parametrize("roles", SIZES)
def test_best_three_routes(benchmark: BenchmarkFixture, roles: int) -> None:
    """Time the three best routes, proven, one random pair after the other."""
    graph, pairs = _graph(roles), itertools.cycle(_pairs(roles))

    def ask() -> bool:
        person, target = next(pairs)
        return lattice.find_routes(graph, person, to=target, as_of=AS_OF).optimal

    assert benchmark.pedantic(ask, rounds=PAIRS)  # type: ignore[no-untyped-call]  # pytest-benchmark leaves it untyped


@pytest.mark.parametrize("roles", SIZES)
def test_three_shortest_simple_paths(benchmark: BenchmarkFixture, roles: int) -> None:
    """Time the baseline: networkx's three shortest simple paths on fixed weights, the same pairs."""
    graph, pairs = _graph(roles), itertools.cycle(_pairs(roles))
    plain = _simple_graph(graph)
    role_of = {str(row[0]): str(row[1]) for row in graph.bundle.rows("people")}

    def ask() -> int:
        person, target = next(pairs)
        if role_of[person] == target:
            return 0
        paths = nx.shortest_simple_paths(plain, role_of[person], target, weight="weight")
        return len(list(itertools.islice(paths, 3)))

    benchmark.pedantic(ask, rounds=PAIRS)  # type: ignore[no-untyped-call]  # pytest-benchmark leaves it untyped


@pytest.mark.parametrize("roles", SIZES)
def test_reach_within_three_years(benchmark: BenchmarkFixture, roles: int) -> None:
    """Time one person's reach within 36 months, all roles in one search."""
    graph, pairs = _graph(roles), itertools.cycle(_pairs(roles))

    def ask() -> bool:
        person, _ = next(pairs)
        return lattice.reach(graph, person, within_months=36, as_of=AS_OF).optimal

    assert benchmark.pedantic(ask, rounds=5)  # type: ignore[no-untyped-call]  # as above
