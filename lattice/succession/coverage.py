"""Coverage: how many critical seats have a successor of their own, where it is short, on whom it hangs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lattice.graph.snapshot import Snapshot
from lattice.progress import SILENT, Progress
from lattice.succession.candidates import Candidates, Succession
from lattice.succession.matching import Benches, Matching, match
from lattice.succession.options import as_horizons, ask, horizon_name, middle
from lattice.succession.readiness import readiness_for
from lattice.succession.ready import Numbers, in_time
from lattice.succession.result import (
    Assigned,
    CoverageResult,
    CoveredRole,
    Shortfall,
    Status,
    Successor,
)
from lattice.succession.workers import Workers


def coverage(
    graph: Snapshot,
    *,
    horizons: Iterable[float] = (0, 12, 24),
    as_of: datetime.date | None = None,
    workers: Workers | None = None,
    progress: Progress = SILENT,
) -> CoverageResult:
    """Find how many critical seats can be given distinct successors by each horizon.

    ``secured`` is a maximum matching of the seats with the people on their
    benches, ``naive`` the count that lets one person stand behind several
    seats. ``shortfalls`` and ``key_people`` don't depend on the matching
    chosen; the ``assignment`` is one of least total months, ties in the order
    of ids. ``horizons`` are months, ``as_of`` is today unless given. With
    ``workers`` the learning of people is worked out by those; the answer is
    the same.

    A lattice without critical roles has nothing to cover: 0 seats. Raises
    ``WrongCall`` for horizons that are none.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> report = lattice.coverage(graph, as_of=datetime.date(2026, 11, 22))
    >>> report.secured["12"] <= report.naive["12"] <= report.seats
    True
    """
    spans = as_horizons(horizons)
    question = ask(graph, as_of=as_of, workers=workers, progress=progress)
    critical = np.flatnonzero(graph.critical).astype(np.int64)
    roles = critical[graph.seats[critical] > 0]
    found = question.candidates(roles, within=spans[-1])
    seats = graph.seats[roles].tolist()
    progress.begin("giving seats, horizon by horizon", total=len(spans))
    matched = {}
    for span in spans:
        matched[span] = match(_benches(found, roles, seats, span))
        progress.advance()
    report = _Report(question=question, found=found, roles=roles.tolist(), seats=seats, spans=spans, matched=matched)
    return CoverageResult(
        as_of=question.as_of,
        source=question.source,
        exclusions=found.exclusions,
        departed=question.departed,
        horizons=spans,
        seats=sum(seats),
        secured={horizon_name(span): matching.size for span, matching in matched.items()},
        naive={horizon_name(span): report.naive(span) for span in spans},
        roles=tuple(report.role(number) for number in range(len(roles))),
        shortfalls={horizon_name(span): report.shortfalls(matching) for span, matching in matched.items()},
        key_people={horizon_name(span): report.names(matching.key_people()) for span, matching in matched.items()},
        assignment={horizon_name(span): report.assignment(matching) for span, matching in matched.items()},
        seatless=tuple(graph.role_ids[role] for role in critical[graph.seats[critical] == 0].tolist()),
        idle_nominations=question.idle_nominations(critical),
    )


def _benches(found: Candidates, roles: Numbers, seats: Sequence[int], span: float) -> Benches:
    """The benches of roles, numbered from 0, by a horizon."""
    ready = in_time(found.months, span)
    return Benches.of(seats, np.searchsorted(roles, found.role[ready]), found.person[ready], found.months[ready])


@dataclass(frozen=True, kw_only=True)
class _Report:
    """Numbers turned into the ids and figures of a result."""

    question: Succession
    found: Candidates
    roles: list[int]
    seats: list[int]
    spans: tuple[float, ...]
    matched: dict[float, Matching]

    @cached_property
    def _spare(self) -> set[int]:
        """The roles with someone to spare at the middle horizon."""
        return self.matched[middle(self.spans)].spare()

    def names(self, people: Iterable[int]) -> tuple[str, ...]:
        """The ids of people."""
        ids = self.question.person_ids
        return tuple(ids[person] for person in people)

    def _role_id(self, role: int) -> str:
        graph: Snapshot = self.question.graph
        return graph.role_ids[self.roles[role]]

    def naive(self, span: float) -> int:
        """The seats with a successor when nobody minds who is counted twice."""
        ready = self.found.role[in_time(self.found.months, span)]
        sizes = np.bincount(ready, minlength=len(self.question.graph.role_ids))
        return sum(min(seats, int(sizes[role])) for role, seats in zip(self.roles, self.seats, strict=True))

    def role(self, number: int) -> CoveredRole:
        """One critical role."""
        role, seats = self.roles[number], self.seats[number]
        secured = {span: len(matching.taken[number]) for span, matching in self.matched.items()}
        status: Status = "thin"
        if secured[middle(self.spans)] < seats:
            status = "exposed"
        elif number in self._spare:
            status = "covered"
        return CoveredRole(
            role=self._role_id(number),
            seats=seats,
            incumbents=self.question.incumbents(role),
            bench=self._bench(role),
            secured={horizon_name(span): count for span, count in secured.items()},
            status=status,
        )

    def _bench(self, role: int) -> dict[str, tuple[Successor, ...]]:
        run = self.found.of(role)
        people, months = self.found.person[run], self.found.months[run]
        soon = np.flatnonzero(in_time(months, self.spans[-1]))
        soon = soon[np.lexsort((people[soon], months[soon]))]
        people, months = people[soon], months[soon]
        ready = readiness_for(self.question.graph, people, role)
        first = sum((~in_time(months, span)).astype(np.int64) for span in self.spans)
        rows = [
            Successor(person=person, months=span, readiness=share)
            for person, span, share in zip(self.names(people.tolist()), months.tolist(), ready.tolist(), strict=True)
        ]
        edges = np.searchsorted(first, np.arange(len(self.spans) + 1))
        return {horizon_name(span): tuple(rows[edges[at] : edges[at + 1]]) for at, span in enumerate(self.spans)}

    def shortfalls(self, matching: Matching) -> tuple[Shortfall, ...]:
        """The groups of roles that are short of people."""
        return tuple(
            Shortfall(
                roles=tuple(map(self._role_id, roles)),
                seats=sum(self.seats[role] for role in roles),
                people=self.names(people),
            )
            for roles, people in matching.short_groups()
        )

    def assignment(self, matching: Matching) -> tuple[Assigned, ...]:
        """Who is given which seat, by role and then by person."""
        months = {
            (role, person): span
            for role, person, span in zip(
                self.found.role.tolist(), self.found.person.tolist(), self.found.months.tolist(), strict=True
            )
        }
        return tuple(
            Assigned(
                role=self._role_id(number),
                person=self.question.person_ids[person],
                months=months[self.roles[number], person],
            )
            for number, people in enumerate(matching.taken)
            for person in sorted(people)
        )
