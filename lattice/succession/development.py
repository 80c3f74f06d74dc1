"""Development: what one candidate should learn to be ready for a role the soonest."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from lattice.graph.snapshot import Snapshot
from lattice.routes.clock import Clock
from lattice.routes.plan import Path
from lattice.routes.planning import best_plan, lean, settled
from lattice.routes.question import Constraints, Question
from lattice.routes.weights import Weights
from lattice.succession.result import DevelopmentStep

_SOONEST = Weights(months=1.0)


@dataclass(frozen=True, slots=True)
class Development:
    """The resources that make a person ready for a role, by number, in an order in which they can be taken.

    Of all the sets that do so in the fewest months the cheapest, then the one
    of fewest hours, then by ids. ``levels`` is the person's record, in
    thermometer code; ``months`` counts waiting, too.
    """

    graph: Snapshot
    levels: int
    resources: tuple[int, ...]
    hours: float
    cost: float
    months: float

    def by(self, *, levels: int, waiting: float, pace: float) -> Development:
        """The same resources taken by someone with another record, other months to wait and hours a month to learn."""
        extra = max(0.0, self.hours - waiting * pace)
        return replace(self, levels=levels, months=waiting + (extra / pace if extra else 0.0))

    def steps(self) -> tuple[DevelopmentStep, ...]:
        """Each resource with what it raises when it is taken in its turn."""
        codes, scale = self.graph.codes, self.graph.codes.thermometer
        have, found = self.levels, []
        for number in self.resources:
            gained = codes.gives[number] & ~have
            resource = self.graph.resources[number]
            raised = []
            for skill in scale.skills(gained):
                before = scale.level(have, skill)
                raised.append(
                    {"skill": self.graph.skill_ids[skill], "from": before, "to": scale.level(have | gained, skill)}
                )
            have |= gained
            found.append(
                DevelopmentStep.model_validate(
                    {
                        "resource": self.graph.resource_ids[number],
                        "hours": resource.hours,
                        "cost": resource.cost,
                        "raises": tuple(raised),
                    }
                )
            )
        return tuple(found)


def develop(
    graph: Snapshot,
    person: str,
    role: int,
    *,
    as_of: datetime.date,
    weights: Weights = _SOONEST,
    within: float | None = None,
    usable: tuple[int, ...] | None = None,
    clock: Clock | None = None,
) -> Development | None:
    """The development of a person, by id, for a role, by number; None when nothing teaches what is missing.

    The soonest, or the best by other ``weights``; with ``within`` one that
    takes at most so many months, waiting included. ``usable`` are the
    resources that the person may take, when somebody has found them out
    already. Exact, as routes of one stage are; raises ``SearchTooLong`` when
    the ``clock``'s time is up before one is found.
    """
    limits = Constraints(deadline=within)
    question = Question.ask(graph, person, as_of=as_of, weights=weights, constraints=limits, usable=usable)
    codes = question.codes
    have, left, grew = question.levels, list(question.usable), True
    while grew:
        grew, rest = False, []
        for number in left:
            if codes.needs[number] & ~have:
                rest.append(number)
            else:
                have |= codes.gives[number]
                grew = True
        left = rest
    if codes.entry[role] & ~have:
        return None
    path = Path((question.role, role), (0,), (question.levels,), (have,), 0.0, 0.0)
    clock = clock or Clock(None)
    plan = best_plan(question, path, limit=float("inf"), clock=clock)
    if plan is None:
        return None
    if not plan.settled:
        plan = settled(question, plan, clock=clock)
    plan = lean(question, plan)
    resources = tuple(number for _, number in plan.taken)
    return Development(graph, question.levels, resources, plan.hours, plan.cost, plan.months)
