"""A small lattice and hand-made results about it, for reports to show."""

from __future__ import annotations

import datetime
from typing import Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row, Value
from lattice.domain.policy import Header, Levels, Policy
from lattice.domain.table import TABLES
from lattice.graph.snapshot import Snapshot
from lattice.reports.titles import Titles
from lattice.routes.result import (
    GapLine,
    GapResult,
    Learning,
    MissingLevel,
    NoRoute,
    Raise,
    ReachedRole,
    ReachResult,
    Route,
    RoutesResult,
    Stage,
)
from lattice.routes.weights import PROFILES

DAY: Final = datetime.date(2026, 11, 22)
SINCE: Final = datetime.date(2026, 5, 22)
HEADER: Final = Header(
    name="Harbour",
    currency="GBP",
    levels=Levels(maximum=3, names=("Basic", "Good", "Expert")),
    policy=Policy(dwell_months=12, min_group=2),
)


def row(table: str, **cells: Value) -> Row:
    """A table's row from its cells by column; blank where nothing is said."""
    blank: dict[str, Value] = {"aliases": (), "formats": (), "languages": (), "groups": ()}
    return tuple(cells.get(name, blank.get(name)) for name in TABLES[table].names)


def tables() -> dict[str, list[Row]]:
    """Three roles on a ladder and one beside it, with two people."""
    return {
        "roles": [
            row("roles", id="mate", title="Mate", family="deck", grade=1),
            row("roles", id="pilot", title="Pilot", family="deck", grade=2, aliases=("navigator",), salary=50000.0),
            row("roles", id="master", title="Harbour master", family="deck", grade=3, critical=True, seats=1),
            row("roles", id="clerk", title="Clerk", family="office", grade=1),
        ],
        "skills": [
            row("skills", id="c++", name="C++", aliases=("cpp",), description="A language for controllers."),
            row("skills", id="charts", name="Reading charts"),
            row("skills", id="law", name="Law of the sea"),
        ],
        "requirements": [
            row("requirements", role="pilot", skill="charts", level=3),
            row("requirements", role="pilot", skill="law", level=1, essential=False, importance=0.5),
            row("requirements", role="master", skill="law", level=3),
            row("requirements", role="master", skill="c++", level=1, importance=0.3, essential=False),
        ],
        "resources": [
            row("resources", id="tides", title="Tides and charts", type="course", hours=40.0, cost=250.0),
            row("resources", id="moot", title="Moot court", type="workshop", hours=16.0, mentor="ben", status="active"),
            row("resources", id="old", title="Steam", type="course", hours=1.0, status="retired"),
        ],
        "teaches": [
            row("teaches", resource="tides", skill="charts", to_level=2),
            row("teaches", resource="moot", skill="law", to_level=3, from_level=1),
            row("teaches", resource="old", skill="law", to_level=1),
        ],
        "prerequisites": [row("prerequisites", resource="moot", skill="charts", level=1)],
        "moves": [
            row("moves", **{"from": "mate"}, to="pilot", months=1.0, success=0.9, observed=4),
            row("moves", **{"from": "pilot"}, to="master", months=2.0, success=0.5),
            row("moves", **{"from": "clerk"}, to="mate"),
        ],
        "people": [
            row("people", id="ada", name="Ada Byron", role="mate", in_role_since=SINCE, budget=0.0),
            row("people", id="ben", name="Ben", role="pilot", manager="ada", location="Quay"),
        ],
        "levels": [
            row("levels", person="ada", skill="law", level=1, evidence="exam", assessed_on=datetime.date(2026, 1, 2)),
            row("levels", person="ada", skill="charts", level=1),
            row("levels", person="ben", skill="charts", level=1),
        ],
        "completions": [row("completions", person="ada", resource="old", result="passed")],
        "aspirations": [row("aspirations", person="ada", role="master", by=datetime.date(2030, 1, 1))],
        "nominations": [row("nominations", person="ben", role="master", by="Ada Byron")],
    }


def snapshot(**replaced: list[Row]) -> Snapshot:
    """The lattice as a snapshot, some of its tables replaced."""
    return Snapshot(Bundle.assemble(HEADER, {**tables(), **replaced}))


def titles() -> Titles:
    """The words of the lattice."""
    return Titles(snapshot())


TIDES: Final = Learning(resource="tides", hours=40.0, cost=250.0, raises=(Raise(**{"from": 1}, skill="charts", to=2),))
PILOT_STAGE: Final = Stage(
    **{"from": "mate"},
    to="pilot",
    kind="ladder",
    months=7.0,
    dwell_months=6.0,
    learning_months=2.5,
    move_months=1.0,
    hours=40.0,
    cost=250.0,
    success=0.9,
    gap=(MissingLevel(skill="charts", have=1, need=2, essential=True),),
    practised=(),
    learning=(TIDES,),
)
MASTER_STAGE: Final = Stage(
    **{"from": "pilot"},
    to="master",
    kind="ladder",
    months=14.0,
    dwell_months=12.0,
    learning_months=1.0,
    move_months=2.0,
    hours=16.0,
    cost=0.0,
    success=0.5,
    gap=(MissingLevel(skill="law", have=1, need=2, essential=True),),
    practised=(Raise(**{"from": 2}, skill="charts", to=3),),
    learning=(Learning(resource="moot", hours=16.0, cost=0.0, raises=(Raise(**{"from": 1}, skill="law", to=3),)),),
)
LONG: Final = Route(
    score=21.5,
    months=21.0,
    cost=250.0,
    hours=56.0,
    success=0.45,
    moves=2,
    roles=("mate", "pilot", "master"),
    stages=(PILOT_STAGE, MASTER_STAGE),
)
STRAIGHT: Final = Route(
    score=25.0,
    months=24.0,
    cost=0.0,
    hours=0.0,
    success=0.6,
    moves=1,
    roles=("mate", "master"),
    stages=(
        Stage(
            **{"from": "mate"},
            to="master",
            kind="lattice",
            months=24.0,
            dwell_months=20.0,
            learning_months=0.0,
            move_months=4.0,
            hours=0.0,
            cost=0.0,
            success=0.6,
            gap=(),
            practised=(),
            learning=(),
        ),
    ),
)


def routes(
    *found: Route, optimal: bool = True, bound: float | None = 21.5, no_route: NoRoute | None = None
) -> RoutesResult:
    """Ada's routes to harbour master."""
    return RoutesResult(
        as_of=DAY,
        person="ada",
        target="master",
        weights=PROFILES["balanced"].mapping(),
        max_moves=4,
        pareto=False,
        optimal=optimal,
        bound=bound,
        routes=found,
        no_route=no_route,
    )


GAP: Final = GapResult(
    person="ada",
    role="master",
    readiness=0.25,
    qualified=False,
    entry=(GapLine(skill="law", have=1, need=2, essential=True, importance=1.0),),
    settle=(
        GapLine(skill="law", have=1, need=3, essential=True, importance=1.0),
        GapLine(skill="c++", have=0, need=1, essential=False, importance=0.3),
    ),
)
REACH: Final = ReachResult(
    as_of=DAY,
    person="ada",
    within_months=24.0,
    budget=500.0,
    max_moves=4,
    optimal=True,
    roles=(
        ReachedRole(role="pilot", months=7.0, cost=250.0, hours=40.0, success=0.9, moves=1, roles=("mate", "pilot")),
        ReachedRole(
            role="master", months=21.0, cost=250.0, hours=56.0, success=0.45, moves=2, roles=("mate", "pilot", "master")
        ),
    ),
)
