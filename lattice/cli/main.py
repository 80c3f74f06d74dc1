"""The program: finds the command, runs it, turns whatever goes wrong into a line and an exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Final, NoReturn

import click

from lattice.cli.options import gathered, shared_options
from lattice.cli.warning import warning_lines

COMMANDS: Final = {
    "check": "List every problem in a bundle.",
    "load": "Load a bundle into the store.",
    "dump": "Write the store out as a bundle.",
    "template": "Write an empty workbook to fill in.",
    "status": "Say what the store holds.",
    "show": "Show a role, skill, resource or person from all sides.",
    "search": "Search roles, skills, resources and people.",
    "gap": "Say what a person lacks for a role.",
    "route": "Find a person's best routes to a role.",
    "reach": "List the roles within a person's reach.",
    "succession": "See how the succession pipeline covers the critical roles.",
    "report": "Write a document to send: summary first, then why.",
    "map": "Draw a map that opens in a browser.",
    "team": "Show which required skills a team has.",
    "copy": "Copy a lattice from one store to another.",
    "export": "Write everyone the map of their own reach.",
    "forget": "Erase every trace of a person.",
    "schema": "Print the JSON Schema of a result.",
}
"""The commands with their short help, in the order of the help; each stands in a module of its name."""

_EPILOG: Final = "Results go to standard output, all else to standard error. Exit status: 0 done, 1 the data or the \
store is at fault, 2 the call is."


class Program(click.Group):
    """The group of all commands, whose modules are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        """The commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's shape
        """The command of this name, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(f"lattice.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's shape
        """The list of commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names, else an error with the nearest one."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            import difflib

            near = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            ctx.fail(f"There is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - click's shape
        **extra: Any,  # noqa: ANN401 - as click has it
    ) -> Any:  # noqa: ANN401 - as click has it
        """Run the program and end it with its exit status."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode, **extra)
        given = list(sys.argv[1:] if args is None else args)
        try:
            with warning_lines():
                status = super().main(given, prog_name or "lattice", complete_var, standalone_mode=False, **extra)
        except SystemExit:
            raise
        except BaseException as error:  # noqa: BLE001 - the last line of defence
            from lattice.cli.faults import report_fault

            detail = any(text == "--verbose" or (text.startswith("-v") and set(text[1:]) == {"v"}) for text in given)
            status = report_fault(error, detail=detail)
        sys.exit(status if isinstance(status, int) else 0)


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001, FBT001 - click's shape
    if not value or ctx.resilient_parsing:
        return
    from lattice.cli.output import write
    from lattice.cli.version import version_text

    write(f"{version_text()}\n")
    ctx.exit()


@click.pass_context
def _settings(ctx: click.Context, /, **values: Any) -> None:  # noqa: ANN401 - options of several types
    ctx.obj = gathered(values)


program = Program(
    "lattice",
    help="Proven best career routes through an organisation's roles, skills and learning.",
    epilog=_EPILOG,
    callback=_settings,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    params=[
        *shared_options(),
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
        ),
    ],
)


def main() -> NoReturn:
    """Run the program on the arguments that it was called with."""
    program.main(prog_name="lattice")
    raise AssertionError  # pragma: no cover - the line above ends the program
