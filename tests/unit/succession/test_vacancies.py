"""Vacancies in many runs at once: closed forms, and a plain simulation of one run beside them."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattice.succession.departures import months_until_leaving
from lattice.succession.vacancies import NOBODY, Seats, run_vacancies

YEARS: Final = 60.0
NEVER: Final = math.inf


def draws(risk: list[float], runs: int = 40_000) -> np.ndarray:
    """Departures of people with these yearly risks."""
    generator = np.random.default_rng(7)
    return months_until_leaving(np.array(risk), generator.random((runs, len(risk))))


def hazard(risk: float) -> float:
    """The monthly hazard of a yearly risk."""
    return -math.log1p(-risk) / 12


def near(found: np.ndarray, expected: float) -> bool:
    """Whether a mean is where it should be, within four standard errors."""
    return abs(float(found.mean()) - expected) <= 4 * float(found.std()) / math.sqrt(len(found)) + 1e-9


def test_one_seat_that_nobody_takes_over() -> None:
    """It stands uncovered from the day its holder leaves: T − (1 − exp(−λT)) ÷ λ months."""
    found = run_vacancies(Seats.of([[0]], [[]]), draws([0.2]), YEARS)
    rate = hazard(0.2)
    assert near(found.uncovered[:, 0], YEARS - (1 - math.exp(-rate * YEARS)) / rate)
    assert near(found.vacated[:, 0].astype(float), 1 - math.exp(-rate * YEARS))


def test_a_retirement_alone() -> None:
    """A day that is known leaves no doubt."""
    found = run_vacancies(Seats.of([[0]], [[]]), np.array([[21.5], [60.0], [NEVER]]), YEARS)
    assert found.uncovered[:, 0].tolist() == [38.5, 0.0, 0.0]
    assert found.vacated[:, 0].tolist() == [1, 0, 0]


def test_a_successor_who_may_leave_too() -> None:
    """Someone ready now covers the seat until both have left: the integral of F₁(t)·F₂(t)."""
    found = run_vacancies(Seats.of([[0]], [[(0.0, 1)]]), draws([0.3, 0.2]), YEARS)
    one, two = hazard(0.3), hazard(0.2)
    left = [(1 - math.exp(-rate * YEARS)) / rate for rate in (one, two, one + two)]
    assert near(found.uncovered[:, 0], YEARS - left[0] - left[1] + left[2])


def test_a_successor_who_becomes_ready_later() -> None:
    """Until they are ready the seat stands uncovered, and from then on only when both have left."""
    ready = 20.0
    found = run_vacancies(Seats.of([[0]], [[(ready, 1)]]), draws([0.3, 0.2]), YEARS)
    one, two = hazard(0.3), hazard(0.2)

    def grown(rate: float) -> float:
        return (math.exp(-rate * ready) - math.exp(-rate * YEARS)) / rate

    before = ready - (1 - math.exp(-one * ready)) / one
    assert near(found.uncovered[:, 0], before + (YEARS - ready) - grown(one) - grown(two) + grown(one + two))


def test_seats_that_share_nobody_are_independent() -> None:
    """Several roles together are what each is alone, run by run."""
    departs = draws([0.1, 0.3, 0.2, 0.4], runs=300)
    both = run_vacancies(Seats.of([[0], [1]], [[(0.0, 2)], [(5.0, 3)]]), departs, YEARS)
    first = run_vacancies(Seats.of([[0]], [[(0.0, 2)]]), departs, YEARS)
    second = run_vacancies(Seats.of([[1]], [[(5.0, 3)]]), departs, YEARS)
    assert np.array_equal(both.uncovered, np.column_stack([first.uncovered, second.uncovered]))


def test_nobody_is_used_twice() -> None:
    """One person behind two seats covers the one that falls vacant first."""
    departs = np.array([[10.0, 20.0, NEVER]])
    found = run_vacancies(Seats.of([[0], [1]], [[(0.0, 2)], [(0.0, 2)]]), departs, YEARS)
    assert found.uncovered.tolist() == [[0.0, 40.0]]


def test_whoever_moves_up_frees_a_seat() -> None:
    """The second seat is uncovered from the day that its holder takes over the first."""
    found = run_vacancies(Seats.of([[0], [1]], [[(0.0, 1)], []]), np.array([[10.0, 30.0]]), YEARS)
    assert found.uncovered.tolist() == [[30.0, 50.0]]
    assert found.vacated.tolist() == [[2, 1]]


def test_open_seats_wait_from_the_start() -> None:
    """A seat that nobody holds is uncovered until someone is ready."""
    found = run_vacancies(Seats.of([[NOBODY, NOBODY]], [[(7.0, 0)]]), np.array([[NEVER]]), YEARS)
    assert found.uncovered.tolist() == [[67.0]]
    assert found.vacated.tolist() == [[0]]


def test_seats_without_any_people() -> None:
    """They stand empty throughout."""
    found = run_vacancies(Seats.of([[NOBODY], [NOBODY, NOBODY]], [[], []]), np.zeros((2, 0)), YEARS)
    assert found.uncovered.tolist() == [[60.0, 120.0], [60.0, 120.0]]


def test_no_seats_at_all() -> None:
    """Nothing happens to nobody."""
    found = run_vacancies(Seats.of([], []), np.zeros((3, 0)), YEARS)
    assert found.uncovered.shape == (3, 0)


@pytest.mark.parametrize(("risk", "expected"), [(0.0, NEVER), (1.0, 6.0), (0.5, 12.0)])
def test_the_ends_of_risk(risk: float, expected: float) -> None:
    """Nobody leaves at 0; at 1 it is any day of the first year; half have gone after one at a half."""
    assert months_until_leaving(np.array([risk]), np.array([[0.5]]))[0, 0] == pytest.approx(expected)


def plainly(
    holders: list[list[int]], benches: list[list[tuple[float, int]]], departs: list[float], months: float
) -> list[float]:
    """One run, written down from the words alone: walk through every time at which anything could happen."""
    seats = [(role, who) for role, people in enumerate(holders) for who in people]
    sitting = [who if who != NOBODY else None for _, who in seats]
    used: set[int] = set()
    times = sorted({0.0, *(day for day in departs if day < months), *(r for b in benches for r, _ in b if r < months)})
    uncovered = [0.0] * len(benches)
    empty_since: dict[int, float] = {seat: 0.0 for seat, who in enumerate(sitting) if who is None}
    for now in times:
        for seat, who in enumerate(sitting):
            if who is not None and departs[who] <= now:
                sitting[seat] = None
                empty_since[seat] = now
        while True:
            for seat in sorted(empty_since):
                role = seats[seat][0]
                fits = [one for ready, one in sorted(benches[role]) if ready <= now and one not in used]
                fits = [one for one in fits if departs[one] > now]
                if fits:
                    break
            else:
                break
            chosen = fits[0]
            used.add(chosen)
            if chosen in sitting:
                left = sitting.index(chosen)
                sitting[left] = None
                empty_since[left] = now
            sitting[seat] = chosen
            uncovered[role] += now - empty_since.pop(seat)
    for seat, since in empty_since.items():
        uncovered[seats[seat][0]] += months - since
    return uncovered


@st.composite
def organisations(draw: st.DrawFn) -> tuple[list[list[int]], list[list[tuple[float, int]]], list[list[float]]]:
    """Up to four roles, seven people, benches of anyone who isn't in the role, and departures of a few runs."""
    people, roles = draw(st.integers(1, 7)), draw(st.integers(1, 4))
    free = list(range(people))
    holders: list[list[int]] = []
    for _ in range(roles):
        some = draw(st.integers(0, min(2, len(free))))
        holders.append([free.pop() for _ in range(some)] + [NOBODY] * draw(st.integers(0 if some else 1, 1)))
    # No two things happen at one moment but at the start, where order doesn't matter for the sums.
    moments = draw(st.permutations([0.5 + step for step in range(70)]))
    clock = iter(moments)
    benches = []
    for role in range(roles):
        who = draw(st.lists(st.sampled_from(range(people)), unique=True, max_size=4))
        benches.append([(draw(st.sampled_from([0.0, next(clock)])), one) for one in who if one not in holders[role]])
    runs = [[draw(st.sampled_from([next(clock), NEVER])) for _ in range(people)] for _ in range(2)]
    return holders, benches, runs


@given(organisations())
def test_every_run_is_as_written_down_plainly(
    organisation: tuple[list[list[int]], list[list[tuple[float, int]]], list[list[float]]],
) -> None:
    """Many runs at once give each what it gives alone, whatever chains of people moving up there are."""
    holders, benches, runs = organisation
    found = run_vacancies(Seats.of(holders, benches), np.array(runs), YEARS)
    expected = [plainly(holders, benches, departs, YEARS) for departs in runs]
    assert np.allclose(found.uncovered, expected)
