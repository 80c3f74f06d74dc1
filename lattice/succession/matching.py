"""Matching: distinct people for as many seats as can be, in the least total months.

A transportation problem: roles with seats on one side, people on the other.
Seats are filled one after the other along shortest alternating paths (Jonker,
Volgenant: A shortest augmenting path algorithm for dense and sparse linear
assignment problems, Computing 38, 1987; potentials after Edmonds, Karp 1972),
walked from role to role: a step from r to r' is someone on r's bench who is
assigned to r' today and would change over. A seat that nobody can be found for
takes the place of the one that it is cheapest to leave empty. The result is a
maximum matching, and of all those one of least cost.

What doesn't depend on the matching chosen comes from the same steps (Dulmage,
Mendelsohn: Coverings of bipartite graphs, Canadian Journal of Mathematics 10,
1958): the roles reached from an empty seat are short of people, those that
reach someone unassigned have people to spare.

Costs are whole numbers (billionths of a month), so that equal is equal and the
answer the same everywhere; ties fall by the roles' and the people's numbers.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

from lattice.graph.arrays import Floats
from lattice.succession.ready import Numbers

_UNIT: Final = 1e9
_EMPTY: Final = 1 << 80
"""What an empty seat costs: more than any people's months together."""


@dataclass(frozen=True, slots=True)
class Benches:
    """Who may be given a seat in which role: roles are 0, 1, … here, with their seats.

    ``people[r]`` and ``costs[r]`` are the bench of role r, cheapest first, then
    by number. No more are kept than can ever matter: one more than there are
    seats in all.
    """

    seats: tuple[int, ...]
    people: tuple[list[int], ...]
    costs: tuple[list[int], ...]

    @classmethod
    def of(cls, seats: Sequence[int], role: Numbers, person: Numbers, months: Floats) -> Benches:
        """The benches of pairs of a role (as numbered here) and a person, with the months of each pair."""
        cost = np.rint(months * _UNIT).astype(np.int64)
        order = np.lexsort((person, role)) if _unsorted(role, person) else np.arange(len(role))
        starts = np.searchsorted(role[order], np.arange(len(seats) + 1))
        most = sum(map(min, seats, np.diff(starts).tolist())) + 1
        people, costs = [], []
        for first, last in pairwise(starts.tolist()):
            run = order[first:last]
            cheapest = run[np.argsort(cost[run], kind="stable")[:most]]
            people.append(person[cheapest].tolist())
            costs.append(cost[cheapest].tolist())
        return cls(tuple(seats), tuple(people), tuple(costs))


def _unsorted(role: Numbers, person: Numbers) -> bool:
    """Whether pairs aren't in the order of roles and then people."""
    rises = (role[1:] > role[:-1]) | ((role[1:] == role[:-1]) & (person[1:] > person[:-1]))
    return not bool(rises.all())


@dataclass(slots=True)
class Matching:
    """Seats given to distinct people. ``taken[r]`` are the people assigned to role r, ``role_of`` the reverse."""

    benches: Benches
    taken: list[set[int]]
    role_of: dict[int, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many seats have someone."""
        return len(self.role_of)

    @property
    def steps(self) -> list[set[int]]:
        """For each role the others from which someone on its bench could change over."""
        role_of = self.role_of
        return [
            {role_of[person] for person in people if person in role_of} - {role}
            for role, people in enumerate(self.benches.people)
        ]

    def short(self) -> set[int]:
        """The roles reached from an empty seat by alternating paths: those that are short of people."""
        empty = [role for role, seats in enumerate(self.benches.seats) if len(self.taken[role]) < seats]
        return _reached(empty, self.steps)

    def spare(self) -> set[int]:
        """The roles from which alternating paths lead to someone unassigned: those with people to spare."""
        back: list[set[int]] = [set() for _ in self.benches.seats]
        for role, others in enumerate(self.steps):
            for other in others:
                back[other].add(role)
        role_of = self.role_of
        free = [
            role for role, people in enumerate(self.benches.people) if any(person not in role_of for person in people)
        ]
        return _reached(free, back)

    def key_people(self) -> list[int]:
        """Those in every maximum matching: whoever is assigned to a role with nobody to spare."""
        spare = self.spare()
        return sorted(person for person, role in self.role_of.items() if role not in spare)

    def short_groups(self) -> list[tuple[list[int], list[int]]]:
        """The roles that are short, split into groups that share no one: each with those who compete for them."""
        groups: list[tuple[set[int], set[int]]] = []
        for role in sorted(self.short()):
            roles, people = {role}, set(self.benches.people[role])
            apart = []
            for group in groups:
                if group[1] & people:
                    roles |= group[0]
                    people |= group[1]
                else:
                    apart.append(group)
            groups = [*apart, (roles, people)]
        return sorted((sorted(roles), sorted(people)) for roles, people in groups)


def _reached(start: Iterable[int], steps: Sequence[Iterable[int]]) -> set[int]:
    found = set(start)
    left = list(found)
    while left:
        for other in steps[left.pop()]:
            if other not in found:
                found.add(other)
                left.append(other)
    return found


def match(benches: Benches) -> Matching:
    """A maximum matching of least total cost.

    One shortest path a seat: O(seats · roles · bench) at worst, nearly linear
    where benches are long.
    """
    return _Filling(benches).run()


class _Filling:
    """Seats being filled, with potentials that keep every step's reduced cost at 0 or more."""

    def __init__(self, benches: Benches) -> None:
        self.benches = benches
        roles = len(benches.seats)
        self.matching = Matching(benches, [set() for _ in range(roles)])
        self._next = [0] * roles
        """By role, how many of its bench, from the cheapest on, are known to be assigned."""
        self._paid: dict[int, int] = {}
        """What everyone assigned costs where they are."""
        self._potential = [0] * roles
        """By role, beside the end of all paths: someone unassigned, or an empty seat."""

    def run(self) -> Matching:
        """Fill every seat that can be filled."""
        for role, seats in enumerate(self.benches.seats):
            for _ in range(min(seats, len(self.benches.people[role]))):
                self._fill(role)
        return self.matching

    def _free(self, role: int) -> tuple[int, int | None]:
        """The cheapest one on a role's bench who is unassigned, with the cost; an empty seat when there is none."""
        people, at, role_of = self.benches.people[role], self._next[role], self.matching.role_of
        while at < len(people) and people[at] in role_of:
            at += 1
        self._next[role] = at
        return (self.benches.costs[role][at], people[at]) if at < len(people) else (_EMPTY, None)

    def _fill(self, start: int) -> None:
        """Give one more seat of a role to someone, along a shortest path."""
        potential = self._potential
        distance: dict[int, int] = {start: 0}
        came: dict[int, tuple[int, int, int]] = {}
        done: set[int] = set()
        heap = [(0, start)]
        best, last, winner = None, start, None
        while heap and (best is None or heap[0][0] < best):
            here, role = heapq.heappop(heap)
            if role in done:
                continue
            done.add(role)
            cost, person = self._free(role)
            total = here + cost + potential[role]
            if best is None or total < best:
                best, last, winner = total, role, person
            if here >= best:
                break
            for there, other, mover, price in self._steps(here, role):
                if other not in done and there < distance.get(other, best):
                    distance[other] = there
                    came[other] = (role, mover, price)
                    heapq.heappush(heap, (there, other))
        # Each potential rises by the distance, at most by that to the end; told apart from the end's, which stays.
        for role in done:
            potential[role] += distance[role] - (best or 0)
        self._change(start, last, winner, came)

    def _steps(self, here: int, role: int) -> Iterator[tuple[int, int, int, int]]:
        """The steps out of a role: how far one gets, to which role, who would change over, at what cost.

        Only those on the bench who are cheaper than the first one unassigned:
        whoever takes someone dearer away could have had that one.
        """
        potential, role_of, paid = self._potential, self.matching.role_of, self._paid
        last = self._next[role]
        for mover, cost in zip(self.benches.people[role][:last], self.benches.costs[role][:last], strict=True):
            other = role_of[mover]
            yield here + cost - paid[mover] + potential[role] - potential[other], other, mover, cost

    def _change(self, start: int, last: int, winner: int | None, came: dict[int, tuple[int, int, int]]) -> None:
        """Everyone along a path changes over; the last role takes whoever is unassigned, or leaves a seat empty."""
        taken, role_of = self.matching.taken, self.matching.role_of
        role = last
        while role != start:
            before, person, price = came[role]
            taken[role].remove(person)
            taken[before].add(person)
            role_of[person], self._paid[person] = before, price
            role = before
        if winner is not None:
            taken[last].add(winner)
            role_of[winner] = last
            self._paid[winner] = self.benches.costs[last][self._next[last]]
