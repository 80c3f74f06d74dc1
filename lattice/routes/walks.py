"""Walks: paths that have begun, grown role by role under lower bounds."""

from __future__ import annotations

from dataclasses import dataclass

from lattice.routes.plan import Path
from lattice.routes.prices import ascend, crossing, worth
from lattice.routes.question import Edge, Question


@dataclass(frozen=True, slots=True)
class Walk:
    """A path that has begun, with what bounds the routes through it.

    ``needed`` holds the steps that its learning must cover; ``waited`` bounds
    the score with waiting and learning side by side, ``timed`` with learning
    alone; both count moves. ``base`` and ``attainable`` are as in ``Path``,
    ``months`` and ``risk`` sums over the moves, ``served`` the waiting.
    """

    roles: tuple[int, ...]
    moves: tuple[int, ...]
    base: tuple[int, ...]
    attainable: tuple[int, ...]
    needed: int
    waited: float
    timed: float
    months: float
    risk: float
    served: float

    @property
    def path(self) -> Path:
        """The path as one whose learning can be solved."""
        stages = len(self.moves)
        return Path(self.roles, self.moves, self.base[:stages], self.attainable[:stages], self.months, self.risk)


class Walks:
    """How walks of one question begin and grow; keeps the prices and closures that they share."""

    def __init__(self, question: Question, first: int = 0) -> None:
        self.question = question
        codes = question.codes
        wanted = 0
        for code in codes.entry:
            wanted |= code
        wanted &= ~question.levels
        crossed = crossing(codes.gives, question.usable, wanted)
        order = sorted(crossed, key=lambda bit: (not first >> bit & 1, len(crossed[bit]), -bit))
        weights, resources = question.weights, question.snapshot.resources
        an_hour = weights.months / question.hours_a_month if question.hours_a_month else 0.0
        effort = {n: weights.cost * resources[n].cost + weights.hours * resources[n].hours for n in question.usable}
        timed = {n: effort[n] + an_hour * resources[n].hours for n in question.usable}
        self.effort = ascend(order, crossed, effort)
        self.timed = ascend(order, crossed, timed, start=self.effort)
        self.cost = ascend(order, crossed, {n: resources[n].cost for n in question.usable})
        self.hours = ascend(order, crossed, {n: resources[n].hours for n in question.usable})
        self._closures: dict[int, int] = {}

    def attainable(self, levels: int) -> int:
        """All that someone with these levels could learn, given time and money."""
        found = self._closures.get(levels)
        if found is None:
            found = self._closures[levels] = self._close(levels)
        return found

    def _close(self, levels: int) -> int:
        gives, needs = self.question.codes.gives, self.question.codes.needs
        left = [number for number in self.question.usable if gives[number] & ~levels]
        grew = True
        while grew:
            grew, rest = False, []
            for number in left:
                if needs[number] & ~levels:
                    rest.append(number)
                elif gives[number] & ~levels:
                    levels |= gives[number]
                    grew = True
            left = rest
        return levels

    def begin(self) -> Walk:
        """The walk that is still in the current role."""
        question = self.question
        start = question.levels
        return Walk((question.role,), (), (start,), (self.attainable(start),), 0, 0.0, 0.0, 0.0, 0.0, 0.0)

    def enter(self, walk: Walk, edge: Edge) -> Walk | None:
        """The walk that goes on along a move, None when nothing could qualify the person for it.

        Its ``base`` and ``attainable`` stop at the stage of the move; ``settle``
        adds what practice in the new role gives.
        """
        question = self.question
        entry = question.codes.entry[edge.target]
        if entry & ~walk.attainable[-1]:
            return None
        weights, waiting = question.weights, question.waiting[walk.roles[-1]]
        new = entry & ~(walk.base[-1] | walk.needed)
        move = weights.months * edge.months + weights.risk * edge.risk + weights.moves
        waited = walk.waited + move + weights.months * waiting
        timed = walk.timed + move
        if new:
            waited += worth(self.effort, new)
            timed += worth(self.timed, new)
        return Walk(
            (*walk.roles, edge.target),
            (*walk.moves, edge.number),
            walk.base,
            walk.attainable,
            walk.needed | new,
            max(waited, timed),
            timed,
            walk.months + edge.months,
            walk.risk + edge.risk,
            walk.served + waiting,
        )

    def settle(self, walk: Walk) -> Walk:
        """The walk once its last role is practised."""
        base = walk.base[-1] | self.question.codes.practice[walk.roles[-1]]
        attainable = self.attainable(walk.attainable[-1] | base)
        return Walk(
            walk.roles,
            walk.moves,
            (*walk.base, base),
            (*walk.attainable, attainable),
            walk.needed,
            walk.waited,
            walk.timed,
            walk.months,
            walk.risk,
            walk.served,
        )

    def least_months(self, walk: Walk, needed: int, rest: float) -> float:
        """The months that a walk takes at least, with so many still to come."""
        hours = worth(self.hours, needed)
        learning = hours / self.question.hours_a_month if hours else 0.0
        return max(walk.months + walk.served + rest, walk.months + learning)
