"""Readiness: how much of what a role asks its candidates have, Σ w·min(x, q)/q ÷ Σ w."""

from __future__ import annotations

import numpy as np

from lattice.graph.arrays import Floats
from lattice.graph.snapshot import Snapshot
from lattice.succession.ready import Numbers


def readiness_for(graph: Snapshot, people: Numbers, role: int) -> Floats:
    """The readiness of some people for one role.

    Summed requirement by requirement, as ``find_gap`` does, so that both give
    the same figure to the last bit.
    """
    asked = graph.requirements
    run = asked.of(role)
    have = graph.workforce.levels_of(people, asked.skill[run].astype(np.int64))
    met, whole = np.zeros(len(people)), 0.0
    weights = zip(asked.level[run].tolist(), asked.importance[run].tolist(), strict=True)
    for column, (level, importance) in enumerate(weights):
        whole += importance
        met += importance * (np.minimum(have[:, column], level) / level if level else 1.0)
    return met / whole if whole else np.ones(len(people))
