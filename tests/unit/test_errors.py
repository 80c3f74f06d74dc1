"""Errors are one tree, and each says what, where and what next."""

from __future__ import annotations

import pickle
import re

import pytest

from lattice import errors
from lattice.errors import AmbiguousName, InvalidBundle, LatticeError, NameProblem, Problem, UnknownName

CLASSES = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, LatticeError)]
PLACE = Problem("moves.csv", 3, "to", "x", "the id of one of the roles", "'x' is not in roles")


def test_the_tree_is_the_one_that_is_drawn() -> None:
    """The docstring draws every error under its parent, and no other."""
    drawn: dict[str, str] = {}
    parents: list[str] = []
    for line in str(errors.__doc__).splitlines():
        found = re.search(r"\b[A-Z]\w+", line)
        if found is None or found.group() not in vars(errors):
            continue
        depth = (found.start() - 4) // 4
        parents = [*parents[:depth], found.group()]
        drawn[found.group()] = parents[depth - 1] if depth else "Exception"
    assert drawn == {one.__name__: one.__bases__[0].__name__ for one in CLASSES}


@pytest.mark.parametrize("error", CLASSES)
def test_every_error_is_a_lattice_error(error: type[LatticeError]) -> None:
    """Whoever catches the root catches all, and each is described."""
    assert issubclass(error, LatticeError)
    assert error.__doc__
    assert error.__doc__.splitlines()[0].endswith(".")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (PLACE, "moves.csv:3 [to]: 'x' is not in roles"),
        (Problem("moves.csv", 3, "", "", "", "odd"), "moves.csv:3: odd"),
        (Problem("lattice.toml", 0, "name", "", "", "missing"), "lattice.toml [name]: missing"),
        (Problem("roles.csv", 0, "", "", "", "missing"), "roles.csv: missing"),
    ],
)
def test_a_problem_says_where(problem: Problem, text: str) -> None:
    """File, line and column, as far as they are known."""
    assert str(problem) == text


def test_an_invalid_bundle_carries_every_problem() -> None:
    """The message counts them and has the first."""
    one = InvalidBundle([PLACE], source="demo")
    assert str(one) == "demo has 1 problem; the first: moves.csv:3 [to]: 'x' is not in roles"
    assert one.problems == (PLACE,)
    assert str(InvalidBundle([PLACE, PLACE])).startswith("the bundle has 2 problems; the first: ")
    assert str(InvalidBundle([])) == "the bundle has 0 problems"


@pytest.mark.parametrize("error", [UnknownName, AmbiguousName])
def test_a_name_problem_carries_its_candidates(error: type[NameProblem]) -> None:
    """What was asked for, of which kind, and the nearest ids."""
    caught = error("no role is called 'x'", kind="role", text="x", candidates=["a", "b"])
    assert (caught.kind, caught.text, caught.candidates) == ("role", "x", ("a", "b"))
    assert str(caught) == "no role is called 'x'"


def test_plain_errors_go_to_another_process() -> None:
    """An error with nothing but a message survives pickling, as executors do it."""
    for error in CLASSES:
        if error.__init__ is LatticeError.__init__:
            again = pickle.loads(pickle.dumps(error("why")))  # noqa: S301 - our own
            assert (type(again), str(again)) == (error, "why")


def test_problems_are_values() -> None:
    """Equal when they say the same, and unchangeable."""
    assert Problem("moves.csv", 3, "to", "x", "the id of one of the roles", "'x' is not in roles") == PLACE
    with pytest.raises(AttributeError):
        PLACE.line = 4  # type: ignore[misc]  # that it can't is what is tried
