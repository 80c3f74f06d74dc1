"""Questions: what is asked of a case."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

AS_OF: Final = datetime.date(2026, 11, 22)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A person's way to a target role, by weights and within constraints.

    ``weights`` maps months, cost, hours, risk and moves to numbers, those left
    out to 0. An empty constraint, or None, sets no limit; how each is read
    stands in ``tests/oracle/brute.py``.
    """

    person: str
    target: str
    weights: Mapping[str, float] = field(default_factory=lambda: {"months": 1.0})
    max_moves: int = 4
    k: int = 3
    as_of: datetime.date = AS_OF
    deadline: float | None = None
    budget: float | None = None
    hours_per_week: float | None = None
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    no_pay_cut: bool = False
    resource_type: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
