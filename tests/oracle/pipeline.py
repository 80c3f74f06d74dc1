"""The brute force of succession: every set of resources, every assignment, every chain.

Read from the model a second time, in plain Python, as ``brute`` is for routes.
Where the model is silent, this is how it is read:

- Whoever retires before the as-of date is nobody's candidate; whoever retires
  on the day on which they would be ready is one.
- Someone excluded from a role is no candidate for it.
- Practice in the role held adds nothing, the move's own months don't count.
- A critical role without seats has nothing to cover.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tests.oracle.brute import DAYS_A_MONTH, _dwell, _meets, _months_of, _take, _usable
from tests.oracle.case import Case
from tests.oracle.plan import within
from tests.oracle.question import AS_OF, Question
from tests.oracle.reading import Reading, read_case

NEVER: Final = math.inf
Best = tuple[int, float]
"""How many seats are filled, and the total months."""


@dataclass(frozen=True)
class Pipeline:
    """A case, asked about succession."""

    case: Case

    @cached_property
    def reading(self) -> Reading:
        """The case as the model reads it."""
        return read_case(self.case)

    @cached_property
    def seats(self) -> dict[str, int]:
        """The seats of every critical role that has any."""
        found = {}
        for row in self.case.roles:
            said = row.get("seats")
            seats = int(self.case.policy.get("seats", 1)) if said is None else int(str(said))
            if row.get("critical") is True and seats:
                found[str(row["id"])] = seats
        return found

    @cached_property
    def critical(self) -> set[str]:
        """The critical roles, those without seats too."""
        return {str(row["id"]) for row in self.case.roles if row.get("critical") is True}

    @cached_property
    def _ways(self) -> dict[str, list[tuple[float, dict[str, int]]]]:
        """For each person every set of resources that can be taken in some order: its hours, the levels after it."""
        found = {}
        for name, person in self.reading.people.items():
            stock = _usable(self.reading, Question(person=name, target=""))
            ways = []
            for count in range(len(stock) + 1):
                for chosen in itertools.combinations(stock, count):
                    levels = dict(person.levels)
                    if _take(levels, list(chosen), in_given_order=False):
                        ways.append((sum(one.hours for one in chosen), levels))
            found[name] = sorted(ways, key=lambda way: way[0])
        return found

    def months(self, person: str, role: str) -> float:
        """The months until a person is ready for a role."""
        someone = self.reading.people[person]
        entry = self.reading.roles[role].entry
        hours = next((hours for hours, levels in self._ways[person] if _meets(levels, entry)), None)
        if hours is None:
            return NEVER
        question = Question(person=person, target=role)
        return max(_dwell(self.reading, someone, question), _months_of(hours, someone.hours_per_week))

    def months_left(self, person: str) -> float:
        """The months until a person retires."""
        day = next(row.get("retires_on") for row in self.case.people if row["id"] == person)
        return NEVER if day is None else (day - AS_OF).days / DAYS_A_MONTH  # type: ignore[operator, union-attr]

    @cached_property
    def candidates(self) -> dict[str, dict[str, float]]:
        """For every role its candidates with their months, those whom nothing makes ready too."""
        named = {(str(row["person"]), str(row["role"])) for row in self.case.nominations}
        ruled_out = {(str(row["person"]), str(row["role"])) for row in self.case.exclusions}
        found: dict[str, dict[str, float]] = {role: {} for role in self.reading.roles}
        for role, (name, person) in itertools.product(self.reading.roles, self.reading.people.items()):
            if person.role == role or (name, role) in ruled_out:
                continue
            if (person.role, role) not in self.reading.moves and (name, role) not in named:
                continue
            months = self.months(name, role)
            if in_time(months, self.months_left(name)):
                found[role][name] = months
        return found

    def benches(self, horizon: float) -> dict[str, dict[str, float]]:
        """The benches of the critical roles at a horizon."""
        return {
            role: {person: months for person, months in self.candidates[role].items() if in_time(months, horizon)}
            for role in self.seats
        }

    def naive(self, horizon: float) -> int:
        """The seats secured on paper."""
        return sum(min(self.seats[role], len(bench)) for role, bench in self.benches(horizon).items())

    def best(self, horizon: float) -> Best:
        """The most seats that can be filled by distinct people, and the least total months of doing so."""
        return best_assignment(self.seats, self.benches(horizon))

    def key_people(self, horizon: float) -> list[str]:
        """Those without whom fewer seats can be filled: everyone is taken away in turn."""
        benches, whole = self.benches(horizon), self.best(horizon)[0]
        return [
            person
            for person in sorted(self.reading.people)
            if best_assignment(self.seats, without(benches, person))[0] < whole
        ]

    def shortfalls(self, horizon: float) -> list[tuple[list[str], int, list[str]]]:
        """The groups of roles that some best assignment leaves with an empty seat: roles, seats, people."""
        benches, whole = self.benches(horizon), self.best(horizon)[0]
        short = [
            role
            for role in sorted(self.seats)
            if best_assignment({**self.seats, role: self.seats[role] - 1}, benches)[0] == whole
        ]
        groups: list[set[str]] = [{role} for role in short]
        merged = True
        while merged:
            merged = False
            for one, other in itertools.combinations(groups, 2):
                if any(benches[role].keys() & benches[mate].keys() for role in one for mate in other):
                    groups.remove(other)
                    one.update(other)
                    merged = True
                    break
        return sorted(
            (
                sorted(group),
                sum(self.seats[role] for role in group),
                sorted(set().union(*(benches[role] for role in group))),
            )
            for group in groups
        )

    def chain(self, role: str) -> float:
        """The months of the best chain, infinite when there is none: every chain is followed."""
        return min(self._chains(role, (role,), 0.0), default=NEVER)

    def _chains(self, seat: str, passed: tuple[str, ...], months: float) -> list[float]:
        found: list[float] = []
        for person, more in self.candidates[seat].items():
            frees = self.reading.people[person].role
            if more == NEVER or frees in passed:
                continue
            if frees not in self.critical:
                found.append(months + more)
            else:
                found += self._chains(frees, (*passed, frees), months + more)
        return found

    def dead_ends(self, role: str) -> set[str]:
        """The roles that chains for a role come to and that nobody can take."""
        seen, left = {role}, [role]
        while left:
            seat = left.pop()
            for person, months in self.candidates[seat].items():
                frees = self.reading.people[person].role
                if months < NEVER and frees not in seen:
                    seen.add(frees)
                    left.append(frees)
        return {seat for seat in seen if all(months == NEVER for months in self.candidates[seat].values())}


def in_time(months: float, limit: float) -> bool:
    """Whether months keep a limit, to which they may be equal; what never happens keeps only no limit."""
    return limit == NEVER or (months < NEVER and within(months, limit))


def without(benches: Mapping[str, Mapping[str, float]], person: str) -> dict[str, dict[str, float]]:
    """The benches when someone is gone."""
    return {role: {name: months for name, months in bench.items() if name != person} for role, bench in benches.items()}


def best_assignment(seats: Mapping[str, int], benches: Mapping[str, Mapping[str, float]]) -> Best:
    """The best of all assignments: seat by seat, for every set of people taken so far."""
    states: dict[frozenset[str], float] = {frozenset(): 0.0}
    for role, count in seats.items():
        for _ in range(count):
            after = dict(states)
            for taken, months in states.items():
                for person, more in benches[role].items():
                    if person not in taken:
                        now = taken | {person}
                        after[now] = min(after.get(now, NEVER), months + more)
            states = after
    most = max(map(len, states))
    return most, min(months for taken, months in states.items() if len(taken) == most)
