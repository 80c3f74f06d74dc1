"""The ledger of a route: everything in it can be counted again by hand."""

from __future__ import annotations

import datetime

import lattice
from lattice.routes.result import MissingLevel, Raise
from tests.unit.routes.made import DAY, lattice_of

GRAPH = lattice_of(
    roles={"a": {"dwell_months": 6.0}, "b": {"dwell_months": 3.0}, "c": {}},
    moves={"a>b": {"months": 0.1, "success": 0.7, "kind": "ladder"}, "b>c": {"months": 0.2, "success": 0.3}},
    asks={
        "b": {"s": 3, "t": {"level": 2, "essential": False}},
        "c": {"s": 5, "t": {"level": 3, "entry_level": 3}, "u": {"level": 1, "entry_level": 1}},
    },
    resources={
        "z-first": {"hours": 10.0, "cost": 0.1, "teaches": "s:0-2"},
        "more": {"hours": 40.0, "cost": 0.2, "teaches": "s:3-4 t:2-3", "needs": "u:1"},
        "key": {"hours": 0.0, "cost": 0.0, "teaches": "u:0-1"},
    },
    has={"s": 1},
    person={"in_role_since": DAY - datetime.timedelta(days=91), "hours_per_week": 3.0},
)
ROUTE = lattice.find_routes(GRAPH, "p", to="c", weights="fastest", as_of=DAY).routes[0]


def test_the_first_stage() -> None:
    """What remains to be served, the gap on record, what is learned and what it raises."""
    stage = ROUTE.stages[0]
    assert (stage.from_, stage.to, stage.kind, stage.success) == ("a", "b", "ladder", 0.7)
    assert stage.dwell_months == 3.0
    assert stage.gap == (MissingLevel(skill="s", have=1, need=2, essential=True),)
    assert stage.practised == ()
    assert [taken.resource for taken in stage.learning] == ["z-first"]
    assert stage.learning[0].raises == (Raise(skill="s", from_=1, to=2),)
    assert stage.learning_months == 10 / (3 * 52 / 12)
    assert stage.months == 3.0 + 0.1


def test_the_second_stage() -> None:
    """Practice in the role before, desirable skills too; the gap is what it leaves; the key comes first."""
    stage = ROUTE.stages[1]
    assert stage.kind == "lattice"
    assert stage.practised == (Raise(skill="s", from_=2, to=3), Raise(skill="t", from_=0, to=2))
    assert stage.gap == (
        MissingLevel(skill="s", have=3, need=4, essential=True),
        MissingLevel(skill="t", have=2, need=3, essential=True),
        MissingLevel(skill="u", have=0, need=1, essential=True),
    )
    assert [taken.resource for taken in stage.learning] == ["key", "more"]
    assert stage.learning[1].raises == (Raise(skill="s", from_=3, to=4), Raise(skill="t", from_=2, to=3))
    assert stage.months == max(stage.dwell_months, stage.learning_months) + stage.move_months
    assert stage.learning_months > stage.dwell_months == 3.0


def test_the_totals_are_sums_from_left_to_right() -> None:
    """To the last digit, the score by the weights that are part of the result."""
    first, second = ROUTE.stages
    assert ROUTE.months == first.months + second.months
    assert ROUTE.cost == 0.1 + (0.0 + 0.2)
    assert ROUTE.hours == 50.0
    assert ROUTE.success == 0.7 * 0.3
    assert (ROUTE.moves, ROUTE.roles) == (2, ("a", "b", "c"))


def test_a_gap_of_a_stage_may_be_closed_before_it() -> None:
    """What was learned early isn't missing any more when its stage begins."""
    graph = lattice_of(
        roles={"a": {"dwell_months": 12.0}, "b": {"dwell_months": 0.0}, "c": {}},
        moves=("a>b", "b>c"),
        asks={"c": {"s": 2}},
        resources={"course": {"hours": 100.0, "teaches": "s:0-1"}},
        person={"in_role_since": DAY},
    )
    route = lattice.find_routes(graph, "p", to="c", weights={"months": 1.0}, as_of=DAY).routes[0]
    assert [[taken.resource for taken in stage.learning] for stage in route.stages] == [["course"], []]
    assert [stage.gap for stage in route.stages] == [(), ()]
    assert route.months == 12.0
