"""Coverage, benches and chains of a works that can be followed by hand, and of what makes little sense."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest

import lattice
from lattice.domain.column import Row, Value
from lattice.domain.table import TABLES
from lattice.errors import WrongCall
from tests.unit.reports.sample import row
from tests.unit.succession.works import DAY, tables, works

GONE = DAY - datetime.timedelta(days=1)


def _roles(**cells: bool | int | None) -> list[Row]:
    """The roles of the works, all with other cells."""
    return [row("roles", **{**_cells("roles", each), **cells}) for each in tables()["roles"]]


def _people(retires_on: datetime.date) -> list[Row]:
    return [row("people", **{**_cells("people", each), "retires_on": retires_on}) for each in tables()["people"]]


def _cells(table: str, values: Row) -> dict[str, Value]:
    return dict(zip(TABLES[table].names, values, strict=True))


def test_the_works_by_hand() -> None:
    """Ann and Cem are ready for one seat each; Eve has to stay half a year, and then stands behind one of three."""
    result = lattice.coverage(works(), as_of=DAY)
    assert result.seats == 4
    assert result.secured == {"0": 2, "12": 3, "24": 3}
    assert result.naive == {"0": 2, "12": 3, "24": 3}
    bench = {
        role.role: [(one.person, one.months) for each in role.bench.values() for one in each] for role in result.roles
    }
    assert bench["lead"] == [("cem", 0.0), ("dot", pytest.approx(10 / (4 * 52 / 12)))]
    assert [role.status for role in result.roles] == ["exposed", "thin", "covered"]
    assert result.confidential is True
    assert (result.source.name, len(result.source.digest)) == ("Works", 64)


def test_nobody_critical_is_nothing_to_cover() -> None:
    """Without critical roles there are no seats, no shortfalls, nobody key."""
    result = lattice.coverage(works(roles=_roles(critical=None)), as_of=DAY)
    assert (result.seats, result.roles) == (0, ())
    assert result.secured == result.naive == {"0": 0, "12": 0, "24": 0}
    assert not any(result.shortfalls.values())
    assert not any(result.key_people.values())


def test_a_critical_role_without_seats_is_named_and_left_out() -> None:
    """There is no seat to give."""
    result = lattice.coverage(works(roles=_roles(critical=True, seats=0)), as_of=DAY)
    assert (result.seats, result.roles) == (0, ())
    assert result.seatless == ("buyer", "clerk", "hand", "head", "lead")


@pytest.mark.parametrize("gone", ["people", "moves"])
def test_without_people_or_moves_every_seat_is_short(gone: str) -> None:
    """Nobody can take over anything, and each role is a group of its own."""
    empty: dict[str, list[Row]] = {gone: [], "nominations": []}
    if gone == "people":
        empty["levels"] = []
    result = lattice.coverage(works(None, **empty), as_of=DAY)
    assert result.secured["24"] == 0
    assert [(group.roles, group.people) for group in result.shortfalls["24"]] == [
        (("buyer",), ()),
        (("head",), ()),
        (("lead",), ()),
    ]
    assert {role.status for role in result.roles} == {"exposed"}


def test_everyone_leaving_leaves_nobody() -> None:
    """Whose day to retire has passed is named, holds nothing and succeeds nobody."""
    result = lattice.coverage(works(people=_people(GONE)), as_of=DAY)
    assert result.departed == ("ann", "bob", "cem", "dot", "eve", "fay")
    assert result.secured["24"] == 0
    assert all(not role.incumbents for role in result.roles)


def test_whoever_leaves_today_is_ready_now_or_not_at_all() -> None:
    """On the day on which someone leaves they can still be a successor, if they are ready."""
    result = lattice.bench(works(people=_people(DAY)), "lead", as_of=DAY)
    assert [one.person for one in result.candidates] == ["cem"]
    assert [(one.person, one.leaves_on) for one in result.leavers] == [("dot", DAY)]


def test_nominations_in_a_circle_are_candidates_like_others() -> None:
    """Two who are nominated for each other's roles can both be had; a chain doesn't run in their circle."""
    circle = [row("nominations", person=one, role=role) for one, role in (("ann", "buyer"), ("fay", "lead"))]
    graph = works(nominations=circle, moves=[])
    result = lattice.coverage(graph, as_of=DAY)
    assert [(one.role, one.person) for one in result.assignment["24"]] == [("buyer", "ann"), ("lead", "fay")]
    chain = lattice.chain(graph, "lead", as_of=DAY)
    assert chain.breaks is not None
    assert (chain.ends_in, chain.breaks.reason, chain.breaks.role, chain.steps) == ("external", "circle", "lead", ())


def test_a_nomination_for_the_own_role_changes_nothing_and_is_told() -> None:
    """Ann, who leads, is no successor to herself."""
    graph = works(nominations=[row("nominations", person="ann", role="lead")])
    for result in (lattice.coverage(graph, as_of=DAY), lattice.bench(graph, "lead", as_of=DAY)):
        assert [(one.person, one.role) for one in result.idle_nominations] == [("ann", "lead")]
    assert "ann" not in {one.person for one in lattice.bench(graph, "lead", as_of=DAY).candidates}


def test_an_exclusion_acts_and_is_told_where_it_acts() -> None:
    """Cem is off the bench of the lead; an exclusion of somebody who is no candidate anyway isn't told."""
    graph = works(
        exclusions=[
            row("exclusions", person="cem", role="lead", because="asked not to", by="bob", on=DAY),
            row("exclusions", person="fay", role="lead", because="no move"),
        ]
    )
    result = lattice.coverage(graph, as_of=DAY)
    assert [(one.person, one.role, one.because, one.by, one.on) for one in result.exclusions] == [
        ("cem", "lead", "asked not to", "bob", DAY)
    ]
    assert result.secured["0"] == 1
    assert lattice.chain(graph, "lead", as_of=DAY).exclusions == result.exclusions
    assert lattice.bench(graph, "lead", as_of=DAY).exclusions == result.exclusions


def test_a_bench_tells_what_is_missing_and_where_to_begin() -> None:
    """Eve lacks the law for the head's first day; the book is the one thing that teaches it."""
    one = next(each for each in lattice.bench(works(), "head", as_of=DAY).candidates if each.person == "eve")
    assert (one.nominated, one.nominated_by, one.nominated_on) == (True, "bob", DAY)
    assert [(line.skill, line.have, line.need) for line in one.missing] == [("law", 0, 1)]
    assert one.best_step is not None
    # The book costs nothing, and three months of reading are over before she may go.
    assert (one.best_step.resource, one.hours) == ("book", 52.0)
    assert one.months == one.dwell_months == 12 * 6 / 12
    assert one.untaught == ()


def test_what_nothing_teaches_is_named() -> None:
    """Without resources those who lack something are never ready, and it is said for lack of what."""
    graph = works(resources=[], teaches=[])
    never = [one for one in lattice.bench(graph, "lead", as_of=DAY).candidates if one.months is None]
    assert [(one.person, one.untaught, one.best_step) for one in never] == [("dot", ("tin",), None)]
    chain = lattice.chain(graph, "buyer", as_of=DAY)
    assert chain.breaks is not None
    assert (chain.breaks.reason, chain.breaks.lacking) == ("not_ready", ("law",))


def test_a_broken_chain_names_who_would_close_it() -> None:
    """With nobody to come, those outside the critical roles who would be ready the soonest are named."""
    chain = lattice.chain(works(moves=[], nominations=[]), "lead", as_of=DAY)
    assert chain.breaks is not None
    assert chain.breaks.reason == "nobody"
    assert [one.person for one in chain.breaks.remedies] == ["cem", "dot", "eve"]
    assert {one.from_ for one in chain.breaks.remedies} == {"hand", "clerk"}


@pytest.mark.parametrize("horizons", [(), (-1,), (float("nan"),), (1201,), ("12",), (True,), tuple(range(13))])
def test_horizons_that_are_none_are_refused(horizons: Sequence[float]) -> None:
    """One clear line says what a horizon is, or how many there can be."""
    for ask in (lattice.coverage, lambda graph, **rest: lattice.bench(graph, "lead", **rest)):
        with pytest.raises(WrongCall, match="horizon"):
            ask(works(), horizons=horizons, as_of=DAY)


def test_horizons_are_put_in_order() -> None:
    """Each once, ascending, whole ones as whole numbers; of two the later is the middle one."""
    result = lattice.coverage(works(), horizons=(12.0, 2.5, 12), as_of=DAY)
    assert result.horizons == (2.5, 12)
    assert list(result.secured) == ["2.5", "12"]
