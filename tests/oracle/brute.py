"""The brute force: every route of one person, every set of resources in every stage.

Two calculations stand side by side. ``all_plans`` says what the model says,
word for word, and is slow. ``best_routes``, ``pareto`` and ``reach`` go through
the same plans but keep, for each sequence of roles and each set of resources
taken so far, the plan with the fewest months only: cost and hours depend on the
set alone, and levels on the set and the roles passed. The tests hold the two
against each other. Neither knows a bound or prunes by one.

Where the model is silent, this is how it is read:

- A resource can be used when its status is blank or "active" and the as-of date
  isn't after ``available_to``. One whose ``available_from`` lies ahead counts:
  a route lasts months.
- ``resource_type`` and ``language`` name what is allowed. A resource that names
  no language is open to everyone; one with several counts when one is allowed.
- ``via``: each of these roles is on the route, in any order; the first and the
  last role are on it too. ``avoid``: none of these is entered. The role held
  today is not entered.
- ``kind``: every move is of an allowed kind.
- ``no_pay_cut``: no role entered pays less than the role left for it, nor than
  the role held today; a role without a salary is no cut, and neither is anything for someone whose salary
  isn't known.
- ``deadline`` and ``budget`` may be met exactly. The budget on a person's own
  record is no limit unless it is asked for.
- ``hours_per_week`` of a question stands in for the person's own. Nobody
  without hours takes a resource that has any.
- Someone in the target role has no route to it, in reach neither.
- A requirement of level 0 is met in full.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from tests.oracle.case import Case
from tests.oracle.plan import Plan, first_of_sequence, front, in_order, within
from tests.oracle.question import Question
from tests.oracle.reading import Move, Needs, Person, Reading, Resource, read_case

WEEKS_A_MONTH: Final = 52 / 12
DAYS_A_MONTH: Final = 364 / 12

Levels = Mapping[str, int]


def best_routes(case: Case, question: Question) -> list[Plan]:
    """The ``question.k`` best plans with different roles, best first; none when there is no route."""
    best = [
        first_of_sequence(plans, question.weights)
        for plans in _by_sequence(case, question, targets=[question.target])
        if plans
    ]
    return in_order(best, question.weights)[: question.k]


def pareto(case: Case, question: Question) -> list[Plan]:
    """The plans that no other one beats on months, cost and success, by months."""
    return front(itertools.chain.from_iterable(_by_sequence(case, question, targets=[question.target])))


def reach(case: Case, question: Question) -> dict[str, Plan]:
    """The fastest plan to every role that can be reached within the deadline and the budget.

    The question's target doesn't matter; ties in months are in the model's order.
    """
    weights = {"months": 1.0}
    fastest: dict[str, list[Plan]] = {}
    for plans in _by_sequence(case, question, targets=list(read_case(case).roles)):
        if plans:
            fastest.setdefault(plans[0].roles[-1], []).append(first_of_sequence(plans, weights))
    return {role: in_order(plans, weights)[0] for role, plans in sorted(fastest.items())}


def readiness(case: Case, person: str, role: str) -> float:
    """How ready a person is for a role, between 0 and 1."""
    reading = read_case(case)
    levels, needs = reading.people[person].levels, reading.roles[role].requirements
    if not needs:
        return 1.0
    met = sum(
        need.importance * (min(levels.get(need.skill, 0), need.level) / need.level if need.level else 1)
        for need in needs
    )
    return met / sum(need.importance for need in needs)


def qualified(case: Case, person: str, role: str) -> bool:
    """Whether a person meets the entry level of everything essential in a role."""
    reading = read_case(case)
    return _meets(reading.people[person].levels, reading.roles[role].entry)


def all_plans(case: Case, question: Question) -> Iterator[Plan]:
    """Every plan within the constraints: each move, each resource in no stage or one, useful or not.

    Takes time in the number of assignments, (moves + 1) to the power of the
    resources: for cases of three or four resources.
    """
    reading = read_case(case)
    role = reading.people[question.person].role
    stock = [resource.id for resource in _usable(reading, question)]
    for length in range(1, question.max_moves + 1):
        for others in itertools.permutations([other for other in reading.roles if other != role], length):
            roles = (role, *others)
            if others[-1] != question.target or any(pair not in reading.moves for pair in itertools.pairwise(roles)):
                continue
            ways = [[move.kind for move in reading.moves[pair]] for pair in itertools.pairwise(roles)]
            for places in itertools.product(range(length + 1), repeat=len(stock)):
                learning = tuple(
                    tuple(one for one, place in zip(stock, places, strict=True) if place == stage)
                    for stage in range(1, length + 1)
                )
                for kinds in itertools.product(*ways):
                    plan = follow(case, question, roles=roles, kinds=kinds, learning=learning)
                    if isinstance(plan, Plan):
                        yield plan


def follow(  # noqa: PLR0911 - each return is a reason of its own
    case: Case,
    question: Question,
    *,
    roles: Sequence[str],
    kinds: Sequence[str],
    learning: Sequence[Sequence[str]],
    in_given_order: bool = False,
) -> Plan | str:
    """The plan that someone has who does just this, or why it can't be done or isn't allowed.

    With ``in_given_order`` the resources of a stage are taken as they stand,
    otherwise in any order that works.
    """
    reading = read_case(case)
    person = reading.people[question.person]
    taken = list(itertools.chain.from_iterable(learning))
    usable = {resource.id: resource for resource in _usable(reading, question)}
    if len(roles) != len(kinds) + 1 or len(kinds) != len(learning) or not 1 <= len(kinds) <= question.max_moves:
        return f"{len(kinds)} moves"
    if roles[0] != person.role or len(set(roles)) < len(roles) or len(set(taken)) < len(taken):
        return "another start, or a role or resource twice"
    if unusable := set(taken) - set(usable):
        return f"{sorted(unusable)} can't be used"
    levels: dict[str, int] = dict(person.levels)
    months, success = 0.0, 1.0
    for stage, (start, end, kind, names) in enumerate(zip(roles, roles[1:], kinds, learning, strict=False), start=1):
        if stage > 1:
            _raise(levels, reading.roles[start].practice)
        resources = [usable[name] for name in names]
        if not _take(levels, resources, in_given_order=in_given_order):
            return f"the learning of stage {stage} can't be started"
        if not _meets(levels, reading.roles[end].entry):
            return f"not qualified for {end}"
        move = next((move for move in reading.moves.get((start, end), ()) if move.kind == kind), None)
        if move is None:
            return f"no {kind} move from {start} to {end}"
        dwell = _dwell(reading, person, question) if stage == 1 else reading.roles[start].dwell_months
        months += max(dwell, _months_of(sum(each.hours for each in resources), _hours_per_week(person, question)))
        months += move.months
        success *= move.success
    plan = Plan(
        roles=tuple(roles),
        kinds=tuple(kinds),
        learning=tuple(map(tuple, learning)),
        months=months,
        cost=sum(usable[name].cost for name in taken),
        hours=sum(usable[name].hours for name in taken),
        success=success,
    )
    return plan if _is_allowed(reading, question, plan) else "a constraint isn't kept"


def _take(levels: dict[str, int], resources: list[Resource], *, in_given_order: bool) -> bool:
    """Take resources, raising the levels; False when one can never be started."""
    waiting = list(resources)
    while waiting:
        ready = [one for one in (waiting[:1] if in_given_order else waiting) if _meets(levels, one.needs)]
        if not ready:
            return False
        _raise(levels, ready[0].gives)
        waiting.remove(ready[0])
    return True


def _is_allowed(reading: Reading, question: Question, plan: Plan) -> bool:
    return (
        within(plan.months, question.deadline)
        and within(plan.cost, question.budget)
        and set(question.via) <= set(plan.roles)
        and (not question.kind or set(plan.kinds) <= set(question.kind))
        and all(_may_enter(reading, question, role, before=left) for left, role in itertools.pairwise(plan.roles))
    )


def _may_enter(reading: Reading, question: Question, role: str, *, before: str) -> bool:
    if role in question.avoid:
        return False
    then = reading.roles[role].salary
    if not question.no_pay_cut or then is None:
        return True
    earned = (reading.roles[left].salary for left in (reading.people[question.person].role, before))
    return all(pay is None or then >= pay for pay in earned)


def _usable(reading: Reading, question: Question) -> list[Resource]:
    """The resources that the question allows and the person has hours for, by id."""
    hours_per_week = _hours_per_week(reading.people[question.person], question)
    return [
        one
        for _, one in sorted(reading.resources.items())
        if one.active
        and (one.available_to is None or question.as_of <= one.available_to)
        and (not question.resource_type or one.type in question.resource_type)
        and (not question.language or not one.languages or set(one.languages) & set(question.language))
        and (hours_per_week > 0 or one.hours == 0)
    ]


def _hours_per_week(person: Person, question: Question) -> float:
    return person.hours_per_week if question.hours_per_week is None else question.hours_per_week


def _months_of(hours: float, hours_per_week: float) -> float:
    return hours / (hours_per_week * WEEKS_A_MONTH) if hours else 0.0


def _dwell(reading: Reading, person: Person, question: Question) -> float:
    """The months that someone has yet to stay in today's role; 0 when the start isn't known."""
    if person.in_role_since is None:
        return 0.0
    served = (question.as_of - person.in_role_since).days / DAYS_A_MONTH
    return max(0.0, reading.roles[person.role].dwell_months - served)


def _meets(levels: Levels, needs: Needs) -> bool:
    return all(levels.get(skill, 0) >= level for skill, level in needs)


def _raise(levels: dict[str, int], gives: Needs) -> None:
    for skill, level in gives:
        levels[skill] = max(levels.get(skill, 0), level)


# --- The same plans, the slower ones of equal roles and resources left out --------


@dataclass(frozen=True, slots=True)
class _Trace:
    """The fewest months of learning and waiting for a set of resources, and the sets taken by each stage's end."""

    months: float
    sets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Prefix:
    """The way to a role: the roles passed, the levels without any learning, a trace for each set of resources."""

    roles: tuple[str, ...]
    levels: dict[str, int]
    traces: dict[int, _Trace]


class _Stock:
    """The usable resources; a set of them is an integer, one bit a resource."""

    def __init__(self, resources: list[Resource], hours_per_week: float) -> None:
        self.resources = resources
        sets = range(1 << len(resources))
        members = [[one for at, one in enumerate(resources) if chosen >> at & 1] for chosen in sets]
        self.ids = [tuple(one.id for one in chosen) for chosen in members]
        self.cost = [sum(one.cost for one in chosen) for chosen in members]
        self.hours = [sum(one.hours for one in chosen) for chosen in members]
        self.months = [_months_of(hours, hours_per_week) for hours in self.hours]
        self._supersets = cache(self._find_supersets)

    def levels_after(self, levels: Levels, taken: int) -> dict[str, int]:
        """The levels with everything that a set of resources gives."""
        raised = dict(levels)
        for at, one in enumerate(self.resources):
            if taken >> at & 1:
                _raise(raised, one.gives)
        return raised

    def supersets(self, levels: Levels, taken: int) -> list[tuple[int, dict[str, int]]]:
        """The sets that can be had by learning on from a set, each resource raising something; with the levels then.

        A resource that raises nothing when its turn comes can be left out: the
        levels stay, and neither months nor cost nor hours rise.
        """
        return self._supersets(tuple(sorted(levels.items())), taken)

    def _find_supersets(self, base: tuple[tuple[str, int], ...], taken: int) -> list[tuple[int, dict[str, int]]]:
        found = {taken: self.levels_after(dict(base), taken)}
        waiting = [taken]
        while waiting:
            now = waiting.pop()
            levels = found[now]
            for at, one in enumerate(self.resources):
                then = now | 1 << at
                if then in found or not _meets(levels, one.needs) or _meets(levels, one.gives):
                    continue
                found[then] = {**levels}
                _raise(found[then], one.gives)
                waiting.append(then)
        return list(found.items())


def _by_sequence(case: Case, question: Question, *, targets: list[str]) -> Iterator[list[Plan]]:
    """For each sequence of roles to one of the targets its plans within the constraints."""
    reading = read_case(case)
    person = reading.people[question.person]
    hours_per_week = _hours_per_week(person, question)
    stock = _Stock(_usable(reading, question), hours_per_week)
    unknown = {skill for role in reading.roles.values() for skill, _ in role.practice} - set(person.levels)
    start = {**person.levels, **dict.fromkeys(unknown, 0)}
    waiting = [_Prefix((person.role,), start, {0: _Trace(0.0, ())})]
    while waiting:
        prefix = waiting.pop()
        dwell = (
            _dwell(reading, person, question)
            if len(prefix.roles) == 1
            else reading.roles[prefix.roles[-1]].dwell_months
        )
        if len(prefix.roles) > 1 and prefix.roles[-1] in targets:
            yield _plans_of(reading, question, prefix, stock)
            if len(targets) == 1:
                continue
        if len(prefix.roles) > question.max_moves:
            continue
        for here, there in reading.moves:
            if here != prefix.roles[-1] or there in prefix.roles:
                continue
            if not _may_enter(reading, question, there, before=here):
                continue
            traces = _learn(prefix, stock, dwell=dwell, entry=reading.roles[there].entry)
            if traces:
                levels = dict(prefix.levels)
                _raise(levels, reading.roles[there].practice)
                waiting.append(_Prefix((*prefix.roles, there), levels, traces))


def _learn(prefix: _Prefix, stock: _Stock, *, dwell: float, entry: Needs) -> dict[int, _Trace]:
    """For each set of resources with which one qualifies, the trace with the fewest months."""
    traces: dict[int, _Trace] = {}
    enough: dict[int, bool] = {}
    for taken, trace in prefix.traces.items():
        for then, levels in stock.supersets(prefix.levels, taken):
            if then not in enough:
                enough[then] = _meets(levels, entry)
            if not enough[then]:
                continue
            months = trace.months + max(dwell, stock.months[then ^ taken])
            if then not in traces or months < traces[then].months:
                traces[then] = _Trace(months, (*trace.sets, then))
    return traces


def _plans_of(reading: Reading, question: Question, prefix: _Prefix, stock: _Stock) -> list[Plan]:
    if not set(question.via) <= set(prefix.roles):
        return []
    ways: list[list[Move]] = [
        [move for move in reading.moves[pair] if not question.kind or move.kind in question.kind]
        for pair in itertools.pairwise(prefix.roles)
    ]
    plans = []
    for moves in itertools.product(*ways):
        months = sum(move.months for move in moves)
        success = math.prod(move.success for move in moves)
        kinds = tuple(move.kind for move in moves)
        for taken, trace in prefix.traces.items():
            if within(trace.months + months, question.deadline) and within(stock.cost[taken], question.budget):
                learning = tuple(stock.ids[after & ~before] for before, after in itertools.pairwise((0, *trace.sets)))
                plans.append(
                    Plan(
                        roles=prefix.roles,
                        kinds=kinds,
                        learning=learning,
                        months=trace.months + months,
                        cost=stock.cost[taken],
                        hours=stock.hours[taken],
                        success=success,
                    )
                )
    return plans


def without_constraints(question: Question) -> Question:
    """The question with every limit taken away."""
    return replace(
        question, deadline=None, budget=None, hours_per_week=None, via=(), avoid=(), kind=(), no_pay_cut=False,
        resource_type=(), language=(),
    )  # fmt: skip
