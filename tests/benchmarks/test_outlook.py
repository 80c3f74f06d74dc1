"""The outlook and investments of generated organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from lattice.succession.allotment import Allotment, allotments
from lattice.succession.departures import months_until_leaving
from lattice.succession.vacancies import Outcome, Seats, run_vacancies

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

SEATS, BENCH, MONTHS = 200, 15, 60.0
PAIRS, CHUNK = 5_000, 125


def seats(generator: np.random.Generator) -> tuple[Seats, int]:
    """So many seats in a role each, with benches that share every second person, and how many people there are."""
    pool = np.arange(SEATS, SEATS + SEATS * BENCH // 2)
    benches = [
        list(zip(generator.uniform(0, 36, BENCH).tolist(), generator.choice(pool, BENCH, replace=False).tolist(),
                 strict=True))
        for _ in range(SEATS)
    ]  # fmt: skip
    return Seats.of([[seat] for seat in range(SEATS)], benches), SEATS + len(pool)


@pytest.mark.benchmark(group="outlook: 10,000 runs, 5 years, 200 seats")
def test_vacancies(benchmark: BenchmarkFixture) -> None:
    """Draws and events of all runs, chunk by chunk; what the outlook does twice, with and without development."""
    generator = np.random.default_rng(1)
    made, people = seats(generator)
    risk = generator.uniform(0.03, 0.25, people)

    def simulate() -> Outcome:
        found = None
        for _ in range(PAIRS // CHUNK):
            shares = generator.random((CHUNK, people))
            found = run_vacancies(made, months_until_leaving(risk, np.concatenate([shares, 1 - shares])), MONTHS)
        assert found is not None
        return found

    found: Outcome = benchmark.pedantic(simulate, rounds=3)  # type: ignore[no-untyped-call]  # typed in part only
    assert found.uncovered.shape == (2 * CHUNK, SEATS)


@pytest.mark.benchmark(group="outlook: 10,000 runs, 5 years, 200 seats")
def test_the_draws_alone(benchmark: BenchmarkFixture) -> None:
    """The baseline: as many departures drawn, and nothing done with them."""
    generator = np.random.default_rng(1)
    people = seats(generator)[1]
    risk = generator.uniform(0.03, 0.25, people)

    def draw() -> float:
        total = 0.0
        for _ in range(PAIRS // CHUNK):
            shares = generator.random((CHUNK, people))
            total += float(months_until_leaving(risk, np.concatenate([shares, 1 - shares])).min())
        return total

    least: float = benchmark.pedantic(draw, rounds=3)  # type: ignore[no-untyped-call]  # as above
    assert least >= 0


@pytest.mark.benchmark(group="invest: the whole curve of 200 roles with 2 seats, 50 people on each bench")
def test_the_curve(benchmark: BenchmarkFixture) -> None:
    """The least cost of every number of seats at once."""
    generator = np.random.default_rng(1)
    benches = [
        {int(person): int(cost) for person, cost in zip(generator.choice(4_000, 50, replace=False),
                                                        generator.integers(0, 10**7, 50), strict=True)}
        for _ in range(SEATS)
    ]  # fmt: skip

    def curve() -> list[Allotment]:
        return list(allotments([2] * SEATS, benches))

    steps: list[Allotment] = benchmark.pedantic(curve, rounds=1)  # type: ignore[no-untyped-call]  # as above
    assert len(steps) == 2 * SEATS + 1
