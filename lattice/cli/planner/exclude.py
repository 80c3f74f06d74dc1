"""``lattice succession exclude``: put on record that a person doesn't count for a role."""

from __future__ import annotations

import click

from lattice.cli.names import Name
from lattice.cli.options import Command, Settings


@click.command(cls=Command)
@click.argument("person", type=Name("person"))
@click.argument("role", type=Name("role"))
@click.option("--because", metavar="TEXT", help="Why; asked for unless it is withdrawn.")
@click.option("--by", metavar="WHO", help="Who says so.")
@click.option("--withdraw", is_flag=True, help="Take the exclusion back.")
def exclude(person: str, role: str, because: str | None, by: str | None, withdraw: bool, settings: Settings) -> None:  # noqa: FBT001, PLR0917 - click's shape
    """Put on record that PERSON doesn't count for ROLE.

    They are then on no bench of that role; every result in which that makes a
    difference says so, with the reason, who said so and when. A new exclusion
    takes the place of the one before.

    Example: lattice succession exclude beatriz-lowe head-of-data-engineering
    --because "wants to stay with her team" --by "Callum Dunmore"
    """
    from lattice.cli.planner.words import say

    if withdraw and (because or by):
        raise click.UsageError("--withdraw takes neither --because nor --by.")
    if not withdraw and not (because or "").strip():
        raise click.UsageError("say why: --because TEXT.")
    reason = None if because is None else because.strip()
    say(settings, "exclusions", person, role, by=by, because=reason, withdraw=withdraw)
