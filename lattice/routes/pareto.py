"""The Pareto front of routes: what no other route beats in months, cost and success together."""

from __future__ import annotations

import heapq
from itertools import count

from lattice.routes.clock import Clock
from lattice.routes.plan import Plan, SearchTooLong, compare, slack
from lattice.routes.planning import show_plans
from lattice.routes.question import Question
from lattice.routes.search import Found, Toward, in_order
from lattice.routes.walks import Walk


class Front:
    """The plans that no other one beats so far; the ambition to find more for one path.

    Of plans with equal months, cost and risk it keeps the one of fewer moves,
    then hours, then the smaller ids of roles and resources.
    """

    def __init__(self) -> None:
        self.plans: list[Plan] = []
        self.moves = 0
        self.risk = 0.0

    def aim(self, *, moves: int, risk: float) -> None:
        """Say how many moves, and how much risk, what is asked next has at least."""
        self.moves = moves
        self.risk = risk

    def hopeless(self, score: float, months: float, cost: float, hours: float) -> bool:  # noqa: ARG002 - the front knows no score
        """Whether some plan beats all with figures of at least these."""
        asked = (months, cost, self.risk)
        for plan in self.plans:
            order = _beats(self.figures(plan), asked)
            if order == _BEATS:
                return True
            if order == _EQUALS and compare((len(plan.path.moves), plan.hours), (self.moves, hours)) < 0:
                return True
        return False

    def offer(self, plan: Plan) -> None:
        """Keep a plan that nothing beats, and drop those that it beats."""
        mine = self.figures(plan)
        for other in self.plans:
            order = _beats(self.figures(other), mine)
            if order == _BEATS or (order == _EQUALS and not _before(plan, other)):
                return
        self.plans = [other for other in self.plans if _beats(mine, self.figures(other)) == _NEITHER]
        self.plans.append(plan)

    def figures(self, plan: Plan) -> tuple[float, float, float]:
        """What plans are compared by: months, cost and risk."""
        return plan.months, plan.cost, plan.path.risk


_BEATS, _EQUALS, _NEITHER = "beats", "equals", "neither"


def _beats(one: tuple[float, float, float], other: tuple[float, float, float]) -> str:
    better = False
    for mine, theirs in zip(one, other, strict=True):
        difference = mine - theirs
        if difference > slack(theirs):
            return _NEITHER
        better |= difference < -slack(theirs)
    return _BEATS if better else _EQUALS


def _before(plan: Plan, other: Plan) -> bool:
    order = compare((len(plan.path.moves), plan.hours), (len(other.path.moves), other.hours))
    if order:
        return order < 0
    return (plan.path.roles, plan.resources) < (other.path.roles, other.resources)


class ParetoSearch:
    """One search for the whole front, walks with the fewest possible months first."""

    def __init__(self, question: Question, target: int, *, clock: Clock) -> None:
        self.question = question
        self.target = target
        self.clock = clock
        self.front = Front()
        self._toward = Toward(question, target)

    def run(self) -> Found:
        """Search until the front is proven or the time is up.

        The bound is on the score: the least of any walk that was not followed.
        """
        tickets, toward, front = count(), self._toward, self.front
        heap: list[tuple[float, float, int, Walk, float, float]] = []
        heapq.heappush(heap, (0.0, 0.0, next(tickets), toward.walks.begin(), 0.0, 0.0))
        while heap and not self.clock.is_up:
            entry = heapq.heappop(heap)
            months, cost, _, walk, risk, _ = entry
            front.aim(moves=len(walk.moves), risk=risk)
            if front.hopeless(0.0, months, cost, 0.0):
                continue
            if walk.roles[-1] == self.target:
                try:
                    show_plans(self.question, walk.path, front, clock=self.clock)
                except SearchTooLong:
                    heapq.heappush(heap, entry)
                    break
                continue
            for step in toward.steps(walk):
                if not toward.breaks(step):
                    key = (toward.months(step), toward.cost(step), next(tickets))
                    heapq.heappush(heap, (*key, step.walk, toward.risk(step), toward.score(step)))
        plans = tuple(in_order(front.plans))
        scores = [plan.score for plan in plans[:1]] + [entry[5] for entry in heap]
        return Found(plans, not heap, min(scores, default=float("inf")))
