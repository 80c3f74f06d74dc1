"""The best learning for a fixed sequence of roles: exact, by branch and bound.

Which resources to take, and in which stage, so that every role of a path can
be entered, is a covering problem with precedence. Levels are thermometer
codes, so a node costs a few operations on whole numbers.

A node chooses resources, each with a window of stages; the resource is thought
of as taken in the **last** stage of its window, where its demands are weakest.
Branching is on an open step: a bit that a role's entry or a chosen resource's
start still lacks, due by a stage. One of the resources that cross it must be
taken by then; each alternative excludes those before it, so no plan is seen
twice. Windows are narrowed only where learning outlasts the waiting of its
stage and an earlier stage might have room. Resources that only unlock each
other are found when they can't be put in order: then one from outside must
break the circle (a loop formula, as in answer set programming; Lin, Zhao:
ASSAT, Artificial Intelligence 157, 2004).

Nodes are pruned by step prices (``prices``) and by the waiting that stages
offer. The answer is proven, ties included, in the order of ``plan``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lattice.graph.thermometer import bits
from lattice.routes.plan import Ambition, Path, Plan, SearchTooLong, slack
from lattice.routes.prices import Crossing, ascend, crossing, worth
from lattice.routes.question import Question

Chosen = dict[int, int]
"""The resources of a node, each with the last stage of its window."""

Stuck = tuple[int, frozenset[int], int]
"""A stage, the resources that can't be started in it, and a step that each of them lacks."""


class PathProblem:
    """The learning problem of one path: what is needed by when, and who can teach it."""

    def __init__(
        self,
        question: Question,
        path: Path,
        *,
        node_limit: int | None = None,
        among: Iterable[int] | None = None,
    ) -> None:
        self.question = question
        self.path = path
        self.nodes = 0
        self.node_limit = node_limit
        self.stages = len(path.moves)
        self.base = path.base
        self._range = range(self.stages)
        codes, snapshot = question.codes, question.snapshot
        self.gives, self.needs = codes.gives, codes.needs
        self.entry = [codes.entry[role] & ~path.base[i] for i, role in enumerate(path.roles[1:])]
        self._waiting = [question.waiting[role] for role in path.roles[:-1]]
        self.room = [months * question.hours_a_month for months in self._waiting]
        self.fixed_months = path.months + sum(self._waiting)
        crossers = question.crossers if among is None else crossing(codes.gives, among)
        self.relevant = self._find_relevant(crossers)
        resources = snapshot.resources
        self.hours = {number: resources[number].hours for number in self.relevant}
        self.cost = {number: resources[number].cost for number in self.relevant}
        weights = question.weights
        self.effort = {
            number: weights.cost * self.cost[number] + weights.hours * self.hours[number] for number in self.relevant
        }
        self.an_hour = weights.months / question.hours_a_month if question.hours_a_month else 0.0
        self.fixed_score = (
            weights.months * self.fixed_months + weights.risk * path.risk + weights.moves * len(path.moves)
        )
        self._drop_dominated()
        self.first_stage = {
            number: next(i for i, code in enumerate(path.attainable) if not self.needs[number] & ~code)
            for number in self.relevant
        }
        self._price()

    def _find_relevant(self, crossers: Crossing) -> list[int]:
        """The usable resources that could serve the path, directly or by unlocking others."""
        needs, out_of_reach, base = self.needs, ~self.path.attainable[-1], self.path.base[0]
        wanted = 0
        for entry in self.entry:
            wanted |= entry
        seen: set[int] = set()
        found: list[int] = []
        left = wanted
        while left:
            low = left & -left
            left ^= low
            for number in crossers.get(low.bit_length() - 1, ()):
                if number in seen:
                    continue
                seen.add(number)
                if needs[number] & out_of_reach:
                    continue
                found.append(number)
                new = needs[number] & ~(base | wanted)
                wanted |= new
                left |= new
        self._wanted = wanted
        return sorted(found)

    def _drop_dominated(self) -> None:
        """Leave out each resource that another one replaces at no more hours and cost."""
        wanted, needs, gives = self._wanted, self.needs, self.gives
        hours, cost, base = self.hours, self.cost, self.path.base[0]
        useful = {number: gives[number] & wanted for number in self.relevant}
        asked = {number: needs[number] & ~base for number in self.relevant}
        ranked = sorted(self.relevant, key=lambda number: (hours[number] + cost[number], hours[number], number))
        # Whatever replaces a resource crosses all its steps, the lowest too.
        kept: dict[int, list[int]] = {}
        for number in ranked:
            gain, ask, effort, price = useful[number], asked[number], hours[number], cost[number]
            for other in kept.get((gain & -gain).bit_length(), ()):
                if not (gain & ~useful[other] or asked[other] & ~ask or hours[other] > effort or cost[other] > price):
                    break
            else:
                for bit in bits(gain):
                    kept.setdefault(bit + 1, []).append(number)
        self.relevant = sorted({number for crossers in kept.values() for number in crossers})

    def _price(self) -> None:
        """Give every step prices by effort, by effort and time, by cost and by hours."""
        self.crossed = crossed = crossing(self.gives, self.relevant, self._wanted)
        due = 0
        for entry in self.entry:
            due |= entry
        first = sorted(bits(due), key=lambda bit: (len(crossed.get(bit, ())), -bit))
        order = first + [bit for bit in crossed if not due >> bit & 1]
        timed = {n: self.effort[n] + self.an_hour * self.hours[n] for n in self.relevant}
        self._effort_price = ascend(order, crossed, self.effort)
        self._timed_price = ascend(order, crossed, timed, start=self._effort_price)
        self._cost_price = ascend(order, crossed, self.cost)
        self._hours_price = ascend(order, crossed, self.hours)

    def solve(self, ambition: Ambition) -> None:
        """Show every plan that might be wanted to the ambition.

        Raises ``SearchTooLong`` past the node limit.
        """
        stack: list[tuple[Chosen, dict[int, int]]] = [({}, self.first_stage)]
        while stack:
            chosen, earliest = stack.pop()
            self.nodes += 1
            if self.node_limit is not None and self.nodes > self.node_limit:
                raise SearchTooLong
            children = list(self._expand(chosen, earliest, ambition))
            stack.extend(reversed(children))

    def _expand(
        self, chosen: Chosen, earliest: dict[int, int], ambition: Ambition
    ) -> Iterator[tuple[Chosen, dict[int, int]]]:
        """The children of a node; a node that is a whole plan is offered first."""
        open_due = self._open(chosen)
        bound = self._bound(chosen, earliest, open_due)
        if bound is None or ambition.hopeless(*bound):
            return
        if any(open_due):
            stage, bit = self._pick(open_due)
            yield from self._alternatives(chosen, earliest, (bit,), stage, frozenset())
            return
        plan, stuck = self.plan_of(chosen)
        if stuck is not None:
            stage, blocked, lacking = stuck
            yield from self._alternatives(chosen, earliest, tuple(bits(lacking)), stage, blocked)
        elif plan is not None:
            if not self._breaks(plan.months, plan.cost):
                ambition.offer(plan)
            yield from self._earlier(chosen, earliest, self.overtime(plan.taken))

    def _open(self, chosen: Chosen) -> list[int]:
        """The steps that are lacking, by the stage they are due in; each once, where first due."""
        have, due, before = 0, [], 0
        for stage in self._range:
            here = [number for number, last in chosen.items() if last == stage]
            for number in here:
                have |= self.gives[number]
            lacking = self.entry[stage]
            for number in here:
                lacking |= self.needs[number]
            lacking &= ~(self.path.base[stage] | have | before)
            due.append(lacking)
            before |= lacking
        return due

    def _pick(self, open_due: list[int]) -> tuple[int, int]:
        """The open step with the fewest ways to get it: (stage, bit)."""
        crossed = self.crossed
        return min(
            ((stage, bit) for stage in self._range for bit in bits(open_due[stage])),
            key=lambda step: (len(crossed.get(step[1], ())), step[0], -step[1]),
        )

    def _alternatives(
        self, chosen: Chosen, earliest: dict[int, int], steps: tuple[int, ...], stage: int, blocked: frozenset[int]
    ) -> Iterator[tuple[Chosen, dict[int, int]]]:
        """Each way to have one of some steps by a stage, those before it excluded."""
        crossers = {
            number
            for bit in steps
            for number in self.crossed.get(bit, ())
            if number not in blocked and earliest[number] <= stage
        }
        effort, an_hour, hours = self.effort, self.an_hour, self.hours
        ordered = sorted(
            crossers,
            key=lambda number: (
                number not in chosen,
                effort[number] + an_hour * hours[number],
                hours[number],
                number,
            ),
        )
        for number in ordered:
            last = chosen.get(number)
            if last is not None and last <= stage:
                continue
            yield {**chosen, number: stage}, earliest
            earliest = {**earliest, number: stage + 1}

    def _in_order(self, chosen: Chosen) -> tuple[tuple[tuple[int, int], ...], Stuck | None]:
        """The resources in an order in which they can be taken, or who is stuck in which stage for lack of what."""
        have, taken = 0, []
        for stage in self._range:
            have |= self.path.base[stage]
            left = sorted(number for number, last in chosen.items() if last == stage)
            while left:
                ready = next((number for number in left if not self.needs[number] & ~have), None)
                if ready is None:
                    lacking = 0
                    for number in left:
                        short = self.needs[number] & ~have
                        lacking |= short & -short
                    return (), (stage, frozenset(left), lacking)
                left.remove(ready)
                have |= self.gives[ready]
                taken.append((stage, ready))
        return tuple(taken), None

    def plan_of(self, chosen: Chosen) -> tuple[Plan, None] | tuple[None, Stuck]:
        """The plan that takes each resource in its stage; or who is stuck, when it can't be put in order."""
        taken, stuck = self._in_order(chosen)
        if stuck is not None:
            return None, stuck
        cost = hours = effort = 0.0
        for number in sorted(chosen):
            hours += self.hours[number]
            cost += self.cost[number]
            effort += self.effort[number]
        extra = sum(self.overtime(taken))
        months = self.fixed_months + (extra / self.question.hours_a_month if extra else 0.0)
        score = self.fixed_score + effort + self.an_hour * extra
        return Plan(self.path, score, months, cost, hours, tuple(sorted(chosen)), taken), None

    def overtime(self, taken: Sequence[tuple[int, int]]) -> list[float]:
        """The hours by which the learning of each stage outlasts its waiting."""
        spent = [0.0] * self.stages
        for stage, number in taken:
            spent[stage] += self.hours[number]
        return [max(0.0, used - room) for used, room in zip(spent, self.room, strict=True)]

    def _breaks(self, months: float, cost: float) -> bool:
        """Whether figures break the deadline or the budget."""
        limits = self.question.constraints
        return (limits.deadline is not None and months > limits.deadline + slack(limits.deadline)) or (
            limits.budget is not None and cost > limits.budget + slack(limits.budget)
        )

    def _earlier(
        self, chosen: Chosen, earliest: dict[int, int], over: list[float]
    ) -> Iterator[tuple[Chosen, dict[int, int]]]:
        """Split the window of one resource in a stage that is too full: earlier, or just there."""
        for stage in self._range:
            if over[stage] <= slack(self.room[stage]):
                continue
            for number, last in sorted(chosen.items()):
                if last == stage and earliest[number] < stage and self.hours[number] > 0:
                    yield {**chosen, number: stage - 1}, earliest
                    yield chosen, {**earliest, number: stage}
                    return

    def _bound(
        self, chosen: Chosen, earliest: dict[int, int], open_due: list[int]
    ) -> tuple[float, float, float, float] | None:
        """Figures that no plan below this node undercuts, in each figure; None when there is no plan."""
        cost = hours = effort = 0.0
        covered = 0
        for number in chosen:
            hours += self.hours[number]
            cost += self.cost[number]
            effort += self.effort[number]
            covered |= self.gives[number]
        lacking = 0
        for due in open_due:
            lacking |= due
        lacking &= ~covered
        extra = self._least_excess(chosen, earliest)
        if lacking:
            cost += worth(self._cost_price, lacking)
            hours += worth(self._hours_price, lacking)
            extra = max(extra, hours - sum(self.room))
        months = self.fixed_months + (extra / self.question.hours_a_month if extra > 0 else 0.0)
        if self._breaks(months, cost):
            return None
        score = effort + self.an_hour * max(extra, 0.0) + worth(self._effort_price, lacking)
        if lacking and self.an_hour:
            score = max(score, effort + self._timed_bound(chosen, open_due, covered))
        return self.fixed_score + score, months, cost, hours

    def _timed_bound(self, chosen: Chosen, open_due: list[int], covered: int) -> float:
        """Time counted in the first stages, as if their waiting were one, and effort alone after."""
        best, room, due, rest = 0.0, 0.0, 0, 0
        for steps in open_due:
            rest |= steps & ~covered
        for stage in self._range:
            room += self.room[stage]
            due |= open_due[stage] & ~covered
            rest &= ~due
            hours = sum(self.hours[number] for number, last in chosen.items() if last <= stage)
            bound = self.an_hour * (hours - room) + worth(self._timed_price, due) + worth(self._effort_price, rest)
            best = max(best, bound)
        return best

    def _least_excess(self, chosen: Chosen, earliest: dict[int, int]) -> float:
        """Hours that won't fit into the waiting, wherever in their windows the resources are put."""
        best = [0.0]
        for end in self._range:
            excess = best[end]
            for start in range(end + 1):
                inside = sum(
                    self.hours[number] for number, last in chosen.items() if last <= end and earliest[number] >= start
                )
                excess = max(excess, best[start] + inside - sum(self.room[start : end + 1]))
            best.append(excess)
        return best[-1]
