"""Candidates: who could take over which role, and when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from lattice.domain.table import TABLES
from lattice.graph.arrays import Floats
from lattice.graph.snapshot import Snapshot
from lattice.succession.learning import NEVER
from lattice.succession.ready import Numbers, Readying, in_time
from lattice.succession.result import ActedExclusion, IdleNomination, Source

_BY: Final = TABLES["nominations"].position("by")
_ON: Final = TABLES["nominations"].position("on")


@dataclass(frozen=True, slots=True)
class Nominated:
    """A nomination: who says so, and since when."""

    by: str | None
    on: datetime.date | None


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Candidates for roles: pairs of a person and a role by number, sorted by role and then by person.

    ``months`` is how soon each is ready, infinite when nothing teaches what is
    missing. ``leavers`` are the pairs (person, role) that leaving rules out.
    """

    person: Numbers
    role: Numbers
    months: Floats
    leavers: tuple[tuple[int, int, float], ...]
    exclusions: tuple[ActedExclusion, ...]

    def of(self, role: int) -> slice:
        """Where a role's candidates stand."""
        first, last = np.searchsorted(self.role, [role, role + 1])
        return slice(int(first), int(last))


@dataclass(frozen=True)
class Succession:
    """All that the planner's questions share: who may come from where, who is ruled out, when each is ready."""

    readying: Readying

    @property
    def graph(self) -> Snapshot:
        """The lattice that is asked."""
        return self.readying.graph

    @property
    def as_of(self) -> datetime.date:
        """The day to reckon from."""
        return self.readying.as_of

    @cached_property
    def source(self) -> Source:
        """The data that is asked."""
        return Source(name=self.graph.header.name, digest=self.graph.digest)

    @cached_property
    def departed(self) -> tuple[str, ...]:
        """The ids of those whose day to retire has passed."""
        return tuple(self.person_ids[number] for number in np.flatnonzero(self.readying.departed).tolist())

    @cached_property
    def person_ids(self) -> tuple[str, ...]:
        """The people's ids by number."""
        return tuple(self.graph.people)

    @cached_property
    def nominations(self) -> dict[tuple[int, int], Nominated]:
        """Every nomination, by person and role."""
        people, roles = self.graph.people, self.graph.roles
        return {
            (people[str(row[0])], roles[str(row[1])]): Nominated(
                None if row[_BY] is None else str(row[_BY]),
                _day(row[_ON]),
            )
            for row in self.graph.bundle.rows("nominations")
        }

    @cached_property
    def excluded(self) -> dict[tuple[int, int], ActedExclusion]:
        """Every exclusion, by person and role."""
        people, roles = self.graph.people, self.graph.roles
        return {
            (people[str(row[0])], roles[str(row[1])]): ActedExclusion(
                person=str(row[0]),
                role=str(row[1]),
                because=str(row[2]),
                by=None if row[3] is None else str(row[3]),
                on=_day(row[4]),
            )
            for row in self.graph.bundle.rows("exclusions")
        }

    @cached_property
    def _holders(self) -> tuple[Numbers, Numbers]:
        """Everyone by role: an order of the people, and where each role's begin in it."""
        held = self.graph.workforce.role
        order = np.argsort(held, kind="stable")
        return order, np.searchsorted(held[order], np.arange(len(self.graph.role_ids) + 1))

    def holders(self, role: int) -> Numbers:
        """Those who hold a role, by number."""
        order, starts = self._holders
        return order[starts[role] : starts[role + 1]]

    def incumbents(self, role: int) -> tuple[str, ...]:
        """The ids of those who hold a role and haven't left."""
        gone = self.readying.departed
        return tuple(self.person_ids[number] for number in self.holders(role).tolist() if not gone[number])

    def record(self, person: int) -> int:
        """The levels that someone has on record, in thermometer code."""
        workforce = self.graph.workforce
        run = slice(int(workforce.starts[person]), int(workforce.starts[person + 1]))
        pairs = zip(workforce.skill[run].tolist(), workforce.level[run].tolist(), strict=True)
        return self.graph.codes.thermometer.levels(pairs)

    def idle_nominations(self, roles: Numbers) -> tuple[IdleNomination, ...]:
        """The nominations for some roles that change nothing, since the person holds the role."""
        asked, held = set(roles.tolist()), self.graph.workforce.role
        return tuple(
            IdleNomination(person=self.person_ids[person], role=self.graph.role_ids[role])
            for person, role in sorted(self.nominations)
            if role in asked and held[person] == role
        )

    def candidates(self, roles: Numbers, *, within: float = NEVER, among: Numbers | None = None) -> Candidates:
        """The candidates for some roles, given in ascending order.

        Whoever has a move to the role or is nominated for it, doesn't hold it,
        isn't excluded, and isn't known to leave before being ready. Months
        above ``within`` may be infinite instead of exact. ``among`` asks of
        some people only.
        """
        person, role = self._pairs(roles)
        if among is not None:
            meant = np.isin(person, among)
            person, role = person[meant], role[meant]
        acted = []
        if self.excluded and len(person):
            kept = np.ones(len(person), dtype=bool)
            for at, pair in enumerate(zip(person.tolist(), role.tolist(), strict=True)):
                if pair in self.excluded:
                    kept[at] = False
                    acted.append(self.excluded[pair])
            person, role = person[kept], role[kept]
        months = self.readying.months(person, role, within=within)
        left = self.readying.months_left[person]
        # Whoever nothing makes ready stays a candidate, unless the day that they leave is known.
        stays = in_time(months, left)
        leaving = np.flatnonzero(~stays)
        leavers = tuple(zip(person[leaving].tolist(), role[leaving].tolist(), months[leaving].tolist(), strict=True))
        return Candidates(person[stays], role[stays], months[stays], leavers, tuple(acted))

    def _pairs(self, roles: Numbers) -> tuple[Numbers, Numbers]:
        """Everyone who may come, with the role, by role and then by person."""
        moves = self.graph.moves
        order = np.argsort(moves.target, kind="stable")
        starts = np.searchsorted(moves.target[order], np.arange(len(self.graph.role_ids) + 1))
        nominated: dict[int, list[int]] = {}
        for person, role in self.nominations:
            nominated.setdefault(role, []).append(person)
        held = self.graph.workforce.role
        people, wanted = [], []
        for role in roles.tolist():
            feeders = np.unique(moves.source[order[starts[role] : starts[role + 1]]]).tolist()
            found = [self.holders(feeder) for feeder in feeders]
            named = np.array(nominated.get(role, []), dtype=np.int64)
            who = np.unique(np.concatenate([*found, named])) if found or len(named) else named
            who = who[held[who] != role]
            people.append(who)
            wanted.append(np.full(len(who), role, dtype=np.int64))
        if not people:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return np.concatenate(people).astype(np.int64), np.concatenate(wanted)


def _day(value: object) -> datetime.date | None:
    return value if isinstance(value, datetime.date) else None
