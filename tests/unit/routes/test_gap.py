"""The gap between a person and a role, and readiness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lattice
from lattice.domain.policy import Policy
from lattice.routes.result import GapLine, GapResult
from tests.unit.routes.made import Cells, lattice_of


def _gap(asks: dict[str, int | Cells], has: dict[str, int], **options: Policy) -> GapResult:
    graph = lattice_of(roles={"a": {}, "b": {}}, asks={"b": asks}, has=has, **options)  # type: ignore[arg-type]
    return lattice.find_gap(graph, "p", role="b")


def test_a_role_that_asks_nothing() -> None:
    """Everybody is ready and qualified."""
    gap = _gap({}, {"s": 1})
    assert (gap.readiness, gap.qualified, gap.entry, gap.settle) == (1.0, True, (), ())


def test_a_requirement_of_level_0() -> None:
    """It is met by everybody, in full."""
    gap = _gap({"s": 0, "t": 2}, {})
    assert gap.readiness == 0.5
    assert [line.skill for line in gap.settle] == ["t"]


def test_readiness_by_importance() -> None:
    """Σ w·min(x, q)/q ÷ Σ w; what is above the level counts no more than the level."""
    gap = _gap({"s": {"level": 4, "importance": 0.5}, "t": {"level": 2, "importance": 0.25}, "u": 5}, {"s": 3, "t": 5})
    assert gap.readiness == pytest.approx((0.5 * 3 / 4 + 0.25 + 0) / 1.75)


def test_entry_and_settle() -> None:
    """Entry has essential skills below the entry level; settle all below the level, the important first, then by id."""
    gap = _gap(
        {
            "b-usual": 3,
            "a-usual": 3,
            "met": {"level": 4, "entry_level": 2},
            "nice": {"level": 2, "essential": False, "importance": 0.9},
            "strict": {"level": 2, "entry_level": 2, "importance": 0.1},
        },
        {"met": 2, "strict": 1, "a-usual": 2},
    )
    assert not gap.qualified
    assert gap.entry == (
        GapLine(skill="b-usual", have=0, need=2, essential=True, importance=1.0),
        GapLine(skill="strict", have=1, need=2, essential=True, importance=0.1),
    )
    assert [(line.skill, line.have, line.need) for line in gap.settle] == [
        ("a-usual", 2, 3),
        ("b-usual", 0, 3),
        ("met", 2, 4),
        ("nice", 0, 2),
        ("strict", 1, 2),
    ]


def test_a_desirable_entry_level_keeps_nobody_out() -> None:
    """Only essential requirements decide about day one."""
    gap = _gap({"s": {"level": 3, "entry_level": 3, "essential": False}}, {})
    assert gap.qualified
    assert gap.readiness == 0.0


def test_names_and_the_role_of_today() -> None:
    """Person and role are named by id or title; one's own role has a gap too."""
    graph = lattice_of(roles={"a": {"title": "Clerk"}}, asks={"a": {"s": 2}})
    gap = lattice.find_gap(graph, "pat", role="clerk")
    assert (gap.person, gap.role, gap.readiness) == ("p", "a", 0.0)
    with pytest.raises(lattice.UnknownName):
        lattice.find_gap(graph, "p", role="")
    with pytest.raises(lattice.UnknownName):
        lattice.find_gap(graph, "nobody", role="a")


LEVELS = st.dictionaries(st.sampled_from("stuv"), st.integers(0, 5))


@given(LEVELS, LEVELS, st.integers(0, 3))
def test_readiness_is_a_share(asks: dict[str, int], has: dict[str, int], slack: int) -> None:
    """Between 0 and 1, 1 exactly when nothing is missing; whoever lacks nothing to settle is qualified."""
    gap = _gap(dict(asks), has, policy=Policy(entry_slack=slack))
    assert 0 <= gap.readiness <= 1
    assert (gap.readiness == 1) == (not gap.settle)
    assert gap.qualified == (not gap.entry) == all(has.get(skill, 0) >= level - slack for skill, level in asks.items())
    assert {line.skill for line in gap.entry} <= {line.skill for line in gap.settle}
    assert GapResult.model_validate_json(gap.model_dump_json()) == gap
