"""What is known about the way to a target before any path is walked: bounds by role and moves left."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from lattice.graph.arrays import Floats, Ints, LevelArray
from lattice.routes.question import Question


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
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
        moves, rounds = question.snapshot.moves, question.constraints.max_moves
        kept = np.flatnonzero(question.allowed & (moves.source != target))
        ways = _Ways(target, rounds, moves.source[kept], moves.target[kept])
        months, risk = moves.months[kept], -np.log(moves.success[kept])
        waiting = np.array(question.waiting)
        weights = question.weights
        idle = weights.months * months + weights.risk * risk + weights.moves
        served = waiting[ways.source]
        reached = ways.least(idle, len(waiting))
        skills = question.codes.thermometer.skills(question.codes.entry[target] & ~question.levels)
        settled = question.snapshot.requirements.levels[:, skills]
        return cls(
            question=question,
            target=target,
            score=ways.least(idle + weights.months * served, len(waiting)).tolist(),
            idle=reached.tolist(),
            months=ways.least(months + served, len(waiting)).tolist(),
            risk=ways.least(risk, len(waiting)).tolist(),
            skills=skills,
            practised=ways.practised(settled, reached),
        )

    def practice(self, role: int, left: int) -> int:
        """What roles between this one and the target may teach on the way, in thermometer code."""
        if (role, left) not in self._codes:
            levels = self.practised[left][role].tolist()
            code = self.question.codes.thermometer.levels(zip(self.skills, levels, strict=True))
            self._codes[role, left] = code
        return self._codes[role, left]


@dataclass(frozen=True, slots=True, eq=False)
class _Ways:
    """The moves that may be made, as arrays, and the target that they may lead to."""

    target: int
    rounds: int
    source: Ints
    end: Ints

    def least(self, lengths: Floats, roles: int) -> Floats:
        """The least sum of lengths from each role to the target, by moves left."""
        least = np.full((self.rounds + 1, roles), np.inf)
        least[:, self.target] = 0.0
        for left in range(1, self.rounds + 1):
            np.minimum.at(least[left], self.source, lengths + least[left - 1][self.end])
        return least

    def practised(self, settled: LevelArray, reached: Floats) -> list[LevelArray]:
        """The highest level of some skills among roles strictly on the way, by moves left."""
        rounds = [np.zeros_like(settled), np.zeros_like(settled)]
        for left in range(2, self.rounds + 1):
            on_the_way = (self.end != self.target) & np.isfinite(reached[left - 1][self.end])
            source, end = self.source[on_the_way], self.end[on_the_way]
            best = rounds[left - 1].copy()
            np.maximum.at(best, source, np.maximum(settled[end], rounds[left - 1][end]))
            rounds.append(best)
        return rounds
