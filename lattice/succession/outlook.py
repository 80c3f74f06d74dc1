"""The vacancy outlook: how long critical seats will stand without a successor over the coming years."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import numpy as np
from pydantic import Field

from lattice.errors import WrongCall
from lattice.graph.arrays import Floats
from lattice.graph.snapshot import Snapshot
from lattice.progress import SILENT, Progress
from lattice.routes.result import Result
from lattice.succession.candidates import Candidates, Succession
from lattice.succession.departures import FAMILY, OWN, POLICY, Leaving, months_until_leaving
from lattice.succession.options import ask
from lattice.succession.ready import Numbers
from lattice.succession.result import Count, PlannerResult
from lattice.succession.vacancies import NOBODY, Seats, run_vacancies

MOST_YEARS: Final = 30.0
MOST_RUNS: Final = 1_000_000
RUNS: Final = 10_000
SEED: Final = 1
MOST_SEED: Final = 1_000_000_000

_CONFIDENCE: Final = 0.95
_NORMAL: Final = 1.959963984540054
"""How many standard errors either way hold the mean with that confidence."""

_PAIR: Final = 2
_CHUNK: Final = 250
"""Pairs of runs that go together: enough for array operations to pay, few enough for the processor's cache."""
_CELLS: Final = 1 << 22
"""The most runs × (people + seats) that go together: memory stays within some 200 MB."""


class Estimate(Result):
    """A mean over the runs, with the ends of its 95 % confidence interval."""

    mean: float
    low: float
    high: float


class RoleOutlook(Result):
    """A critical role: how often its seats are expected to fall vacant, and the seat-months without a successor.

    ``vacancies`` counts those within the time, without development.
    ``without`` and ``with`` are expected seat-months uncovered, without any
    development and when everyone on its bench learns what it asks; ``saved``
    is the difference in the same runs. ``chance`` is the share of runs, with
    development, in which a seat stands uncovered at some time.
    """

    role: str
    seats: Annotated[int, Field(ge=1)]
    incumbents: Count
    bench: Count
    vacancies: float
    without: Estimate
    with_: Annotated[Estimate, Field(alias="with")]
    saved: Estimate
    chance: Annotated[float, Field(ge=0, le=1)]


class Rates(Result):
    """For how many people each kind of risk was used: their own, their role's family's, the policy's."""

    own: Count
    family: Count
    policy: Count
    policy_rate: Annotated[float, Field(ge=0, le=1)]


class OutlookResult(PlannerResult):
    """Expected seat-months without a successor over so many years, by simulation.

    ``runs`` with fixed ``seed``, drawn in pairs of opposites (antithetic
    variates), so that the intervals are narrower than those of as many
    independent runs. ``roles`` have the longest uncovered, with development,
    first.
    """

    schema_: Annotated[Literal["lattice.outlook/1"], Field(alias="schema")] = "lattice.outlook/1"
    years: float
    runs: int
    seed: int
    draws: Literal["antithetic"] = "antithetic"
    confidence: float = _CONFIDENCE
    seats: Count
    people: Count
    rates: Rates
    without: Estimate
    with_: Annotated[Estimate, Field(alias="with")]
    saved: Estimate
    roles: tuple[RoleOutlook, ...]


def outlook(
    graph: Snapshot,
    *,
    years: float = 5,
    runs: int = RUNS,
    seed: int = SEED,
    as_of: datetime.date | None = None,
    progress: Progress = SILENT,
) -> OutlookResult:
    """Simulate retirements and leaving, and say how long each critical role is expected to stand uncovered.

    People retire on their date and leave at random, by their own risk, else
    the rate of their role's family, else the policy's. A seat that falls
    vacant goes to the first of its bench who is ready, there and unused; until
    then it is uncovered (``lattice.succession.vacancies``). Without
    development only those whose gap is closed already become successors, with
    it everyone on a bench once they are ready. Same data, seed and runs: same
    bytes, however it is cut into chunks.

    Nobody critical is an outlook of nothing. Raises ``WrongCall`` for years,
    runs or a seed that make no sense.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> ahead = lattice.outlook(graph, years=3, runs=200, as_of=datetime.date(2026, 11, 22))
    >>> ahead.with_.mean <= ahead.without.mean
    True
    """
    _check(years, runs, seed)
    question = ask(graph, as_of=as_of, progress=progress)
    critical = np.flatnonzero(graph.critical).astype(np.int64)
    roles = critical[graph.seats[critical] > 0]
    found = question.candidates(roles)
    cast = _Cast.of(question, roles, found)
    tally = _simulate(cast, months=years * 12, runs=runs, seed=seed, progress=progress)
    return OutlookResult(
        as_of=question.as_of,
        source=question.source,
        exclusions=found.exclusions,
        departed=question.departed,
        years=years,
        runs=runs,
        seed=seed,
        seats=int(graph.seats[roles].sum()),
        people=len(cast.people),
        rates=_rates(graph, cast),
        without=tally.estimate("without"),
        with_=tally.estimate("with"),
        saved=tally.estimate("saved"),
        roles=_by_need(
            RoleOutlook(
                role=graph.role_ids[role],
                seats=int(graph.seats[role]),
                incumbents=cast.incumbents[number],
                bench=cast.benched[number],
                vacancies=tally.vacancies(number),
                without=tally.estimate("without", number),
                with_=tally.estimate("with", number),
                saved=tally.estimate("saved", number),
                chance=tally.chance(number),
            )
            for number, role in enumerate(roles.tolist())
        ),
    )


def _check(years: float, runs: int, seed: int) -> None:
    given: object = years
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given <= MOST_YEARS:
        message = f"years is {years!r}; it must be a number above 0 and at most {MOST_YEARS:g}"
        raise WrongCall(message)
    if not _is_whole(runs, most=MOST_RUNS) or runs < _PAIR or runs % _PAIR:
        message = f"runs is {runs!r}; it must be an even number from 2 to {MOST_RUNS:,}, as runs come in pairs"
        raise WrongCall(message)
    if not _is_whole(seed, most=MOST_SEED):
        message = f"seed is {seed!r}; it must be a whole number from 0 to {MOST_SEED:,}"
        raise WrongCall(message)


def _is_whole(value: object, *, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _by_need(roles: Iterator[RoleOutlook]) -> tuple[RoleOutlook, ...]:
    return tuple(sorted(roles, key=lambda one: (-one.with_.mean, -one.without.mean, one.role)))


@dataclass(frozen=True, slots=True)
class _Cast:
    """Everyone who matters, numbered from 0, and their seats with and without development."""

    people: Numbers
    risk: Floats
    retires: Floats
    without: Seats
    developed: Seats
    incumbents: tuple[int, ...]
    benched: tuple[int, ...]

    @classmethod
    def of(cls, question: Succession, roles: Numbers, found: Candidates) -> _Cast:
        """Holders fill a role's seats by id; holders beyond its seats are ready to take one over at once."""
        graph, readying = question.graph, question.readying
        gone = readying.departed
        held = [[one for one in question.holders(role).tolist() if not gone[one]] for role in roles.tolist()]
        people = np.unique(np.concatenate([*map(np.array, held), found.person, np.zeros(0)]).astype(np.int64))
        column = {person: at for at, person in enumerate(people.tolist())}
        closed = readying.hours(found.person, found.role) == 0
        as_they_are = np.where(closed, readying.waiting[found.person], np.inf)
        holders, spare = [], []
        for role, who in zip(roles.tolist(), held, strict=True):
            count = int(graph.seats[role])
            seated = [column[one] for one in who[:count]]
            holders.append(seated + [NOBODY] * (count - len(seated)))
            spare.append([(0.0, column[one]) for one in who[count:]])

        def seats(months: Floats) -> Seats:
            benches = []
            for role, extra in zip(roles.tolist(), spare, strict=True):
                run = found.of(role)
                pairs = zip(months[run].tolist(), found.person[run].tolist(), strict=True)
                benches.append([*extra, *((soon, column[one]) for soon, one in pairs if math.isfinite(soon))])
            return Seats.of(holders, benches)

        developed = seats(found.months)
        return cls(
            people,
            Leaving.of(graph).risk[people],
            readying.months_left[people],
            seats(as_they_are),
            developed,
            tuple(map(len, held)),
            tuple(int((bench != NOBODY).sum()) for bench in developed.bench),
        )


def _rates(graph: Snapshot, cast: _Cast) -> Rates:
    origin = Leaving.of(graph).origin[cast.people]
    own, family, policy = (int((origin == kind).sum()) for kind in (OWN, FAMILY, POLICY))
    return Rates(own=own, family=family, policy=policy, policy_rate=graph.policy.leaving_rate)


@dataclass(slots=True)
class _Tally:
    """Sums over pairs of runs: of each pair's mean, and of its square; the last column is all roles together."""

    pairs: int
    sums: dict[str, Floats]
    squares: dict[str, Floats]
    vacated: Floats
    struck: Floats

    @classmethod
    def empty(cls, roles: int) -> _Tally:
        """Nothing counted yet."""
        kinds = ("without", "with", "saved")
        nothing = {kind: np.zeros(roles + 1) for kind in kinds}
        return cls(0, nothing, {kind: np.zeros(roles + 1) for kind in kinds}, np.zeros(roles), np.zeros(roles))

    def add(self, kind: str, first: Floats, second: Floats) -> None:
        """Count the two halves of pairs of runs, pairs × roles."""
        mean = (first + second) / 2
        mean = np.column_stack([mean, mean.sum(axis=1)])
        self.sums[kind] += mean.sum(axis=0)
        self.squares[kind] += np.square(mean).sum(axis=0)

    def estimate(self, kind: str, role: int = -1) -> Estimate:
        """The mean of one role, of all without one, with its confidence interval."""
        mean = float(self.sums[kind][role]) / self.pairs
        spread = float(self.squares[kind][role]) / self.pairs - mean * mean
        error = math.sqrt(max(0.0, spread) / max(1, self.pairs - 1))
        low = mean - _NORMAL * error
        return Estimate(mean=mean, low=low if kind == "saved" else max(0.0, low), high=mean + _NORMAL * error)

    def vacancies(self, role: int) -> float:
        """How often a seat of the role falls vacant in a run."""
        return float(self.vacated[role]) / (2 * self.pairs)

    def chance(self, role: int) -> float:
        """The share of runs in which a seat of the role stands uncovered."""
        return float(self.struck[role]) / (2 * self.pairs)


def _simulate(cast: _Cast, *, months: float, runs: int, seed: int, progress: Progress) -> _Tally:
    generator = np.random.default_rng(seed)
    tally = _Tally.empty(len(cast.incumbents))
    progress.begin("simulating runs", total=runs)
    width = len(cast.people) + len(cast.without.role) + 1
    pairs, chunk = runs // _PAIR, max(1, min(_CHUNK, _CELLS // (_PAIR * width)))
    while tally.pairs < pairs:
        size = min(chunk, pairs - tally.pairs)
        shares = generator.random((size, len(cast.people)))
        both = np.concatenate([shares, 1.0 - shares])
        departs = np.minimum(months_until_leaving(cast.risk, both), cast.retires)
        without = run_vacancies(cast.without, departs, months)
        developed = run_vacancies(cast.developed, departs, months)
        tally.add("without", without.uncovered[:size], without.uncovered[size:])
        tally.add("with", developed.uncovered[:size], developed.uncovered[size:])
        saved = without.uncovered - developed.uncovered
        tally.add("saved", saved[:size], saved[size:])
        tally.vacated += without.vacated.sum(axis=0)
        tally.struck += (developed.uncovered > 0).sum(axis=0)
        tally.pairs += size
        progress.advance(2 * size)
    return tally
