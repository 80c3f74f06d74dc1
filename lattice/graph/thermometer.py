"""Levels as bits, so that learning and comparing a whole person is one operation on whole numbers.

Level l of a skill is written as l ones, like a thermometer: skill s owns the
bits ``s·maximum … (s + 1)·maximum − 1``, and having level l sets the lowest l
of them. Then the higher of two levels of every skill at once is ``a | b``, and
what ``b`` has that ``a`` lacks is ``b & ~a``, one bit a **step** (a skill
raised by one level).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lattice.graph.requirements import Requirements
from lattice.graph.resources import LearningResource


@dataclass(frozen=True, slots=True)
class Thermometer:
    """The code of levels for a scale that goes up to ``maximum``."""

    maximum: int

    def levels(self, pairs: Iterable[tuple[int, int]]) -> int:
        """The code of some skills at some levels, each pair (skill, level)."""
        code = 0
        for skill, level in pairs:
            code |= ((1 << level) - 1) << (skill * self.maximum)
        return code

    def level(self, code: int, skill: int) -> int:
        """The level of one skill in a code."""
        return (code >> (skill * self.maximum) & ((1 << self.maximum) - 1)).bit_length()

    def skills(self, code: int) -> list[int]:
        """The skills that have any bit in a code, in order."""
        return sorted({bit // self.maximum for bit in bits(code)})


def bits(code: int) -> Iterator[int]:
    """The numbers of the bits that are set, lowest first."""
    while code:
        low = code & -code
        yield low.bit_length() - 1
        code ^= low


@dataclass(frozen=True, slots=True)
class Codes:
    """A lattice's requirements and resources in thermometer code, by number.

    ``entry[r]`` is what day one in role r needs, ``practice[r]`` what someone
    settled in it has. ``needs[c]`` is what resource c asks before it can be
    started; ``gives[c]`` the steps that it adds to what it asks.
    """

    thermometer: Thermometer
    entry: tuple[int, ...]
    practice: tuple[int, ...]
    gives: tuple[int, ...]
    needs: tuple[int, ...]

    @classmethod
    def of(cls, requirements: Requirements, resources: Iterable[LearningResource], maximum: int) -> Codes:
        """The codes of what roles require and resources teach."""
        code = Thermometer(maximum)
        roles = requirements.shape[0]
        starts = requirements.starts.tolist()
        skill = requirements.skill.tolist()
        level = requirements.level.tolist()
        entry = [
            asked if essential else 0
            for asked, essential in zip(requirements.entry.tolist(), requirements.essential.tolist(), strict=True)
        ]
        runs = [slice(starts[role], starts[role + 1]) for role in range(roles)]
        known = tuple(resources)
        needs = tuple(code.levels(resource.needs) for resource in known)
        reached = (code.levels((skill, top) for skill, _, top in resource.teaches) for resource in known)
        return cls(
            code,
            tuple(code.levels(zip(skill[run], entry[run], strict=True)) for run in runs),
            tuple(code.levels(zip(skill[run], level[run], strict=True)) for run in runs),
            tuple(to & ~asked for to, asked in zip(reached, needs, strict=True)),
            needs,
        )
