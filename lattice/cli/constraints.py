"""The options that limit routes, for every command that looks for some."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import click

from lattice.cli.names import Name
from lattice.cli.options import MOST_MONEY, MOST_SECONDS, Amount

_HOURS_IN_A_WEEK: Final = 168.0
_MOST_MOVES: Final = 12

_LIMITS: Final = (
    click.option(
        "--max-moves",
        type=click.IntRange(1, _MOST_MOVES),
        default=4,
        show_default=True,
        metavar="N",
        help="At most so many moves.",
    ),
    click.option("--budget", type=Amount(MOST_MONEY), metavar="AMOUNT", help="At most so much money."),
    click.option(
        "--hours-per-week",
        type=Amount(_HOURS_IN_A_WEEK),
        metavar="H",
        help="Hours to learn a week, in place of those on record.",
    ),
    click.option(
        "--avoid", type=Name("role"), multiple=True, metavar="ROLE", help="Don't pass through this role; repeatable."
    ),
    click.option(
        "--kind", type=click.Choice(["ladder", "lattice"]), multiple=True, help="Only moves of this kind; repeatable."
    ),
    click.option("--no-pay-cut", is_flag=True, help="No move to a lower salary."),
    click.option(
        "--resource-type", multiple=True, metavar="TYPE", help="Only resources of this type, as course; repeatable."
    ),
    click.option(
        "--resource-format", multiple=True, metavar="FORMAT", help="Only in this format, as online; repeatable."
    ),
    click.option("--language", multiple=True, metavar="LANG", help="Only in this language, as en; repeatable."),
    click.option("--include-inactive", is_flag=True, help="Resources no longer offered as well."),
    click.option(
        "--time-limit", type=Amount(MOST_SECONDS), metavar="SECONDS", help="Stop then, with the best found so far."
    ),
)


def limited(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that limit routes, named as the library's keywords."""
    for option in reversed(_LIMITS):
        function = option(function)
    return function
