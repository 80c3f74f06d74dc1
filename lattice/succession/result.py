"""What a question about succession answers: results as frozen models, the JSON of the interface."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from lattice.routes.result import GapLine, Months, Raise, Result

Readiness = Annotated[float, Field(ge=0, le=1, description="Σ w·min(x, q)/q ÷ Σ w over the role's requirements")]
Count = Annotated[int, Field(ge=0)]
Horizon = Annotated[int | float, Field(ge=0, description="months from the as-of date")]
ByHorizon = Annotated[dict[str, Count], Field(description="by horizon in months")]
Status = Literal["covered", "thin", "exposed"]


class Source(Result):
    """The data that a result comes from: the lattice's name and the SHA-256 of all that it says."""

    name: str
    digest: str


class ActedExclusion(Result):
    """A planner's word that kept a person off a bench: who, from which role, why, said by whom and when."""

    person: str
    role: str
    because: str
    by: str | None
    on: datetime.date | None


class IdleNomination(Result):
    """A nomination that changes nothing: for the role that the person holds."""

    person: str
    role: str


class PlannerResult(Result):
    """A planner's result: confidential, as of a day, from stated data.

    ``exclusions`` are those that acted: without them the person would be a
    candidate. ``departed`` are people on record whose date to retire lies
    before the as-of date; they are nobody's successor.
    """

    as_of: datetime.date
    source: Source
    confidential: Literal[True] = True
    exclusions: tuple[ActedExclusion, ...] = ()
    departed: tuple[str, ...] = ()


class Successor(Result):
    """A candidate for a role, with the months until they are ready and how ready they are today."""

    person: str
    months: Months
    readiness: Readiness


class CoveredRole(Result):
    """A critical role: who holds it, who could take it over, how many of its seats have a successor.

    ``bench`` lists each candidate once, at the first horizon that takes them
    in, by months and then by id. ``secured`` follows the assignment.
    ``status`` is that at the middle horizon: ``covered`` when every seat is
    secured and any one successor could drop out without a loss, ``thin`` when
    every seat is secured and nobody is to spare, ``exposed`` when a seat isn't
    secured.
    """

    role: str
    seats: Annotated[int, Field(ge=1)]
    incumbents: tuple[str, ...]
    bench: dict[str, tuple[Successor, ...]]
    secured: ByHorizon
    status: Status


class Shortfall(Result):
    """Critical roles that compete for fewer people than they have seats, whoever is given which seat."""

    roles: tuple[str, ...]
    seats: Count
    people: tuple[str, ...]


class Assigned(Result):
    """A seat's successor in the assignment of least total months."""

    role: str
    person: str
    months: Months


class CoverageResult(PlannerResult):
    """How many critical seats have a successor of their own, by horizon.

    ``secured`` counts nobody twice: a maximum matching. ``naive`` counts each
    role's bench by itself, up to its seats. ``shortfalls`` and ``key_people``
    are the same whichever maximum matching is looked at; ``assignment`` is one
    of least total months. ``seatless`` are critical roles without a seat.
    """

    schema_: Annotated[Literal["lattice.coverage/1"], Field(alias="schema")] = "lattice.coverage/1"
    horizons: tuple[Horizon, ...]
    seats: Count
    secured: ByHorizon
    naive: ByHorizon
    roles: tuple[CoveredRole, ...]
    shortfalls: dict[str, tuple[Shortfall, ...]]
    key_people: dict[str, tuple[str, ...]]
    assignment: dict[str, tuple[Assigned, ...]]
    seatless: tuple[str, ...] = ()
    idle_nominations: tuple[IdleNomination, ...] = ()


class DevelopmentStep(Result):
    """The one resource to begin with: the first of those that make the person ready soonest."""

    resource: str
    hours: float
    cost: float
    raises: tuple[Raise, ...]


class BenchCandidate(Result):
    """A candidate for a role, in full.

    ``months`` is the longer of ``dwell_months`` (still to serve where they
    are) and the learning of ``hours``; null when nothing teaches what is
    missing. ``horizon`` is the first one that takes the candidate in, null
    beyond the last. ``missing`` is what day one needs and the person lacks,
    ``untaught`` the skills of it that nothing teaches them far enough. ``also``
    are the other critical roles whose bench they are on by the last horizon.
    """

    person: str
    role: str
    horizon: Horizon | None
    months: Months | None
    dwell_months: Months
    hours: float | None
    readiness: Readiness
    nominated: bool
    nominated_by: str | None
    nominated_on: datetime.date | None
    leaves_on: datetime.date | None
    missing: tuple[GapLine, ...]
    untaught: tuple[str, ...]
    best_step: DevelopmentStep | None
    also: tuple[str, ...]


class Leaver(Result):
    """Someone who would be a candidate if they weren't to leave before being ready."""

    person: str
    leaves_on: datetime.date
    months: Months | None


class Overlap(Result):
    """Another critical role that shares people with this bench by the last horizon."""

    role: str
    people: tuple[str, ...]


class BenchResult(PlannerResult):
    """The people who could take over a role, the soonest first, then by id."""

    schema_: Annotated[Literal["lattice.bench/1"], Field(alias="schema")] = "lattice.bench/1"
    role: str
    seats: Count
    critical: bool
    incumbents: tuple[str, ...]
    horizons: tuple[Horizon, ...]
    ready: ByHorizon
    candidates: tuple[BenchCandidate, ...]
    overlaps: tuple[Overlap, ...]
    leavers: tuple[Leaver, ...] = ()
    idle_nominations: tuple[IdleNomination, ...] = ()


class ChainStep(Result):
    """One succession of a chain: the person takes the seat and frees the one in the role they come from."""

    seat: str
    person: str
    from_: Annotated[str, Field(alias="from")]
    months: Months


class ChainRemedy(Result):
    """What would close a broken chain: nominating someone for the role at which it breaks.

    ``from`` is not critical, so that the chain ends with them.
    """

    person: str
    from_: Annotated[str, Field(alias="from")]
    months: Months
    readiness: Readiness


class ChainBreak(Result):
    """Where a chain breaks: the role that nobody can take, and why.

    ``reason`` is ``nobody`` when there is no candidate at all, ``not_ready``
    when those there are lack what nothing teaches or leave before being ready,
    and ``circle`` when every chain comes back to where it began. ``lacking``
    are the skills that nothing teaches the candidates as far as day one asks.
    """

    role: str
    reason: Literal["nobody", "not_ready", "circle"]
    lacking: tuple[str, ...]
    remedies: tuple[ChainRemedy, ...]


class ChainResult(PlannerResult):
    """Who takes a seat, who takes the one that frees, until the freed seat isn't critical.

    Of all chains the one of least total ``months``, then of fewest steps, then
    by ids. ``ends_in`` is the role whose freed seat ends it, or ``external``
    when someone has to be hired: then ``breaks`` says where, and ``steps``
    lead there.
    """

    schema_: Annotated[Literal["lattice.chain/1"], Field(alias="schema")] = "lattice.chain/1"
    role: str
    months: Months
    steps: tuple[ChainStep, ...]
    ends_in: str
    breaks: ChainBreak | None
