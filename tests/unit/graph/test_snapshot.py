"""Snapshots: arrays that can't be written, defaults filled, roles as a graph."""

from __future__ import annotations

import pytest

import lattice
from lattice.domain.column import Row
from lattice.domain.policy import Header, Levels


@pytest.fixture(scope="module")
def graph() -> lattice.Snapshot:
    """Two families, one ladder, one move across, two resources."""
    tables: dict[str, list[Row]] = {
        "roles": [
            ("analyst", "Analyst", "one", 1, *[None] * 7, ()),
            ("engineer", "Engineer", "two", 2, *[None] * 7, ()),
            ("lead", "Lead", "two", 3, *[None] * 7, ()),
        ],
        "skills": [("code", "Coding", None, None, None, ())],
        "requirements": [("analyst", "code", 1, None, None, None, None)],
        "moves": [("analyst", "engineer", None, 1.0, 0.8, None), ("engineer", "lead", None, None, 0.5, None)],
        "resources": [
            ("course", "Course", "course", 5.0, 300.0, None, (), (), *[None] * 7),
            ("talk", "Talk", "talk", 1.0, None, None, (), (), *[None] * 7),
        ],
    }
    return lattice.snapshot(lattice.Bundle.assemble(Header(name="three roles", levels=Levels(maximum=4)), tables))


def test_arrays_cannot_be_written(graph: lattice.Snapshot) -> None:
    """Nobody who asks a question changes the lattice for the next one."""
    for array in (graph.moves.months, graph.requirements.level, graph.requirements.levels, graph.dwell_months):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_blank_cells_take_the_defaults(graph: lattice.Snapshot) -> None:
    """A blank entry level is one below the level; roles, resources and moves have the policy's figures."""
    asked = graph.requirements
    run = asked.of(graph.roles["analyst"])
    assert asked.entry[run].tolist() == [0]
    assert asked.importance[run].tolist() == [1.0]
    assert [resource.cost for resource in graph.resources] == [300.0, 0.0]


def test_moves_are_a_graph(graph: lattice.Snapshot) -> None:
    """Roles are nodes by id, moves edges keyed by kind, and the copy is the caller's."""
    moves = graph.networkx()
    assert sorted(moves.edges(keys=True)) == [("analyst", "engineer", "lattice"), ("engineer", "lead", "ladder")]
    assert moves.edges["engineer", "lead", "ladder"]["success"] == 0.5
    moves.clear()
    assert len(graph.networkx()) == 3
