"""The best routes to one target: best first, with a bound on everything not yet looked at.

Paths grow role by role. Each stands in a heap under a lower bound on the score
of every route that begins with it: what its moves and waiting cost, what the
skill steps that it needs so far are worth at least (``prices``), the least
that is left to the target and what the target asks beyond whatever practice
can give (``compass``). A path that arrives has its learning solved exactly
(``learning``). When the lowest bound lies above the k-th best score, nothing
better is left: the answer is proven.

Worst case exponential in ``max_moves``, as any exact method must be: with
resources that teach several skills, one path alone is a set cover.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import count

from lattice.routes.clock import Clock
from lattice.routes.compass import Compass
from lattice.routes.plan import Path, Plan, SearchTooLong, compare, slack
from lattice.routes.planning import best_plan, settled
from lattice.routes.prices import worth
from lattice.routes.question import Question
from lattice.routes.walks import Walk, Walks


@dataclass(frozen=True, slots=True)
class Found:
    """The routes of a search, in order, and what was proven of them."""

    plans: tuple[Plan, ...]
    optimal: bool
    bound: float


def in_order(plans: list[Plan]) -> list[Plan]:
    """Plans by score; equal ones by fewer moves, months, cost, hours, then the ids of roles and resources.

    What is left are two kinds of move between the same roles: the surer one first.
    """
    return sorted(plans, key=cmp_to_key(_order))


def _order(left: Plan, right: Plan) -> int:
    order = compare(_figures(left), _figures(right))
    if order:
        return order
    mine = (left.path.roles, left.resources, left.path.risk, left.path.moves)
    other = (right.path.roles, right.resources, right.path.risk, right.path.moves)
    return -1 if mine < other else int(mine > other)


def _figures(plan: Plan) -> tuple[float, ...]:
    return (plan.score, len(plan.path.moves), plan.months, plan.cost, plan.hours)


@dataclass(frozen=True, slots=True)
class Step:
    """A walk that has grown by a move toward a target, with the least that is left.

    ``beyond`` holds what the target asks and neither the walk so far nor any
    practice to come covers; ``left`` is the number of moves left.
    """

    walk: Walk
    beyond: int
    left: int


class Toward:
    """How the walks of one question grow toward one target."""

    def __init__(self, question: Question, target: int) -> None:
        self.question = question
        self.target = target
        self.compass = Compass.toward(question, target)
        self.walks = Walks(question, question.codes.entry[target] & ~question.levels)

    def steps(self, walk: Walk) -> Iterator[Step]:
        """Every way in which a walk may go on, those that can't arrive left out."""
        question, compass, walks = self.question, self.compass, self.walks
        limits, practice = question.constraints, question.codes.practice
        left = limits.max_moves - len(walk.moves) - 1
        walk = walks.settle(walk) if walk.moves else walk
        in_reach = compass.idle[left]
        asked = question.codes.entry[self.target] & ~(walk.base[-1] | walk.needed)
        missing = len(limits.via.difference(walk.roles) - {self.target})
        for edge in question.edges(walk.roles[-1]):
            end = edge.target
            if in_reach[end] == math.inf or end in walk.roles:
                continue
            still = missing - (end in limits.via and end != self.target)
            if still > max(left - 1, 0) or (still and end == self.target):
                continue
            child = walks.enter(walk, edge)
            if child is None:
                continue
            beyond = 0
            if end != self.target:
                beyond = asked & ~(child.needed | practice[end] | compass.practice(end, left))
            yield Step(child, beyond, left)

    def score(self, step: Step) -> float:
        """A score that no route which begins with a step undercuts."""
        walk, compass, walks = step.walk, self.compass, self.walks
        end = walk.roles[-1]
        waited = walk.waited + compass.score[step.left][end]
        timed = walk.timed + compass.idle[step.left][end]
        if step.beyond:
            waited += worth(walks.effort, step.beyond)
            timed += worth(walks.timed, step.beyond)
        return max(waited, timed)

    def months(self, step: Step) -> float:
        """The months that a route which begins with a step takes at least."""
        rest = self.compass.months[step.left][step.walk.roles[-1]]
        return self.walks.least_months(step.walk, step.walk.needed | step.beyond, rest)

    def cost(self, step: Step) -> float:
        """The money that a route which begins with a step takes at least."""
        return worth(self.walks.cost, step.walk.needed | step.beyond)

    def risk(self, step: Step) -> float:
        """The risk, −ln of the success, that a route which begins with a step takes at least."""
        return step.walk.risk + self.compass.risk[step.left][step.walk.roles[-1]]

    def breaks(self, step: Step) -> bool:
        """Whether every route that begins with a step breaks the deadline or the budget."""
        limits = self.question.constraints
        if limits.budget is not None and self.cost(step) > limits.budget + slack(limits.budget):
            return True
        if limits.deadline is None:
            return False
        return self.months(step) > limits.deadline + slack(limits.deadline)


class Search:
    """One search for the ``wanted`` best routes to a target, by distinct sequences of roles."""

    def __init__(self, question: Question, target: int, *, wanted: int, clock: Clock) -> None:
        self.question = question
        self.target = target
        self.wanted = wanted
        self.clock = clock
        self.toward = Toward(question, target)
        self.best: dict[tuple[int, ...], Plan] = {}
        self._heap: list[tuple[float, int, int, Walk]] = []
        self._tickets = count()
        self._limit = math.inf

    def run(self) -> Found:
        """Search until the answer is proven or the time is up."""
        self._push(0.0, self.toward.walks.begin())
        heap = self._heap
        while heap and heap[0][0] <= self._limit and not self.clock.is_up:
            bound, _, _, walk = heapq.heappop(heap)
            if walk.roles[-1] != self.target:
                self._grow(walk)
            elif not self._solve(walk.path):
                self._push(bound, walk)
                break
        plans = tuple(in_order(self._settled())[: self.wanted])
        rest = heap[0][0] if heap else math.inf
        optimal = rest > self._limit or not heap
        least = plans[0].score if plans else math.inf
        return Found(plans, optimal, least if optimal else min(rest, least))

    def _grow(self, walk: Walk) -> None:
        toward = self.toward
        for step in toward.steps(walk):
            bound = toward.score(step)
            if bound <= self._limit and not toward.breaks(step):
                self._push(bound, step.walk)

    def _push(self, bound: float, walk: Walk) -> None:
        heapq.heappush(self._heap, (bound, -len(walk.moves), next(self._tickets), walk))

    def _solve(self, path: Path) -> bool:
        """Find the best learning for a path; whether it could be done in time."""
        known = self.best.get(path.roles)
        limit = self._limit if known is None else min(self._limit, known.score + slack(known.score))
        try:
            plan = best_plan(self.question, path, limit=limit, clock=self.clock)
        except SearchTooLong:
            return False
        if plan is None:
            return True
        self.best[path.roles] = plan if known is None else in_order([known, plan])[0]
        if len(self.best) >= self.wanted:
            score = sorted(plan.score for plan in self.best.values())[self.wanted - 1]
            self._limit = score + slack(score)
        return True

    def _settled(self) -> list[Plan]:
        """The plans that may be among the wanted ones, ties settled."""
        plans = [plan for plan in self.best.values() if plan.score <= self._limit]
        return [plan if plan.settled else settled(self.question, plan, clock=self.clock) for plan in plans]
