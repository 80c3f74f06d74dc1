"""Allotment: the least cost of giving k seats to distinct people, for every k at once.

A flow of least cost, built up seat by seat along cheapest augmenting paths
(Jewell 1958; Busacker, Gowen 1960): after k of them the flow is one of least
cost among all of k seats (Ahuja, Magnanti, Orlin: Network Flows, 1993, section
9.7). So each extra seat costs at least as much as the one before, and what a
budget buys can be read off: the largest k whose cost it covers. Nothing is
left to a solver's tolerance: costs are whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allotment:
    """Seats given to distinct people at the least cost for so many: the role of each person."""

    cost: int
    role_of: Mapping[int, int]

    @property
    def seats(self) -> int:
        """How many seats are given."""
        return len(self.role_of)


def allotments(seats: Sequence[int], benches: Sequence[Mapping[int, int]]) -> Iterator[Allotment]:
    """The cheapest allotment of 0, 1, 2 … seats, as many as there can be.

    ``seats[r]`` is how many role r has, ``benches[r]`` the cost of each person
    in it, a whole number of at least 0. Of equal paths the one that comes
    first by the numbers of roles and people is taken. Bellman and Ford's
    search for each seat: O(seats · roles · overlaps) at worst.
    """
    filling = _Filling(seats, benches)
    yield Allotment(0, {})
    total = 0
    while (found := filling.cheapest_path()) is not None:
        cost, path, person = found
        filling.change(path, person)
        total += cost
        yield Allotment(total, dict(filling.role_of))


class _Filling:
    """Seats being given out."""

    def __init__(self, seats: Sequence[int], benches: Sequence[Mapping[int, int]]) -> None:
        self.benches = benches
        self.free = list(seats)
        self.role_of: dict[int, int] = {}
        self._queue = [sorted((cost, person) for person, cost in bench.items()) for bench in benches]
        self._at = [0] * len(benches)

    def cheapest_path(self) -> tuple[int, list[tuple[int, int]], int] | None:
        """The cheapest way to give one more seat.

        Its cost, the changes as (person, role that they leave), and who is new
        in the role at the path's end, which comes last among the changes.
        """
        roles = range(len(self.benches))
        distance: dict[int, int] = {role: 0 for role in roles if self.free[role] > 0}
        came: dict[int, tuple[int, int]] = {}
        changes = self._changes()
        grew = True
        while grew:
            grew = False
            for role, other, person, cost in changes:
                if role in distance and (other not in distance or distance[role] + cost < distance[other]):
                    distance[other] = distance[role] + cost
                    came[other] = (role, person)
                    grew = True
        best: tuple[int, int, int] | None = None
        for role in sorted(distance):
            unused = self._unused(role)
            if unused is not None and (best is None or distance[role] + unused[0] < best[0]):
                best = (distance[role] + unused[0], role, unused[1])
        if best is None:
            return None
        path, role = [], best[1]
        while role in came:
            before, person = came[role]
            path.append((person, before))
            role = before
        return best[0], [*path, (best[2], best[1])], role

    def change(self, path: Sequence[tuple[int, int]], start: int) -> None:
        """Everyone along a path takes their new role; the role where it starts has a seat less to give."""
        for person, role in path:
            self.role_of[person] = role
        self.free[start] -= 1

    def _changes(self) -> list[tuple[int, int, int, int]]:
        """Who could change over to a role from their own: (role, their own, person, what it costs more)."""
        found = []
        for role, bench in enumerate(self.benches):
            for person in sorted(bench.keys() & self.role_of.keys()):
                own = self.role_of[person]
                if own != role:
                    found.append((role, own, person, bench[person] - self.benches[own][person]))
        return found

    def _unused(self, role: int) -> tuple[int, int] | None:
        """The cheapest one on a bench who has no seat; nobody who has one loses it again."""
        queue, at = self._queue[role], self._at[role]
        while at < len(queue) and queue[at][1] in self.role_of:
            at += 1
        self._at[role] = at
        return queue[at] if at < len(queue) else None
