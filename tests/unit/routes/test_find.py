"""Finding routes: options out of range, odd questions, and what stays the same however one asks."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pytest

import lattice
from lattice.errors import NameProblem, WrongCall
from lattice.routes.result import Limits, RoutesResult
from lattice.routes.weights import PROFILES, Weights, as_weights
from tests.unit.routes.made import DAY, lattice_of

GRAPH = lattice_of(
    roles={
        "a": {"dwell_months": 2.0},
        "b": {"dwell_months": 3.0, "title": "Editor", "aliases": ("sub",)},
        "c": {"dwell_months": 4.0},
        "d": {},
        "e": {"dwell_months": 1.0},
    },
    moves={
        "a>b": {"months": 1.0, "success": 0.9},
        "a>c": {"months": 2.0, "success": 0.5},
        "a>e": {"months": 1.0},
        "b>c": {"months": 1.0},
        "b>d": {"months": 1.0, "success": 0.8},
        "c>d": {"months": 1.0},
        "e>d": {"months": 9.0},
        "c>b": {},
        "d>a": {},
    },
    asks={"c": {"s": 2}, "d": {"s": 3, "t": 2}},
    resources={
        "one": {"hours": 13.0, "cost": 100.0, "teaches": "s:0-1"},
        "two": {"hours": 26.0, "cost": 10.0, "teaches": "s:0-2"},
        "three": {"hours": 6.5, "cost": 50.0, "teaches": "t:0-1"},
    },
    person={"hours_per_week": 3.0},
)


def _find(**options: Any) -> RoutesResult:  # noqa: ANN401 - whatever find_routes takes
    return lattice.find_routes(GRAPH, "p", **{"to": "d", "as_of": DAY, **options})


WRONG: list[tuple[str, object]] = [
    *(
        (name, value)
        for name in ("deadline", "budget", "hours_per_week", "time_limit")
        for value in (-1, -1e-300, math.nan, math.inf, -math.inf, "3")
    ),
    *(("hours_per_week", value) for value in (168.0001, 1e308)),
    *(("max_moves", value) for value in (0, 13, -1, False, 2.5, math.nan, math.inf, "4", None)),
    *(("alternatives", value) for value in (0, 101, -1, False, 2.5, math.nan, "3", None)),
    *(("kind", value) for value in ("", "sideways", ("ladder", "up"), "LADDER")),
    *(("weights", value) for value in ("", "quickest", "Fastest", {"speed": 1}, {"": 1}, {"schema": 0})),
    *(("weights", {"months": value}) for value in (-1, math.nan, math.inf, -math.inf, 1e308, "x", None)),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_options_out_of_range_are_wrong_calls(name: str, value: object) -> None:
    """Each is refused in a line that names the option or the value, and not by a traceback of something else."""
    with pytest.raises(WrongCall) as caught:
        _find(**{name: value})
    text = str(caught.value)
    assert "\n" not in text
    assert len(text) < 200
    given = list(value)[0] if isinstance(value, dict) else value  # noqa: RUF015 - its one key
    assert name.replace("weights", "weight") in text or str(given) in text


@pytest.mark.parametrize("option", ["via", "avoid", "to"])
@pytest.mark.parametrize("name", ["", "   ", "nowhere", "\x00", "a b c d" * 1000])
def test_roles_that_are_not_there(option: str, name: str) -> None:
    """A role that nothing names is an error that says so."""
    with pytest.raises(NameProblem) as caught:
        _find(**{option: name})
    assert caught.value.kind == "role"


def test_a_person_who_is_not_there() -> None:
    """So is a person."""
    for name in ("", "nobody"):
        with pytest.raises(NameProblem):
            lattice.find_routes(GRAPH, name, to="d", as_of=DAY)


def test_true_is_one() -> None:
    """Python's True counts as 1, as it does elsewhere."""
    assert _find(alternatives=True).routes == _find(alternatives=1).routes
    one = _find(max_moves=True).no_route
    assert one is not None
    assert one.reason == "no_moves"


def test_names_by_title_and_alias() -> None:
    """One text or several, id, title or alias."""
    expected = _find(via="b").routes
    assert expected
    for via in ("Editor", "sub", ("b",), ["EDITOR"], {"b", "Editor"}, iter(("b", "sub"))):
        assert _find(via=via).routes == expected
    assert lattice.find_routes(GRAPH, "Pat", to="D", as_of=DAY).routes == _find().routes


def test_via_and_avoid_of_the_ends() -> None:
    """The first and the last role are on every route; today's isn't entered, so it can't be avoided."""
    plain = _find(alternatives=10)
    for options in ({"via": "d"}, {"via": "a"}, {"via": ("a", "d")}, {"avoid": "a"}):
        assert _find(alternatives=10, **options).routes == plain.routes
    avoided = _find(avoid="d").no_route
    assert avoided is not None
    assert avoided.reason == "constraints"


def test_every_route_passes_through_via() -> None:
    """Several are passed in any order, and none that is avoided."""
    both = _find(via=("c", "b"), alternatives=10)
    assert {route.roles for route in both.routes} == {("a", "b", "c", "d"), ("a", "c", "b", "d")}
    assert {route.roles for route in _find(avoid=("c", "e"), alternatives=10).routes} == {("a", "b", "d")}


def test_limits_hold() -> None:
    """A deadline and a budget hold for every route, and take no better one away."""
    free = _find(alternatives=10, weights={"months": 1.0})
    for limit in sorted({route.months for route in free.routes}):
        held = _find(alternatives=10, weights={"months": 1.0}, deadline=limit)
        assert held.routes == tuple(route for route in free.routes if route.months <= limit + 1e-9)
    for budget in (0, 60, 110, 150, 1000):
        for route in _find(alternatives=10, budget=budget).routes:
            assert route.cost <= budget


def test_alternatives_have_their_own_roles_in_order() -> None:
    """So many of them are the first of more; no sequence of roles twice; scores rise."""
    every = _find(alternatives=100).routes
    assert len(every) == 5
    assert len({route.roles for route in every}) == len(every)
    assert [route.score for route in every] == sorted(route.score for route in every)
    for few in range(1, 6):
        assert _find(alternatives=few).routes == every[:few]


def test_the_bound_is_the_score_when_optimal() -> None:
    """For every profile, and for weights of one's own; the weights used are in the result."""
    chosen: tuple[str | dict[str, float] | Weights, ...] = (
        *PROFILES,
        {"cost": 1},
        {"hours": 0.5, "risk": 2},
        {},
        Weights(moves=1.0),
    )
    for weights in chosen:
        result = _find(weights=weights)
        assert result.optimal
        assert result.bound == result.routes[0].score
        assert result.weights == as_weights(weights).mapping()
        best = result.routes[0]
        again = as_weights(weights).score(
            months=best.months, cost=best.cost, hours=best.hours, success=best.success, moves=best.moves
        )
        assert best.score == again


def test_the_front_has_nothing_that_is_beaten() -> None:
    """No route of the front is as good as another in all of months, cost and success."""
    front = _find(pareto=True)
    assert front.optimal
    assert front.pareto
    for one in front.routes:
        for other in front.routes:
            worse = (one.months <= other.months, one.cost <= other.cost, one.success >= other.success)
            assert one is other or not all(worse)
    fastest, cheapest = _find(weights={"months": 1}), _find(weights={"cost": 1})
    assert min(route.months for route in front.routes) == pytest.approx(fastest.routes[0].months)
    assert min(route.cost for route in front.routes) == pytest.approx(cheapest.routes[0].cost)


@pytest.mark.parametrize("as_of", [datetime.date.min, datetime.date(1999, 2, 28), datetime.date.max])
def test_any_date(as_of: datetime.date) -> None:
    """Routes can be asked for on any day that there is."""
    since = lattice_of(roles={"a": {}, "b": {}}, moves=("a>b",), person={"in_role_since": DAY})
    result = lattice.find_routes(since, "p", to="b", as_of=as_of)
    assert result.as_of == as_of
    assert result.routes[0].months == max(0.0, 12 - (as_of - DAY).days / (364 / 12))


def test_a_date_with_a_time_is_its_date() -> None:
    """What ``datetime.now()`` gives will do, and the result has a date."""
    noon = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
    assert _find(as_of=noon) == _find()
    assert lattice.reach(GRAPH, "p", within_months=9, as_of=noon).as_of == DAY


def test_today_is_the_default() -> None:
    """Without a date it is today's, on either side of midnight."""
    before = datetime.datetime.now().astimezone().date()
    found = lattice.find_routes(GRAPH, "p", to="d").as_of
    assert before <= found <= datetime.datetime.now().astimezone().date()


@pytest.mark.parametrize("hours", [0, 1e-9, 168])
def test_any_hours_end_in_an_answer(hours: float) -> None:
    """Next to no hours a week make long routes or none."""
    result = _find(hours_per_week=hours)
    assert result.optimal
    assert bool(result.routes) == bool(hours)


TINY = {"a>b": {"success": 1e-200}, "b>c": {"success": 1e-200}}
HUGE = {"one": {"hours": 1e15, "teaches": "s:0-1"}, "two": {"hours": 1e15, "teaches": "t:0-1"}}


@pytest.mark.parametrize(
    ("options", "months", "reason"),
    [
        ({"moves": TINY}, 12.0, None),
        ({"moves": ("a>c",), "asks": {"c": {"s": 2, "t": 2}}, "resources": HUGE}, 2e15 / (4 * 52 / 12), None),
        (
            {"moves": ("a>c",), "asks": {"c": {"s": 2}}, "resources": HUGE, "person": {"hours_per_week": 5e-324}},
            None,
            "no_resource",
        ),
    ],
)
def test_figures_that_no_float_holds(options: dict[str, Any], months: float | None, reason: str | None) -> None:
    """Figures whose product would be 0, or whose quotient infinite, end in a proven answer or a reason."""
    graph = lattice_of(roles={"a": {}, "b": {}, "c": {}}, **options)
    found = lattice.find_routes(graph, "p", to="c", as_of=DAY)
    assert found.optimal
    assert [route.months for route in found.routes] == ([] if months is None else [pytest.approx(months)])
    assert all(0 < route.success <= 1 for route in found.routes)
    assert (found.no_route and found.no_route.reason) == reason


def test_a_bare_lattice() -> None:
    """Without moves or resources there are answers; without people there is nobody to ask for."""
    bare = lattice_of(roles={"a": {}, "b": {}})
    why = lattice.find_routes(bare, "p", to="b", as_of=DAY).no_route
    assert why is not None
    assert why.reason == "no_moves"
    moves = lattice_of(roles={"a": {}, "b": {}}, moves=("a>b",), asks={"b": {"s": 2}})
    why = lattice.find_routes(moves, "p", to="b", as_of=DAY).no_route
    assert why is not None
    assert (why.reason, why.skills) == ("no_resource", ("s",))
    tables = {name: rows for name, rows in bare.bundle.tables.items() if name not in {"people", "levels"}}
    empty = lattice.snapshot(lattice.Bundle.assemble(bare.header, tables))
    with pytest.raises(NameProblem, match="no people"):
        lattice.find_routes(empty, "p", to="b", as_of=DAY)
    with pytest.raises(NameProblem, match="no people"):
        lattice.reach(empty, "p", within_months=1, as_of=DAY)


def test_the_same_bytes() -> None:
    """Asked twice, answered the same, to the byte."""
    for options in ({}, {"pareto": True}, {"weights": "surest"}):
        assert _find(**options).model_dump_json() == _find(**options).model_dump_json()


def test_a_result_says_what_was_asked() -> None:
    """Limits stand in the result with roles by id, so that it can be read and asked again."""
    assert _find().limits == Limits()
    limits = _find(via="Editor", avoid=["c"], language="EN", hours_per_week=2, no_pay_cut=True, deadline=90).limits
    assert limits == Limits(
        via=("b",), avoid=("c",), languages=("en",), hours_per_week=2.0, no_pay_cut=True, deadline=90.0
    )
    near = lattice.reach(GRAPH, "p", within_months=9, budget=5, kind=("lattice", "ladder"), as_of=DAY).limits
    assert near == Limits(deadline=9.0, budget=5.0, kinds=("ladder", "lattice"))
