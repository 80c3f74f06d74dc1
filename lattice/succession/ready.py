"""Months to ready: how soon a person could enter a role, for many people and roles at once.

``max(waiting, least hours that close the entry gap ÷ hours a month)``: the
months of the cheapest-in-time single stage. People of equal gaps are found
with array operations, and each gap is solved once.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from lattice.graph.arrays import Flags, Floats, LevelArray
from lattice.graph.snapshot import Snapshot
from lattice.graph.thermometer import bits
from lattice.progress import SILENT, Progress
from lattice.routes.clock import Clock
from lattice.routes.plan import TOLERANCE, Path
from lattice.routes.planning import best_plan
from lattice.routes.question import Constraints, Question, usable_resources
from lattice.routes.weights import Weights
from lattice.succession.learning import NEVER, Catalogue, Gap
from lattice.succession.workers import Workers, solve_here

Numbers = npt.NDArray[np.int64]
"""Numbers of people or roles."""


@dataclass(frozen=True)
class Readying:
    """How soon people could enter roles, as of a day.

    Work that has to be done by the person goes through ``workers``; without
    them it is done here. ``progress`` is told how far it is.
    """

    graph: Snapshot
    as_of: datetime.date
    workers: Workers | None = None
    progress: Progress = SILENT

    @cached_property
    def waiting(self) -> Floats:
        """The months that each person still has to serve in their role, by number."""
        return self.graph.workforce.waiting(self.graph.dwell_months, self.as_of)

    @cached_property
    def months_left(self) -> Floats:
        """The months until each person retires; infinite when no day is known."""
        return self.graph.workforce.months_left(self.as_of)

    @cached_property
    def departed(self) -> Flags:
        """Whose day to retire lies before the as-of date."""
        gone: Flags = self.months_left < 0
        return gone

    @cached_property
    def with_time(self) -> Catalogue:
        """What someone with hours to learn can take."""
        return self._catalogue(1.0)

    @cached_property
    def without_time(self) -> Catalogue:
        """What someone without hours can take: nothing that takes any."""
        return self._catalogue(0.0)

    def _catalogue(self, hours: float) -> Catalogue:
        codes = self.graph.codes
        numbers = usable_resources(self.graph, Constraints(), self.as_of, hours)
        return Catalogue(numbers, [one.hours for one in self.graph.resources], codes.gives, codes.needs)

    def months(self, people: Numbers, roles: Numbers, *, within: float = NEVER) -> Floats:
        """The months until ``people[i]`` could enter ``roles[i]``; infinite when nothing teaches what is missing.

        Above ``within`` a figure may be infinite instead of exact: nobody
        wants to know, and it needn't be found out. O(pairs) array operations,
        and a search for each gap that is new.
        """
        hours = self.hours(people, roles, within=within)
        speed = self.graph.workforce.hours_a_month[people]
        learning = np.divide(hours, speed, out=np.where(hours > 0, NEVER, 0.0), where=(speed > 0) & (hours < NEVER))
        return np.maximum(self.waiting[people], learning)

    def hours(self, people: Numbers, roles: Numbers, *, within: float = NEVER) -> Floats:
        """The least hours that close the gap of ``people[i]`` for ``roles[i]``; infinite when nothing does."""
        found = np.zeros(len(people))
        hopeless = ~in_time(self.waiting[people], within)
        found[hopeless] = NEVER
        order = np.flatnonzero(~hopeless)
        order = order[np.argsort(roles[order], kind="stable")]
        sorted_roles = roles[order]
        edges = np.flatnonzero(np.diff(sorted_roles)) + 1
        asked: dict[tuple[bool, Gap], int] = {}
        role_of: list[int] = []
        runs: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]] = []
        by_role = np.split(order, edges) if len(order) else []
        self.progress.begin("gathering gaps", total=len(by_role))
        for run in by_role:
            role = int(roles[run[0]])
            at, keys = self._keys(people[run], role)
            numbers = []
            for key in keys:
                number = asked.setdefault(key, len(asked))
                if number == len(role_of):
                    role_of.append(role)
                numbers.append(number)
            runs.append((run[at >= 0], np.array(numbers, dtype=np.int64)[at[at >= 0]]))
            self.progress.advance()
        answers = self._solve(list(asked), role_of)
        for run, which in runs:
            found[run] = answers[which]
        return found

    def untaught(self, person: int, record: int, role: int) -> tuple[int, ...]:
        """The skills in which nothing brings someone with a record to what a role asks on day one, by number."""
        has_time = self.graph.workforce.hours_a_month[person] > 0
        catalogue = self.with_time if has_time else self.without_time
        entry = self.graph.codes.entry[role]
        return tuple(self.graph.codes.thermometer.skills(catalogue.untaught(catalogue.gap(entry & ~record, record))))

    def _keys(self, people: Numbers, role: int) -> tuple[npt.NDArray[np.int64], list[tuple[bool, Gap]]]:
        """The distinct gaps of people for a role, and which one each has; −1 for none."""
        entry = self.graph.codes.entry[role]
        at = np.full(len(people), -1, dtype=np.int64)
        if not entry or not len(people):
            return at, []
        scale = self.graph.codes.thermometer.maximum
        catalogue = self.with_time
        support = entry | catalogue.support(entry)
        tops: dict[int, int] = {}
        for bit in bits(support):
            tops[bit // scale] = bit % scale + 1
        skills = np.array(list(tops), dtype=np.int64)
        asks = np.array([(entry >> (skill * scale) & ((1 << scale) - 1)).bit_length() for skill in tops], dtype=np.int8)
        levels = np.minimum(
            self.graph.workforce.levels_of(people, skills), np.array(list(tops.values()), dtype=np.int8)
        )
        short = np.flatnonzero((levels < asks).any(axis=1))
        if not len(short):
            return at, []
        timed = (self.graph.workforce.hours_a_month[people[short]] > 0).astype(np.int8)
        patterns, which = _distinct(np.column_stack([levels[short], timed]))
        at[short] = which
        code = self.graph.codes.thermometer.levels
        keys: list[tuple[bool, Gap]] = []
        for *row, has_time in patterns.tolist():
            record = code(zip(tops, row, strict=True))
            chosen = catalogue if has_time else self.without_time
            keys.append((bool(has_time), chosen.gap(entry & ~record, record)))
        return at, keys

    def _solve(self, gaps: list[tuple[bool, Gap]], roles: list[int]) -> Floats:
        """The least hours of each gap; ``roles`` are roles that ask it."""
        answers = np.full(len(gaps), NEVER)
        timed = [number for number, gap in enumerate(gaps) if gap[0]]
        wanted = [gaps[number][1] for number in timed]
        solve = self.workers.solve if self.workers else solve_here
        solved = solve(self.with_time, wanted, progress=self.progress)
        for number, hours in zip(timed, solved, strict=True):
            answers[number] = self._programmed(gaps[number][1], roles[number]) if hours is None else hours
        for number, (has_time, gap) in enumerate(gaps):
            if not has_time and not self.without_time.untaught(gap):
                answers[number] = 0.0
        return answers

    def _programmed(self, gap: Gap, role: int) -> float:
        """The least hours by a mixed-integer programme, for what branching takes too long for."""
        record = gap.held | self.graph.codes.entry[role] & ~gap.lacking
        return hours_by_programme(self.graph, record, role, as_of=self.as_of)


def in_time(months: Floats, limit: float | Floats) -> Flags:
    """Which months keep a limit, to which they may be equal, within 1e-9 of its size."""
    kept: Flags = months <= limit + TOLERANCE * np.maximum(1.0, np.abs(limit))
    return kept


def hours_by_programme(graph: Snapshot, record: int, role: int, *, as_of: datetime.date) -> float:
    """The least hours that let someone with a record enter a role, as the route search finds them.

    The general solver for a path of one stage: branching, then HiGHS.
    """
    constraints = Constraints()
    usable = usable_resources(graph, constraints, as_of, 1.0)
    question = Question(
        graph,
        "",
        as_of,
        Weights(hours=1.0),
        constraints,
        role,
        record,
        tuple(0.0 for _ in graph.role_ids),
        1.0,
        usable,
        np.ones(len(graph.moves.source), dtype=bool),
    )
    have, grew = record, True
    while grew:
        gained = have
        for number in usable:
            if not graph.codes.needs[number] & ~gained:
                gained |= graph.codes.gives[number]
        grew, have = gained != have, gained
    if graph.codes.entry[role] & ~have:
        return NEVER
    path = Path((role, role), (0,), (record,), (have,), 0.0, 0.0)
    plan = best_plan(question, path, limit=NEVER, clock=Clock(None))
    return NEVER if plan is None else plan.hours


def _distinct(rows: LevelArray) -> tuple[LevelArray, npt.NDArray[np.int64]]:
    """The distinct rows of a matrix, and which of them each row is."""
    joined = np.ascontiguousarray(rows).view(np.dtype((np.void, rows.shape[1] * rows.itemsize))).ravel()
    _, first, which = np.unique(joined, return_index=True, return_inverse=True)
    return rows[first], which
