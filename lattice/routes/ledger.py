"""The ledger of a route: stage by stage what is waited for, practised, learned and paid."""

from __future__ import annotations

import sys

from lattice.routes.plan import Plan
from lattice.routes.question import Question
from lattice.routes.result import Learning, MissingLevel, Raise, Route, Stage


def write_route(question: Question, plan: Plan) -> Route:
    """The route of a plan, every figure summed up from its stages in order."""
    snapshot = question.snapshot
    stages, levels = [], question.levels
    for number in range(len(plan.path.moves)):
        stage, levels = _write_stage(question, plan, number, levels)
        stages.append(stage)
    months = cost = hours = 0.0
    success = 1.0
    for stage in stages:
        months += stage.months
        cost += stage.cost
        hours += stage.hours
        # A chance that no float can tell from none is still one.
        success = max(success * stage.success, sys.float_info.min)
    return Route(
        score=question.weights.score(months=months, cost=cost, hours=hours, success=success, moves=len(stages)),
        months=months,
        cost=cost,
        hours=hours,
        success=success,
        moves=len(stages),
        roles=tuple(snapshot.role_ids[role] for role in plan.path.roles),
        stages=tuple(stages),
    )


def _write_stage(question: Question, plan: Plan, number: int, levels: int) -> tuple[Stage, int]:
    snapshot, codes, path = question.snapshot, question.codes, plan.path
    start, end, move = path.roles[number], path.roles[number + 1], path.moves[number]
    before = levels
    if number:
        levels |= codes.practice[start]
    practised = _raises(question, before, levels)
    gap = _gap(question, end, levels)
    learning = []
    cost = hours = 0.0
    for stage, taken in plan.taken:
        if stage != number:
            continue
        resource = snapshot.resources[taken]
        after = levels | codes.gives[taken]
        learning.append(
            Learning(
                resource=snapshot.resource_ids[taken],
                hours=resource.hours,
                cost=resource.cost,
                raises=_raises(question, levels, after),
            )
        )
        levels = after
        cost += resource.cost
        hours += resource.hours
    moves = snapshot.moves
    waiting = question.waiting[start]
    studying = hours / question.hours_a_month if hours else 0.0
    move_months = float(moves.months[move])
    written = Stage(
        from_=snapshot.role_ids[start],
        to=snapshot.role_ids[end],
        kind="ladder" if moves.ladder[move] else "lattice",
        months=max(waiting, studying) + move_months,
        dwell_months=waiting,
        learning_months=studying,
        move_months=move_months,
        hours=hours,
        cost=cost,
        success=float(moves.success[move]),
        gap=gap,
        practised=practised,
        learning=tuple(learning),
    )
    return written, levels


def _raises(question: Question, before: int, after: int) -> tuple[Raise, ...]:
    code, ids = question.codes.thermometer, question.snapshot.skill_ids
    return tuple(
        Raise(skill=ids[skill], from_=code.level(before, skill), to=code.level(after, skill))
        for skill in code.skills(after & ~before)
    )


def _gap(question: Question, role: int, levels: int) -> tuple[MissingLevel, ...]:
    code, ids = question.codes.thermometer, question.snapshot.skill_ids
    entry = question.codes.entry[role]
    return tuple(
        MissingLevel(skill=ids[skill], have=code.level(levels, skill), need=code.level(entry, skill), essential=True)
        for skill in code.skills(entry & ~levels)
    )
