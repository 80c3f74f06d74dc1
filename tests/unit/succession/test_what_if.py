"""What if: what is supposed, and coverage before and after."""

from __future__ import annotations

from typing import Any

import pytest

from lattice.domain.bundle import Bundle
from lattice.errors import UnknownName, WrongCall
from lattice.reports.table import Terminal, as_table
from lattice.reports.titles import Titles
from lattice.reports.what_if import what_if_report
from lattice.succession.coverage import coverage
from lattice.succession.supposition import suppose
from lattice.succession.what_if import WhatIfResult, what_if
from tests.unit.reports.sample import row
from tests.unit.succession.works import DAY, works


def test_someone_leaves() -> None:
    """Every row about them goes, who only mentions them loses the mention, and the rest is a valid bundle."""
    graph = works(
        resources=[*works().bundle.rows("resources"), row("resources", id="m", title="M", type="mentoring", hours=1.0,
                                                          mentor="eve")],
        exclusions=[row("exclusions", person="eve", role="lead", because="no")],
    )  # fmt: skip
    supposed, changes = suppose(graph, without=["Eve", "eve"])
    assert [change.person for change in changes] == ["eve"]
    assert "'eve'" not in repr(supposed.bundle.tables)
    assert Bundle.assemble(supposed.header, supposed.bundle.tables) == supposed.bundle
    assert "'eve'" in repr(graph.bundle.tables)


def test_before_and_after_are_coverage() -> None:
    """Both sides are what coverage says of the two lattices; what differs is listed by role."""
    graph = works()
    found = what_if(graph, without="cem", as_of=DAY)
    assert found.before == coverage(graph, as_of=DAY)
    assert found.after == coverage(suppose(graph, without="cem")[0], as_of=DAY)
    assert found.source == found.before.source
    (shift,) = found.roles
    assert (shift.role, shift.gained, shift.lost) == ("lead", (), ("cem",))
    # Dot is still there: the seat stays secured, but hangs on her alone.
    assert shift.status == ("covered", "thin")


def test_a_role_becomes_critical() -> None:
    """It has seats to cover then, and nobody to take them."""
    found = what_if(works(), critical="Clerk", as_of=DAY)
    assert found.after.seats == found.before.seats + 1
    (shift,) = found.roles
    assert (shift.role, shift.seats, shift.status) == ("clerk", (None, 1), (None, "exposed"))


def test_a_move_closes_and_another_opens() -> None:
    """The bench of the one goes, that of the other comes."""
    found = what_if(works(), close=[("hand", "lead")], open_=[("hand", "buyer")], as_of=DAY)
    shifts = {shift.role: shift for shift in found.roles}
    assert shifts["lead"].lost == ("cem", "dot")
    assert shifts["lead"].status[1] == "exposed"
    assert shifts["buyer"].gained == ("cem", "dot")


def test_more_time_to_learn() -> None:
    """With a day a week people are ready sooner, with none only those who need nothing are."""
    slow = what_if(works(), hours_per_week=0, as_of=DAY)
    assert slow.after.secured["24"] < slow.before.secured["24"]
    fast = what_if(works(), hours_per_week=168, horizons=[1], as_of=DAY)
    assert fast.after.secured["1"] >= fast.before.secured["1"]


def test_everyone_leaves() -> None:
    """Nothing is secured then, and that is a result."""
    graph = works()
    everyone = [str(person[0]) for person in graph.bundle.rows("people")]
    found = what_if(graph, without=everyone, as_of=DAY)
    assert set(found.after.secured.values()) == {0}


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({}, WrongCall, "nothing is supposed"),
        ({"without": "nobody"}, UnknownName, "nobody"),
        ({"critical": "lead"}, WrongCall, "critical already"),
        ({"close": [("clerk", "hand")]}, WrongCall, "no move"),
        ({"open_": [("hand", "lead")]}, WrongCall, "already"),
        ({"open_": [("hand", "hand")]}, WrongCall, "itself"),
        ({"hours_per_week": -1.0}, WrongCall, "hours_per_week"),
        ({"hours_per_week": 200.0}, WrongCall, "168"),
        ({"horizons": (), "without": "eve"}, WrongCall, "horizons"),
    ],
)
def test_what_makes_no_sense(asked: dict[str, Any], error: type[Exception], said: str) -> None:
    """What can't be supposed is an error that says why."""
    with pytest.raises(error, match=said):
        what_if(works(), as_of=DAY, **asked)


def test_a_role_without_seats() -> None:
    """It can't be critical: there is nothing to cover."""
    others = [each for each in works().bundle.rows("roles") if each[0] != "clerk"]
    graph = works(roles=[row("roles", id="clerk", title="C", family="d", grade=1, seats=0), *others])
    with pytest.raises(WrongCall, match="no seat"):
        what_if(graph, critical="clerk", as_of=DAY)


def test_the_report_fits_80_columns() -> None:
    """What is supposed, both figures, the roles that differ; marked confidential. The JSON can be read back."""
    graph = works()
    found = what_if(graph, without="cem", critical="clerk", open_=[("clerk", "lead")], as_of=DAY)
    text = as_table(what_if_report(found, Titles(graph)), Terminal(width=80))
    assert max(map(len, text.splitlines())) <= 80
    for said in ("Confidential", "Cem (cem) leaves", "Clerk is critical", "from Clerk to Lead opens", "As it would be"):
        assert said in " ".join(text.split())
    assert WhatIfResult.model_validate_json(found.model_dump_json(by_alias=True)) == found
