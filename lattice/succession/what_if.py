"""What if: coverage as it is beside coverage as it would be."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from lattice.graph.snapshot import Snapshot
from lattice.progress import SILENT, Progress
from lattice.routes.options import today_unless
from lattice.succession.coverage import coverage
from lattice.succession.result import CoverageResult, PlannerResult
from lattice.succession.shifts import KeyShift, RoleShift, key_shifts, role_shifts
from lattice.succession.supposition import Change, Pair, suppose


class WhatIfResult(PlannerResult):
    """Coverage before and after what is supposed, whole, and what differs.

    ``source`` and the rest of the head are those of the data as it is.
    """

    schema_: Annotated[Literal["lattice.what-if/1"], Field(alias="schema")] = "lattice.what-if/1"
    changes: tuple[Change, ...]
    before: CoverageResult
    after: CoverageResult
    roles: tuple[RoleShift, ...]
    key_people: tuple[KeyShift, ...]


def what_if(
    graph: Snapshot,
    *,
    without: str | Iterable[str] = (),
    critical: str | Iterable[str] = (),
    close: Iterable[Pair] = (),
    open_: Iterable[Pair] = (),
    hours_per_week: float | None = None,
    horizons: Iterable[float] = (0, 12, 24),
    as_of: datetime.date | None = None,
    progress: Progress = SILENT,
) -> WhatIfResult:
    """Say how coverage would change if people left, roles became critical, moves closed or opened, or all learned more.

    ``without`` names people who leave today: they hold no seat and are nobody's
    successor. ``critical`` names roles to be critical as well, ``close`` and
    ``open_`` moves as pairs of roles, ``hours_per_week`` the time that everyone
    has to learn. All of it at once; names as everywhere.

    Raises ``NameProblem`` and ``WrongCall`` as ``suppose`` does.

    >>> import datetime, lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> changed = lattice.what_if(graph, without="beatriz-lowe", as_of=datetime.date(2026, 11, 22))
    >>> changed.after.secured["12"] < changed.before.secured["12"]
    True
    """
    today = today_unless(as_of)
    spans = tuple(horizons) if not isinstance(horizons, int | float) else (horizons,)
    supposed, changes = suppose(
        graph, without=without, critical=critical, close=close, open_=open_, hours_per_week=hours_per_week
    )
    before = coverage(graph, horizons=spans, as_of=today, progress=progress)
    after = coverage(supposed, horizons=spans, as_of=today, progress=progress)
    return WhatIfResult(
        as_of=today,
        source=before.source,
        exclusions=before.exclusions,
        departed=before.departed,
        changes=changes,
        before=before,
        after=after,
        roles=role_shifts(before, after),
        key_people=key_shifts(before, after),
    )
