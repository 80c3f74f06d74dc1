"""Writes the program's own help into the page about the command line.

Run as ``python -m tests.functional.cli_help``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click
from click.testing import CliRunner

from lattice.cli.main import COMMANDS, program

PAGE: Final = Path(__file__).parents[2] / "docs" / "cli.md"
HEADING: Final = "## The commands\n"


def help_of(command: str) -> str:
    """What a command prints with ``--help`` on a screen of 80 columns."""
    words = command.split()[1:]
    result = CliRunner(env={"COLUMNS": "80"}).invoke(program, [*words, "--help"], prog_name="lattice")
    assert result.exit_code == 0, result.output
    return result.stdout


def commands() -> str:
    """The section with the help of every command."""
    names = ["lattice", *(f"lattice {name}" for name in every_command())]
    return "".join(f"\n### `{name}`\n\n```text\n{help_of(name)}```\n" for name in names)


def every_command() -> dict[str, click.Command]:
    """The commands by how they are called, those of a group after it."""
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = program.get_command(click.Context(program), name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            context = click.Context(command)
            inner = {
                one: command.get_command(context, one) for one in command.commands or command.list_commands(context)
            }
            found |= {f"{name} {one}": it for one, it in inner.items() if it is not None}
    return found


def renewed(page: str) -> str:
    """The page with the help as it is now."""
    return re.sub(rf"(?<={re.escape(HEADING)}).*\Z", lambda _: commands(), page, flags=re.DOTALL)


def main() -> None:
    """Write the page."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
