"""The map of succession: which critical seats have a successor of their own, who stands behind whom, where it breaks.

It names everybody on a bench, so it is made for planners alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lattice.graph.snapshot import Snapshot
from lattice.maps.audience import audience_of
from lattice.maps.base import Asked, base
from lattice.maps.scene import (
    Backer,
    BrokenChain,
    Chain,
    CriticalRole,
    Excluded,
    Handover,
    Planned,
    Remedy,
    Scene,
    Secured,
    Shortage,
    SuccessionPart,
    Vista,
)
from lattice.maps.words import catalogue
from lattice.reports.visible import visible
from lattice.routes.options import today_unless
from lattice.succession.chain import chain
from lattice.succession.coverage import coverage
from lattice.succession.result import ActedExclusion, ChainBreak, ChainResult, CoverageResult, CoveredRole, Horizon

HORIZONS: Final = (0, 12, 24)


def succession_scene(
    graph: Snapshot,
    *,
    horizons: Sequence[Horizon] = HORIZONS,
    audience: str | None = None,
    language: str = "en",
    as_of: datetime.date | None = None,
) -> Scene:
    """The scene of the critical roles and those who could follow in them, for planners.

    Raises ``WrongCall`` for another audience, and for a language that isn't there.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> scene = succession_scene(graph, as_of=datetime.date(2026, 11, 22))
    >>> [vista.months for vista in scene.succession.vistas]
    [0.0, 12.0, 24.0]
    """
    asked = Asked(audience=audience_of("succession", audience), language=language, as_of=today_unless(as_of))
    title = catalogue(language)["title.succession"].format(lattice=visible(graph.header.name))
    return Scene(kind="succession", title=title, succession=_part(graph, horizons, asked.as_of), **base(graph, asked))


def _part(graph: Snapshot, horizons: Sequence[Horizon], as_of: datetime.date) -> SuccessionPart:
    covered = coverage(graph, horizons=tuple(horizons), as_of=as_of)
    # A role's status is that at the middle horizon of those asked for: each is asked for by itself.
    status = [
        {role.role: role.status for role in coverage(graph, horizons=(horizon,), as_of=as_of).roles}
        for horizon in covered.horizons
    ]
    people = _People(graph)
    roles = tuple(
        _critical(graph, role, covered, [by_role[role.role] for by_role in status], people) for role in covered.roles
    )
    chains = tuple(_chain(graph, chain(graph, role.role, as_of=as_of), people) for role in covered.roles)
    return SuccessionPart(
        seats=covered.seats,
        vistas=tuple(_vista(graph, covered, horizon, people) for horizon in covered.horizons),
        roles=roles,
        chains=chains,
        exclusions=tuple(_excluded(graph, exclusion, people) for exclusion in covered.exclusions),
        departed=people.places(covered.departed),
        seatless=tuple(graph.roles[role] for role in covered.seatless),
        people=tuple(people.known),
    )


@dataclass(frozen=True)
class _People:
    """The people who are named on the map, each once, in the order in which they come up."""

    graph: Snapshot
    known: list[Planned] = field(default_factory=list)
    by_id: dict[str, int] = field(default_factory=dict)

    def place(self, person: str) -> int:
        """A person's place in the list, to which they are added when they are new."""
        if person not in self.by_id:
            self.by_id[person] = len(self.known)
            record = self.graph.bundle.people[self.graph.people[person]]
            name = visible(record.name or record.id)
            self.known.append(Planned(id=record.id, name=name, role=self.graph.roles[record.role]))
        return self.by_id[person]

    def places(self, people: Iterable[str]) -> tuple[int, ...]:
        """The places of several."""
        return tuple(self.place(person) for person in people)


def _key(horizon: Horizon) -> str:
    """A horizon as the results' mappings name it."""
    return f"{horizon:g}"


def _by_horizon(counts: Mapping[str, int], horizons: Sequence[Horizon]) -> tuple[int, ...]:
    return tuple(counts[_key(horizon)] for horizon in horizons)


def _critical(
    graph: Snapshot, role: CoveredRole, covered: CoverageResult, status: Sequence[str], people: _People
) -> CriticalRole:
    bench = tuple(
        Backer(
            person=people.place(each.person), months=each.months, readiness=round(each.readiness, 4), horizon=position
        )
        for position, horizon in enumerate(covered.horizons)
        for each in role.bench[_key(horizon)]
    )
    return CriticalRole.model_validate(
        {
            "role": graph.roles[role.role],
            "seats": role.seats,
            "incumbents": people.places(role.incumbents),
            "bench": bench,
            "secured": _by_horizon(role.secured, covered.horizons),
            "status": tuple(status),
        }
    )


def _vista(graph: Snapshot, covered: CoverageResult, horizon: Horizon, people: _People) -> Vista:
    key = _key(horizon)
    return Vista(
        months=horizon,
        secured=covered.secured[key],
        naive=covered.naive[key],
        shortages=tuple(
            Shortage(
                roles=tuple(graph.roles[role] for role in group.roles),
                seats=group.seats,
                people=people.places(group.people),
            )
            for group in covered.shortfalls[key]
        ),
        key_people=people.places(covered.key_people[key]),
        assignment=tuple(
            Secured(role=graph.roles[each.role], person=people.place(each.person), months=each.months)
            for each in covered.assignment[key]
        ),
    )


def _chain(graph: Snapshot, found: ChainResult, people: _People) -> Chain:
    return Chain(
        role=graph.roles[found.role],
        months=found.months,
        steps=tuple(
            Handover(
                seat=graph.roles[step.seat],
                person=people.place(step.person),
                frees=graph.roles[step.from_],
                months=step.months,
            )
            for step in found.steps
        ),
        ends_in=graph.roles[found.ends_in] if found.ends_in != "external" else None,
        breaks=None if found.breaks is None else _broken(graph, found.breaks, people),
    )


def _broken(graph: Snapshot, found: ChainBreak, people: _People) -> BrokenChain:
    return BrokenChain(
        role=graph.roles[found.role],
        reason=found.reason,
        lacking=tuple(graph.skills[skill] for skill in found.lacking),
        remedies=tuple(
            Remedy(
                person=people.place(remedy.person),
                frees=graph.roles[remedy.from_],
                months=remedy.months,
                readiness=round(remedy.readiness, 4),
            )
            for remedy in found.remedies
        ),
    )


def _excluded(graph: Snapshot, exclusion: ActedExclusion, people: _People) -> Excluded:
    return Excluded(
        person=people.place(exclusion.person),
        role=graph.roles[exclusion.role],
        because=visible(exclusion.because),
        by=visible(exclusion.by) if exclusion.by else None,
        on=exclusion.on,
    )
