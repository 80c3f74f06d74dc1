"""Shifts: what differs between two coverages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lattice.routes.result import Result
from lattice.succession.result import ByHorizon, Count, CoverageResult, CoveredRole, Status


class RoleShift(Result):
    """A critical role that is covered otherwise than before; null where it wasn't, or isn't, critical.

    ``gained`` and ``lost`` are people on its bench at the last horizon that
    both coverages have.
    """

    role: str
    seats: Annotated[tuple[Count | None, Count | None], Field(description="before and after")]
    status: Annotated[tuple[Status | None, Status | None], Field(description="before and after")]
    secured: Annotated[tuple[ByHorizon | None, ByHorizon | None], Field(description="before and after")]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class KeyShift(Result):
    """At a horizon, the people on whom coverage hangs now and didn't before, and the reverse."""

    horizon: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def common_horizons(before: CoverageResult, after: CoverageResult) -> tuple[str, ...]:
    """The horizons, as results key them, that both coverages have."""
    return tuple(key for key in before.secured if key in after.secured)


def role_shifts(before: CoverageResult, after: CoverageResult) -> tuple[RoleShift, ...]:
    """Every critical role that is covered otherwise, by id."""
    keys = common_horizons(before, after)
    old, new = ({role.role: role for role in one.roles} for one in (before, after))
    shifts = []
    for name in sorted(old.keys() | new.keys()):
        shift = _shift(name, old.get(name), new.get(name), keys)
        changed = any(pair[0] != pair[1] for pair in (shift.seats, shift.status, shift.secured))
        if changed or shift.gained or shift.lost:
            shifts.append(shift)
    return tuple(shifts)


def key_shifts(before: CoverageResult, after: CoverageResult) -> tuple[KeyShift, ...]:
    """Who became a key person, and who no longer is, at each horizon at which somebody did."""
    shifts = []
    for key in common_horizons(before, after):
        old, new = set(before.key_people[key]), set(after.key_people[key])
        if old != new:
            shifts.append(KeyShift(horizon=key, gained=tuple(sorted(new - old)), lost=tuple(sorted(old - new))))
    return tuple(shifts)


def _shift(name: str, old: CoveredRole | None, new: CoveredRole | None, keys: tuple[str, ...]) -> RoleShift:
    benches = [_benched(role, keys) for role in (old, new)]
    return RoleShift(
        role=name,
        seats=(old.seats if old else None, new.seats if new else None),
        status=(old.status if old else None, new.status if new else None),
        secured=(_secured(old, keys), _secured(new, keys)),
        gained=tuple(sorted(benches[1] - benches[0])),
        lost=tuple(sorted(benches[0] - benches[1])),
    )


def _secured(role: CoveredRole | None, keys: tuple[str, ...]) -> dict[str, int] | None:
    return None if role is None else {key: role.secured[key] for key in keys}


def _benched(role: CoveredRole | None, keys: tuple[str, ...]) -> set[str]:
    """Who is on a role's bench by the last of some horizons."""
    if role is None or not keys:
        return set()
    last = float(keys[-1])
    return {one.person for key, people in role.bench.items() if float(key) <= last for one in people}
