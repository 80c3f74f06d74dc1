"""A question knows what may be used, what may be done and how long one waits."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from lattice.routes.question import Constraints, Question, months_between, risk_of
from lattice.routes.weights import PROFILES
from tests.unit.routes.made import DAY, Cells, ask, lattice_of

RESOURCES: dict[str, Cells] = {
    "book": {"type": "Reading", "teaches": "s:1"},
    "deutsch": {"languages": ("de",), "formats": ("online",), "hours": 4.0, "teaches": "s:1"},
    "ended": {"available_to": DAY - datetime.timedelta(days=1), "hours": 4.0, "teaches": "s:1"},
    "last": {"available_to": DAY, "hours": 4.0, "teaches": "s:1"},
    "retired": {"status": "retired", "hours": 4.0, "teaches": "s:1"},
    "room": {"formats": ("Classroom", "online"), "languages": ("en", "DE"), "hours": 4.0, "teaches": "s:1"},
    "soon": {"available_from": DAY + datetime.timedelta(days=90), "hours": 4.0, "teaches": "s:1"},
}
OFFERED = ["book", "deutsch", "last", "room", "soon"]
GRAPH = lattice_of(roles={"a": {}}, resources=RESOURCES)


def _usable(question: Question) -> list[str]:
    return [question.snapshot.resource_ids[number] for number in question.usable]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, OFFERED),
        ({"include_inactive": True}, sorted(RESOURCES)),
        ({"resource_types": frozenset({"reading"})}, ["book"]),
        ({"resource_types": frozenset({"reading", "course"})}, OFFERED),
        ({"resource_types": frozenset({""})}, []),
        ({"resource_formats": frozenset({"classroom"})}, ["book", "last", "room", "soon"]),
        ({"languages": frozenset({"de"})}, OFFERED),
        ({"languages": frozenset({"en"})}, ["book", "last", "room", "soon"]),
        ({"languages": frozenset({"fr"}), "resource_formats": frozenset({"online"})}, ["book", "last", "soon"]),
    ],
)
def test_what_may_be_used(limits: dict[str, Any], expected: list[str]) -> None:
    """Each filter names what is allowed; what says nothing of language or format suits everybody."""
    assert _usable(ask(GRAPH, **limits)) == expected


def test_no_hours_leave_what_takes_none() -> None:
    """Someone without hours, in the record or in the question, takes only what has none."""
    assert _usable(ask(GRAPH, hours_per_week=0.0)) == ["book"]
    idle = lattice_of(roles={"a": {}}, resources=RESOURCES, person={"hours_per_week": 0.0})
    assert _usable(ask(idle)) == ["book"]
    assert _usable(ask(idle, hours_per_week=1.0)) == OFFERED


def test_other_constraints_are_read_afresh() -> None:
    """The same question under others has their resources and moves, and keeps its hours."""
    graph = lattice_of(roles={"a": {}, "b": {"grade": 2}, "c": {}}, moves=("a>b", "a>c"), resources=RESOURCES)
    question = ask(graph, kinds=frozenset({"ladder"}), languages=frozenset({"en"}), hours_per_week=0.0)
    assert [edge.target for edge in question.edges(0)] == [1]
    freed = question.under(Constraints())
    assert [edge.target for edge in freed.edges(0)] == [1, 2]
    assert _usable(freed) == ["book"]
    assert [edge.target for edge in question.edges(0)] == [1]


PAID = lattice_of(
    roles={
        "a": {"salary": 50.0},
        "b": {"salary": 60.0},
        "c": {"salary": 55.0},
        "d": {"salary": 49.0},
        "e": {},
        "f": {"salary": 50.0},
    },
    moves=("a>b", "b>c", "a>d", "a>e", "e>d", "a>f", "e>f"),
)


def _moves(question: Question) -> set[str]:
    ids = question.snapshot.role_ids
    return {f"{ids[role]}>{ids[edge.target]}" for role in range(len(ids)) for edge in question.edges(role)}


def test_no_pay_cut() -> None:
    """No move to less pay, nor to less than today's by way of a role without a salary; the same pay is no cut."""
    assert _moves(ask(PAID, no_pay_cut=True)) == {"a>b", "a>e", "a>f", "e>f"}
    unpaid = lattice_of(roles={"e": {}, "d": {"salary": 1.0}}, moves=("e>d",))
    assert _moves(ask(unpaid, no_pay_cut=True)) == {"e>d"}


def test_moves_that_may_be_made() -> None:
    """Avoided roles aren't entered; the kind is the move's own."""
    assert _moves(ask(PAID, avoid=frozenset({0, 1, 4}))) == {"a>d", "e>d", "a>f", "e>f", "b>c"}
    assert _moves(ask(PAID, kinds=frozenset({"ladder"}))) == set()
    assert _moves(ask(PAID, kinds=frozenset({"ladder", "lattice"}))) == _moves(ask(PAID))


@pytest.mark.parametrize(
    ("since", "left"),
    [
        (None, 0.0),
        (DAY, 12.0),
        (DAY - datetime.timedelta(days=91), 9.0),
        (DAY - datetime.timedelta(days=364), 0.0),
        (DAY - datetime.timedelta(days=5000), 0.0),
        (DAY + datetime.timedelta(days=91), 15.0),
    ],
)
def test_waiting_counts_from_the_date(since: datetime.date | None, left: float) -> None:
    """Months of 364/12 days; who starts later waits from then; without a date all is served."""
    graph = lattice_of(roles={"a": {}, "b": {"dwell_months": 7.0}}, person={"in_role_since": since})
    assert ask(graph).waiting == (left, 7.0)


@pytest.mark.parametrize("as_of", [datetime.date.min, datetime.date.max])
def test_any_date_will_do(as_of: datetime.date) -> None:
    """The first and the last day that there are give finite months."""
    graph = lattice_of(roles={"a": {}}, person={"in_role_since": DAY})
    question = Question.ask(graph, "p", as_of=as_of, weights=PROFILES["fastest"], constraints=Constraints())
    assert 0 <= question.waiting[0] < 130_000


def test_hours_of_the_person_the_policy_and_the_question() -> None:
    """The question's hours come before the person's, which come before the policy's 4."""
    assert ask(GRAPH).hours_a_month == pytest.approx(4 * 52 / 12)
    own = lattice_of(roles={"a": {}}, person={"hours_per_week": 3.0})
    assert ask(own).hours_a_month == pytest.approx(13)
    assert ask(own, hours_per_week=6.0).hours_a_month == pytest.approx(26)


def test_edges_carry_what_they_add() -> None:
    """Months and −ln of the success; certainty is no risk."""
    graph = lattice_of(roles={"a": {}, "b": {}}, moves={"a>b": {"months": 2.0, "success": 0.5}})
    edge = ask(graph).edges(0)[0]
    assert (edge.months, edge.risk) == (2.0, risk_of(0.5))
    assert risk_of(1.0) == 0.0
    assert risk_of(5e-324) > 700


def test_months_between_dates() -> None:
    """A year of 364 days has twelve; backwards is negative."""
    assert months_between(DAY, DAY + datetime.timedelta(days=364)) == 12.0
    assert months_between(DAY, DAY - datetime.timedelta(days=91)) == -3.0
