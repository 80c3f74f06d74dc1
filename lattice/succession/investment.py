"""Investment: which people should take which resources, so that a budget secures the most critical seats."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

import numpy as np
from pydantic import Field

from lattice.domain.table import TABLES
from lattice.errors import WrongCall
from lattice.graph.snapshot import Snapshot
from lattice.progress import SILENT, Progress
from lattice.routes.clock import Clock
from lattice.routes.options import at_least_nothing
from lattice.routes.plan import SearchTooLong
from lattice.routes.result import Months, Result
from lattice.routes.weights import Weights
from lattice.succession.allotment import Allotment, allotments
from lattice.succession.candidates import Candidates, Succession
from lattice.succession.development import Development, develop
from lattice.succession.learning import Gap
from lattice.succession.options import MOST_MONTHS, ask
from lattice.succession.ready import Numbers
from lattice.succession.result import Count, DevelopmentStep, PlannerResult

MOST_MONEY: Final = 1e12
_CHEAPEST: Final = Weights(cost=1.0)
_CENTS: Final = 10_000
"""Money is counted in ten-thousandths, hours in thousandths, so that sums are exact."""
_THOUSANDTHS: Final = 1000
_COST: Final = 1 << 64
"""Any cost weighs more than all hours together."""
_CAPACITY: Final = TABLES["resources"].position("capacity")


class Action(Result):
    """A person to be made ready for a seat, at what cost, by what learning, in an order in which it can be taken.

    Without ``learning`` they need none, only the time that ``months`` says.
    """

    person: str
    role: str
    cost: float
    hours: float
    months: Months
    learning: tuple[DevelopmentStep, ...]


class SecuredRole(Result):
    """How many of a critical role's seats are secured."""

    role: str
    seats: Annotated[int, Field(ge=1)]
    secured: Count


class CurvePoint(Result):
    """The least money that secures so many seats."""

    seats: Count
    cost: float


class NextSeat(Result):
    """What one more seat would cost: in all, beyond the budget, and beyond what is spent."""

    seats: int
    cost: float
    beyond_budget: float
    extra: float


class Rounds(Result):
    """A resource that more people are to take than can at a time: how often it has to be given."""

    resource: str
    people: int
    capacity: int
    rounds: int | None


class InvestResult(PlannerResult):
    """The development that secures the most critical seats within a budget by a horizon, at the least cost.

    ``secured`` seats have distinct successors; ``optimal`` says that it is
    proven that no more can be had for the money, and these not for less;
    ``bound`` is the most that there could be. ``today`` counts the seats that
    need no learning, ``free`` those that need no money. ``curve`` has the least
    cost of every number of seats from ``free`` to ``most``, which is what any
    money buys; ``next_seat`` what one more would take, null when there is none
    to be had. ``actions`` with learning come first, the dearest first.

    When the time was up before every candidate's learning was found
    (``optimal`` is false then), ``free``, ``curve`` and ``next_seat`` are as
    far as it was, and ``most`` is not exceeded.
    """

    schema_: Annotated[Literal["lattice.invest/1"], Field(alias="schema")] = "lattice.invest/1"
    budget: float
    horizon: float
    seats: Count
    today: Count
    free: Count
    secured: Count
    most: Count
    cost: float
    optimal: bool
    bound: Count
    roles: tuple[SecuredRole, ...]
    actions: tuple[Action, ...]
    curve: tuple[CurvePoint, ...]
    next_seat: NextSeat | None
    rounds: tuple[Rounds, ...]


def invest(
    graph: Snapshot,
    *,
    budget: float,
    horizon: float = 12,
    time_limit: float | None = None,
    as_of: datetime.date | None = None,
    progress: Progress = SILENT,
) -> InvestResult:
    """Find the development that secures the most critical seats within a budget, then costs the least.

    For every candidate and critical role the cheapest learning that makes the
    person ready within ``horizon`` months (and before they retire) is found
    exactly; each person is developed for one role at most, and each seat is
    given once. Of all allotments within ``budget`` one of the most seats, of
    those one of least cost, then of fewest hours of learning. Proven: a flow
    of least cost (``lattice.succession.allotment``) gives the best for every
    budget at once.

    A resource's ``capacity`` is how many can take it at a time, which limits
    nobody over months: ``rounds`` says how often it would have to be given.
    Nobody critical is nothing to secure. With ``time_limit``, in seconds, the
    search for learning ends when it is up; candidates whose learning wasn't
    found then count for nothing in what is ``secured``, and as costing nothing
    in its ``bound``. Raises ``WrongCall`` for a budget, a horizon or a limit
    that makes no sense.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> plan = lattice.invest(graph, budget=2000, horizon=12, as_of=datetime.date(2026, 11, 22))
    >>> plan.cost <= 2000 and plan.today <= plan.free <= plan.secured <= plan.most
    True
    """
    money = at_least_nothing("budget", budget, most=MOST_MONEY)
    span = at_least_nothing("horizon", horizon, most=MOST_MONTHS)
    clock = Clock(at_least_nothing("time_limit", time_limit))
    if money is None or span is None:
        message = "give a budget, such as 2000, and a horizon in months, such as 12"
        raise WrongCall(message)
    question = ask(graph, as_of=as_of, progress=progress)
    critical = np.flatnonzero(graph.critical).astype(np.int64)
    roles = critical[graph.seats[critical] > 0]
    found = question.candidates(roles, within=span)
    options = _Options.of(question, roles, found, span=span, clock=clock, progress=progress)
    seats = graph.seats[roles].tolist()
    steps = list(allotments(seats, options.benches))
    chosen = _affordable(steps, money)
    # As if whoever's learning wasn't found could learn for nothing: no plan secures more seats, or as many for less.
    hoped = list(allotments(seats, options.hoped())) if any(options.unpriced) else steps
    best = _affordable(hoped, money)
    following = steps[chosen.seats + 1] if chosen.seats + 1 < len(steps) else None
    plans = options.plans(chosen)
    free = sum(_money(step) == 0 for step in steps) - 1
    return InvestResult(
        as_of=question.as_of,
        source=question.source,
        exclusions=found.exclusions,
        departed=question.departed,
        budget=money,
        horizon=span,
        seats=int(graph.seats[roles].sum()),
        today=sum(step.cost == 0 for step in steps) - 1,
        free=free,
        secured=chosen.seats,
        most=len(hoped) - 1,
        cost=_money(chosen) / _CENTS,
        optimal=(best.seats, _money(best)) == (chosen.seats, _money(chosen)),
        bound=best.seats,
        roles=tuple(options.secured(chosen)),
        actions=options.actions(plans),
        curve=tuple(CurvePoint(seats=step.seats, cost=_money(step) / _CENTS) for step in steps[free:]),
        next_seat=None if following is None else _next(following, chosen, money),
        rounds=tuple(options.rounds(plans)),
    )


def _money(step: Allotment) -> int:
    return step.cost // _COST


def _affordable(steps: Sequence[Allotment], budget: float) -> Allotment:
    """The most seats for the money."""
    return max((step for step in steps if _money(step) <= round(budget * _CENTS)), key=lambda step: step.seats)


def _next(following: Allotment, chosen: Allotment, budget: float) -> NextSeat:
    cost = _money(following)
    return NextSeat(
        seats=following.seats,
        cost=cost / _CENTS,
        beyond_budget=(cost - round(budget * _CENTS)) / _CENTS,
        extra=(cost - _money(chosen)) / _CENTS,
    )


@dataclass(frozen=True, slots=True)
class _Options:
    """What it takes to make every person ready for every role that they could take; roles are numbered from 0.

    ``benches`` has the price of each person, ``unpriced`` those whose learning
    wasn't found before the time was up.
    """

    question: Succession
    roles: tuple[int, ...]
    span: float
    clock: Clock
    benches: tuple[dict[int, int], ...]
    unpriced: tuple[set[int], ...]
    _known: dict[tuple[Gap, float, float], Development | None] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls, question: Succession, roles: Numbers, found: Candidates, *, span: float, clock: Clock, progress: Progress
    ) -> _Options:
        """The price of each pair that can be ready in time, of each role the soonest first."""
        options = cls(
            question, tuple(roles.tolist()), span, clock, tuple({} for _ in roles), tuple(set() for _ in roles)
        )
        at = {role: number for number, role in enumerate(options.roles)}
        order = np.lexsort((found.person, found.role, found.months))
        order = order[found.months[order] <= span]
        progress.begin("planning learning", total=len(order))
        for person, role in zip(found.person[order].tolist(), found.role[order].tolist(), strict=True):
            try:
                plan = options.develop(person, role)
            except SearchTooLong:
                options.unpriced[at[role]].add(person)
            else:
                if plan is not None:
                    options.benches[at[role]][person] = _price(plan.cost, plan.hours)
            progress.advance()
        return options

    def hoped(self) -> list[dict[int, int]]:
        """The benches if nobody's learning that wasn't found cost anything."""
        return [
            bench | dict.fromkeys(sorted(others), 0) for bench, others in zip(self.benches, self.unpriced, strict=True)
        ]

    def develop(self, person: int, role: int) -> Development | None:
        """The cheapest learning that makes a person ready for a role in time, of equal ones the soonest.

        People of equal gaps and hours share a search. None when there is none
        in time; raises ``SearchTooLong`` when it wasn't found before the clock's
        time was up.
        """
        question = self.question
        graph, record = question.graph, question.record(person)
        waiting, pace = float(question.readying.waiting[person]), float(graph.workforce.hours_a_month[person])
        lacking = graph.codes.entry[role] & ~record
        if not lacking:
            return Development(graph, record, (), 0.0, 0.0, waiting)
        limit = self._limit(person)
        key = (question.readying.with_time.gap(lacking, record), pace, limit)
        if key not in self._known:
            if self.clock.is_up:
                raise SearchTooLong
            self._known[key] = develop(
                graph,
                question.person_ids[person],
                role,
                as_of=question.as_of,
                weights=_CHEAPEST,
                within=limit,
                clock=self.clock,
            )
        plan = self._known[key]
        return None if plan is None else plan.by(levels=record, waiting=waiting, pace=pace)

    def _limit(self, person: int) -> float:
        """The months in which a person has to be ready: by the horizon, and before they retire."""
        return min(self.span, float(self.question.readying.months_left[person]))

    def plans(self, chosen: Allotment) -> dict[tuple[int, int], Development]:
        """The learning of everyone who is chosen, by person and role."""
        found = {pair: self.develop(pair[0], self.roles[pair[1]]) for pair in chosen.role_of.items()}
        return {pair: plan for pair, plan in found.items() if plan is not None}

    def secured(self, chosen: Allotment) -> Iterator[SecuredRole]:
        """How many seats of each role are given, by id."""
        given, graph = Counter(chosen.role_of.values()), self.question.graph
        for number, role in enumerate(self.roles):
            yield SecuredRole(role=graph.role_ids[role], seats=int(graph.seats[role]), secured=given[number])

    def actions(self, plans: Mapping[tuple[int, int], Development]) -> tuple[Action, ...]:
        """What each chosen person does."""
        found = [
            Action(
                person=self.question.person_ids[person],
                role=self.question.graph.role_ids[self.roles[number]],
                cost=plan.cost,
                hours=plan.hours,
                months=plan.months,
                learning=plan.steps(),
            )
            for (person, number), plan in plans.items()
        ]
        return tuple(sorted(found, key=lambda one: (not one.learning, -one.cost, -one.hours, one.role, one.person)))

    def rounds(self, plans: Mapping[tuple[int, int], Development]) -> Iterator[Rounds]:
        """The resources that more of the chosen are to take than can at a time, by id."""
        graph = self.question.graph
        takers = Counter(number for plan in plans.values() for number in plan.resources)
        for number, people in sorted(takers.items()):
            capacity = graph.bundle.rows("resources")[number][_CAPACITY]
            if isinstance(capacity, int) and people > capacity:
                often = math.ceil(people / capacity) if capacity else None
                yield Rounds(resource=graph.resource_ids[number], people=people, capacity=capacity, rounds=often)


def _price(cost: float, hours: float) -> int:
    return round(cost * _CENTS) * _COST + round(hours * _THOUSANDTHS)
