"""Reach: every role within so many months and so much money, each by its fastest route."""

from __future__ import annotations

import math
from typing import Any

import pytest

import lattice
from lattice.routes.result import ReachResult
from tests.unit.routes.made import DAY, lattice_of

GRAPH = lattice_of(
    roles={
        "a": {"dwell_months": 0.0},
        "b": {"dwell_months": 2.0, "salary": 1.0},
        "c": {"dwell_months": 2.0},
        "d": {"dwell_months": 2.0, "family": "g"},
        "e": {},
    },
    moves={
        "a>b": {"months": 1.0, "kind": "ladder"},
        "b>c": {"months": 1.0},
        "a>c": {"months": 10.0, "success": 0.5},
        "c>d": {"months": 3.0},
        "b>a": {},
        "e>a": {},
    },
    asks={"c": {"s": 2}},
    resources={
        "slow": {"hours": 39.0, "cost": 0.0, "teaches": "s:0-1"},
        "quick": {"hours": 13.0, "cost": 100.0, "teaches": "s:0-1", "type": "workshop", "languages": ("en",)},
    },
    person={"hours_per_week": 3.0, "role": "a"},
)


def _reach(within: float = 100.0, **options: object) -> ReachResult:
    return lattice.reach(GRAPH, "p", within_months=within, as_of=DAY, **options)  # type: ignore[arg-type]


def _months(result: ReachResult) -> dict[str, float]:
    return {role.role: round(role.months, 9) for role in result.roles}


def test_each_by_its_fastest_route() -> None:
    """In the order of months; neither the role of today nor one that nothing leads to."""
    near = _reach()
    assert _months(near) == {"b": 1.0, "c": 4.0, "d": 9.0}
    assert [role.roles for role in near.roles] == [("a", "b"), ("a", "b", "c"), ("a", "b", "c", "d")]
    assert near.optimal
    assert (near.within_months, near.budget, near.max_moves) == (100.0, None, 4)


def test_the_fastest_within_the_budget() -> None:
    """Where the fastest costs too much, the fastest that doesn't."""
    near = _reach(budget=99)
    assert _months(near) == {"b": 1.0, "c": 5.0, "d": 10.0}
    assert [role.cost for role in near.roles] == [0.0, 0.0, 0.0]
    assert _months(_reach(budget=100)) == _months(_reach())


@pytest.mark.parametrize(
    ("within", "found"), [(0, []), (0.99, []), (1, ["b"]), (4, ["b", "c"]), (8.99, ["b", "c"]), (9, ["b", "c", "d"])]
)
def test_within_is_met_exactly(within: float, found: list[str]) -> None:
    """A role at the limit is within it."""
    assert list(_months(_reach(within))) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"max_moves": 1}, {"b": 1.0, "c": 11.0}),
        ({"avoid": "b"}, {"c": 11.0, "d": 16.0}),
        ({"avoid": ("b", "c")}, {}),
        ({"kind": "ladder"}, {"b": 1.0}),
        ({"resource_type": "course"}, {"b": 1.0, "c": 5.0, "d": 10.0}),
        ({"resource_type": "reading"}, {"b": 1.0}),
        ({"language": "de"}, {"b": 1.0, "c": 5.0, "d": 10.0}),
        ({"hours_per_week": 0}, {"b": 1.0}),
        ({"hours_per_week": 168}, {"b": 1.0, "c": 4.0, "d": 9.0}),
        ({"no_pay_cut": True}, {"b": 1.0, "c": 4.0, "d": 9.0}),
    ],
)
def test_constraints_hold(options: dict[str, Any], found: dict[str, float]) -> None:
    """Reach keeps to what routes keep to."""
    assert _months(_reach(**options)) == found


@pytest.mark.parametrize("within", [-1, math.nan, math.inf, None])
def test_senseless_months(within: float) -> None:
    """Months are a number of at least 0, and have to be said."""
    with pytest.raises(lattice.WrongCall, match="within_months"):
        _reach(within)


def test_a_lattice_without_moves() -> None:
    """Nothing is within reach, which is an answer."""
    graph = lattice_of(roles={"a": {}, "b": {}})
    near = lattice.reach(graph, "p", within_months=1e6, as_of=DAY)
    assert (near.optimal, near.roles) == (True, ())


def test_json_round_trip() -> None:
    """What is written is read back the same."""
    near = _reach(budget=99)
    assert ReachResult.model_validate_json(near.model_dump_json()) == near
