"""Small lattices, written in a few words."""

from __future__ import annotations

import datetime

import lattice
from lattice.domain.column import Row
from lattice.domain.policy import Header, Levels
from lattice.graph.snapshot import Snapshot

AS_OF = datetime.date(2026, 11, 22)


def small(
    *,
    roles: dict[str, dict[str, int]],
    moves: tuple[str, ...] = (),
    resources: dict[str, tuple[float, float, str]] | None = None,
    levels: dict[str, int] | None = None,
    dwell: float = 0.0,
    hours: float = 3.0,
    salaries: dict[str, float] | None = None,
) -> Snapshot:
    """A lattice of one person, ``kim``, in the first role.

    ``roles`` maps a role to its entry levels (a role settled in has the
    same); ``moves`` are ``"a>b"``, with ``"a>b*0.5"`` for a success; a
    resource is (hours, cost, what it does), as in ``"x:0>2 y:1>2 if z:1"``.
    Three hours a week are 13 a month.
    """
    skills = sorted({skill for asked in roles.values() for skill in asked} | set(levels or {}) | {"x", "y", "z"})
    pay = salaries or {}
    tables: dict[str, list[Row]] = {
        "roles": [
            (name, name.upper(), f"family {name}", 1, None, None, None, 1, dwell, pay.get(name), None, ())
            for name in roles
        ],
        "skills": [(skill, skill.upper(), None, None, None, ()) for skill in skills],
        "requirements": [
            (role, skill, level, level, None, True, None)
            for role, asked in roles.items()
            for skill, level in asked.items()
        ],
        "moves": [_move(text) for text in moves],
        "people": [("kim", next(iter(roles)), "Kim", AS_OF, hours, None, None, None, None, None, ())],
        "levels": [("kim", skill, level, None, None) for skill, level in (levels or {}).items()],
        "resources": [],
        "teaches": [],
        "prerequisites": [],
    }
    for name, (long, cost, does) in (resources or {}).items():
        blank = (None, ("online",), ("en",), None, None, None, None, None, None, None)
        tables["resources"].append((name, name.upper(), "course", long, cost, *blank))
        teaching, _, asking = does.partition(" if ")
        for text in teaching.split():
            skill, steps = text.split(":")
            start, end = steps.split(">")
            tables["teaches"].append((name, skill, int(end), int(start)))
        for text in asking.split():
            skill, level = text.split(":")
            tables["prerequisites"].append((name, skill, int(level)))
    return lattice.snapshot(lattice.Bundle.assemble(Header(name="small", levels=Levels(maximum=4)), tables))


def _move(text: str) -> Row:
    ends, _, success = text.partition("*")
    start, end = ends.split(">")
    return (start, end, None, 1.0, float(success) if success else None, None)
