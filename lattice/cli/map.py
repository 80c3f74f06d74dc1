"""``lattice map``: maps that open in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from lattice.cli.options import Command, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from lattice.maps.scene import Scene

AUDIENCES: Final = ("employee", "coach", "planner")
LANGUAGES: Final = ("en", "de")


def _made_for(kind: str, usual: str) -> Callable[[Any], Any]:
    """The options of every map: for whom it is, and in which language."""
    choices = AUDIENCES if kind != "succession" else AUDIENCES[1:]

    def decorate(function: Any) -> Any:  # noqa: ANN401 - as click has it
        for option in (
            click.option("--page-language", type=click.Choice(LANGUAGES), default="en", show_default=True,
                         help="The language of the page's own words."),
            click.option("--audience", type=click.Choice(choices), default=usual, show_default=True,
                         help="For whom it is made, and so what it holds."),
            click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.html",
                         help="Write to this file; else to standard output."),
        ):  # fmt: skip
            function = option(function)
        return function

    return decorate


@click.group()
def map() -> None:  # noqa: A001 - named after its command
    """Draw a map that opens in a browser.

    One file with everything in it, which opens by a double click and loads
    nothing from anywhere.

    Example: lattice map lattice -o lattice.html
    """


@map.command(cls=Command)
@_made_for("lattice", "employee")
def lattice(audience: str, page_language: str, output: Path | None, settings: Settings) -> None:
    """Draw the whole lattice.

    Every role with what it asks, the ways in and out, and what teaches it.

    Example: lattice map lattice -o lattice.html
    """
    from lattice.cli.ask import ask
    from lattice.maps.lattice import lattice_scene

    scene, _ = ask(
        settings,
        lambda graph: lattice_scene(graph, audience=audience, language=page_language, as_of=settings.as_of),
        what="drawing",
    )
    _write(settings, scene, output)


def _write(settings: Settings, scene: Scene, output: Path | None) -> None:
    from lattice.cli.output import OutputFault, note, write
    from lattice.maps.page import render

    page = render(scene)
    if output is None:
        write(page)
        return
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputFault(f"{output} can't be written: {error.strerror}") from error
    note(settings, f"wrote {output}")
