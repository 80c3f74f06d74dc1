"""Benchmarks of succession on generated organisations, beside the bare operation each rests on."""

from __future__ import annotations

import itertools
import random
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

import lattice
from lattice.graph.snapshot import Snapshot
from lattice.succession.candidates import Candidates
from lattice.succession.learning import Catalogue, Gap, solve_all
from lattice.succession.matching import Benches, match
from lattice.succession.options import ask
from lattice.succession.readiness import PEOPLE_AT_ONCE, _asked, _reached, readiness_of_everyone
from lattice.succession.ready import Numbers, hours_by_programme
from tests.benchmarks.lattices import AS_OF
from tests.benchmarks.organisations import PEOPLE, organisation

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

MOST = PEOPLE[-1]
ROUNDS = 3
GAPS = 100

every_size = pytest.mark.parametrize("people", PEOPLE)


@cache
def _graph(people: int) -> Snapshot:
    """The organisation, with what a snapshot makes on first use made."""
    graph = lattice.snapshot(organisation(people))
    assert len(graph.workforce) == people
    assert len(graph.codes.entry) == len(graph.role_ids)
    assert graph.digest
    return graph


def _critical(graph: Snapshot) -> Numbers:
    return np.flatnonzero(graph.critical).astype(np.int64)


@cache
def _found(people: int) -> Candidates:
    graph = _graph(people)
    return ask(graph, as_of=AS_OF).candidates(_critical(graph), within=24)


@every_size
def test_months_to_ready(benchmark: BenchmarkFixture, people: int) -> None:
    """Time the months to ready of every candidate for 200 critical roles, none cut off at a horizon."""
    graph = _graph(people)

    def months() -> int:
        return len(ask(graph, as_of=AS_OF).candidates(_critical(graph)).months)

    benchmark.extra_info["pairs"] = benchmark.pedantic(months, rounds=ROUNDS)  # type: ignore[no-untyped-call]  # pytest-benchmark leaves it untyped


@every_size
def test_coverage_with_all_its_parts(benchmark: BenchmarkFixture, people: int) -> None:
    """Time the whole coverage of 399 critical seats at three horizons."""
    graph = _graph(people)
    result = benchmark.pedantic(lambda: lattice.coverage(graph, as_of=AS_OF), rounds=ROUNDS)  # type: ignore[no-untyped-call]  # as above
    assert result.seats == 399


def _benches() -> tuple[list[int], Numbers, Numbers, Candidates]:
    graph, found = _graph(MOST), _found(MOST)
    critical = _critical(graph)
    return graph.seats[critical].tolist(), critical, np.searchsorted(critical, found.role), found


def test_matching_of_least_months(benchmark: BenchmarkFixture) -> None:
    """Time a maximum matching of least total months, on the benches of the largest organisation in 24 months."""
    seats, _, role, found = _benches()
    ready = found.months <= 24
    benches = Benches.of(seats, role[ready], found.person[ready], found.months[ready])
    assert benchmark.pedantic(lambda: match(benches).size, rounds=ROUNDS) == _by_scipy().size  # type: ignore[no-untyped-call]  # as above


def test_matching_by_scipy(benchmark: BenchmarkFixture) -> None:
    """Time the baseline: scipy's maximum matching of the same seats and people, which knows no months."""
    matrix = _seat_by_seat()
    benchmark.pedantic(lambda: maximum_bipartite_matching(matrix, perm_type="column"), rounds=ROUNDS)  # type: ignore[no-untyped-call]  # as above


@cache
def _seat_by_seat() -> csr_array:
    """The benches as a matrix with a row for each seat."""
    seats, _, role, found = _benches()
    ready = found.months <= 24
    starts = np.searchsorted(role[ready], np.arange(len(seats) + 1))
    rows = [found.person[ready][starts[at] : starts[at + 1]] for at, count in enumerate(seats) for _ in range(count)]
    ends = np.concatenate(([0], np.cumsum([len(row) for row in rows])))
    return csr_array((np.ones(ends[-1], dtype=np.int8), np.concatenate(rows), ends), shape=(len(rows), MOST))


def _by_scipy() -> Numbers:
    found: Numbers = maximum_bipartite_matching(_seat_by_seat(), perm_type="column").astype(np.int64)
    return found[found >= 0]


def test_readiness_of_everyone(benchmark: BenchmarkFixture) -> None:
    """Time the readiness of 100,000 people for 1,000 roles, chunk by chunk."""
    graph = _graph(MOST)

    def ready() -> int:
        return sum(chunk.shares.nnz for chunk in readiness_of_everyone(graph))

    benchmark.pedantic(ready, rounds=ROUNDS)  # type: ignore[no-untyped-call]  # as above


def test_bare_sparse_product(benchmark: BenchmarkFixture) -> None:
    """Time the baseline: the products alone, of matrices made before."""
    graph = _graph(MOST)
    asked = _asked(graph, np.arange(len(graph.role_ids)))
    ends = [*range(0, MOST, PEOPLE_AT_ONCE), MOST]
    chunks = [_reached(graph, first, last) for first, last in itertools.pairwise(ends)]
    benchmark.pedantic(lambda: sum((chunk @ asked).nnz for chunk in chunks), rounds=ROUNDS)  # type: ignore[no-untyped-call]  # as above


@cache
def _gaps() -> tuple[Catalogue, list[tuple[Gap, int, int]]]:
    """Gaps of random people for random critical roles, with the record and the role of each."""
    graph, draw = _graph(PEOPLE[0]), random.Random(3)
    question = ask(graph, as_of=AS_OF)
    catalogue, found = question.readying.with_time, question.candidates(_critical(graph))
    gaps: list[tuple[Gap, int, int]] = []
    while len(gaps) < GAPS:
        at = draw.randrange(len(found.person))
        role, record = int(found.role[at]), question.record(int(found.person[at]))
        lacking = graph.codes.entry[role] & ~record
        if lacking and not catalogue.untaught(catalogue.gap(lacking, record)):
            gaps.append((catalogue.gap(lacking, record), record, role))
    return catalogue, gaps


def test_hours_of_a_hundred_gaps(benchmark: BenchmarkFixture) -> None:
    """Time a hundred gaps, each by the search made for one stage, nothing known before."""
    catalogue, gaps = _gaps()

    def solve() -> float:
        fresh = Catalogue(catalogue.numbers, catalogue.hours, catalogue.gives, catalogue.needs)
        return sum(hours or 0.0 for hours in solve_all(fresh, [gap for gap, _, _ in gaps]))

    graph = _graph(PEOPLE[0])
    general = sum(hours_by_programme(graph, record, role, as_of=AS_OF) for _, record, role in gaps)
    assert benchmark.pedantic(solve, rounds=ROUNDS) == pytest.approx(general)  # type: ignore[no-untyped-call]  # as above


def test_hours_of_a_hundred_gaps_by_the_route_search(benchmark: BenchmarkFixture) -> None:
    """Time the baseline: the same gaps by the solver of routes, which knows several stages."""
    graph, gaps = _graph(PEOPLE[0]), _gaps()[1]

    def solve() -> float:
        return sum(hours_by_programme(graph, record, role, as_of=AS_OF) for _, record, role in gaps)

    benchmark.pedantic(solve, rounds=ROUNDS)  # type: ignore[no-untyped-call]  # as above


@every_size
def test_bench_of_a_role(benchmark: BenchmarkFixture, people: int) -> None:
    """Time the bench of a critical role: every candidate with what they lack and where to begin."""
    graph = _graph(people)
    role = graph.role_ids[int(_critical(graph)[1])]
    result = benchmark.pedantic(lambda: lattice.bench(graph, role, as_of=AS_OF), rounds=ROUNDS)  # type: ignore[no-untyped-call]  # as above
    benchmark.extra_info["candidates"] = len(result.candidates)
