"""What a map draws: the data of one page as frozen models, the contract between Python and the page's script.

Roles, skills, families and the like are named by their place in the scene's
own lists. Large tables are columns of equal length; those that belong to a
role are grouped by role, role ``i`` having ``start[i]`` to ``start[i + 1]``.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from lattice.maps.audience import Audience
from lattice.routes.result import Limits, NoRoute, Result, Route

Kind = Literal["lattice", "route", "reach", "succession"]


class Part(Result):
    """A frozen piece of a scene; unknown fields are an error."""


class Band(Part):
    """An area, family or grade, and the stretch of the drawing that it takes: across, or for a grade down."""

    name: str
    start: float
    size: float


class Family(Band):
    """A family's columns; ``area`` is the place of its area."""

    area: int


class Role(Part):
    """A role, where it stands and what is said of it.

    ``critical`` and ``seats`` are for coaches and planners, ``people`` (how
    many hold it) too, unless they are few; ``holders`` are their names, for
    planners.
    """

    id: str
    title: str
    family: int
    grade: int
    x: float
    y: float
    dwell: float
    aliases: tuple[str, ...] = ()
    description: str | None = None
    salary: float | None = None
    location: str | None = None
    critical: bool = False
    seats: int | None = None
    people: int | None = None
    holders: tuple[str, ...] = ()


class Skill(Part):
    """A skill's id and name, and what else it is called."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class Requirements(Part):
    """What roles ask, by role: a skill, the level of someone settled, the level of day one, weight, essential or not.

    Within a role essential ones come first, the weightiest first.
    """

    start: tuple[int, ...]
    skill: tuple[int, ...]
    level: tuple[int, ...]
    entry: tuple[int, ...]
    importance: tuple[float, ...]
    essential: tuple[int, ...]


class Moves(Part):
    """The moves by the role that they leave; ``observed`` is how many made it, −1 where that is unknown or kept."""

    start: tuple[int, ...]
    target: tuple[int, ...]
    ladder: tuple[int, ...]
    months: tuple[float, ...]
    success: tuple[float, ...]
    observed: tuple[int, ...]


class Resource(Part):
    """A learning resource on offer; ``teaches`` has a skill's place, the level it starts from and the one it leads to.

    ``url`` is an address of the web, or nothing.
    """

    id: str
    title: str
    type: str
    hours: float
    cost: float
    provider: str | None = None
    url: str | None = None
    teaches: tuple[tuple[int, int, int], ...]


class Network(Part):
    """The network as pyvis models it: what vis-network takes as nodes, edges and options."""

    nodes: tuple[dict[str, JsonValue], ...]
    edges: tuple[dict[str, JsonValue], ...]
    options: dict[str, JsonValue]


class Traveller(Part):
    """The person whose routes are shown, by name, the place of the role held today, and the money on record."""

    name: str
    role: int
    budget: float | None = None


class RoutePart(Part):
    """The routes of one person to one role, as ``lattice route`` finds them; ``target`` is the role's place."""

    person: Traveller
    target: int
    weights: dict[str, float]
    max_moves: int
    limits: Limits
    pareto: bool
    optimal: bool
    bound: float | None = None
    routes: tuple[Route, ...]
    no_route: NoRoute | None = None


class ReachPart(Part):
    """Every role within reach of one person, with every way worth taking within so many months and so much money.

    ``ways`` are by role, then months. The fastest way to a role within fewer
    months and a smaller budget is the first of its ways that keep to both.
    """

    person: Traveller
    within: float
    budget: float | None = None
    max_moves: int
    limits: Limits
    optimal: bool
    ways: tuple[Route, ...]


class Planned(Part):
    """Someone who is named on a map of succession, and the place of the role held today."""

    id: str
    name: str
    role: int


class Backer(Part):
    """A candidate on a bench: who, when ready, how ready today, by which horizon; people and horizons by place."""

    person: int
    months: float
    readiness: float
    horizon: int


class CriticalRole(Part):
    """A critical role: who holds it, who stands behind it, what is secured and how that is called at each horizon."""

    role: int
    seats: int
    incumbents: tuple[int, ...]
    bench: tuple[Backer, ...]
    secured: tuple[int, ...]
    status: tuple[Literal["covered", "thin", "exposed"], ...]


class Shortage(Part):
    """Critical roles that compete for fewer people than they have seats."""

    roles: tuple[int, ...]
    seats: int
    people: tuple[int, ...]


class Secured(Part):
    """A seat's own successor in the assignment."""

    role: int
    person: int
    months: float


class Vista(Part):
    """What is seen at one horizon: seats secured, nobody counted twice, and the count that each role makes alone."""

    months: float
    secured: int
    naive: int
    shortages: tuple[Shortage, ...]
    key_people: tuple[int, ...]
    assignment: tuple[Secured, ...]


class Handover(Part):
    """A step of a chain: the person takes the seat and frees the one in the role they come from."""

    seat: int
    person: int
    frees: int
    months: float


class Remedy(Part):
    """Whose nomination would close a broken chain."""

    person: int
    frees: int
    months: float
    readiness: float


class BrokenChain(Part):
    """Where a chain breaks and why; ``lacking`` are the skills in the candidates' way."""

    role: int
    reason: Literal["nobody", "not_ready", "circle"]
    lacking: tuple[int, ...]
    remedies: tuple[Remedy, ...]


class Chain(Part):
    """Who takes a seat, who takes the one that frees; without ``ends_in`` it breaks, and somebody has to be hired."""

    role: int
    months: float
    steps: tuple[Handover, ...]
    ends_in: int | None
    breaks: BrokenChain | None


class Excluded(Part):
    """A planner's word that keeps somebody off a bench."""

    person: int
    role: int
    because: str
    by: str | None
    on: datetime.date | None


class SuccessionPart(Part):
    """How the critical seats are covered, by horizon; ``people`` are all whom the other fields name by place."""

    seats: int
    vistas: tuple[Vista, ...]
    roles: tuple[CriticalRole, ...]
    chains: tuple[Chain, ...]
    exclusions: tuple[Excluded, ...]
    departed: tuple[int, ...]
    seatless: tuple[int, ...]
    people: tuple[Planned, ...]


class Scene(Part):
    """All that one page shows."""

    schema_: Annotated[Literal["lattice.map/1"], Field(alias="schema")] = "lattice.map/1"
    kind: Kind
    audience: Audience
    language: str
    texts: dict[str, str]
    title: str
    lattice: str
    as_of: datetime.date
    digest: str | None = None
    licence: str | None = None
    attribution: str | None = None
    currency: str | None = None
    levels: tuple[str, ...]
    width: float
    height: float
    areas: tuple[Band, ...]
    families: tuple[Family, ...]
    grades: tuple[Band, ...]
    roles: tuple[Role, ...]
    skills: tuple[Skill, ...]
    requirements: Requirements
    moves: Moves
    resources: tuple[Resource, ...]
    network: Network
    route: RoutePart | None = None
    reach: ReachPart | None = None
    succession: SuccessionPart | None = None
