"""The options that the planner's commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import click

from lattice.cli.options import MOST_MONTHS, MOST_PROCESSES
from lattice.cli.quoting import shown

USUAL: Final = (0, 12, 24)
_MOST: Final = 12
_SCHEMES: Final = ("tcp://", "tls://", "ws://", "wss://")


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


class Crew(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions of click only
    """A number of processes, or the address of a Dask scheduler."""

    name = "workers"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text, when it is either."""
        text = str(value)
        number = int(text) if text.isascii() and text.isdecimal() else 0
        if not text.startswith(_SCHEMES) and not 1 <= number <= MOST_PROCESSES:
            kinds = f"a number from 1 to {MOST_PROCESSES} nor the address of a Dask scheduler"
            self.fail(f"{shown(text)} is neither {kinds}, such as tcp://scheduler:8786.", param, ctx)
        return text


workers: Callable[[Any], Any] = click.option(
    "--workers",
    type=Crew(),
    metavar="N|ADDRESS",
    help="Work in so many processes, or on a Dask cluster at tcp://…",
)
"""Who does the work of a large organisation."""
