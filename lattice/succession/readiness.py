"""Readiness of many: how much of what roles ask people have, Σ w·min(x, q)/q ÷ Σ w."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from lattice.graph.arrays import Floats
from lattice.graph.names import find_role
from lattice.graph.snapshot import Snapshot
from lattice.succession.ready import Numbers

if TYPE_CHECKING:
    from scipy.sparse import csr_array

PEOPLE_AT_ONCE: Final = 8192


@dataclass(frozen=True, slots=True, eq=False)
class ReadinessChunk:
    """The readiness of some people for roles: ``shares[i, j]`` is that of ``people[i]`` for ``roles[j]``, by id."""

    people: tuple[str, ...]
    roles: tuple[str, ...]
    shares: csr_array


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


def readiness_of_everyone(
    graph: Snapshot, *, roles: Sequence[str] | None = None, people_at_once: int = PEOPLE_AT_ONCE
) -> Iterator[ReadinessChunk]:
    """Find how ready everyone is for some roles, or for all, a chunk of people at a time.

    With a column for each skill and level reached, min(x, q)/q is a sum over
    the levels up to q that a person has, so the whole is one sparse matrix
    product. Equal to ``find_gap``'s figures but for the rounding of sums, 1e-15
    or so. Time linear in the products that aren't 0; memory that of a chunk.
    Roles are named by id, title or alias.

    >>> import lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> chunk = next(lattice.readiness_of_everyone(graph, roles=["Lead data engineer", "Data analyst"]))
    >>> chunk.shares.shape == (len(graph.people), 2)
    True
    """
    ids = graph.role_ids if roles is None else tuple(find_role(graph, role) for role in roles)
    asked = _asked(graph, np.array([graph.roles[name] for name in ids], dtype=np.int64))
    names = tuple(graph.people)
    for first in range(0, len(names), people_at_once):
        last = min(first + people_at_once, len(names))
        yield ReadinessChunk(names[first:last], ids, _reached(graph, first, last) @ asked)


def _asked(graph: Snapshot, roles: Numbers) -> csr_array:
    """What a step reached adds to the readiness for each role; a last row has what everyone has."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - 0.3 s that no other question needs to pay

    top, asked = graph.header.levels.maximum, graph.requirements
    rows, columns, shares = [], [], []
    everyone = len(graph.skill_ids) * top
    for column, role in enumerate(roles.tolist()):
        run = asked.of(role)
        level, weight = asked.level[run].astype(np.int64), asked.importance[run]
        whole = weight.sum()
        steps = np.arange(level.sum()) - np.repeat(np.cumsum(level) - level, level)
        rows.append(np.repeat(asked.skill[run].astype(np.int64) * top, level) + steps)
        shares.append(np.repeat(weight / np.maximum(level, 1), level) / (whole or 1.0))
        met = weight[level == 0].sum() / whole if whole else 1.0
        rows.append(np.array([everyone]))
        shares.append(np.array([met]))
        columns.append(np.full(len(steps) + 1, column))
    if not columns:
        return csr_array((everyone + 1, 0))
    matrix: csr_array = csr_array(
        (np.concatenate(shares), (np.concatenate(rows), np.concatenate(columns))), shape=(everyone + 1, len(roles))
    )
    matrix.eliminate_zeros()
    return matrix


def _reached(graph: Snapshot, first: int, last: int) -> csr_array:
    """Which steps people have reached, a column each, and a last column that everyone has."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - as above

    top, workforce = graph.header.levels.maximum, graph.workforce
    begin, end = int(workforce.starts[first]), int(workforce.starts[last])
    level = workforce.level[begin:end].astype(np.int64)
    steps = np.arange(level.sum()) - np.repeat(np.cumsum(level) - level, level)
    inner = np.repeat(workforce.skill[begin:end].astype(np.int64) * top, level) + steps
    ends = np.concatenate(([0], np.cumsum(level)))[workforce.starts[first + 1 : last + 1] - begin]
    columns = np.insert(inner, ends, len(graph.skill_ids) * top)
    starts = np.concatenate(([0], ends + np.arange(1, last - first + 1)))
    return csr_array((np.ones(len(columns)), columns, starts), shape=(last - first, len(graph.skill_ids) * top + 1))
