"""Why there is no route: each reason, and words that one can act on."""

from __future__ import annotations

import pytest

import lattice
from lattice.routes.result import NoRoute
from tests.unit.routes.made import DAY, lattice_of

GRAPH = lattice_of(
    roles={
        "a": {"title": "Clerk", "salary": 50.0},
        "b": {"title": "Editor", "salary": 40.0},
        "c": {"title": "Chief"},
        "d": {"title": "Judge"},
        "e": {"title": "Oracle"},
        "f": {"title": "Island"},
        "g": {"title": "Duke"},
    },
    moves={
        "a>b": {"months": 2.0, "kind": "ladder"},
        "b>c": {},
        "a>d": {},
        "d>e": {},
        "b>e": {},
        "a>g": {},
    },
    asks={"b": {"s": 2}, "d": {"t": 2, "u": 3, "s": 2}, "e": {"t": 3}, "g": {"s": 2, "v": 2}},
    resources={
        "course": {"hours": 13.0, "cost": 100.0, "teaches": "s:0-1", "languages": ("en",), "formats": ("online",)},
        "old": {"hours": 1.0, "teaches": "t:0-3", "status": "retired"},
        "locked": {"hours": 1.0, "teaches": "v:0-2", "needs": "w:1"},
    },
    person={"hours_per_week": 3.0},
)


def _why(to: str, **options: object) -> NoRoute:
    result = lattice.find_routes(GRAPH, "p", to=to, as_of=DAY, **options)  # type: ignore[arg-type]
    assert result.optimal
    assert result.bound is None
    assert result.routes == ()
    assert result.no_route is not None
    return result.no_route


def test_no_moves() -> None:
    """Nothing leads there, or not in so few moves; then it says how many it takes."""
    assert _why("f").reason == "no_moves"
    assert _why("f").detail == "no moves lead from Clerk to Island"
    short = _why("c", max_moves=1)
    assert short.reason == "no_moves"
    assert "at least 2 moves" in short.detail
    assert "at most 1" in short.detail


def test_already_there() -> None:
    """Whoever is there has nowhere to go, whatever the options."""
    for options in ({}, {"max_moves": 1}, {"avoid": "a"}, {"deadline": 0}, {"pareto": True}):
        why = _why("a", **options)
        assert (why.reason, why.detail) == ("already_there", "Pat holds Clerk already")


def test_nothing_teaches_it() -> None:
    """It names the entry that lacks the fewest skills, and those skills."""
    why = _why("d")
    assert (why.reason, why.skills) == ("no_resource", ("t", "u"))
    assert why.detail == "nothing teaches what Judge asks on day one"
    on_the_way = _why("e")
    assert on_the_way.skills == ("t",)
    assert "Oracle" in on_the_way.detail


def test_what_teaches_it_cannot_be_started() -> None:
    """A resource that asks what nobody can have doesn't count; what can be learned isn't named."""
    why = _why("g")
    assert (why.reason, why.skills) == ("no_resource", ("v",))


def test_no_hours() -> None:
    """Without hours it says that, not that nothing teaches it."""
    why = _why("b", hours_per_week=0)
    assert (why.reason, why.skills) == ("no_resource", ("s",))
    assert "no hours a week" in why.detail


def test_a_closed_gate_on_the_way() -> None:
    """When it is a role on the way that can't be entered, that role is named."""
    graph = lattice_of(
        roles={"a": {}, "b": {}, "c": {}}, moves=("a>b", "b>c"), asks={"b": {"s": 3}}, person={"name": None}
    )
    result = lattice.find_routes(graph, "p", to="c", as_of=DAY)
    assert result.no_route is not None
    assert result.no_route.detail == "nothing teaches what B, on the way to C, asks on day one"
    assert result.no_route.skills == ("s",)


def test_what_is_offered_no_more() -> None:
    """With what is inactive there is a route."""
    assert _why("e", avoid="d").reason == "no_resource"
    assert lattice.find_routes(GRAPH, "p", to="e", include_inactive=True, as_of=DAY).routes


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"deadline": 2.9}, "the fastest route takes 3.0 months (deadline 2.9)"),
        ({"deadline": 0}, "the fastest route takes 3.0 months (deadline 0)"),
        ({"budget": 50}, "the cheapest costs 100 (budget 50)"),
        (
            {"budget": 0, "deadline": 0},
            "the fastest route takes 3.0 months (deadline 0); the cheapest costs 100 (budget 0)",
        ),
    ],
)
def test_limits(options: dict[str, float], words: str) -> None:
    """A limit that is too tight stands beside the least that it takes."""
    why = _why("b", **options)
    assert (why.reason, why.detail, why.skills) == ("constraints", words, ())


def test_a_limit_that_could_be_kept_is_not_named() -> None:
    """Of two limits only the one that is too tight by itself stands there: easing it is enough."""
    assert _why("b", budget=1000, deadline=0).detail == "the fastest route takes 3.0 months (deadline 0)"
    assert _why("b", budget=0, deadline=1000).detail == "the cheapest costs 100 (budget 0)"


def test_limits_that_only_exclude_each_other() -> None:
    """When either limit alone could be kept, it says that no route keeps both."""
    graph = lattice_of(
        roles={"a": {}, "b": {}},
        moves=("a>b",),
        asks={"b": {"s": 2}},
        resources={
            "quick": {"hours": 13.0, "cost": 100.0, "teaches": "s:0-1"},
            "slow": {"hours": 130.0, "teaches": "s:0-1"},
        },
        person={"hours_per_week": 3.0},
    )
    why = lattice.find_routes(graph, "p", to="b", deadline=5, budget=50, as_of=DAY).no_route
    assert why is not None
    assert why.detail == (
        "the fastest route takes 1.0 months (deadline 5); the cheapest costs 0 (budget 50); no route keeps both"
    )


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"via": "d"}, "the roles to pass through"),
        ({"avoid": "b"}, "the roles to avoid"),
        ({"kind": "lattice"}, "the limit on kinds of moves"),
        ({"no_pay_cut": True}, "the ban on pay cuts"),
        ({"resource_type": "reading"}, "the limit on resource types (no resource has 'reading'; there is course)"),
        ({"resource_type": ""}, "the limit on resource types (no resource has ''; there is course)"),
        (
            {"resource_format": "classroom"},
            "the limit on resource formats (no resource has 'classroom'; there is online)",
        ),
        ({"language": "de"}, "the limit on languages (no resource has 'de'; there is en)"),
        ({"language": "de", "deadline": 0}, "the limit on languages (no resource has 'de'; there is en)"),
    ],
)
def test_options(options: dict[str, object], word: str) -> None:
    """The option that is in the way is named, alone."""
    why = _why("b", **options)
    assert why.reason == "constraints"
    assert why.detail == f"the options rule every route out; there is one without {word}"


def test_either_of_two_options() -> None:
    """When one of two would do, both are named; when no single one would, all."""
    both = lattice_of(
        roles={"a": {}, "b": {}, "c": {}, "d": {}}, moves={"a>b": {"kind": "ladder"}, "b>c": {}, "a>d": {}, "d>c": {}}
    )
    either = lattice.find_routes(both, "p", to="c", via="b", avoid="b", as_of=DAY).no_route
    assert either is not None
    assert either.detail.endswith("there is one without the roles to pass through or the roles to avoid")
    neither = _why("b", language="de", avoid="b")
    assert neither.detail == "the options rule every route out; there is one without any of the options"


def test_options_do_not_hide_what_nothing_teaches() -> None:
    """When there is no route without the options either, they aren't blamed."""
    assert _why("d", kind="lattice", deadline=3).reason == "no_resource"


@pytest.mark.parametrize("pareto", [False, True])
def test_fronts_have_the_same_reasons(pareto: bool) -> None:  # noqa: FBT001 - a case
    """No front for the same reason as no route."""
    assert _why("d", pareto=pareto).reason == "no_resource"
    assert _why("b", pareto=pareto, budget=1).reason == "constraints"
