"""``lattice map``: maps that open in a browser."""

from __future__ import annotations

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
def lattice(audience: str, page_language: str, settings: Settings) -> None:
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
    _write(settings, scene)


def _write(settings: Settings, scene: Scene) -> None:
    """Write a map to the file that was named, else to standard output: a page, or with ``--json`` its data."""
    from lattice.cli.destination import form_of, write_whole
    from lattice.cli.output import note, write
    from lattice.maps.page import render
    from lattice.reports.visible import safe_json

    form = form_of(settings.output) if settings.output else settings.format or "html"
    if form not in {"html", "json"}:
        raise click.UsageError("A map is a page: name a file that ends in .html, or in .json for its data.")
    text = render(scene) if form == "html" else safe_json(scene.model_dump_json(indent=2)) + "\n"
    if settings.output is None:
        write(text)
        return
    write_whole(settings.output, text.encode("utf-8", "backslashreplace"))
    note(settings, f"wrote {settings.output}")
