"""The map of succession says what the coverage says, place by place, and to planners alone."""

from __future__ import annotations

import pytest

from lattice.errors import WrongCall
from lattice.graph.snapshot import Snapshot
from lattice.maps.page import render
from lattice.maps.scene import SuccessionPart
from lattice.maps.succession import succession_scene
from lattice.succession.chain import chain
from lattice.succession.coverage import coverage
from tests.unit.reports.sample import DAY, row, snapshot, tables


@pytest.fixture
def graph() -> Snapshot:
    """The harbour with a pilot's seat that is critical too, and an exclusion that acts."""
    roles = [
        row("roles", id="mate", title="Mate", family="deck", grade=1),
        row("roles", id="pilot", title="Pilot", family="deck", grade=2, critical=True, seats=2),
        row("roles", id="master", title="Harbour master", family="deck", grade=3, critical=True, seats=1),
        row("roles", id="clerk", title="Clerk", family="office", grade=1),
        row("roles", id="empty", title="Nobody", family="office", grade=2, critical=True, seats=0),
    ]
    people = [*tables()["people"], row("people", id="cy", name="Cy", role="mate", retires_on=GONE)]
    excluded = [row("exclusions", person="ada", role="pilot", because="Wants to stay\x07", by="Board", on=DAY)]
    return snapshot(roles=roles, people=people, exclusions=excluded)


GONE = DAY.replace(year=2025)


def part(graph: Snapshot) -> SuccessionPart:
    """What the map says of succession."""
    found = succession_scene(graph, as_of=DAY).succession
    assert found is not None
    return found


def test_the_map_says_what_the_coverage_says(graph: Snapshot) -> None:
    """Seats, secured and naive counts, benches, shortfalls, key people and assignment, by place instead of id."""
    said, told = part(graph), coverage(graph, as_of=DAY)
    names = [person.id for person in said.people]
    assert said.seats == told.seats
    assert [vista.months for vista in said.vistas] == list(told.horizons)
    for vista, key in zip(said.vistas, ("0", "12", "24"), strict=True):
        assert (vista.secured, vista.naive) == (told.secured[key], told.naive[key])
        assert [names[at] for at in vista.key_people] == list(told.key_people[key])
        assert [(graph.role_ids[each.role], names[each.person], each.months) for each in vista.assignment] == [
            (each.role, each.person, each.months) for each in told.assignment[key]
        ]
        assert [([graph.role_ids[role] for role in group.roles], group.seats) for group in vista.shortages] == [
            (list(group.roles), group.seats) for group in told.shortfalls[key]
        ]
    for mine, theirs in zip(said.roles, told.roles, strict=True):
        assert graph.role_ids[mine.role] == theirs.role
        assert [(names[each.person], each.months) for each in mine.bench] == [
            (each.person, each.months) for bench in theirs.bench.values() for each in bench
        ]
        assert mine.status[1] == theirs.status
        assert [names[at] for at in mine.incumbents] == list(theirs.incumbents)


def test_each_horizon_has_its_own_status(graph: Snapshot) -> None:
    """The status of a role at a horizon is the one that the coverage gives when it is asked for that horizon alone."""
    for at, horizon in enumerate((0, 12, 24)):
        alone = {role.role: role.status for role in coverage(graph, horizons=(horizon,), as_of=DAY).roles}
        assert {graph.role_ids[role.role]: role.status[at] for role in part(graph).roles} == alone


def test_every_critical_role_has_its_chain(graph: Snapshot) -> None:
    """The chain of each role is the one that the question gives, to its end or to where it breaks."""
    for mine in part(graph).chains:
        theirs = chain(graph, graph.role_ids[mine.role], as_of=DAY)
        assert [graph.role_ids[step.seat] for step in mine.steps] == [step.seat for step in theirs.steps]
        assert (mine.ends_in is None) == (theirs.ends_in == "external")
        assert (mine.breaks is None) == (theirs.breaks is None)


def test_what_was_left_out_is_said(graph: Snapshot) -> None:
    """Exclusions with who said why, those who have left, and critical roles without a seat stand on the map."""
    said = part(graph)
    [excluded] = said.exclusions
    assert (said.people[excluded.person].name, excluded.because, excluded.by) == (
        "Ada Byron",
        r"Wants to stay\x07",
        "Board",
    )
    assert [said.people[at].name for at in said.departed] == ["Cy"]
    assert [graph.role_ids[role] for role in said.seatless] == ["empty"]


def test_only_those_who_are_named_are_there(graph: Snapshot) -> None:
    """Nobody is in the list of people whom the map doesn't need, and nobody is there twice."""
    people = [person.id for person in part(graph).people]
    assert len(set(people)) == len(people)


@pytest.mark.parametrize("audience", ["employee", "coach"])
def test_it_is_for_planners_alone(graph: Snapshot, audience: str) -> None:
    """It names everybody behind everybody, so that neither an employee nor a coach gets one."""
    with pytest.raises(WrongCall, match="made for planners"):
        succession_scene(graph, audience=audience, as_of=DAY)


def test_the_file_is_marked_and_says_from_what_data(graph: Snapshot) -> None:
    """The page is a planner's, with the day and the digest of the data; the same data gives the same bytes."""
    scene = succession_scene(graph, as_of=DAY)
    assert (scene.audience, scene.as_of, scene.digest) == ("planner", DAY, graph.bundle.digest)
    assert render(scene) == render(succession_scene(graph, as_of=DAY))


def test_a_lattice_without_critical_roles_has_an_empty_map() -> None:
    """Nothing critical is a map without seats, not an error."""
    roles = [row("roles", id=role, title=role, family="deck", grade=1) for role in ("mate", "pilot", "master", "clerk")]
    said = part(snapshot(roles=roles))
    assert (said.seats, said.roles, said.chains) == (0, (), ())
