"""Rules between cells: what contradicts itself is found where it stands, once."""

from __future__ import annotations

import pytest

from lattice.domain.column import Row, Value
from lattice.domain.move import LADDER, LATTICE
from lattice.domain.policy import Header, Levels, Policy
from lattice.domain.rules import MOST, UNREAD, find_problems, kind_of_move, nearest_name
from lattice.domain.table import TABLES

HEADER = Header(name="N", levels=Levels(maximum=3))


def row(table: str, *values: Value, **more: Value) -> Row:
    """A row of a table: the first columns, then others by name, the rest blank."""
    names = TABLES[table].names
    cells = dict.fromkeys(names) | dict(zip(names, values, strict=False)) | more
    return tuple(cells.values())


def tables(**more: list[Row]) -> dict[str, list[Row]]:
    """A few roles, skills and people, and what a test adds."""
    return {
        "roles": [row("roles", "a", "A", "f", 1), row("roles", "b", "B", "f", 2), row("roles", "c", "C", "g", 2)],
        "skills": [row("skills", "s", "S"), row("skills", "t", "T")],
        "requirements": [],
        **more,
    }


def found(header: Header = HEADER, unread: tuple[str, ...] = (), **more: list[Row]) -> list[tuple[str, int, str, str]]:
    """The place and find of each problem."""
    problems = find_problems(header, tables(**more), unread=unread)
    return [(problem.file, problem.line, problem.column, problem.found) for problem in problems]


def test_nothing_wrong() -> None:
    """Rows that keep the rules give no problem."""
    assert found(moves=[row("moves", "a", "b")], requirements=[row("requirements", "a", "s", 3)]) == []


def test_duplicates() -> None:
    """A key that stands twice is reported at its second row."""
    assert found(skills=[row("skills", "s", "S"), row("skills", "s", "X")]) == [("skills", 2, "id", "s")]
    twice = [row("requirements", "a", "s", 1), row("requirements", "a", "s", 2)]
    assert found(requirements=twice) == [("requirements", 2, "", "a, s")]


def test_moves_of_two_kinds() -> None:
    """Two roles may have a ladder and a lattice move; a blank kind counts as what it turns out to be."""
    assert found(moves=[row("moves", "a", "b", LADDER), row("moves", "a", "b", LATTICE)]) == []
    assert found(moves=[row("moves", "a", "b", LADDER), row("moves", "a", "b")]) == [("moves", 2, "", "a, b, ladder")]
    assert found(moves=[row("moves", "a", "c"), row("moves", "a", "c", LATTICE)]) == [("moves", 2, "", "a, c, lattice")]


def test_references() -> None:
    """A reference to what isn't there is reported with the table's nearest id."""
    requirements = [row("requirements", "roll", "s", 1), row("requirements", "a", "T", 1)]
    problems = find_problems(HEADER, tables(requirements=requirements, roles=[row("roles", "role", "R", "f", 1)]))
    assert [problem.message for problem in problems] == [
        "'roll' is not in roles; the nearest is 'role'",
        "'a' is not in roles",
        "'T' is not in skills",
    ]


def test_references_to_an_absent_table() -> None:
    """A table that the bundle doesn't bring is one problem for each column that points to it."""
    levels = [row("levels", f"p{number}", "s", 1) for number in range(50)]
    assert found(levels=levels) == [("levels", 1, "person", "p0")]


def test_references_to_a_table_that_was_not_read() -> None:
    """Nothing is said about references to a table whose ids aren't all known."""
    assert found(unread=("people",), levels=[row("levels", "p", "s", 1)]) == []
    assert found(unread=("skills",), requirements=[row("requirements", "a", "x", 1)]) == []


@pytest.mark.parametrize("level", [-1, 4])
def test_the_scale(level: int) -> None:
    """A level outside the scale is reported, in every column of levels."""
    requirements = [row("requirements", "a", "s", level, level), row("requirements", "a", "t", 3, 0)]
    assert [each[:3] for each in found(requirements=requirements)] == [
        ("requirements", 1, "level"),
        ("requirements", 1, "entry_level"),
    ]


def test_a_move_to_itself() -> None:
    """A move must lead to another role."""
    assert found(moves=[row("moves", "a", "a")]) == [("moves", 1, "to", "a")]


def test_idle_teaching() -> None:
    """Teaching must raise: above the level it starts from, or the policy's when that is blank."""
    resources = [row("resources", "x", "X", "course", 1.0)]
    teaches = [row("teaches", "x", "s", 1), row("teaches", "x", "t", 2, 2)]
    assert found(resources=resources, teaches=teaches) == [("teaches", 2, "to_level", "2")]
    strict = Header(name="N", levels=Levels(maximum=3), policy=Policy(from_level=1))
    assert len(found(strict, resources=resources, teaches=teaches)) == 2


def test_cells_that_were_not_read() -> None:
    """Nothing is said about a cell that couldn't be read, whichever rule it falls under."""
    assert found(
        roles=[
            row("roles", "a", "A", UNREAD, UNREAD),
            row("roles", "b", "B", "f", 2),
            row("roles", UNREAD, "B", "f", 2),
        ],
        skills=[row("skills", "s", "S"), row("skills", UNREAD, "S"), row("skills", UNREAD, "S")],
        requirements=[row("requirements", UNREAD, "s", UNREAD), row("requirements", UNREAD, "s", 1)],
        moves=[row("moves", UNREAD, UNREAD), row("moves", "a", "b"), row("moves", "a", "b", LADDER)],
        resources=[row("resources", "x", "X", "course", 1.0)],
        teaches=[row("teaches", "x", "s", 1, UNREAD), row("teaches", "x", "s", UNREAD, 2)],
    ) == [("teaches", 2, "", "x, s")]


def test_the_list_of_one_rule_ends() -> None:
    """Beyond so many problems of one rule and column, the rest is counted."""
    levels = [row("levels", f"p{number}", "s", 9) for number in range(MOST + 5)]
    problems = find_problems(HEADER, tables(levels=levels, people=[row("people", "x", "a")]))
    assert len(problems) == 2 * (MOST + 1)
    assert sum(problem.message.startswith("5 more rows") for problem in problems) == 2


@pytest.mark.parametrize(
    ("text", "near"), [("writng", "writing"), ("Writing", "writing"), ("zzz", ""), ("", ""), ("skil", "skill")]
)
def test_nearest_name(text: str, near: str) -> None:
    """The nearest name is one that a slip could have made, or none."""
    assert nearest_name(text, ["skill", "writing"]) == near


def test_kind_of_move() -> None:
    """Ladder is the same family and a higher grade; everything else is lattice."""
    low, high, other = (row("roles", *cells) for cells in (("a", "A", "f", 1), ("b", "B", "f", 2), ("c", "C", "g", 3)))
    assert kind_of_move(None, low, high) == LADDER
    assert kind_of_move(None, high, low) == kind_of_move(None, low, other) == kind_of_move(None, low, low) == LATTICE
    assert kind_of_move(None, None, high) == LATTICE
    assert kind_of_move(LADDER, high, low) == LADDER
