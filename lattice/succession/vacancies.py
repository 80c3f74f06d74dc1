"""Vacancies: seats fall free and are taken over, event by event, in many runs at once.

In a run everyone leaves on one day of their own. A seat is vacant from the day
on which whoever sits in it leaves, or moves to another seat. It goes to the
first of its bench (soonest ready, then by id) who is ready by then, still
there, and hasn't been used in this run; if there is none, to the first who
becomes ready later. While nobody sits in it, it is uncovered. Whoever takes
over leaves the seat that they had, and leaves the new one on their own day.

All runs of a chunk take their next event together, so that each step is a few
array operations; a run has as many steps as seats change hands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from lattice.graph.arrays import Floats

NOBODY: Final = -1
_BLOCK: Final = 16
"""So many of a bench are looked at before the rest: most seats go to one of the first."""

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats and benches, people numbered as the columns of the draws.

    ``role[s]`` is a seat's role and ``holder[s]`` who sits in it at the start,
    ``NOBODY`` for none. ``bench[r]`` holds the people who could take over role
    r in the order in which they are asked, padded with ``NOBODY``, and
    ``ready[r]`` the months after which each is ready, ascending, infinite for nobody.
    """

    role: Indices
    holder: Indices
    bench: Indices
    ready: Floats

    @classmethod
    def of(cls, holders: Sequence[Sequence[int]], benches: Sequence[Sequence[tuple[float, int]]]) -> Seats:
        """Seats by role, each with its holder, and the benches by role as (months to ready, person)."""
        role = [number for number, people in enumerate(holders) for _ in people]
        widest = max((len(bench) for bench in benches), default=0) or 1
        bench = np.full((len(benches), widest), NOBODY, dtype=np.int64)
        ready = np.full((len(benches), widest), np.inf)
        for number, people in enumerate(benches):
            ordered = sorted(people)
            bench[number, : len(ordered)] = [person for _, person in ordered]
            ready[number, : len(ordered)] = [months for months, _ in ordered]
        flat = [person for people in holders for person in people]
        return cls(np.array(role, dtype=np.int64), np.array(flat, dtype=np.int64), bench, ready)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, runs × roles: months that seats stood uncovered, and how often one fell vacant."""

    uncovered: Floats
    vacated: Indices


def run_vacancies(seats: Seats, departs: Floats, months: float) -> Outcome:
    """What happens to the seats within so many months when people depart as drawn, runs × people.

    O(steps · runs · (seats + bench)) time, O(runs · (seats + people)) memory.
    """
    return _Run(seats, departs, months).outcome()


class _Run:
    """A chunk of runs on their way."""

    def __init__(self, seats: Seats, departs: Floats, months: float) -> None:
        runs, people = departs.shape
        self.seats, self.departs, self.months = seats, departs, months
        self.count = len(seats.role)
        taken = seats.holder != NOBODY
        self.since = np.where(taken, np.inf, 0.0) * np.ones((runs, 1))
        """From when on each seat is vacant; infinite while someone sits in it."""
        self.next = np.zeros((runs, self.count))
        self.next[:, taken] = departs[:, seats.holder[taken]]
        self.seat_of = np.full((runs, people), NOBODY, dtype=np.int64)
        self.seat_of[:, seats.holder[taken]] = np.flatnonzero(taken)
        self.people = people
        # The last stands for nobody, so that there is somebody to look up even among no people.
        self.until = np.append(departs.ravel(), -np.inf)
        """Until when each person can take a seat over, by run and person in one row; never once they were used."""
        roles = len(seats.bench)
        self.uncovered = np.zeros((runs, roles))
        self.vacated = np.zeros((runs, roles), dtype=np.int64)

    def outcome(self) -> Outcome:
        """Every event of every run, and what is left uncovered at the end."""
        runs = np.arange(len(self.departs))
        while self.count and len(runs):
            seat = self.next[runs].argmin(axis=1) if len(runs) < len(self.next) else self.next.argmin(axis=1)
            now = self.next[runs, seat]
            going = now < self.months
            runs, seat, now = runs[going], seat[going], now[going]
            if len(runs):
                self._step(runs, seat, now)
        left = np.where(self.since < self.months, self.months - self.since, 0.0)
        np.add.at(self.uncovered.T, self.seats.role, left.T)
        return Outcome(self.uncovered, self.vacated)

    def _step(self, runs: Indices, seat: Indices, now: Floats) -> None:
        """One event of each run: a seat falls vacant, or someone may have become ready for one that is."""
        role = self.seats.role[seat]
        fresh = np.isinf(self.since[runs, seat])
        self.since[runs[fresh], seat[fresh]] = now[fresh]
        self.vacated[runs[fresh], role[fresh]] += 1
        person = self._successor(runs, role, now)
        found = person != NOBODY
        self._take_over(runs[found], seat[found], role[found], person[found], now[found])
        waits = ~found
        self.next[runs[waits], seat[waits]] = self._later(runs[waits], role[waits], now[waits])

    def _successor(self, runs: Indices, role: Indices, now: Floats) -> Indices:
        """The first of each bench who is ready, there and unused; ``NOBODY`` when there is none."""
        chosen = np.full(len(runs), NOBODY, dtype=np.int64)
        left = np.arange(len(runs))
        for start in range(0, self.seats.bench.shape[1], _BLOCK):
            block = slice(start, start + _BLOCK)
            people, ready = self.seats.bench[role[left], block], self.seats.ready[role[left], block]
            due = ready <= now[left, None]
            fits = due & self._there(runs[left], people, now[left, None])
            some = fits.any(axis=1)
            rows = np.flatnonzero(some)
            chosen[left[rows]] = people[rows, fits[rows].argmax(axis=1)]
            # Benches go by readiness: when the last of a block isn't ready, nobody after it is.
            left = left[~some & due[:, -1]]
            if not len(left):
                break
        return chosen

    def _later(self, runs: Indices, role: Indices, now: Floats) -> Floats:
        """When the next one of each bench becomes ready who will still be there; infinite when nobody does."""
        soonest = np.full(len(runs), np.inf)
        for start in range(0, self.seats.bench.shape[1], _BLOCK):
            block = slice(start, start + _BLOCK)
            people, ready = self.seats.bench[role, block], self.seats.ready[role, block]
            fits = (ready > now[:, None]) & (ready < self.months) & self._there(runs, people, ready)
            soonest = np.minimum(soonest, np.where(fits, ready, np.inf).min(axis=1))
        return soonest

    def _there(self, runs: Indices, people: Indices, when: Floats) -> npt.NDArray[np.bool_]:
        """Whether people haven't been used, and stay beyond a time; of ``NOBODY`` it says anything."""
        fits: npt.NDArray[np.bool_] = self.until.take(runs[:, None] * self.people + people) > when
        return fits

    def _take_over(self, runs: Indices, seat: Indices, role: Indices, person: Indices, now: Floats) -> None:
        """People sit down in vacant seats, and leave those that they had."""
        self.uncovered[runs, role] += now - self.since[runs, seat]
        self.since[runs, seat] = np.inf
        self.next[runs, seat] = self.departs[runs, person]
        self.until[runs * self.people + person] = -np.inf
        before = self.seat_of[runs, person]
        self.seat_of[runs, person] = seat
        moved = np.flatnonzero(before != NOBODY)
        rows, freed = runs[moved], before[moved]
        self.since[rows, freed] = now[moved]
        self.next[rows, freed] = now[moved]
        self.vacated[rows, self.seats.role[freed]] += 1
