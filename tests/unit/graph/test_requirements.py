"""Requirements take their defaults from the policy."""

from __future__ import annotations

import pytest

from lattice.domain.policy import Policy
from lattice.graph.requirements import Requirements
from tests.unit.routes.made import lattice_of


def _asked(policy: Policy | None = None) -> Requirements:
    return lattice_of(
        roles={"a": {}, "b": {}, "c": {}},
        asks={
            "c": {
                "plain": 3,
                "low": 1,
                "nothing": 0,
                "stated": {"level": 3, "entry_level": 0},
                "full": {"level": 4, "entry_level": 4, "importance": 0.25},
                "nice": {"level": 3, "essential": False},
                "strict": {"level": 3, "entry_level": 2, "essential": False},
            },
            "a": {"plain": 5},
        },
        policy=policy,
    ).requirements


def _by_skill(asked: Requirements, column: str) -> dict[str, float]:
    names = sorted(("plain", "low", "nothing", "stated", "full", "nice", "strict"))
    run = asked.of(2)
    values = getattr(asked, column)[run].tolist()
    return dict(zip((names[skill] for skill in asked.skill[run]), values, strict=True))


def test_the_usual_entry_is_a_level_less() -> None:
    """An essential requirement asks one level less on day one, a desirable one nothing, unless it says."""
    assert _by_skill(_asked(), "entry") == {
        "full": 4,
        "low": 0,
        "nice": 0,
        "nothing": 0,
        "plain": 2,
        "stated": 0,
        "strict": 2,
    }


@pytest.mark.parametrize(("slack", "entry"), [(0, 3), (2, 1), (10, 0)])
def test_the_policy_says_how_much_less(slack: int, entry: int) -> None:
    """``entry_slack`` is taken off, never below 0."""
    assert _by_skill(_asked(Policy(entry_slack=slack)), "entry")["plain"] == entry


def test_the_policy_says_what_is_essential() -> None:
    """What doesn't say is as the policy says; what says stays."""
    found = _by_skill(_asked(Policy(essential=False, importance=0.5)), "essential")
    assert set(found.values()) == {False}
    assert _by_skill(_asked(), "essential") == {
        name: name not in {"nice", "strict"} for name in ("full", "low", "nice", "nothing", "plain", "stated", "strict")
    }
    assert _by_skill(_asked(Policy(importance=0.5)), "importance")["plain"] == 0.5
    assert _by_skill(_asked(Policy(importance=0.5)), "importance")["full"] == 0.25


def test_matrices_have_what_roles_ask() -> None:
    """A desirable requirement is practised and isn't asked on day one."""
    asked = _asked()
    assert asked.shape == (3, 7)
    assert asked.levels.sum() == 5 + 3 + 1 + 0 + 3 + 4 + 3 + 3
    assert asked.entries.sum() == 4 + 2 + 0 + 0 + 4
    assert asked.levels[1].any() == asked.entries[1].any() == False  # noqa: E712 - numpy's own flags
    for array in (asked.starts, asked.skill, asked.level, asked.entry, asked.levels, asked.entries, asked.importance):
        assert not array.flags.writeable


def test_runs_by_role() -> None:
    """Each role's requirements stand in its run, none for a role that asks nothing."""
    asked = _asked()
    assert [asked.of(role) for role in range(3)] == [slice(0, 1), slice(1, 1), slice(1, 8)]
