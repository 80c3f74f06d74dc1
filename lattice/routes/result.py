"""What a question about routes answers: results as frozen models, the JSON of the interface."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Months = Annotated[float, Field(description="months of 52/12 weeks")]
Level = Annotated[int, Field(ge=0, description="level on the bundle's scale")]


class Result(BaseModel):
    """A frozen piece of an answer; unknown fields are an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        allow_inf_nan=False,
        defer_build=True,
    )


class MissingLevel(Result):
    """A skill in which the person is below what is asked."""

    skill: str
    have: Level
    need: Level
    essential: bool


class Raise(Result):
    """A skill's level before and after."""

    skill: str
    from_: Annotated[int, Field(alias="from", ge=0)]
    to: Level


class Learning(Result):
    """A resource taken in a stage, and what it raises there."""

    resource: str
    hours: float
    cost: float
    raises: tuple[Raise, ...]


class Stage(Result):
    """One move of a route, with what comes before it.

    ``months`` is the longer of waiting (``dwell_months``) and learning
    (``learning_months``), plus the move itself (``move_months``). ``gap`` is
    what the person lacks on the day the stage begins, after practice;
    ``practised`` is what the role being left has taught by then; ``learning``
    stands in an order in which it can be taken.
    """

    from_: Annotated[str, Field(alias="from")]
    to: str
    kind: Literal["ladder", "lattice"]
    months: Months
    dwell_months: Months
    learning_months: Months
    move_months: Months
    hours: float
    cost: float
    success: Annotated[float, Field(gt=0, le=1)]
    gap: tuple[MissingLevel, ...]
    practised: tuple[Raise, ...]
    learning: tuple[Learning, ...]


class Route(Result):
    """One way to the target: totals, the roles passed through, the stages.

    ``months``, ``cost`` and ``hours`` are the sums of the stages, in order;
    ``success`` is their product; ``score`` is the objective's value.
    """

    score: float
    months: Months
    cost: float
    hours: float
    success: Annotated[float, Field(gt=0, le=1)]
    moves: Annotated[int, Field(ge=1)]
    roles: tuple[str, ...]
    stages: tuple[Stage, ...]


class NoRoute(Result):
    """Why there is no route, in a way that a person can act on.

    ``skills`` are those that stand in the way.
    """

    reason: Literal["no_moves", "no_resource", "constraints", "already_there"]
    detail: str
    skills: tuple[str, ...]


class Limits(Result):
    """What was asked of the routes beside the target: null or empty means no limit.

    Roles by id; ``resource_types``, ``resource_formats`` and ``languages`` in
    lower case. ``hours_per_week`` is what stands in place of the person's own.
    """

    deadline: Months | None = None
    budget: float | None = None
    hours_per_week: float | None = None
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    no_pay_cut: bool = False
    resource_types: tuple[str, ...] = ()
    resource_formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    include_inactive: bool = False


class RoutesResult(Result):
    """The best routes of one person to one target role.

    ``optimal`` is true when the routes are proven to be the best ones;
    ``bound`` is a valid lower bound on the best score, equal to it when
    optimal, and null when there is no route.
    """

    schema_: Annotated[Literal["lattice.route/1"], Field(alias="schema")] = "lattice.route/1"
    as_of: datetime.date
    person: str
    target: str
    weights: dict[str, float]
    max_moves: int
    limits: Limits = Limits()
    pareto: bool
    optimal: bool
    bound: float | None
    routes: tuple[Route, ...]
    no_route: NoRoute | None


class GapLine(MissingLevel):
    """A missing level with the requirement's importance."""

    importance: Annotated[float, Field(gt=0, le=1)]


class GapResult(Result):
    """What one person lacks for a role: to enter it, and to be settled in it."""

    schema_: Annotated[Literal["lattice.gap/1"], Field(alias="schema")] = "lattice.gap/1"
    person: str
    role: str
    readiness: Annotated[float, Field(ge=0, le=1)]
    qualified: bool
    entry: tuple[GapLine, ...]
    settle: tuple[GapLine, ...]


class ReachedRole(Result):
    """A role within reach, with the fastest route's totals and roles."""

    role: str
    months: Months
    cost: float
    hours: float
    success: Annotated[float, Field(gt=0, le=1)]
    moves: Annotated[int, Field(ge=1)]
    roles: tuple[str, ...]


class ReachResult(Result):
    """Every role that a person can reach within so many months and so much money, nearest first.

    ``optimal`` is true when each route is proven to be the fastest and no
    reachable role is missing.
    """

    schema_: Annotated[Literal["lattice.reach/1"], Field(alias="schema")] = "lattice.reach/1"
    as_of: datetime.date
    person: str
    within_months: Months
    budget: float | None
    max_moves: int
    limits: Limits = Limits()
    optimal: bool
    roles: tuple[ReachedRole, ...]


class WaysResult(Result):
    """To every role within reach of a person, each route that no other beats in months and cost together.

    ``optimal`` is true when the routes are proven to be all there are.
    """

    schema_: Annotated[Literal["lattice.ways/1"], Field(alias="schema")] = "lattice.ways/1"
    as_of: datetime.date
    person: str
    within_months: Months
    budget: float | None
    max_moves: int
    limits: Limits = Limits()
    optimal: bool
    routes: tuple[Route, ...]
