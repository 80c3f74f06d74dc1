"""Bundles: equal when they say the same, refused when they break a rule."""

from __future__ import annotations

import pickle

import pytest

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row
from lattice.domain.move import Move
from lattice.domain.policy import Header, Levels
from lattice.domain.role import Requirement, Role
from lattice.domain.skill import Skill
from lattice.errors import InvalidBundle

HEADER = Header(name="N", levels=Levels(maximum=3))
ROLES = [Role(id="b", title="B", family="f", grade=2), Role(id="a", title="A", family="f", grade=1)]
SKILLS = [Skill(id="s", name="S")]
REQUIREMENTS = [Requirement(role="a", skill="s", level=2)]


def made(**more: list[Move]) -> Bundle:
    """A bundle of two roles and a skill."""
    return Bundle.of_records(HEADER, {"roles": ROLES, "skills": SKILLS, "requirements": REQUIREMENTS, **more})


def test_order_does_not_matter() -> None:
    """Rows stand by key, whatever order they came in."""
    turned = Bundle.of_records(HEADER, {"requirements": REQUIREMENTS, "skills": SKILLS, "roles": ROLES[::-1]})
    assert turned == made()
    assert turned.digest == made().digest
    assert [role.id for role in turned.roles] == ["a", "b"]


def test_moves_with_a_blank_kind_come_first() -> None:
    """Parallel moves stand in one order, whether or not their kind is given."""
    moves = [Move(from_="b", to="a", kind="ladder"), Move(from_="a", to="b", kind="lattice"), Move(from_="a", to="b")]
    assert [(move.from_, move.kind) for move in made(moves=moves).moves] == [
        ("a", None),
        ("a", "lattice"),
        ("b", "ladder"),
    ]


def test_absent_and_empty_differ() -> None:
    """A table that isn't brought is not the same as one without rows."""
    assert made() != made(moves=[])
    assert list(made().rows("moves")) == []
    assert made().counts["moves"] == 0


def test_broken_rules() -> None:
    """A bundle that breaks rules can't be made; the error carries every problem."""
    with pytest.raises(InvalidBundle, match="2 problems") as caught:
        made(moves=[Move(from_="a", to="a"), Move(from_="a", to="x")])
    assert {problem.found for problem in caught.value.problems} == {"a", "x"}


def test_records_and_rows() -> None:
    """A record is a row with names: each gives the other."""
    rows: list[Row] = [role.row for role in ROLES]
    assert [Role.of_row(row) for row in rows] == ROLES


def test_cells_of_records_are_checked() -> None:
    """What Python makes is held to the columns' rules as what files bring, every problem at once."""
    moves = [
        Move.model_construct(from_="a", to="b", months=-1.0),
        Move.model_construct(from_="a", to="b", kind="up", success=0.0, months=float("nan"), observed=None),
        Move.model_construct(from_="b", to="", kind=None, success=True, months=None, observed=None),
    ]
    moves[0] = Move.of_row(("a", "b", None, -1.0, None, 2.5))
    moves.append(Move.model_construct(from_="b", to="c", kind=None, success=None, months=1e16, observed=None))
    with pytest.raises(InvalidBundle) as refused:
        made(moves=moves)
    assert [(problem.line, problem.column) for problem in refused.value.problems] == [
        (1, "months"),
        (1, "observed"),
        (2, "kind"),
        (2, "months"),
        (2, "success"),
        (3, "to"),
        (3, "success"),
        (4, "months"),
    ]
    assert refused.value.problems[-1].message == "months is 1e+16; expected a number of at most 1e+15"


def test_required_tables_are_asked_of_records() -> None:
    """A bundle made in Python can't be without roles, skills and requirements either."""
    with pytest.raises(InvalidBundle, match="can't be without skills"):
        Bundle.of_records(HEADER, {"roles": ROLES, "requirements": REQUIREMENTS})


def test_a_bundle_travels_to_another_process() -> None:
    """Pickled and back it says the same, and its repr names no person."""
    bundle = made()
    assert pickle.loads(pickle.dumps(bundle)) == bundle  # noqa: S301 - our own bytes
    assert "Role" not in repr(bundle)
