"""The page about the command line says what the program says."""

from __future__ import annotations

from itertools import pairwise

import click
import pytest

from lattice.cli.constraints import _MOST_MOVES
from lattice.cli.main import COMMANDS
from lattice.cli.options import Command
from lattice.cli.route import PROFILES, WEIGHTS
from lattice.routes.options import MOST_MOVES
from lattice.routes.weights import PROFILES as KNOWN
from tests.functional.cli_help import PAGE, every_command, help_of, renewed


def test_the_page_has_the_help_as_it_is() -> None:
    """``python -m tests.functional.cli_help`` would change nothing."""
    page = PAGE.read_text(encoding="utf-8")
    assert renewed(page) == page


@pytest.mark.parametrize("name", list(every_command()))
def test_every_help_fits_and_has_an_example(name: str) -> None:
    """80 columns, an example, and the short help that the list of commands shows."""
    text = help_of(f"lattice {name}")
    assert max(map(len, text.splitlines())) <= 80
    assert f"Example: lattice {name}" in text
    command = every_command()[name]
    assert isinstance(command, Command | click.Group)
    if name in COMMANDS:
        assert (command.help or "").partition("\n")[0] == COMMANDS[name]


def test_the_programs_help_fits() -> None:
    """The help of the whole fits 80 columns and lists every command once."""
    text = help_of("lattice")
    assert max(map(len, text.splitlines())) <= 80
    places = [text.index(f"\n  {name} ") for name in COMMANDS]
    assert all(one < other for one, other in pairwise(places))


def test_the_options_know_what_the_library_knows() -> None:
    """Names and limits stand in the command line so that help is instant; they are the library's."""
    assert tuple(KNOWN) == PROFILES
    assert tuple(next(iter(KNOWN.values())).mapping()) == WEIGHTS
    assert _MOST_MOVES == MOST_MOVES


def test_every_option_has_help() -> None:
    """No option is left unexplained."""
    for name, command in every_command().items():
        options = [param for param in command.params if isinstance(param, click.Option)]
        assert all(option.help for option in options), name
