"""Random cases, full of what is easy to get wrong."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from typing import Final

from tests.oracle.brute import best_routes, without_constraints
from tests.oracle.case import Case, Cell
from tests.oracle.draw import Draw
from tests.oracle.question import AS_OF, Question

MOST_RESOURCES: Final = 7

# Few different values, so that figures tie; some that are no round months.
_HOURS: Final = (0, 13, 13, 26, 26, 52, 104, 7.5, 40)
_COSTS: Final = (None, 0, 100, 100, 200, 500, 99.5)
_DWELL: Final = (0, 0, 3, 6, None, 12, 18, 1.5)
_MOVE_MONTHS: Final = (None, 0, 0, 1, 3, 0.5)
_SUCCESS: Final = (None, 1, 0.9, 0.9, 0.5, 0.25, 1e-6)
_SALARIES: Final = (None, 30000, 40000, 40000, 55000.5)
_PACES: Final = (None, None, 3, 3, 6, 6, 12, 12, 12, 1, 0.5, 0)
# 91 days are three months; 364 a year, after which a year has been served.
_DAYS_SERVED: Final = (None, 0, 91, 182, 364, 500, 40)
_DAYS_LEFT: Final = (-30, 0, 30, 91, 182, 364, 700)
_WEIGHTS: Final = (0, 0, 1, 1, 2, 0.5, 0.01)


class _Tables:
    """The rows of a case in the making."""

    def __init__(self) -> None:
        self.roles: list[dict[str, Cell]] = []
        self.requirements: dict[tuple[str, str], dict[str, Cell]] = {}
        self.resources: list[dict[str, Cell]] = []
        self.teaches: list[dict[str, Cell]] = []
        self.prerequisites: list[dict[str, Cell]] = []
        self.moves: dict[tuple[str, str, str], dict[str, Cell]] = {}


def draw_case(draw: Draw) -> Case:
    """A case of up to 6 roles, 5 skills and 7 resources, and one person, p0 in r0."""
    tables = _Tables()
    maximum = draw.choice((3, 4, 5, 2, 5, 1))
    roles = [f"r{at}" for at in range(draw.choice((3, 4, 5, 6, 5, 4, 6, 3, 4, 2)))]
    skills = [f"s{at}" for at in range(draw.choice((3, 4, 5, 5, 4, 2, 1)))]
    levels = {skill: draw.integer(0, min(2, maximum)) if draw.chance(60) else 0 for skill in skills}
    journey = _draw_journey(draw, roles) if draw.chance(88) else []
    for role in roles:
        _add_role(draw, tables, role, skills, maximum, share=8 if journey else 55)
    _add_moves(draw, tables, roles, journey)
    if journey:
        _add_steps(draw, tables, journey, levels, maximum)
    # Devices first: each is a trap; what room they leave is filled at random.
    for device in (_add_staircase, _add_mutual, _add_practice, _add_ties):
        if draw.chance(15):
            device(draw, tables, skills, maximum)
    for _ in range(draw.choice((1, 0, 2, 0, 3, 7))):
        _add_resource(draw, tables, skills, maximum)
    served = draw.choice(_DAYS_SERVED)
    since = None if served is None else AS_OF - datetime.timedelta(days=served)
    person = _said(id="p0", role="r0", in_role_since=since, hours_per_week=draw.choice(_PACES), budget=50)
    return Case(
        roles=tuple(tables.roles),
        skills=tuple({"id": skill, "name": skill.upper()} for skill in skills),
        requirements=tuple(tables.requirements.values()),
        resources=tuple(tables.resources),
        teaches=tuple(tables.teaches),
        prerequisites=tuple(tables.prerequisites),
        moves=tuple(tables.moves.values()),
        people=(person,),
        levels=tuple({"person": "p0", "skill": skill, "level": level} for skill, level in levels.items() if level),
        maximum=maximum,
        policy=_draw_policy(draw),
    )


def draw_organisation(draw: Draw) -> Case:
    """A case with up to 9 people in its roles, some of these critical, with nominations, exclusions and leavers.

    Few roles are critical and many moves lead to them, so that people are on
    several benches and seats are contested.
    """
    case = draw_case(draw)
    roles = [str(row["id"]) for row in case.roles]
    skills = [str(row["id"]) for row in case.skills]
    share = draw.choice((60, 40, 100, 20))
    told = tuple(
        {**row, "critical": draw.chance(share) or None, "seats": draw.choice((None, 1, 1, 2, 0, 3))}
        for row in case.roles
    )
    people: list[dict[str, Cell]] = []
    levels: list[dict[str, Cell]] = []
    for at in range(draw.choice((5, 6, 7, 8, 9, 4, 3, 0))):
        served = draw.choice(_DAYS_SERVED)
        leaves = draw.choice(_DAYS_LEFT) if draw.chance(25) else None
        people.append(
            _said(
                id=f"p{at}",
                role=draw.choice(roles),
                in_role_since=None if served is None else AS_OF - datetime.timedelta(days=served),
                hours_per_week=draw.choice(_PACES),
                retires_on=None if leaves is None else AS_OF + datetime.timedelta(days=leaves),
            )
        )
        for skill in skills:
            level = draw.integer(0, case.maximum) if draw.chance(60) else 0
            if level:
                levels.append({"person": f"p{at}", "skill": skill, "level": level})
    pairs = [(str(person["id"]), role) for person in people for role in roles]
    named = [pair for pair in pairs if draw.chance(draw.choice((5, 15)))]
    ruled_out = [pair for pair in pairs if draw.chance(4)]
    more = {} if draw.chance(30) else {(start, end): None for start in roles for end in roles if draw.chance(25)}
    known = {(str(row["from"]), str(row["to"])) for row in case.moves}
    new = tuple({"from": start, "to": end} for start, end in more if start != end and (start, end) not in known)
    return dataclasses.replace(
        case,
        roles=told,
        moves=(*case.moves, *new),
        people=tuple(people),
        levels=tuple(levels),
        nominations=tuple({"person": person, "role": role} for person, role in named),
        exclusions=tuple({"person": person, "role": role, "because": "said so"} for person, role in ruled_out),
    )


def draw_question(draw: Draw, case: Case) -> Question:
    """A question about p0: any weights, in half of the cases with constraints, some of them met to the last digit."""
    roles = [str(role["id"]) for role in case.roles]
    question = Question(
        person="p0",
        # Journeys end in the last role.
        target=draw.choice(roles) if draw.chance(20) else roles[-1],
        weights={name: draw.choice(_WEIGHTS) for name in ("months", "cost", "hours", "risk", "moves")},
        max_moves=draw.choice((4, 4, 4, 4, 3, 3, 3, 2, 1)),
        k=draw.choice((3, 1, 5)),
    )
    if draw.chance(60):
        return question
    return _draw_constraints(draw, case, question, roles)


def _draw_constraints(draw: Draw, case: Case, question: Question, roles: list[str]) -> Question:
    limits: dict[str, float] = {}
    if draw.chance(40):
        known = best_routes(case, without_constraints(question))
        if known:
            plan = draw.choice(known)
            # Met exactly, missed by a little, or met with something to spare.
            slack = draw.choice((1, 1, 1 - 1e-6, 1.25))
            if draw.chance(50):
                limits["deadline"] = plan.months * slack
            else:
                limits["budget"] = plan.cost * slack
    if draw.chance(20):
        limits["hours_per_week"] = draw.choice((0, 3, 12, 2.5))
    chosen: dict[str, tuple[str, ...]] = {
        name: (draw.choice(options),)
        for name, options, percent in (
            ("via", roles[1:], 12),
            ("avoid", roles[1:], 12),
            ("kind", ("lattice", "ladder"), 12),
            ("resource_type", ("course", "project"), 12),
            ("language", ("en", "de"), 12),
        )
        if draw.chance(percent)
    }
    if "resource_type" in chosen and draw.chance(30):
        chosen["resource_type"] = ("course", "project")
    return Question(
        person=question.person,
        target=question.target,
        weights=question.weights,
        max_moves=question.max_moves,
        k=question.k,
        deadline=limits.get("deadline"),
        budget=limits.get("budget"),
        hours_per_week=limits.get("hours_per_week"),
        via=chosen.get("via", ()),
        avoid=chosen.get("avoid", ()),
        kind=chosen.get("kind", ()),
        no_pay_cut=draw.chance(12),
        resource_type=chosen.get("resource_type", ()),
        language=chosen.get("language", ()),
    )


def _said(**cells: Cell) -> dict[str, Cell]:
    """A row of the cells that aren't blank."""
    return {column: cell for column, cell in cells.items() if cell is not None}


def _draw_policy(draw: Draw) -> dict[str, int | float | bool]:
    if not draw.chance(15):
        return {}
    policy: dict[str, int | float | bool] = {
        "hours_per_week": draw.choice((2, 6, 0)),
        "dwell_months": draw.choice((6, 0, 4.5)),
        "entry_slack": draw.choice((0, 2)),
    }
    if draw.chance(50):
        policy |= {"essential": False, "months": 2, "success": 0.8, "cost": 50}
    return policy


def _add_role(draw: Draw, tables: _Tables, role: str, skills: list[str], maximum: int, *, share: int) -> None:
    tables.roles.append(
        _said(
            id=role,
            title=f"Role {role}",
            family=draw.choice(("alpha", "alpha", "beta")),
            grade=draw.integer(1, 4),
            dwell_months=draw.choice(_DWELL),
            salary=draw.choice(_SALARIES),
        )
    )
    for skill in skills:
        if draw.chance(share):
            level = draw.integer(1, maximum)
            tables.requirements[role, skill] = _said(
                role=role,
                skill=skill,
                level=level,
                entry_level=draw.integer(0, level) if draw.chance(40) else None,
                importance=draw.choice((None, 1, 0.5, 0.25)),
                essential=draw.choice((None, True, False)),
            )


def _add_moves(draw: Draw, tables: _Tables, roles: list[str], journey: list[str]) -> None:
    density = draw.choice((15, 15, 30, 60, 90))
    steps = set(itertools.pairwise(journey))
    shortcuts = not steps or draw.chance(20)
    for pair in itertools.permutations(roles, 2):
        if pair[0] in journey and pair[1] == roles[-1] and pair not in steps and not shortcuts:
            continue
        if pair in steps or draw.chance(density):
            both = draw.chance(20)
            for kind in ("ladder", "lattice") if both else (draw.choice((None, None, "ladder", "lattice")),):
                tables.moves[(*pair, kind or "")] = _said(
                    **{"from": pair[0]},
                    to=pair[1],
                    kind=kind,
                    months=draw.choice(_MOVE_MONTHS),
                    success=draw.choice(_SUCCESS),
                )


def _draw_journey(draw: Draw, roles: list[str]) -> list[str]:
    """Roles from the first to the last, some of those between on the way."""
    between = [role for role in roles[1:-1] if draw.chance(50)] or roles[1:2]
    return list(dict.fromkeys((roles[0], *between[:3], roles[-1])))


def _add_steps(draw: Draw, tables: _Tables, journey: list[str], levels: dict[str, int], maximum: int) -> None:
    """Something to learn for each move of a journey, often only to be started from what the role before practises.

    What is asked early and learned late, or the other way round, is decided by
    waiting times and hours.
    """
    known = dict(levels)
    practised: dict[str, int] = {}
    for here, there in itertools.pairwise(journey):
        open_skills = [skill for skill, level in known.items() if level < maximum]
        if not open_skills:
            return
        skill = draw.choice(open_skills)
        level = draw.integer(known[skill] + 1, maximum)
        needs = practised if here != journey[0] and draw.chance(90) else {}
        tables.requirements[there, skill] = _said(
            role=there, skill=skill, level=level, entry_level=level, essential=draw.choice((True, None))
        )
        _put_resource(draw, tables, {skill: (level, known[skill] if draw.chance(30) else None)}, needs)
        known[skill] = level
        practised = _add_novelty(draw, tables, there, known, maximum)
        known |= practised


def _add_novelty(draw: Draw, tables: _Tables, role: str, known: dict[str, int], maximum: int) -> dict[str, int]:
    """A skill that a role doesn't ask to enter but practises, above what is known by then."""
    free = [skill for skill, level in known.items() if level < maximum and (role, skill) not in tables.requirements]
    if not free:
        return {}
    skill = draw.choice(free)
    level = draw.integer(known[skill] + 1, maximum)
    tables.requirements[role, skill] = {"role": role, "skill": skill, "level": level, "essential": False}
    return {skill: level}


def _add_resource(draw: Draw, tables: _Tables, skills: list[str], maximum: int) -> None:
    """A resource that teaches one skill or several, from any level to any higher one."""
    taught = [skill for skill in skills if draw.chance(30)] or [draw.choice(skills)]
    teaches = {}
    for skill in taught:
        to_level = draw.integer(1, maximum)
        teaches[skill] = to_level, draw.integer(0, to_level - 1) if draw.chance(30) else None
    needs = {draw.choice(skills): draw.integer(1, maximum)} if draw.chance(20) else {}
    _put_resource(draw, tables, teaches, needs)


def _add_staircase(draw: Draw, tables: _Tables, skills: list[str], maximum: int) -> None:
    """A resource for each step of a skill, each from where the one before ends."""
    skill = draw.choice(skills)
    for level in range(1, maximum + 1):
        _put_resource(draw, tables, {skill: (level, level - 1)}, {})
    _ask(draw, tables, skill, maximum)


def _add_mutual(draw: Draw, tables: _Tables, skills: list[str], maximum: int) -> None:
    """Two resources that ask for what the other one teaches, with or without a third to start with."""
    if len(skills) == 1:
        return
    at = draw.integer(0, len(skills) - 2)
    one, other = skills[at], skills[at + 1]
    top = draw.integer(1, maximum)
    _put_resource(draw, tables, {one: (maximum, None)}, {other: top})
    _put_resource(draw, tables, {other: (maximum, None)}, {one: top})
    if draw.chance(60):
        _put_resource(draw, tables, {draw.choice((one, other)): (top, None)}, {})
    _ask(draw, tables, one, maximum)


def _add_practice(draw: Draw, tables: _Tables, skills: list[str], maximum: int) -> None:
    """A role that practises what a later one asks, and a course that teaches it as well."""
    skill = draw.choice(skills)
    role = tables.roles[draw.integer(0, len(tables.roles) - 1)]["id"]
    tables.requirements[str(role), skill] = {"role": role, "skill": skill, "level": maximum, "essential": False}
    _put_resource(draw, tables, {skill: (maximum, None)}, {})
    _ask(draw, tables, skill, maximum)


def _add_ties(draw: Draw, tables: _Tables, skills: list[str], maximum: int) -> None:
    """Two resources that are the same but for the id."""
    skill, level = draw.choice(skills), draw.integer(1, maximum)
    _put_resource(draw, tables, {skill: (level, None)}, {})
    if len(tables.resources) < MOST_RESOURCES:
        twin = f"c{len(tables.resources)}"
        tables.resources.append({**tables.resources[-1], "id": twin})
        tables.teaches += [
            {**row, "resource": twin} for row in tables.teaches if row["resource"] == f"c{int(twin[1:]) - 1}"
        ]
    _ask(draw, tables, skill, level)


def _ask(draw: Draw, tables: _Tables, skill: str, level: int) -> None:
    """Let some role ask a skill to enter, more often than not."""
    if draw.chance(40):
        return
    role = tables.roles[draw.integer(1, len(tables.roles) - 1)]["id"]
    tables.requirements[str(role), skill] = _said(
        role=role, skill=skill, level=level, entry_level=draw.choice((level, None)), essential=True
    )


def _put_resource(
    draw: Draw, tables: _Tables, teaches: dict[str, tuple[int, int | None]], needs: dict[str, int]
) -> None:
    if len(tables.resources) == MOST_RESOURCES:
        return
    resource = f"c{len(tables.resources)}"
    ending = draw.choice((None, 0, -1, 400)) if draw.chance(5) else None
    tables.resources.append(
        _said(
            id=resource,
            title=f"Resource {resource}",
            type=draw.choice(("course", "course", "project")),
            hours=draw.choice(_HOURS),
            cost=draw.choice(_COSTS),
            languages=draw.choice((None, None, "en", "de", "en|de")),
            status=draw.choice(("active", "retired")) if draw.chance(8) else None,
            available_to=None if ending is None else AS_OF + datetime.timedelta(days=ending),
            available_from=AS_OF + datetime.timedelta(days=60) if draw.chance(3) else None,
        )
    )
    for skill, (to_level, from_level) in teaches.items():
        tables.teaches.append(_said(resource=resource, skill=skill, to_level=to_level, from_level=from_level or None))
    for skill, level in needs.items():
        tables.prerequisites.append({"resource": resource, "skill": skill, "level": level})
