"""Why there is no route, in a way that a person can act on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from lattice.graph.arrays import Flags
from lattice.routes.clock import Clock
from lattice.routes.question import Constraints, Question
from lattice.routes.result import NoRoute
from lattice.routes.search import Search, Toward
from lattice.routes.walks import Walk
from lattice.routes.weights import Weights

_MOST_WALKS: Final = 20_000
_SHOWN: Final = 12


def why_no_route(question: Question, target: int) -> NoRoute:
    """Say why a question has no route: what is missing, or which option rules it out.

    The search must have proven that there is none.
    """
    if question.role == target:
        detail = f"{_name(question)} holds {_title(question, target)} already"
        return NoRoute(reason="already_there", detail=detail, skills=())
    return _no_moves(question, target) or _ruled_out(question, target) or _no_resource(question, target)


def _no_moves(question: Question, target: int) -> NoRoute | None:
    """Too few moves lead there, whatever the options."""
    every = np.ones_like(question.allowed)
    least = _fewest_moves(question, target, every)
    most = question.constraints.max_moves
    if least is not None and least <= most:
        return None
    start, end = _title(question, question.role), _title(question, target)
    if least is None:
        detail = f"no moves lead from {start} to {end}"
    else:
        detail = f"it takes at least {least} moves from {start} to {end}; at most {most} are allowed"
    return NoRoute(reason="no_moves", detail=detail, skills=())


def _fewest_moves(question: Question, target: int, allowed: Flags) -> int | None:
    moves = question.snapshot.moves
    source, end = moves.source[allowed], moves.target[allowed]
    seen = np.zeros(len(question.waiting), dtype=bool)
    seen[question.role] = True
    for distance in range(len(seen)):
        if seen[target]:
            return distance
        before = seen.sum()
        seen[end[seen[source]]] = True
        if seen.sum() == before:
            break
    return None


def _ruled_out(question: Question, target: int) -> NoRoute | None:
    """Routes exist, but the options rule every one of them out."""
    limits = question.constraints
    if limits.deadline is not None or limits.budget is not None:
        free = replace(question, constraints=replace(limits, deadline=None, budget=None))
        fastest = _best(free, target, Weights(months=1.0))
        if fastest is not None:
            return NoRoute(reason="constraints", detail=_limits_broken(free, limits, target, fastest[0]), skills=())
    none = Constraints(max_moves=limits.max_moves, include_inactive=limits.include_inactive)
    given = replace(limits, deadline=None, budget=None) != none
    if not given or _best(question.under(none), target, Weights(moves=1.0)) is None:
        return None
    alone = [words for words, eased in _eased(question) if _best(eased, target, Weights(moves=1.0)) is not None]
    ways = " or ".join(alone) or "any of the options"
    return NoRoute(
        reason="constraints", detail=f"the options rule every route out; there is one without {ways}", skills=()
    )


def _limits_broken(free: Question, limits: Constraints, target: int, months: float) -> str:
    cheapest = _best(free, target, Weights(cost=1.0))
    cost = cheapest[1] if cheapest else 0.0
    parts: list[tuple[bool, str]] = []
    if limits.deadline is not None:
        text = f"the fastest route takes {months:.1f} months (deadline {limits.deadline:g})"
        parts.append((months > limits.deadline, text))
    if limits.budget is not None:
        text = f"the cheapest costs {_amount(cost)} (budget {_amount(limits.budget)})"
        parts.append((cost > limits.budget, text))
    broken = [text for too_tight, text in parts if too_tight]
    if broken or len(parts) == 1:
        return "; ".join(broken or [text for _, text in parts])
    return "; ".join([*(text for _, text in parts), "no route keeps both"])


def _amount(money: float) -> str:
    return f"{money:,.0f}" if money == round(money) else f"{money:,.2f}"


def _best(question: Question, target: int, weights: Weights) -> tuple[float, float] | None:
    plans = Search(replace(question, weights=weights), target, wanted=1, clock=Clock(None)).run().plans
    return (plans[0].months, plans[0].cost) if plans else None


def _eased(question: Question) -> Iterator[tuple[str, Question]]:
    """The question with one option less, and the option in words."""
    limits = replace(question.constraints, deadline=None, budget=None)
    catalogue = question.snapshot.resources
    types = "the limit on resource types" + _nowhere(limits.resource_types, ((item.type,) for item in catalogue))
    formats = "the limit on resource formats" + _nowhere(limits.resource_formats, (item.formats for item in catalogue))
    languages = "the limit on languages" + _nowhere(limits.languages, (item.languages for item in catalogue))
    for words, given, eased in (
        ("the roles to pass through", limits.via, replace(limits, via=frozenset())),
        ("the roles to avoid", limits.avoid, replace(limits, avoid=frozenset())),
        ("the limit on kinds of moves", limits.kinds, replace(limits, kinds=frozenset())),
        ("the ban on pay cuts", limits.no_pay_cut, replace(limits, no_pay_cut=False)),
        (types, limits.resource_types, replace(limits, resource_types=frozenset())),
        (formats, limits.resource_formats, replace(limits, resource_formats=frozenset())),
        (languages, limits.languages, replace(limits, languages=frozenset())),
    ):
        if given:
            yield words, question.under(eased)


def _nowhere(asked: frozenset[str], offered: Iterable[tuple[str, ...]]) -> str:
    """What was asked for that no resource has, likely a slip of the pen, beside what there is; empty for none."""
    known = sorted({item.casefold() for items in offered for item in items})
    strange = [f"'{item}'" for item in sorted(asked.difference(known))]
    if not strange or not known:
        return ""
    rest = len(known) - _SHOWN
    there = ", ".join(known[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
    return f" (no resource has {' or '.join(strange)}; there is {there})"


def _no_resource(question: Question, target: int) -> NoRoute:
    """Moves lead there, but nothing closes the gaps: the entry that lacks the fewest skills."""
    role, skills = _nearest_miss(question, target)
    names = tuple(question.snapshot.skill_ids[skill] for skill in skills)
    where = _title(question, role)
    if role != target:
        where += f", on the way to {_title(question, target)},"
    if not question.hours_a_month:
        detail = f"{_name(question)} has no hours a week to learn, and {where} asks more than is on record"
    else:
        detail = f"nothing teaches what {where} asks on day one"
    return NoRoute(reason="no_resource", detail=detail, skills=names)


def _nearest_miss(question: Question, target: int) -> tuple[int, list[int]]:
    """The role that lacks the fewest skills among those that can't be entered on the way to a target."""
    toward, code = Toward(question, target), question.codes.thermometer
    best: tuple[int, float, int, list[int]] | None = None
    queue: deque[Walk] = deque([toward.walks.begin()])
    for _ in range(_MOST_WALKS):
        if not queue:
            break
        walk = queue.popleft()
        for role, lacking in _blocked(question, toward, walk):
            skills = code.skills(lacking)
            left = question.constraints.max_moves - len(walk.moves) - 1
            miss = (len(skills), toward.compass.idle[left][role], role, skills)
            best = miss if best is None else min(best, miss)
        if walk.roles[-1] != target and len(walk.moves) < question.constraints.max_moves:
            queue.extend(step.walk for step in toward.steps(walk))
    return (target, []) if best is None else best[2:]


def _blocked(question: Question, toward: Toward, walk: Walk) -> Iterator[tuple[int, int]]:
    left = question.constraints.max_moves - len(walk.moves) - 1
    settled = toward.walks.settle(walk) if walk.moves else walk
    if left < 0 or walk.roles[-1] == toward.target:
        return
    for edge in question.edges(walk.roles[-1]):
        lacking = question.codes.entry[edge.target] & ~settled.attainable[-1]
        if lacking and toward.compass.idle[left][edge.target] != float("inf"):
            yield edge.target, lacking


def _title(question: Question, role: int) -> str:
    return str(question.snapshot.bundle.rows("roles")[role][1])


def _name(question: Question) -> str:
    return str(question.snapshot.person_row(question.person)[2] or question.person)
