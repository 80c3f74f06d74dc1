"""The options that the planner's commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import click

from lattice.cli.options import MOST_MONTHS
from lattice.cli.quoting import shown

USUAL: Final = (0, 12, 24)
_MOST: Final = 12


class Horizons(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions of click only
    """Months with commas between them, such as 0,12,24."""

    name = "months"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        """The text as months."""
        if isinstance(value, tuple):
            return value
        found = []
        for part in str(value).split(","):
            try:
                months = float(part)
            except ValueError:
                self.fail(f"{shown(part)} is not a number of months; write horizons as 0,12,24.", param, ctx)
            if not (math.isfinite(months) and 0 <= months <= MOST_MONTHS):
                self.fail(f"{shown(part)} is not a number of months from 0 to {MOST_MONTHS:,.0f}.", param, ctx)
            found.append(months)
        if len(set(found)) > _MOST:
            self.fail(f"there are {len(set(found))} horizons; give at most {_MOST}.", param, ctx)
        return tuple(found)


horizons: Callable[[Any], Any] = click.option(
    "--horizons",
    type=Horizons(),
    default="0,12,24",
    show_default=True,
    metavar="MONTHS,…",
    help="Who is ready in so many months.",
)
"""The horizons of benches and coverage."""
