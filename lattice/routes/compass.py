"""What is known about the way to a target before any path is walked: bounds by role and moves left."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from lattice.graph.arrays import Floats, LevelArray
from lattice.routes.question import Question


@dataclass(frozen=True, slots=True, eq=False)
class Compass:
    """Bounds on what is left from each role to the target, by the number of moves left.

    ``score`` counts waiting and moves by the question's weights, ``idle``
    the same without the waiting, ``months`` waiting and moves in months,
    ``risk`` −ln of the success; each a list by moves left of lists by role,
    infinite where the target is out of reach. ``practised`` is the highest
    level that roles on the way can still teach of each skill in ``skills``.
    Bellman–Ford, one round a move: O(max_moves · moves).
    """

    question: Question
    target: int
    score: list[list[float]]
    idle: list[list[float]]
    months: list[list[float]]
    risk: list[list[float]]
    skills: list[int]
    practised: list[LevelArray]
    _codes: dict[tuple[int, int], int] = field(default_factory=dict)

    @classmethod
    def toward(cls, question: Question, target: int) -> Compass:
        """The bounds for one target."""
        table, rounds = question.snapshot.moves, question.constraints.max_moves
        kept = np.flatnonzero(question.allowed & (table.source != target))
        source, end = table.source[kept], table.target[kept]
        months, risk = table.months[kept], -np.log(table.success[kept])
        waiting = np.array(question.waiting)
        weights = question.weights
        idle = weights.months * months + weights.risk * risk + weights.moves
        lengths = (idle + weights.months * waiting[source], idle, months + waiting[source], risk)
        found = [_backward(target, rounds, len(waiting), source, end, length) for length in lengths]
        asked = question.codes.thermometer.skills(question.codes.entry[target] & ~question.levels)
        practised = _practised(question, target, asked, source, end, found[0])
        return cls(question, target, *(table.tolist() for table in found), asked, practised)

    def practice(self, role: int, left: int) -> int:
        """What roles between this one and the target may teach on the way, in thermometer code."""
        if (role, left) not in self._codes:
            levels = self.practised[left][role].tolist()
            code = self.question.codes.thermometer.levels(zip(self.skills, levels, strict=True))
            self._codes[role, left] = code
        return self._codes[role, left]


def _backward(
    target: int, rounds: int, roles: int, source: np.ndarray, end: np.ndarray, lengths: Floats
) -> Floats:
    least = np.full((rounds + 1, roles), np.inf)
    least[:, target] = 0.0
    for left in range(1, rounds + 1):
        np.minimum.at(least[left], source, lengths + least[left - 1][end])
    return least


def _practised(
    question: Question, target: int, skills: list[int], source: np.ndarray, end: np.ndarray, reach: Floats
) -> list[LevelArray]:
    levels = question.snapshot.requirements.levels[:, skills]
    rounds = [np.zeros_like(levels), np.zeros_like(levels)]
    for left in range(2, len(reach)):
        on = np.flatnonzero((end != target) & np.isfinite(reach[left - 1][end]))
        through = np.maximum(levels[end[on]], rounds[left - 1][end[on]])
        best = rounds[left - 1].copy()
        np.maximum.at(best, source[on], through)
        rounds.append(best)
    return rounds
