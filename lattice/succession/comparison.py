"""Comparison: how coverage changed between two days, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from lattice.routes.result import Result
from lattice.succession.frozen import FrozenPerson, FrozenResult, FrozenWord
from lattice.succession.result import ByHorizon, Count, PlannerResult
from lattice.succession.shifts import KeyShift, RoleShift, common_horizons, key_shifts, role_shifts

CauseKind = Literal[
    "left",
    "joined",
    "moved",
    "retires",
    "level_rose",
    "level_fell",
    "role_added",
    "role_dropped",
    "seats",
    "move_opened",
    "move_closed",
    "nominated",
    "nomination_withdrawn",
    "excluded",
    "exclusion_withdrawn",
]


class Cause(Result):
    """Something that differs between two days and bears on coverage; only what it is about is not null.

    ``before`` and ``after`` are the values that changed, as texts: roles,
    dates, levels, seats. ``because`` is a planner's reason.
    """

    kind: CauseKind
    person: str | None = None
    role: str | None = None
    skill: str | None = None
    from_: Annotated[str | None, Field(alias="from")] = None
    before: str | None = None
    after: str | None = None
    by: str | None = None
    because: str | None = None


class Side(Result):
    """One of the two that are compared."""

    name: str
    as_of: datetime.date
    digest: str
    seats: Count
    secured: ByHorizon
    naive: ByHorizon


class CompareResult(PlannerResult):
    """What changed between two coverages, and why.

    The head is that of the later one. ``horizons`` are those that both have;
    ``roles`` and ``key_people`` what differs; ``causes`` what happened to the
    people, roles and moves that coverage rests on, by kind and then by ids.
    ``days`` passed between the two: whoever learned or served in the meantime
    without a change on record is nearer by that.
    """

    schema_: Annotated[Literal["lattice.compare/1"], Field(alias="schema")] = "lattice.compare/1"
    before: Side
    after: Side
    days: int
    horizons: tuple[str, ...]
    roles: tuple[RoleShift, ...]
    key_people: tuple[KeyShift, ...]
    causes: tuple[Cause, ...]


def compare(before: FrozenResult, after: FrozenResult) -> CompareResult:
    """Say what changed from one frozen coverage to another, and why.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> frozen = lattice.freeze(graph, name="autumn", as_of=datetime.date(2026, 11, 22))
    >>> lattice.compare(frozen, frozen).causes
    ()
    """
    old, new = before.coverage, after.coverage
    return CompareResult(
        as_of=new.as_of,
        source=new.source,
        exclusions=new.exclusions,
        departed=new.departed,
        before=_side(before),
        after=_side(after),
        days=(new.as_of - old.as_of).days,
        horizons=common_horizons(old, new),
        roles=role_shifts(old, new),
        key_people=key_shifts(old, new),
        causes=tuple(_causes(before, after)),
    )


def _side(one: FrozenResult) -> Side:
    found = one.coverage
    return Side(
        name=one.name,
        as_of=found.as_of,
        digest=found.source.digest,
        seats=found.seats,
        secured=found.secured,
        naive=found.naive,
    )


def _causes(before: FrozenResult, after: FrozenResult) -> Iterator[Cause]:
    old, new = ({one.person: one for one in side.people} for side in (before, after))
    yield from _people(old, new)
    yield from _levels(old, new)
    yield from _roles(before, after)
    yield from _moves(before, after)
    yield from _words(before.nominations, after.nominations, said="nominated", withdrawn="nomination_withdrawn")
    yield from _words(before.exclusions, after.exclusions, said="excluded", withdrawn="exclusion_withdrawn")


def _matters(one: FrozenPerson | None) -> bool:
    return one is not None and one.levels is not None


def _people(old: Mapping[str, FrozenPerson], new: Mapping[str, FrozenPerson]) -> Iterator[Cause]:
    """Who left, joined, took another role or got another day to retire, of those who matter on either day."""
    for person in sorted(old.keys() - new.keys()):
        if _matters(old[person]):
            yield Cause(kind="left", person=person, before=old[person].role)
    for person in sorted(new.keys() - old.keys()):
        if _matters(new[person]):
            yield Cause(kind="joined", person=person, after=new[person].role)
    both = [name for name in sorted(old.keys() & new.keys()) if _matters(old[name]) or _matters(new[name])]
    for person in both:
        if old[person].role != new[person].role:
            yield Cause(kind="moved", person=person, before=old[person].role, after=new[person].role)
    for person in both:
        days = (old[person].retires_on, new[person].retires_on)
        if days[0] != days[1]:
            texts = [day.isoformat() if day else None for day in days]
            yield Cause(kind="retires", person=person, before=texts[0], after=texts[1])


def _levels(old: Mapping[str, FrozenPerson], new: Mapping[str, FrozenPerson]) -> Iterator[Cause]:
    """The levels that rose or fell, of people who matter on both days."""
    found: list[Cause] = []
    for person in sorted(old.keys() & new.keys()):
        first, second = old[person].levels, new[person].levels
        if first is None or second is None:
            continue
        before, after = ({one.skill: one.level for one in levels} for levels in (first, second))
        for skill in sorted(before.keys() | after.keys()):
            was, now = before.get(skill, 0), after.get(skill, 0)
            if was != now:
                kind: CauseKind = "level_rose" if now > was else "level_fell"
                found.append(Cause(kind=kind, person=person, skill=skill, before=str(was), after=str(now)))
    yield from (cause for cause in found if cause.kind == "level_rose")
    yield from (cause for cause in found if cause.kind == "level_fell")


def _roles(before: FrozenResult, after: FrozenResult) -> Iterator[Cause]:
    """Roles that became critical or no longer are, and those with more or fewer seats."""
    old, new = ({one.role: one.seats for one in side.coverage.roles} for side in (before, after))
    for role in sorted(new.keys() - old.keys()):
        yield Cause(kind="role_added", role=role, after=str(new[role]))
    for role in sorted(old.keys() - new.keys()):
        yield Cause(kind="role_dropped", role=role, before=str(old[role]))
    for role in sorted(old.keys() & new.keys()):
        if old[role] != new[role]:
            yield Cause(kind="seats", role=role, before=str(old[role]), after=str(new[role]))


def _moves(before: FrozenResult, after: FrozenResult) -> Iterator[Cause]:
    """Moves into roles that are critical on both days which opened or closed."""
    both = {one.role for one in before.coverage.roles} & {one.role for one in after.coverage.roles}
    old, new = ({(one.from_, one.to) for one in side.moves if one.to in both} for side in (before, after))
    for start, end in sorted(new - old):
        yield Cause(kind="move_opened", from_=start, role=end)
    for start, end in sorted(old - new):
        yield Cause(kind="move_closed", from_=start, role=end)


def _words(
    before: Sequence[FrozenWord], after: Sequence[FrozenWord], *, said: CauseKind, withdrawn: CauseKind
) -> Iterator[Cause]:
    """Nominations or exclusions that were said, changed or withdrawn."""
    old, new = ({(one.person, one.role): one for one in words} for words in (before, after))
    for person, role in sorted(new):
        word = new[person, role]
        if old.get((person, role)) != word:
            yield Cause(kind=said, person=person, role=role, by=word.by, because=word.because)
    for person, role in sorted(old.keys() - new.keys()):
        yield Cause(kind=withdrawn, person=person, role=role)
