"""Levels as bits say what levels say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lattice.graph.thermometer import Thermometer, bits
from tests.unit.routes.made import lattice_of

SKILLS = 6
SCALES = st.integers(1, 10)


@st.composite
def records(draw: st.DrawFn, *, number: int) -> tuple[Thermometer, list[dict[int, int]]]:
    """A scale and some people's levels on it, by skill."""
    code = Thermometer(draw(SCALES))
    levels = st.dictionaries(st.integers(0, SKILLS - 1), st.integers(0, code.maximum))
    return code, [draw(levels) for _ in range(number)]


@given(records(number=1))
def test_levels_round_trip(asked: tuple[Thermometer, list[dict[int, int]]]) -> None:
    """Every level can be read back, and only skills above 0 have bits."""
    code, (levels,) = asked
    written = code.levels(levels.items())
    assert {skill: code.level(written, skill) for skill in levels} == levels
    assert code.skills(written) == sorted(skill for skill, level in levels.items() if level)
    assert code.level(written, SKILLS) == 0


@given(records(number=2))
def test_the_higher_level_is_an_or(asked: tuple[Thermometer, list[dict[int, int]]]) -> None:
    """``a | b`` has the higher of two levels, ``a & b`` the lower, skill by skill."""
    code, (one, other) = asked
    left, right = code.levels(one.items()), code.levels(other.items())
    for skill in range(SKILLS):
        have, get = one.get(skill, 0), other.get(skill, 0)
        assert code.level(left | right, skill) == max(have, get)
        assert code.level(left & right, skill) == min(have, get)


@given(records(number=2))
def test_what_is_lacking_is_one_bit_a_step(asked: tuple[Thermometer, list[dict[int, int]]]) -> None:
    """``b & ~a`` has as many bits as levels are lacking, and none when nothing is."""
    code, (one, other) = asked
    lacking = code.levels(other.items()) & ~code.levels(one.items())
    steps = sum(max(0, level - one.get(skill, 0)) for skill, level in other.items())
    assert lacking.bit_count() == steps
    assert (lacking == 0) == all(one.get(skill, 0) >= level for skill, level in other.items())


@given(st.integers(0, 2**70))
def test_bits_make_up_their_number(number: int) -> None:
    """The bits come lowest first and add up to the number."""
    found = list(bits(number))
    assert found == sorted(set(found))
    assert sum(1 << bit for bit in found) == number


def test_codes_of_roles_and_resources() -> None:
    """Entry, practice, needs and gives stand as the tables say."""
    graph = lattice_of(
        roles={"a": {}, "b": {}},
        asks={"b": {"s": 3, "t": {"level": 2, "essential": False}, "u": {"level": 4, "entry_level": 0}}},
        resources={"c": {"teaches": "s:1-4 t:0-1", "needs": "u:2"}},
    )
    codes, skills = graph.codes, graph.skills
    code = codes.thermometer

    def written(**levels: int) -> int:
        return code.levels((skills[skill], level) for skill, level in levels.items())

    assert codes.entry == (0, written(s=2))
    assert codes.practice == (0, written(s=3, t=2, u=4))
    assert codes.needs == (written(s=1, u=2),)
    assert codes.gives == (written(s=4, t=1) & ~written(s=1),)
    assert [code.level(codes.gives[0] | codes.needs[0], skills[skill]) for skill in "stu"] == [4, 1, 2]


def test_a_prerequisite_above_what_is_taught_leaves_nothing_to_give() -> None:
    """Who has the level that a resource asks for gains nothing below it."""
    graph = lattice_of(roles={"a": {}}, resources={"c": {"teaches": "s:0-2", "needs": "s:2"}})
    assert graph.codes.gives == (0,)
