"""Resources know all that must be met before they start."""

from __future__ import annotations

import datetime

import pytest

from lattice.domain.policy import Policy
from lattice.graph.resources import LearningResource
from tests.unit.routes.made import Cells, lattice_of


def _resource(policy: Policy | None = None, **cells: object) -> LearningResource:
    made: Cells = cells  # type: ignore[assignment]  # a cell's value by column
    return lattice_of(roles={"a": {}}, resources={"c": made}, skills="stuv", policy=policy).resources[0]


def test_needs_join_floors_and_prerequisites() -> None:
    """The higher of from-level and prerequisite counts; what asks for 0 isn't there."""
    resource = _resource(teaches="s:1-4 t:0-2 u:3-5", needs="s:2 u:1 v:4")
    assert resource.teaches == ((0, 1, 4), (1, 0, 2), (2, 3, 5))
    assert resource.needs == ((0, 2), (2, 3), (3, 4))


def test_a_prerequisite_of_nothing_is_none() -> None:
    """A prerequisite at level 0 is met by everybody."""
    assert _resource(teaches="s:0-1", needs="t:0").needs == ()


def test_blanks_take_the_policy() -> None:
    """From-level and cost left out are the policy's."""
    resource = _resource(Policy(from_level=1, cost=50.0), teaches="s:3")
    assert resource.teaches == ((0, 1, 3),)
    assert resource.needs == ((0, 1),)
    assert resource.cost == 50.0
    assert _resource(teaches="s:3", cost=0.0).cost == 0.0


@pytest.mark.parametrize(
    ("status", "active"), [(None, True), ("active", True), ("Active", True), ("retired", False), ("", False)]
)
def test_what_is_active(status: str | None, active: bool) -> None:  # noqa: FBT001 - a case's expectation
    """Active is what says so or says nothing."""
    assert _resource(teaches="s:1", status=status).active is active


def test_lists_and_dates_are_kept() -> None:
    """Formats, languages and the last day stand as in the table."""
    day = datetime.date(2027, 1, 1)
    resource = _resource(teaches="s:1", formats=("online",), languages=("en", "cy"), available_to=day, type="reading")
    assert (resource.formats, resource.languages, resource.available_to) == (("online",), ("en", "cy"), day)
    assert resource.type == "reading"
    plain = _resource(teaches="s:1")
    assert (plain.formats, plain.languages, plain.available_to) == ((), (), None)


def test_a_resource_that_teaches_nothing() -> None:
    """It is there and gives nothing."""
    resource = _resource()
    assert (resource.teaches, resource.needs) == ((), ())
