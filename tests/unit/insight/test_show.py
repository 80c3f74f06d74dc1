"""A role, skill, resource or person from all sides: blanks filled, order kept, nothing left out."""

from __future__ import annotations

import datetime

import pytest

from lattice.errors import UnknownName
from lattice.insight.person import show_person
from lattice.insight.resource import show_resource
from lattice.insight.role import show_role
from lattice.insight.skill import show_skill
from tests.unit.reports.sample import DAY, row, snapshot, tables

GRAPH = snapshot()


def test_a_role_has_its_requirements_by_importance() -> None:
    """The most important first; levels of day one and what teaches them beside."""
    found = show_role(GRAPH, "harbour master", as_of=DAY)
    assert [(line.skill, line.level, line.entry_level, line.essential) for line in found.requirements] == [
        ("law", 3, 2, True),
        ("c++", 1, 0, False),
    ]
    assert found.requirements[0].resources == ("moot",)
    assert found.critical
    assert found.seats == 1
    assert found.dwell_months == 12


def test_a_role_has_ways_in_and_out() -> None:
    """Moves with their kind as the rule makes it, months and success filled by the policy."""
    found = show_role(GRAPH, "mate", as_of=DAY)
    assert [(way.role, way.kind, way.months, way.success, way.observed) for way in found.ways_out] == [
        ("pilot", "ladder", 1.0, 0.9, 4)
    ]
    assert [(way.role, way.kind, way.months, way.success) for way in found.ways_in] == [("clerk", "lattice", 0.0, 1.0)]


def test_a_role_has_its_people() -> None:
    """Who holds it, who wants it, who is nominated for it."""
    assert show_role(GRAPH, "pilot", as_of=DAY).people == ("ben",)
    master = show_role(GRAPH, "master", as_of=DAY)
    assert (master.people, master.aspirants, master.nominees) == ((), ("ada",), ("ben",))


def test_nominated_twice_is_listed_once() -> None:
    """Two nominations of one person for one role are one nominee."""
    rows = [row("nominations", person="ben", role="master", by="Ada Byron")]
    assert show_role(snapshot(nominations=rows), "master", as_of=DAY).nominees == ("ben",)


def test_a_skill_has_roles_resources_and_counts() -> None:
    """Roles by falling level, all resources with whether they are offered, small counts suppressed."""
    found = show_skill(GRAPH, "Law of the sea", as_of=DAY)
    assert [(line.role, line.level, line.entry_level) for line in found.roles] == [("master", 3, 2), ("pilot", 1, 0)]
    assert [(line.resource, line.offered) for line in found.resources] == [("old", False), ("moot", True)]
    assert [(group.level, group.people) for group in found.people] == [(1, None), (2, 0), (3, 0)]
    assert [group.people for group in show_skill(GRAPH, "charts", as_of=DAY).people] == [2, 0, 0]


def test_a_resource_has_what_it_teaches_and_whom_it_serves() -> None:
    """It serves the roles that ask more than the level where it starts."""
    found = show_resource(GRAPH, "moot court", as_of=DAY)
    assert [(line.skill, line.from_level, line.to_level) for line in found.teaches] == [("law", 1, 3)]
    assert [(line.skill, line.level) for line in found.prerequisites] == [("charts", 1)]
    assert [(line.role, line.skills) for line in found.serves] == [("master", ("law",))]
    assert (found.cost, found.mentor, found.offered) == (0.0, "ben", True)


@pytest.mark.parametrize(
    ("until", "status", "offered"),
    [
        (None, None, True),
        (DAY, None, True),
        (DAY - datetime.timedelta(days=1), None, False),
        (None, "Active", True),
        (None, "planned", False),
    ],
)
def test_what_is_offered_depends_on_the_day(until: datetime.date | None, status: str | None, offered: bool) -> None:  # noqa: FBT001 - a test's case
    """A resource that is over or not active is not on offer."""
    one = row("resources", id="moot", title="Moot", type="t", hours=1.0, available_to=until, status=status)
    resources = [one, *(item for item in tables()["resources"] if item[0] != "moot")]
    assert show_resource(snapshot(resources=resources), "moot", as_of=DAY).offered is offered


def test_a_person_has_all_on_record() -> None:
    """Months in the role, levels from the highest, hours by the policy; nothing about leaving."""
    found = show_person(GRAPH, "Ada Byron", as_of=DAY)
    assert found.months_in_role == pytest.approx(184 / (364 / 12))
    assert [(line.skill, line.level) for line in found.levels] == [("charts", 1), ("law", 1)]
    assert found.hours_per_week == 4.0
    assert found.budget == 0.0
    assert found.aspirations[0].role == "master"
    assert found.completions[0].result == "passed"
    assert not {"leaving_risk", "retires_on", "groups"} & set(type(found).model_fields)


def test_an_unknown_since_date_is_unknown() -> None:
    """Without a since-date there are no months."""
    found = show_person(GRAPH, "ben", as_of=DAY)
    assert (found.in_role_since, found.months_in_role) == (None, None)
    assert found.nominations[0].by == "Ada Byron"


def test_a_since_date_to_come_is_no_time() -> None:
    """Someone who starts tomorrow has been there for no months, not for fewer."""
    assert show_person(GRAPH, "ada", as_of=datetime.date(2020, 1, 1)).months_in_role == 0.0


def test_unknown_names_are_errors() -> None:
    """Each kind says what is unknown."""
    for show in (show_role, show_skill, show_resource, show_person):
        with pytest.raises(UnknownName):
            show(GRAPH, "nothing like it")
