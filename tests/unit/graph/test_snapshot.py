"""A snapshot is one lattice as records, as a graph and as arrays."""

from __future__ import annotations

import math

import pytest

import lattice
from tests.unit.reports.sample import row, snapshot
from tests.unit.routes.made import lattice_of


def test_numbers_are_in_the_order_of_ids() -> None:
    """Comparing numbers compares ids, in whatever order rows come."""
    graph = lattice_of(roles={"c": {}, "a": {}, "b": {}}, resources={"z": {}, "y": {}}, skills=("t", "s"))
    assert graph.role_ids == ("a", "b", "c")
    assert graph.roles == {"a": 0, "b": 1, "c": 2}
    assert graph.resource_ids == ("y", "z")
    assert graph.skills == {"s": 0, "t": 1}
    assert [resource.number for resource in graph.resources] == [0, 1]


def test_blanks_take_defaults() -> None:
    """Waiting is the policy's, pay that isn't known is no number."""
    graph = lattice_of(roles={"a": {"dwell_months": 0.0, "salary": 0.0}, "b": {}})
    assert graph.dwell_months.tolist() == [0.0, 12.0]
    assert graph.salaries[0] == 0.0
    assert math.isnan(graph.salaries[1])
    assert not graph.dwell_months.flags.writeable


def test_levels_of_one_person() -> None:
    """A person's rows and no other's, none for a person without any."""
    people = [row("people", id=name, role="mate") for name in ("ada", "ada2", "ad", "ben")]
    levels = [
        row("levels", person=name, skill=skill, level=1) for name in ("ada2", "ben", "ada") for skill in ("law", "c++")
    ]
    graph = snapshot(
        people=people,
        levels=levels,
        completions=[],
        aspirations=[],
        nominations=[],
        resources=[],
        teaches=[],
        prerequisites=[],
    )
    assert [held[:2] for held in graph.level_rows("ada")] == [("ada", "c++"), ("ada", "law")]
    assert graph.level_rows("ad") == ()
    assert graph.person_row("ada2")[0] == "ada2"


def test_networkx_has_every_role_and_move() -> None:
    """Nodes carry the columns of roles; edges are keyed by kind and carry figures."""
    graph = snapshot()
    seen = graph.networkx()
    assert sorted(seen) == ["clerk", "master", "mate", "pilot"]
    assert seen.nodes["pilot"]["title"] == "Pilot"
    assert seen.nodes["pilot"]["grade"] == 2
    assert seen.edges["mate", "pilot", "ladder"] == {"kind": "ladder", "months": 1.0, "success": 0.9}
    assert seen.edges["clerk", "mate", "lattice"] == {"kind": "lattice", "months": 0.0, "success": 1.0}
    assert seen.number_of_edges() == len(graph.bundle.rows("moves"))


def test_networkx_is_a_copy() -> None:
    """What is done to the graph stays there."""
    graph = snapshot()
    graph.networkx().clear()
    assert graph.networkx().number_of_nodes() == 4


def test_a_snapshot_cannot_be_changed() -> None:
    """Its bundle can't be put in place of another one, nor can rows."""
    graph = snapshot()
    with pytest.raises(AttributeError):
        graph.bundle = graph.bundle  # type: ignore[misc]  # that it can't is what is tried
    assert isinstance(graph.bundle.rows("roles"), tuple)


def test_an_empty_lattice() -> None:
    """A lattice without anything but one role answers with nothing."""
    graph = lattice.snapshot(
        snapshot().bundle.of_checked(
            snapshot().header,
            {"roles": [row("roles", id="a", title="A", family="f", grade=1)], "skills": [], "requirements": []},
        )
    )
    assert (graph.skill_ids, graph.resource_ids, graph.people) == ((), (), {})
    assert graph.codes.entry == (0,)
    assert graph.requirements.levels.shape == (1, 0)
    assert graph.networkx().number_of_edges() == 0
