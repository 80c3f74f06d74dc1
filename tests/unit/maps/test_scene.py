"""A scene holds what its audience may see, and nothing else."""

from __future__ import annotations

import pytest

import lattice
from lattice.domain.bundle import Bundle
from lattice.errors import WrongCall
from lattice.graph.snapshot import Snapshot, snapshot
from lattice.maps.audience import AUDIENCES, audience_of
from lattice.maps.lattice import lattice_scene
from lattice.maps.network import steps
from lattice.maps.page import scene_json
from lattice.maps.reach import reach_scene
from lattice.maps.route import route_scene
from lattice.maps.scene import Scene
from tests.unit.reports.sample import DAY, HEADER, row, tables


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    """The sample organisation."""
    return snapshot(lattice.read_bundle("graph_data/uk-digital"))


def crowded(people: int) -> Snapshot:
    """The small lattice with so many mates, and a move that so many made."""
    given = tables()
    given["people"] = [row("people", id=f"mate-{at}", role="mate", name=f"Mate {at}") for at in range(people)]
    for table in ("resources", "teaches", "prerequisites", "levels", "completions", "aspirations", "nominations"):
        given[table] = []
    given["moves"] = [("mate", "pilot", None, None, None, people)]
    return snapshot(Bundle.assemble(HEADER, given))


def mate(scene: Scene) -> tuple[object, ...]:
    """What a scene says of the mates and of the move that they made."""
    role = next(role for role in scene.roles if role.id == "mate")
    return role.critical, role.seats, role.people, len(role.holders), scene.moves.observed


def test_an_employee_sees_no_planning() -> None:
    """No seats, no people; a count of moves only when a group is behind it."""
    assert mate(lattice_scene(crowded(9), as_of=DAY)) == (False, None, None, 0, (9,))
    assert mate(lattice_scene(crowded(1), as_of=DAY)) == (False, None, None, 0, (-1,))


def test_a_coach_sees_counts_of_groups() -> None:
    """Seats and how many hold the role, unless they are fewer than the smallest group; never who."""
    assert mate(lattice_scene(crowded(9), audience="coach", as_of=DAY)) == (False, 1, 9, 0, (9,))
    assert mate(lattice_scene(crowded(1), audience="coach", as_of=DAY)) == (False, 1, None, 0, (-1,))


def test_a_planner_sees_everybody() -> None:
    """Seats, people and their names, whether they are few or many, and the fingerprint of the data."""
    scene = lattice_scene(crowded(1), audience="planner", as_of=DAY)
    assert mate(scene) == (False, 1, 1, 1, (1,))
    assert scene.digest
    assert lattice_scene(crowded(1), audience="coach", as_of=DAY).digest is None


@pytest.mark.parametrize("audience", ["employee", "coach"])
def test_no_map_for_others_names_anyone(sample: Snapshot, audience: str) -> None:
    """Neither the map of the lattice nor that of one person holds any other person's id or name."""
    found = lattice.find_routes(sample, "maya", to="lead-data-engineer", as_of=DAY)
    near = lattice.find_ways(sample, "maya", within_months=24, as_of=DAY)
    scenes = [
        lattice_scene(sample, audience=audience, as_of=DAY),
        route_scene(sample, found, audience=audience),
        reach_scene(sample, near, audience=audience),
    ]
    for scene in scenes:
        text = scene_json(scene).casefold()
        for person in sample.bundle.people:
            if person.id != "maya":
                assert f'"{person.id}"'.casefold() not in text
                assert (person.name or person.id).casefold() not in text


def test_audiences_are_known() -> None:
    """Each kind has a usual one; a succession map is not for employees; others are an error that names them."""
    assert [audience_of(kind, None) for kind in ("lattice", "reach", "route", "succession")] == [
        "employee",
        "employee",
        "coach",
        "planner",
    ]
    assert [audience_of("route", audience) for audience in AUDIENCES] == list(AUDIENCES)
    with pytest.raises(WrongCall, match="made for planners"):
        audience_of("succession", "employee")
    with pytest.raises(WrongCall, match="employee, coach, planner"):
        audience_of("lattice", "everyone")


def test_columns_fit_together(sample: Snapshot) -> None:
    """Columns are as long as each other, and what they point at is there."""
    scene = lattice_scene(sample, as_of=DAY)
    for columns in (scene.requirements, scene.moves):
        lengths = {len(column) for name, column in columns if name != "start"}
        assert len(lengths) == 1
        assert columns.start[0] == 0
        assert columns.start[-1] == lengths.pop()
        assert len(columns.start) == len(scene.roles) + 1
    assert max(scene.moves.target) < len(scene.roles)
    assert max(scene.requirements.skill) < len(scene.skills)
    assert all(role.family < len(scene.families) and role.grade < len(scene.grades) for role in scene.roles)
    assert len(scene.network.nodes) == len(scene.roles)


def test_the_same_question_gives_the_same_bytes(sample: Snapshot) -> None:
    """Two scenes of one lattice are equal to the byte."""
    again = snapshot(lattice.read_bundle("graph_data/uk-digital"))
    assert scene_json(lattice_scene(sample, as_of=DAY)) == scene_json(lattice_scene(again, as_of=DAY))


def test_a_ladder_is_drawn_rung_by_rung() -> None:
    """A move that skips a rung is not drawn at rest: the rungs between lead there too."""
    assert steps([(0, 1), (0, 2), (1, 2), (0, 3)]) == [(0, 1), (1, 2), (0, 3)]
    assert steps([]) == []


def test_no_route_is_a_scene_too(sample: Snapshot) -> None:
    """When there is no route the map says why."""
    found = lattice.find_routes(sample, "maya", to="lead-data-engineer", deadline=1, as_of=DAY)
    scene = route_scene(sample, found)
    assert scene.route is not None
    assert scene.route.no_route is not None
    assert scene.route.routes == ()


def test_a_person_s_own_money_is_on_their_map() -> None:
    """What is on record for them to learn with, null where nothing is."""
    graph = snapshot(Bundle.assemble(HEADER, tables()))
    own = {
        person: reach_scene(graph, lattice.find_ways(graph, person, within_months=6, as_of=DAY)).reach
        for person in ("ada", "ben")
    }
    assert {person: part and part.person.budget for person, part in own.items()} == {"ada": 0.0, "ben": None}
