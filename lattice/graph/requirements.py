"""What roles require, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lattice.domain.column import Row
from lattice.domain.policy import Policy
from lattice.graph.arrays import Flags, Floats, Ints, LevelArray, filled, frozen, offsets


@dataclass(frozen=True)
class Requirements:
    """Every requirement, in compressed rows: those of role i stand at ``starts[i]:starts[i + 1]``.

    ``skill`` is a skill's number, ``level`` what someone settled has,
    ``entry`` what day one needs, ``importance`` in (0, 1].
    """

    starts: Ints
    role: Ints
    skill: Ints
    level: LevelArray
    entry: LevelArray
    importance: Floats
    essential: Flags
    shape: tuple[int, int]

    @classmethod
    def of_rows(
        cls, rows: Sequence[Row], roles: Mapping[str, int], skills: Mapping[str, int], policy: Policy
    ) -> Requirements:
        """The requirements of a bundle's rows, blanks filled by the policy."""
        role = [roles[str(row[0])] for row in rows]
        level = np.array([row[2] for row in rows], dtype=np.int8)
        essential = np.array([policy.essential if row[5] is None else row[5] for row in rows], dtype=bool)
        usual = np.where(essential, np.maximum(level - policy.entry_slack, 0), 0)
        stated = np.array([-1 if row[3] is None else row[3] for row in rows], dtype=np.int8)
        return cls(
            offsets(role, len(roles)),
            frozen(role, "int32"),
            frozen([skills[str(row[1])] for row in rows], "int32"),
            frozen(level, "int8"),
            frozen(np.where(stated >= 0, stated, usual), "int8"),
            filled((row[4] for row in rows), policy.importance),
            frozen(essential, "bool"),
            (len(roles), len(skills)),
        )

    @cached_property
    def levels(self) -> LevelArray:
        """The level of someone settled, roles × skills; 0 where nothing is required."""
        matrix = np.zeros(self.shape, dtype=np.int8)
        matrix[self.role, self.skill] = self.level
        matrix.setflags(write=False)
        return matrix

    @cached_property
    def entries(self) -> LevelArray:
        """The level that day one needs, roles × skills; 0 where nothing essential is required."""
        matrix = np.zeros(self.shape, dtype=np.int8)
        matrix[self.role, self.skill] = np.where(self.essential, self.entry, 0)
        matrix.setflags(write=False)
        return matrix

    def of(self, role: int) -> slice:
        """Where a role's requirements stand."""
        return slice(int(self.starts[role]), int(self.starts[role + 1]))
