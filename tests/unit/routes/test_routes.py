"""What is easy to get wrong in routes, each in a lattice small enough to check by hand."""

from __future__ import annotations

import math

import pytest

import lattice
from lattice.routes.result import RoutesResult
from tests.unit.routes.small import AS_OF, small

MONTHS = {"months": 1.0}


def _learned(result: RoutesResult) -> list[list[str]]:
    return [[item.resource for item in stage.learning] for stage in result.routes[0].stages]


def test_learning_early_where_waiting_is_free() -> None:
    """What the second stage needs is learned in the first when that one waits anyway."""
    graph = small(
        roles={"a": {}, "b": {}, "c": {"x": 1}},
        moves=("a>b", "b>c"),
        resources={"long": (26, 0, "x:0>1")},
        dwell=1.5,
    )
    result = lattice.find_routes(graph, "kim", to="c", weights=MONTHS, as_of=AS_OF)
    assert result.routes[0].months == pytest.approx(max(1.5, 2) + 1 + 1.5 + 1)
    split = small(
        roles={"a": {}, "b": {}, "c": {"x": 1, "y": 1}},
        moves=("a>b", "b>c"),
        resources={"one": (13, 0, "x:0>1"), "two": (13, 0, "y:0>1")},
        dwell=1.0,
    )
    result = lattice.find_routes(split, "kim", to="c", weights=MONTHS, as_of=AS_OF)
    assert result.routes[0].months == pytest.approx(4.0)
    assert sorted(len(stage) for stage in _learned(result)) == [1, 1]


def test_as_late_as_does_no_harm() -> None:
    """Where any stage would do, learning stands in the stage that needs it."""
    graph = small(
        roles={"a": {}, "b": {}, "c": {"x": 1}},
        moves=("a>b", "b>c"),
        resources={"short": (1, 0, "x:0>1")},
        dwell=6.0,
    )
    assert _learned(lattice.find_routes(graph, "kim", to="c", weights=MONTHS, as_of=AS_OF)) == [[], ["short"]]


def test_practice_makes_a_course_useless() -> None:
    """What a role on the way teaches isn't paid for."""
    graph = small(
        roles={"a": {}, "b": {"x": 2}, "c": {"x": 3}},
        moves=("a>b", "b>c", "a>c"),
        resources={"basic": (13, 100, "x:0>2"), "more": (13, 100, "x:2>3"), "all": (52, 150, "x:0>3")},
        levels={"x": 2},
        dwell=3.0,
    )
    result = lattice.find_routes(graph, "kim", to="c", weights={"cost": 1.0}, as_of=AS_OF)
    assert [route.cost for route in result.routes] == [100.0, 100.0]


def test_resources_that_unlock_each_other_cannot_start() -> None:
    """A circle is no way to learn; one from outside breaks it."""
    circle = {"one": (1.0, 0.0, "x:0>1 if y:1"), "two": (1.0, 0.0, "y:0>1 if x:1")}
    graph = small(roles={"a": {}, "b": {"x": 1}}, moves=("a>b",), resources=circle)
    result = lattice.find_routes(graph, "kim", to="b", as_of=AS_OF)
    assert result.no_route is not None
    assert (result.no_route.reason, result.no_route.skills) == ("no_resource", ("x",))
    broken = small(roles={"a": {}, "b": {"x": 1}}, moves=("a>b",), resources={**circle, "key": (5.0, 50.0, "y:0>1")})
    assert _learned(lattice.find_routes(broken, "kim", to="b", as_of=AS_OF)) == [["key", "one"]]


def test_parallel_moves_are_one_alternative() -> None:
    """Two kinds of move between two roles are one sequence of roles, told by its better kind."""
    plain = small(roles={"a": {}, "b": {}})
    tables = dict(plain.bundle.tables)
    tables["moves"] = (("a", "b", "ladder", 5.0, 1.0, None), ("a", "b", "lattice", 1.0, 0.5, None))
    graph = lattice.snapshot(lattice.Bundle.assemble(plain.header, tables))
    fast = lattice.find_routes(graph, "kim", to="b", weights=MONTHS, as_of=AS_OF)
    sure = lattice.find_routes(graph, "kim", to="b", weights="surest", as_of=AS_OF)
    both = lattice.find_routes(graph, "kim", to="b", pareto=True, as_of=AS_OF)
    assert [route.stages[0].kind for route in (*fast.routes, *sure.routes)] == ["lattice", "ladder"]
    assert sorted(route.success for route in both.routes) == [0.5, 1.0]


def test_no_hours_takes_only_what_takes_none() -> None:
    """Who can't learn takes resources of no hours, and is told when that isn't enough."""
    resources = {"talk": (0.0, 10.0, "x:0>1"), "course": (5.0, 0.0, "y:0>1")}
    roles: dict[str, dict[str, int]] = {"a": {}, "b": {"x": 1}, "c": {"y": 1}}
    graph = small(roles=roles, moves=("a>b", "a>c"), resources=resources, hours=0.0)
    assert _learned(lattice.find_routes(graph, "kim", to="b", as_of=AS_OF)) == [["talk"]]
    none = lattice.find_routes(graph, "kim", to="c", as_of=AS_OF).no_route
    assert none is not None
    assert "no hours a week" in none.detail


def test_each_reason_says_what_to_do() -> None:
    """No moves, too few moves, an option in the way, a limit too tight, there already."""
    graph = small(
        roles={"a": {}, "b": {"x": 1}, "c": {}, "d": {}},
        moves=("a>b", "b>c"),
        resources={"course": (13, 100, "x:0>1")},
        salaries={"a": 50.0, "b": 40.0},
    )

    def reason(to: str, **options: object) -> tuple[str, str]:
        found = lattice.find_routes(graph, "kim", to=to, as_of=AS_OF, **options).no_route  # type: ignore[arg-type]
        assert found is not None
        return found.reason, found.detail

    assert reason("a") == ("already_there", "Kim holds A already")
    assert reason("d") == ("no_moves", "no moves lead from A to D")
    assert reason("c", max_moves=1) == ("no_moves", "it takes at least 2 moves from A to C; at most 1 are allowed")
    assert reason("b", deadline=1.5)[1] == "the fastest route takes 2.0 months (deadline 1.5)"
    assert reason("b", budget=99)[1] == "the cheapest costs 100 (budget 99)"
    assert "roles to avoid" in reason("c", avoid="b")[1]
    assert "roles to pass through" in reason("b", via="d")[1]
    assert "kinds of moves" in reason("b", kind="ladder")[1]
    assert "ban on pay cuts" in reason("b", no_pay_cut=True)[1]
    assert "types" in reason("b", resource_type="project")[1]
    assert "languages" in reason("b", language="de")[1]
    assert "formats" in reason("b", resource_format="classroom")[1]


@pytest.mark.parametrize(
    "options",
    [
        {"max_moves": 0},
        {"max_moves": 13},
        {"alternatives": 0},
        {"alternatives": 101},
        {"deadline": -1},
        {"budget": math.nan},
        {"hours_per_week": 169},
        {"time_limit": math.inf},
        {"kind": "sideways"},
        {"weights": "quickest"},
        {"weights": {"months": -1}},
        {"weights": {"speed": 1}},
        {"weights": {"months": math.inf}},
    ],
)
def test_options_out_of_range_are_wrong_calls(options: dict[str, object]) -> None:
    """An option that makes no sense is refused with what it may be."""
    graph = small(roles={"a": {}, "b": {}}, moves=("a>b",))
    with pytest.raises(lattice.WrongCall):
        lattice.find_routes(graph, "kim", to="b", as_of=AS_OF, **options)  # type: ignore[arg-type]


def test_limits_may_be_met_exactly() -> None:
    """A deadline and a budget that a route meets to the last digit don't rule it out."""
    graph = small(roles={"a": {}, "b": {"x": 1}}, moves=("a>b",), resources={"course": (7, 0.1, "x:0>1")})
    route = lattice.find_routes(graph, "kim", to="b", as_of=AS_OF).routes[0]
    again = lattice.find_routes(graph, "kim", to="b", deadline=route.months, budget=route.cost, as_of=AS_OF)
    assert again.routes == (route,)


def test_all_weights_zero_still_order_by_the_figures() -> None:
    """Without weights every route is as good as another, so moves, months and cost decide."""
    graph = small(roles={"a": {}, "b": {}, "c": {}}, moves=("a>b", "b>c", "a>c"))
    result = lattice.find_routes(graph, "kim", to="c", weights={}, as_of=AS_OF)
    assert [route.moves for route in result.routes] == [1, 2]


def test_a_requirement_of_level_0_is_met() -> None:
    """Readiness takes what asks nothing as met, and so a role that asks nothing."""
    graph = small(roles={"a": {}, "b": {"x": 0, "y": 2}}, levels={"y": 1})
    gap = lattice.find_gap(graph, "kim", role="b")
    assert gap.readiness == pytest.approx(0.75)
    assert lattice.find_gap(graph, "kim", role="a").readiness == 1.0
