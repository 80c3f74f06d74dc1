"""Chains: who takes a seat, who takes the one that frees, and so on until the freed seat isn't critical."""

from __future__ import annotations

import datetime
import heapq
import math
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from lattice.graph.names import find_role
from lattice.graph.snapshot import Snapshot
from lattice.succession.candidates import Candidates, Succession
from lattice.succession.options import ask
from lattice.succession.readiness import readiness_for
from lattice.succession.ready import in_time
from lattice.succession.result import ChainBreak, ChainRemedy, ChainResult, ChainStep
from lattice.succession.workers import Workers

_UNIT: Final = 1e9
EXTERNAL: Final = "external"
_REMEDIES: Final = 3


@dataclass(frozen=True, slots=True, order=True)
class _Step:
    """Someone takes a seat: billionths of months, the role they free, the person, the role they take."""

    months: int
    frees: int
    person: int
    seat: int = field(compare=False)
    span: float = field(compare=False)


@dataclass(slots=True)
class _Search:
    """A shortest path over roles: from a role to those whose holders could take it."""

    question: Succession
    start: int
    found: dict[int, Candidates] = field(default_factory=dict)
    steps: dict[int, list[_Step]] = field(default_factory=dict)
    reached: dict[int, tuple[_Step, ...]] = field(default_factory=dict)
    """The best way to free a seat of each role, those before it included."""

    def run(self) -> int | None:
        """Find the nearest role whose freed seat isn't critical; None when there is none."""
        critical = self.question.graph.critical
        heap: list[tuple[int, int, tuple[int, ...], int, tuple[_Step, ...]]] = [(0, 0, (), self.start, ())]
        while heap:
            months, moves, ids, role, way = heapq.heappop(heap)
            if role in self.reached:
                continue
            self.reached[role] = way
            if way and not critical[role]:
                return role
            for step in self._steps(role):
                if step.frees not in self.reached:
                    entry = (months + step.months, moves + 1, (*ids, step.person), step.frees, (*way, step))
                    heapq.heappush(heap, entry)
        return None

    def _steps(self, role: int) -> list[_Step]:
        """For each role that someone could come from, the one who is ready first."""
        found = self.question.candidates(np.array([role], dtype=np.int64))
        self.found[role] = found
        best: dict[int, _Step] = {}
        held = self.question.graph.workforce.role
        for person, months in zip(found.person.tolist(), found.months.tolist(), strict=True):
            if math.isinf(months):
                continue
            step = _Step(round(months * _UNIT), int(held[person]), person, role, months)
            if step.frees not in best or step < best[step.frees]:
                best[step.frees] = step
        self.steps[role] = [best[frees] for frees in sorted(best)]
        return self.steps[role]


def chain(
    graph: Snapshot,
    role: str,
    *,
    as_of: datetime.date | None = None,
    workers: Workers | None = None,
) -> ChainResult:
    """Find who takes a seat of a role, who takes the seat that frees, to the end.

    The chain of least total months until the freed seat isn't critical, then
    of fewest steps, then by ids. When there is none, someone has to be hired:
    ``breaks`` says for which role and why, with those who would close the
    chain if they were nominated. The role is named by id, title or alias;
    ``as_of`` is today unless given.

    Raises ``UnknownName`` or ``AmbiguousName``.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> result = lattice.chain(graph, "lead-data-engineer", as_of=datetime.date(2026, 11, 22))
    >>> result.months == sum(step.months for step in result.steps)
    True
    """
    question = ask(graph, as_of=as_of, workers=workers)
    number = graph.roles[find_role(graph, role)]
    search = _Search(question, number)
    end = search.run()
    breaks = None if end is not None else _break(search)
    last = end if end is not None else graph.roles[breaks.role] if breaks else number
    way = search.reached[last]
    exclusions = {(one.role, one.person): one for found in search.found.values() for one in found.exclusions}
    return ChainResult(
        as_of=question.as_of,
        source=question.source,
        exclusions=tuple(exclusions[key] for key in sorted(exclusions)),
        departed=question.departed,
        role=graph.role_ids[number],
        months=sum(step.span for step in way),
        steps=tuple(
            ChainStep(
                seat=graph.role_ids[step.seat],
                person=question.person_ids[step.person],
                from_=graph.role_ids[step.frees],
                months=step.span,
            )
            for step in way
        ),
        ends_in=EXTERNAL if end is None else graph.role_ids[end],
        breaks=breaks,
    )


def _break(search: _Search) -> ChainBreak:
    """Where the chains break: the nearest role that nobody can take, else the first when all run in circles."""
    question = search.question
    graph = question.graph
    dead = [role for role in search.reached if not search.steps[role]]
    # Roles are reached in the order of their distance.
    role = dead[0] if dead else search.start
    found = search.found[role]
    reason = "circle" if not dead else "not_ready" if len(found.person) or found.leavers else "nobody"
    short = {
        skill
        for person in found.person.tolist()
        for skill in question.readying.untaught(person, question.record(person), role)
    }
    return ChainBreak.model_validate(
        {
            "role": graph.role_ids[role],
            "reason": reason,
            "lacking": tuple(graph.skill_ids[skill] for skill in sorted(short)) if dead else (),
            "remedies": _remedies(question, role, found),
        }
    )


def _remedies(question: Succession, role: int, found: Candidates) -> tuple[ChainRemedy, ...]:
    """Those in roles that aren't critical who would be ready the soonest if they were nominated."""
    graph = question.graph
    held = graph.workforce.role
    ruled_out = {person for person, other in question.excluded if other == role}
    known = {*found.person.tolist(), *(person for person, _, _ in found.leavers), *ruled_out}
    people = np.array(
        [person for person in np.flatnonzero(~graph.critical[held] & (held != role)).tolist() if person not in known],
        dtype=np.int64,
    )
    months = question.readying.months(people, np.full(len(people), role, dtype=np.int64))
    stays = np.flatnonzero(in_time(months, question.readying.months_left[people]) & np.isfinite(months))
    people, months = people[stays], months[stays]
    ready = readiness_for(graph, people, role)
    order = np.lexsort((people, -ready, months))[:_REMEDIES].tolist()
    return tuple(
        ChainRemedy(
            person=question.person_ids[int(people[at])],
            from_=graph.role_ids[int(held[people[at]])],
            months=float(months[at]),
            readiness=float(ready[at]),
        )
        for at in order
    )
