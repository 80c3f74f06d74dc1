"""``lattice succession nominate``: put on record whom somebody sees in a role."""

from __future__ import annotations

import click

from lattice.cli.names import Name
from lattice.cli.options import Command, Settings


@click.command(cls=Command)
@click.argument("person", type=Name("person"))
@click.argument("role", type=Name("role"))
@click.option("--by", metavar="WHO", help="Who says so; asked for unless it is withdrawn.")
@click.option("--withdraw", is_flag=True, help="Take the nomination back.")
def nominate(person: str, role: str, by: str | None, withdraw: bool, settings: Settings) -> None:  # noqa: FBT001 - click's shape
    """Put on record that somebody sees PERSON in ROLE.

    They are then a candidate for it, whether or not a move leads there. A new
    nomination takes the place of the one before.

    Example: lattice succession nominate maya lead-data-engineer --by "Fiona Batey"
    """
    from lattice.cli.planner.words import say

    if withdraw and by:
        raise click.UsageError("--withdraw doesn't take --by.")
    if not withdraw and not (by or "").strip():
        raise click.UsageError("say who sees them there: --by WHO.")
    say(settings, "nominations", person, role, by=None if by is None else by.strip(), withdraw=withdraw)
