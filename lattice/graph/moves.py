"""Moves as arrays, by the role that they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lattice.domain.column import Row
from lattice.domain.move import LADDER
from lattice.domain.policy import Policy
from lattice.domain.rules import kind_of_move
from lattice.graph.arrays import Flags, Floats, Ints, filled, frozen, offsets


@dataclass(frozen=True, slots=True)
class Moves:
    """Every move, in compressed rows: those that leave role i stand at ``starts[i]:starts[i + 1]``.

    ``source`` and ``target`` are role numbers, ``ladder`` the kind, ``months``
    the transition, ``success`` a probability in (0, 1]. Sorted by source,
    target and kind (ladder first).
    """

    starts: Ints
    source: Ints
    target: Ints
    ladder: Flags
    months: Floats
    success: Floats

    @classmethod
    def of_rows(cls, rows: Sequence[Row], roles: Mapping[str, int], role_rows: Sequence[Row], policy: Policy) -> Moves:
        """The moves of a bundle's rows, blanks filled by the policy."""
        found = []
        for row in rows:
            source, target = roles[str(row[0])], roles[str(row[1])]
            kind = kind_of_move(row[2], role_rows[source], role_rows[target])
            found.append((source, target, kind, row[3], row[4]))
        found.sort(key=lambda move: move[:3])
        return cls(
            offsets([move[0] for move in found], len(role_rows)),
            frozen([move[0] for move in found], "int32"),
            frozen([move[1] for move in found], "int32"),
            frozen([move[2] == LADDER for move in found], "bool"),
            filled((move[3] for move in found), policy.months),
            filled((move[4] for move in found), policy.success),
        )
