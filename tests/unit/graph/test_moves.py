"""Moves as arrays stand by the role that they leave."""

from __future__ import annotations

from lattice.domain.policy import Policy
from tests.unit.routes.made import lattice_of


def test_two_kinds_between_the_same_roles() -> None:
    """Both moves are there, the ladder first, each with its own figures."""
    graph = lattice_of(
        roles={"a": {}, "b": {"grade": 2}},
        moves={"a>b": {"kind": "lattice", "months": 1.0, "success": 0.5}},
    )
    rows = [*graph.bundle.rows("moves"), ("a", "b", None, 3.0, 0.9, None)]
    both = type(graph)(type(graph.bundle).assemble(graph.header, {**graph.bundle.tables, "moves": rows}))
    moves = both.moves
    assert moves.ladder.tolist() == [True, False]
    assert moves.months.tolist() == [3.0, 1.0]
    assert moves.success.tolist() == [0.9, 0.5]
    assert moves.starts.tolist() == [0, 2, 2]


def test_kinds_that_are_left_out() -> None:
    """Within a family and up is a ladder, everything else a lattice."""
    graph = lattice_of(
        roles={"a": {}, "b": {"grade": 2}, "c": {"grade": 3, "family": "g"}},
        moves=("a>b", "b>a", "a>c", "b>c"),
    )
    found = list(
        zip(graph.moves.source.tolist(), graph.moves.target.tolist(), graph.moves.ladder.tolist(), strict=True)
    )
    assert found == [(0, 1, True), (0, 2, False), (1, 0, False), (1, 2, False)]


def test_runs_by_role_whatever_the_order_of_rows() -> None:
    """Each role's moves stand in its run; one that nothing leaves has an empty run."""
    graph = lattice_of(roles={"a": {}, "b": {}, "c": {}, "d": {}}, moves=("d>a", "a>d", "a>b", "d>c"))
    moves = graph.moves
    assert moves.starts.tolist() == [0, 2, 2, 2, 4]
    assert moves.target.tolist() == [1, 3, 0, 2]


def test_blanks_take_the_policy() -> None:
    """Months and success left out are the policy's; without one they are 0 and 1."""
    plain = lattice_of(roles={"a": {}, "b": {}}, moves=("a>b",)).moves
    assert (plain.months.tolist(), plain.success.tolist()) == ([0.0], [1.0])
    stated = lattice_of(roles={"a": {}, "b": {}}, moves=("a>b",), policy=Policy(months=2.5, success=0.25)).moves
    assert (stated.months.tolist(), stated.success.tolist()) == ([2.5], [0.25])


def test_no_moves_at_all() -> None:
    """A lattice without moves has an empty run for every role."""
    moves = lattice_of(roles={"a": {}, "b": {}}).moves
    assert moves.starts.tolist() == [0, 0, 0]
    assert len(moves.source) == 0
    assert not any(
        array.flags.writeable for array in (moves.starts, moves.source, moves.ladder, moves.months, moves.success)
    )
