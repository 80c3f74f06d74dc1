"""``lattice succession``: how the succession pipeline covers the critical roles."""

from __future__ import annotations

from typing import Final

import click

SUBCOMMANDS: Final = {
    "coverage": "Count the critical seats that have a successor of their own.",
    "bench": "List who could take over a role, and when.",
    "chain": "Say who takes a seat, who takes the one that frees, to the end.",
    "outlook": "Foresee how long critical seats will stand without a successor.",
    "invest": "Find the development that secures the most critical seats for a budget.",
    "what-if": "Show what would change if people left, roles became critical, moves closed.",
    "freeze": "Put today's coverage aside under a name.",
    "compare": "Say how coverage changed since it was frozen, and why.",
    "exclude": "Put on record that a person doesn't count for a role.",
    "nominate": "Put on record that somebody sees a person in a role.",
}
"""The commands with their short help, in the order of the help; each stands in ``lattice/cli/planner``."""


class Planner(click.Group):
    """The group of the planner's commands, whose modules are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        """The commands in the order of the help."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's shape
        """The command of this name, loaded now."""
        if cmd_name not in SUBCOMMANDS:
            return None
        from importlib import import_module

        module = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"lattice.cli.planner.{module}"), module)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's shape
        """The list of commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUBCOMMANDS.items()))


@click.group(cls=Planner)
def succession() -> None:
    """See how the succession pipeline covers the critical roles.

    For those who plan: every result is confidential, says as of when and from
    what data, and isn't for the people it names.

    Example: lattice succession coverage
    """
