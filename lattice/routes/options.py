"""The options of a question about routes, checked and turned into constraints."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from typing import Final

from lattice.domain.move import KINDS
from lattice.errors import WrongCall
from lattice.graph.names import find_role
from lattice.graph.snapshot import Snapshot
from lattice.routes.question import Constraints
from lattice.routes.result import Limits

MOST_MOVES: Final = 12
MOST_ALTERNATIVES: Final = 100
HOURS_IN_A_WEEK: Final = 168

Several = str | Iterable[str]
"""One text, or several."""


def as_constraints(
    snapshot: Snapshot,
    *,
    max_moves: int,
    deadline: float | None,
    budget: float | None,
    via: Several,
    avoid: Several,
    kind: Several,
    no_pay_cut: bool,
    resource_type: Several,
    resource_format: Several,
    language: Several,
    include_inactive: bool,
) -> Constraints:
    """The options as constraints, roles found by name.

    Raises ``WrongCall`` for one out of range, ``NameProblem`` for a role that
    isn't there.
    """
    whole_number("max_moves", max_moves, most=MOST_MOVES)
    kinds = frozenset(several(kind))
    for name in sorted(kinds):
        if name not in KINDS:
            message = f"there is no kind of move '{name}'; the kinds are {' and '.join(KINDS)}"
            raise WrongCall(message)
    return Constraints(
        max_moves=max_moves,
        deadline=at_least_nothing("deadline", deadline),
        budget=at_least_nothing("budget", budget),
        via=frozenset(snapshot.roles[find_role(snapshot, name)] for name in several(via)),
        avoid=frozenset(snapshot.roles[find_role(snapshot, name)] for name in several(avoid)),
        kinds=kinds,
        no_pay_cut=no_pay_cut,
        resource_types=_folded(resource_type),
        resource_formats=_folded(resource_format),
        languages=_folded(language),
        include_inactive=include_inactive,
    )


def as_limits(snapshot: Snapshot, constraints: Constraints, *, hours_per_week: float | None) -> Limits:
    """The constraints as a result states them."""
    ids = snapshot.role_ids
    return Limits(
        deadline=constraints.deadline,
        budget=constraints.budget,
        hours_per_week=hours_per_week,
        via=tuple(ids[role] for role in sorted(constraints.via)),
        avoid=tuple(ids[role] for role in sorted(constraints.avoid)),
        kinds=tuple(sorted(constraints.kinds)),
        no_pay_cut=constraints.no_pay_cut,
        resource_types=tuple(sorted(constraints.resource_types)),
        resource_formats=tuple(sorted(constraints.resource_formats)),
        languages=tuple(sorted(constraints.languages)),
        include_inactive=constraints.include_inactive,
    )


def several(value: Several) -> Sequence[str]:
    """One text or several, as a sequence."""
    return (value,) if isinstance(value, str) else tuple(value)


def at_least_nothing(name: str, value: float | None, *, most: float = math.inf) -> float | None:
    """A number of at least 0, or None.

    Raises ``WrongCall`` for a number that is negative, too large or not finite.
    """
    if value is None:
        return None
    given: object = value
    if not (isinstance(given, int | float) and math.isfinite(given) and 0 <= given <= most):
        limit = "" if most == math.inf else f" and at most {most:g}"
        message = f"{name} is {value!r}; it must be a number of at least 0{limit}"
        raise WrongCall(message)
    return float(value)


def whole_number(name: str, value: float, *, most: int) -> None:
    """Raise ``WrongCall`` unless a value is a whole number from 1 to ``most``."""
    if not (isinstance(value, int) and 1 <= value <= most):
        message = f"{name} is {value!r}; it must be a whole number from 1 to {most}"
        raise WrongCall(message)


def today_unless(as_of: datetime.date | None) -> datetime.date:
    """The as-of date, of a date with a time the date alone; today when none is given."""
    if isinstance(as_of, datetime.datetime):
        return as_of.date()
    return datetime.date.today() if as_of is None else as_of  # noqa: DTZ011 - a person's own today is meant


def _folded(value: Several) -> frozenset[str]:
    return frozenset(item.casefold() for item in several(value))
