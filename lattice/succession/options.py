"""The options of a planner's question, checked."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from typing import Final

from lattice.errors import WrongCall
from lattice.graph.snapshot import Snapshot
from lattice.progress import SILENT, Progress
from lattice.routes.options import today_unless
from lattice.succession.candidates import Succession
from lattice.succession.ready import Readying
from lattice.succession.workers import Workers

MOST_MONTHS: Final = 1200
MOST_HORIZONS: Final = 12


def as_horizons(horizons: Iterable[float]) -> tuple[float, ...]:
    """Horizons in months, ascending, each once; whole ones as whole numbers.

    Raises ``WrongCall`` when there are none, too many, or one isn't a number
    from 0 to 1,200.
    """
    given = [horizons] if isinstance(horizons, int | float) else list(horizons)
    for horizon in given:
        number: object = horizon
        fits = isinstance(number, int | float) and not isinstance(number, bool) and math.isfinite(number)
        if not fits or not 0 <= horizon <= MOST_MONTHS:
            message = f"a horizon is {horizon!r}; it must be a number of months from 0 to {MOST_MONTHS:,}"
            raise WrongCall(message)
    found = sorted({float(horizon) for horizon in given})
    if not 1 <= len(found) <= MOST_HORIZONS:
        message = f"there are {len(found)} horizons; give 1 to {MOST_HORIZONS}, such as 0, 12, 24"
        raise WrongCall(message)
    return tuple(int(horizon) if horizon.is_integer() else horizon for horizon in found)


def horizon_name(horizon: float) -> str:
    """A horizon as the key that results have for it."""
    return repr(horizon)


def middle(horizons: tuple[float, ...]) -> float:
    """The middle horizon; of two in the middle the later one."""
    return horizons[len(horizons) // 2]


def ask(
    graph: Snapshot, *, as_of: datetime.date | None, workers: Workers | None = None, progress: Progress = SILENT
) -> Succession:
    """The planner's question about a lattice on a day, today unless given."""
    return Succession(Readying(graph, today_unless(as_of), workers, progress))
