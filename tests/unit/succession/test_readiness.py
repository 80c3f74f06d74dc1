"""Readiness of everyone by one sparse product: the figures of each gap."""

from __future__ import annotations

import pytest

import lattice
from tests.unit.reports.sample import row
from tests.unit.succession.works import tables, works


@pytest.mark.parametrize("at_once", [1, 4, 100])
def test_everyone_is_as_ready_as_their_gap_says(at_once: int) -> None:
    """For each person and role the figure of the gap, however many people are taken at once."""
    asked = [
        *tables()["requirements"],
        row("requirements", role="lead", skill="law", level=0, importance=0.5),
        row("requirements", role="clerk", skill="law", level=0),
        row("requirements", role="buyer", skill="tin", level=1, importance=0.25, essential=False),
    ]
    graph = works(requirements=asked)
    seen = []
    for chunk in lattice.readiness_of_everyone(graph, people_at_once=at_once):
        shares = chunk.shares.toarray()
        assert len(chunk.people) <= at_once
        for at, person in enumerate(chunk.people):
            seen.append(person)
            for column, role in enumerate(chunk.roles):
                assert shares[at, column] == pytest.approx(lattice.find_gap(graph, person, role=role).readiness)
    assert seen == list(graph.people)


def test_some_roles_by_any_of_their_names() -> None:
    """Only the roles that are asked for, in their order; none at all is an empty matrix."""
    chunk = next(lattice.readiness_of_everyone(works(), roles=["Lead", "clerk"]))
    assert chunk.roles == ("lead", "clerk")
    assert next(lattice.readiness_of_everyone(works(), roles=[])).shares.shape == (6, 0)
    with pytest.raises(lattice.UnknownName):
        next(lattice.readiness_of_everyone(works(), roles=["nobody"]))
