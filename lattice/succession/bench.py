"""The bench of a role: who could take it over, when, what they lack, and who else counts on them."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable

import numpy as np

from lattice.graph.names import find_role
from lattice.graph.snapshot import Snapshot
from lattice.progress import SILENT, Progress
from lattice.routes.gap import gap_between
from lattice.routes.plan import slack
from lattice.succession.candidates import Candidates, Succession
from lattice.succession.development import Development
from lattice.succession.options import as_horizons, ask, horizon_name
from lattice.succession.ready import in_time
from lattice.succession.result import BenchCandidate, BenchResult, Leaver, Overlap
from lattice.succession.soonest import Soonest
from lattice.succession.workers import Workers


def bench(
    graph: Snapshot,
    role: str,
    *,
    horizons: Iterable[float] = (0, 12, 24),
    as_of: datetime.date | None = None,
    workers: Workers | None = None,
    progress: Progress = SILENT,
) -> BenchResult:
    """Find who could take over a role, the soonest first.

    The role is named by id, title or alias and need not be critical. Every
    candidate is listed, those beyond the last horizon too; each with what day
    one asks and they lack, the resource to begin with, and the other critical
    roles that count on them. Whoever would leave before being ready is listed
    apart. ``horizons`` are months, ``as_of`` is today unless given.

    Raises ``UnknownName`` or ``AmbiguousName`` for the role, ``WrongCall`` for
    horizons that are none.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> result = lattice.bench(graph, "chief-data-officer", as_of=datetime.date(2026, 11, 22))
    >>> [candidate.person for candidate in result.candidates if candidate.nominated]
    ['priya-sandhar', 'callum-dunmore']
    """
    spans = as_horizons(horizons)
    question = ask(graph, as_of=as_of, workers=workers, progress=progress)
    number = graph.roles[find_role(graph, role)]
    wanted = np.array([number], dtype=np.int64)
    found = question.candidates(wanted)
    elsewhere = _elsewhere(question, number, found, within=spans[-1])
    plans = Soonest(question).of(found.person[np.isfinite(found.months)].tolist(), number, progress=progress)
    order = np.lexsort((found.person, found.months)).tolist()
    candidates = []
    progress.begin("listing candidates", total=len(order))
    for at in order:
        person, months = int(found.person[at]), float(found.months[at])
        horizon = next((span for span in spans if months <= span + slack(span)), None)
        one = _candidate(question, person, role=number, months=months, horizon=horizon, plan=plans.get(person))
        candidates.append(one.model_copy(update={"also": tuple(elsewhere.get(person, ()))}))
        progress.advance()
    soon = {one.person for one in candidates if one.horizon is not None}
    overlaps: dict[str, list[str]] = {}
    for one in sorted(candidates, key=lambda one: one.person):
        for other in one.also if one.person in soon else ():
            overlaps.setdefault(other, []).append(one.person)
    return BenchResult(
        as_of=question.as_of,
        source=question.source,
        exclusions=found.exclusions,
        departed=question.departed,
        role=graph.role_ids[number],
        seats=int(graph.seats[number]),
        critical=bool(graph.critical[number]),
        incumbents=question.incumbents(number),
        horizons=spans,
        ready={horizon_name(span): int(in_time(found.months, span).sum()) for span in spans},
        candidates=tuple(candidates),
        overlaps=tuple(Overlap(role=other, people=tuple(people)) for other, people in sorted(overlaps.items())),
        leavers=tuple(
            Leaver(
                person=question.person_ids[person],
                leaves_on=_leaves_on(question, person) or question.as_of,
                months=None if math.isinf(months) else months,
            )
            for person, _, months in found.leavers
        ),
        idle_nominations=question.idle_nominations(wanted),
    )


def _elsewhere(question: Succession, role: int, found: Candidates, *, within: float) -> dict[int, list[str]]:
    """The other critical roles on whose bench a role's candidates are by a horizon, by person."""
    graph = question.graph
    others = np.flatnonzero(graph.critical & (graph.seats > 0)).astype(np.int64)
    others = others[others != role]
    also: dict[int, list[str]] = {}
    elsewhere = question.candidates(others, within=within, among=found.person)
    ready = in_time(elsewhere.months, within)
    for person, other in zip(elsewhere.person[ready].tolist(), elsewhere.role[ready].tolist(), strict=True):
        also.setdefault(person, []).append(graph.role_ids[other])
    return also


def _candidate(
    question: Succession, person: int, *, role: int, months: float, horizon: float | None, plan: Development | None
) -> BenchCandidate:
    graph, name = question.graph, question.person_ids[person]
    gap = gap_between(graph, name, role)
    steps = plan.steps() if plan else ()
    nomination = question.nominations.get((person, role))
    return BenchCandidate(
        person=name,
        role=graph.role_ids[int(graph.workforce.role[person])],
        horizon=horizon,
        months=None if math.isinf(months) else months,
        dwell_months=float(question.readying.waiting[person]),
        hours=plan.hours if plan else None,
        readiness=gap.readiness,
        nominated=nomination is not None,
        nominated_by=nomination.by if nomination else None,
        nominated_on=nomination.on if nomination else None,
        leaves_on=_leaves_on(question, person),
        missing=gap.entry,
        untaught=() if plan else tuple(graph.skill_ids[skill] for skill in _untaught(question, person, role)),
        best_step=steps[0] if steps else None,
        also=(),
    )


def _untaught(question: Succession, person: int, role: int) -> tuple[int, ...]:
    return question.readying.untaught(person, question.record(person), role)


def _leaves_on(question: Succession, person: int) -> datetime.date | None:
    day = question.graph.workforce.retires[person]
    return None if np.isnan(day) else datetime.date.fromordinal(int(day))
