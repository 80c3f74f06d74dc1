"""The layout means something, is the same each time, and puts no two roles in one place."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from lattice.domain.bundle import Bundle
from lattice.domain.policy import Header, Levels
from lattice.exchange.folder import read_bundle
from lattice.graph.snapshot import Snapshot, snapshot
from lattice.maps.layout import PITCH, Layout, lay_out
from tests.unit.reports.sample import row


def made(seed: int, *, roles: int, families: int, grades: int) -> Snapshot:
    """A random lattice, several roles of which may share a family and a grade."""
    draw = random.Random(seed)
    ids = [f"r{number:03}" for number in range(roles)]
    rows = [
        row(
            "roles",
            id=name,
            title=name,
            family=f"f{draw.randrange(families)}",
            grade=draw.randrange(grades),
            area=draw.choice([None, "a", "b"]),
        )
        for name in ids
    ]
    pairs = sorted({(draw.choice(ids), draw.choice(ids)) for _ in range(4 * roles)})
    moves = [row("moves", **{"from": one, "to": other}) for one, other in pairs if one != other]
    tables = {"roles": rows, "skills": [row("skills", id="s", name="s")], "requirements": [], "moves": moves}
    return snapshot(Bundle.assemble(Header(name="made", levels=Levels(maximum=3)), tables))


def check(graph: Snapshot, layout: Layout) -> None:
    """What has to hold of every layout."""
    places = list(zip(layout.x, layout.y, strict=True))
    assert len(set(places)) == len(places)
    for role, (x, y) in enumerate(places):
        band = layout.families[layout.family[role]]
        assert band.start < x < band.start + band.size
        assert 0 <= y <= layout.height
        assert 0 <= x <= layout.width
        record = graph.bundle.roles[role]
        assert band.name == record.family
        assert layout.areas[layout.area[layout.family[role]]].name == (record.area or "")
        assert layout.grades[layout.grade[role]].name == str(record.grade)
    for one, other in pairwise(layout.families):
        assert one.start + one.size <= other.start
    for one, other in pairwise(layout.areas):
        assert one.start + one.size < other.start
    assert layout.length <= layout.plain_length + 1e-6


@pytest.mark.parametrize("seed", range(25))
def test_what_holds_of_random_lattices(seed: int) -> None:
    """No two roles in one place, each in its family's columns, families apart, moves no longer than in plain order."""
    draw = random.Random(seed)
    graph = made(seed, roles=draw.randint(1, 60), families=draw.randint(1, 12), grades=draw.randint(1, 8))
    check(graph, lay_out(graph))


@pytest.mark.parametrize("seed", range(10))
def test_higher_is_more_senior(seed: int) -> None:
    """A role of a higher grade stands above every role of a lower one."""
    graph = made(seed, roles=40, families=5, grades=6)
    layout = lay_out(graph)
    grades = [role.grade for role in graph.bundle.roles]
    for one, y in zip(grades, layout.y, strict=True):
        assert all(y < other_y for other, other_y in zip(grades, layout.y, strict=True) if one > other)


def test_the_same_lattice_is_laid_out_the_same_way() -> None:
    """Twice the same figures, to the last digit."""
    graph = made(3, roles=50, families=9, grades=5)
    assert lay_out(graph) == lay_out(snapshot(graph.bundle))


def test_ladders_run_straight_up() -> None:
    """In the sample, every step of a ladder keeps its column."""
    graph = snapshot(read_bundle("graph_data/uk-digital"))
    layout = lay_out(graph)
    check(graph, layout)
    moves = graph.moves
    ladders = list(zip(moves.source[moves.ladder].tolist(), moves.target[moves.ladder].tolist(), strict=True))
    assert ladders
    assert all(layout.x[source] == layout.x[target] for source, target in ladders)
    assert all(layout.y[source] > layout.y[target] for source, target in ladders)


def test_moves_are_kept_short() -> None:
    """In the sample, lattice moves go less than three quarters as far sideways as in the order of names."""
    layout = lay_out(snapshot(read_bundle("graph_data/uk-digital")))
    assert layout.length < 0.75 * layout.plain_length


def test_two_ladders_side_by_side_stay_apart_and_straight() -> None:
    """Two roles a grade in one family make two columns, each straight."""
    roles = [
        row("roles", id=f"{side}{grade}", title="x", family="f", grade=grade) for grade in (1, 2, 3) for side in "ab"
    ]
    moves = [row("moves", **{"from": f"{side}{g}", "to": f"{side}{g + 1}"}) for g in (1, 2) for side in "ab"]
    tables = {"roles": roles, "skills": [row("skills", id="s", name="s")], "requirements": [], "moves": moves}
    graph = snapshot(Bundle.assemble(Header(name="two", levels=Levels(maximum=3)), tables))
    layout = lay_out(graph)
    of = {name: layout.x[number] for name, number in graph.roles.items()}
    assert of["a1"] == of["a2"] == of["a3"]
    assert of["b1"] == of["b2"] == of["b3"]
    assert abs(of["a1"] - of["b1"]) == PITCH


def test_a_lattice_without_roles_takes_no_room() -> None:
    """An empty lattice, which an unfilled workbook is, has a layout of nothing."""
    layout = lay_out(snapshot(Bundle.assemble(Header(name="empty", levels=Levels(maximum=3)), {})))
    assert (layout.width, layout.height, layout.x, layout.grades, layout.areas) == (0.0, 0.0, (), (), ())
