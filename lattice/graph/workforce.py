"""People and their levels as arrays, for questions about everyone at once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from lattice.domain.column import Row
from lattice.domain.policy import DAYS_A_MONTH, WEEKS_A_MONTH, Policy
from lattice.domain.table import TABLES
from lattice.graph.arrays import Floats, Ints, LevelArray, filled, frozen, offsets

_ROLE: Final = TABLES["people"].position("role")
_SINCE: Final = TABLES["people"].position("in_role_since")
_HOURS: Final = TABLES["people"].position("hours_per_week")
_RETIRES: Final = TABLES["people"].position("retires_on")

NO_TIME: Final = 1e-12
"""Fewer hours a week are none: what they make of a course's hours no float holds."""


@dataclass(frozen=True, slots=True)
class Workforce:
    """Everyone, by number: the role they hold, since when, their time to learn, when they retire.

    ``since`` and ``retires`` are days as ``date.toordinal`` counts them, NaN
    where nothing is on record. ``hours_a_month`` is the time to learn. The
    levels stand in compressed rows: those of person i at
    ``starts[i]:starts[i + 1]`` of ``skill`` and ``level``, by skill.
    """

    role: Ints
    since: Floats
    retires: Floats
    hours_a_month: Floats
    starts: Ints
    skill: Ints
    level: LevelArray

    @classmethod
    def of_rows(
        cls,
        people: Sequence[Row],
        levels: Sequence[Row],
        *,
        roles: Mapping[str, int],
        skills: Mapping[str, int],
        policy: Policy,
    ) -> Workforce:
        """The people and levels of a bundle's rows, blanks filled by the policy."""
        numbers = {row[0]: number for number, row in enumerate(people)}
        weekly = filled((row[_HOURS] for row in people), policy.hours_per_week)
        return cls(
            frozen([roles[str(row[_ROLE])] for row in people], "int32"),
            _days([row[_SINCE] for row in people]),
            _days([row[_RETIRES] for row in people]),
            frozen(np.where(weekly < NO_TIME, 0.0, weekly * WEEKS_A_MONTH), "float64"),
            offsets([numbers[row[0]] for row in levels], len(people)),
            frozen([skills[str(row[1])] for row in levels], "int32"),
            frozen(np.array([row[2] for row in levels], dtype=np.int8), "int8"),
        )

    def __len__(self) -> int:
        """How many people there are."""
        return len(self.role)

    def waiting(self, dwell_months: Floats, as_of: datetime.date) -> Floats:
        """The months that each one still has to stay; 0 where it isn't known since when they are there."""
        served = (as_of.toordinal() - self.since) / DAYS_A_MONTH
        return np.where(np.isnan(served), 0.0, np.maximum(0.0, dwell_months[self.role] - served))

    def months_left(self, as_of: datetime.date) -> Floats:
        """The months until each one retires, negative when the day is past, infinite when none is known."""
        left: Floats = (self.retires - as_of.toordinal()) / DAYS_A_MONTH
        return np.where(np.isnan(left), np.inf, left)

    def levels_of(self, people: npt.NDArray[np.integer], skills: npt.NDArray[np.integer]) -> LevelArray:
        """The levels of some people in some skills, people × skills; 0 where none is on record."""
        columns = np.full(1 + int(max(skills.max(initial=-1), self.skill.max(initial=-1))), -1, dtype=np.int32)
        columns[skills] = np.arange(len(skills), dtype=np.int32)
        counts = self.starts[people + 1] - self.starts[people]
        rows = np.repeat(np.arange(len(people)), counts)
        begins = np.cumsum(counts) - counts
        at = np.arange(len(rows)) - np.repeat(begins - self.starts[people], counts)
        column = columns[self.skill[at]]
        kept = column >= 0
        found = np.zeros((len(people), len(skills)), dtype=np.int8)
        found[rows[kept], column[kept]] = self.level[at[kept]]
        return found


def _days(values: Sequence[object]) -> Floats:
    array: Floats = frozen(
        [value.toordinal() if isinstance(value, datetime.date) else np.nan for value in values], np.float64
    )
    return array
