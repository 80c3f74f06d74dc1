"""The least hours that close a gap: parts, circles, and the programme for what takes too long to branch."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np

from lattice.graph.thermometer import Thermometer
from lattice.routes.plan import SearchTooLong
from lattice.succession import learning
from lattice.succession.learning import NEVER, Catalogue, solve_all
from lattice.succession.ready import Readying
from tests.unit.succession.works import DAY, works

if TYPE_CHECKING:
    import pytest

CODE = Thermometer(3)


def _catalogue(*resources: tuple[float, dict[int, int], dict[int, int]]) -> Catalogue:
    """A catalogue of hours, levels given, and levels needed, by skill."""
    needs = [CODE.levels(needed.items()) for _, _, needed in resources]
    gives = [CODE.levels(given.items()) & ~asked for (_, given, _), asked in zip(resources, needs, strict=True)]
    return Catalogue(tuple(range(len(resources))), [hours for hours, _, _ in resources], gives, needs)


def _hours(catalogue: Catalogue, wanted: dict[int, int], record: dict[int, int] | None = None) -> float:
    have = CODE.levels((record or {}).items())
    return catalogue.least_hours(catalogue.gap(CODE.levels(wanted.items()) & ~have, have))


def test_one_resource_for_two_skills_beats_one_each() -> None:
    """What is taught together is learned together when that is quicker."""
    catalogue = _catalogue((10, {0: 2}, {}), (10, {1: 2}, {}), (15, {0: 2, 1: 2}, {}))
    assert _hours(catalogue, {0: 2, 1: 2}) == 15
    assert _hours(catalogue, {0: 2}) == 10


def test_what_unlocks_a_resource_is_learned_too() -> None:
    """A prerequisite costs its hours, unless the record has it."""
    catalogue = _catalogue((5, {0: 3}, {1: 2}), (7, {1: 2}, {}))
    assert _hours(catalogue, {0: 1}) == 12
    assert _hours(catalogue, {0: 1}, {1: 2}) == 5


def test_resources_that_only_unlock_each_other_teach_nothing() -> None:
    """A circle is broken from outside, or not at all."""
    circle = ((1, {0: 3}, {1: 3}), (1, {1: 3}, {0: 3}))
    assert _hours(_catalogue(*circle), {0: 2}) == NEVER
    assert _hours(_catalogue(*circle, (9, {0: 3}, {})), {0: 2}) == 9
    assert _hours(_catalogue(*circle, (4, {1: 3}, {})), {0: 2, 1: 1}) == 5


def test_parts_that_nothing_links_are_solved_once() -> None:
    """Two people who share one of two parts share its answer."""
    catalogue = _catalogue((3, {0: 1}, {}), (4, {1: 1}, {}), (5, {2: 1}, {}))
    assert _hours(catalogue, {0: 1, 1: 1}) == 7
    assert _hours(catalogue, {0: 1, 2: 1}) == 8
    assert len(catalogue._parts) == 3  # noqa: SLF001 - that the work is shared shows nowhere else


def test_a_catalogue_travels_without_what_it_found_out() -> None:
    """What is sent to another process is the resources alone, and answers there as here."""
    catalogue = _catalogue((3, {0: 1}, {}), (4, {0: 2}, {0: 1}))
    assert _hours(catalogue, {0: 2}) == 7
    sent = pickle.loads(pickle.dumps(catalogue))  # noqa: S301 - what we have just written
    assert sent._known == {}  # noqa: SLF001 - as above
    assert _hours(sent, {0: 2}) == 7


def test_what_takes_too_long_to_branch_is_left_to_the_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no nodes to spend, the months are the same: the solver of routes finds them."""
    graph = works()
    people = np.repeat(np.arange(len(graph.people)), len(graph.role_ids))
    roles = np.tile(np.arange(len(graph.role_ids)), len(graph.people))
    branched = Readying(graph, DAY).months(people, roles)
    monkeypatch.setattr(learning.Part, "least_hours", _too_long)
    assert Readying(graph, DAY).months(people, roles).tolist() == branched.tolist()
    catalogue = _catalogue((3, {0: 1}, {}))
    assert solve_all(catalogue, [catalogue.gap(CODE.levels([(0, 1)]), 0)]) == [None]


def _too_long(part: learning.Part) -> float:
    raise SearchTooLong(part)


def test_branching_stops_at_so_many_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gap that takes more nodes than are allowed is given up, and said to be."""
    catalogue = _catalogue((10, {0: 2}, {}), (10, {1: 2}, {}), (15, {0: 2, 1: 2}, {}))
    monkeypatch.setattr(learning, "NODES", 1)
    assert solve_all(catalogue, [catalogue.gap(CODE.levels([(0, 2), (1, 2)]), 0)]) == [None]
