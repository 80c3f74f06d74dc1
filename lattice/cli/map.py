"""``lattice map``: maps that open in a browser."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import click

from lattice.cli.constraints import limited
from lattice.cli.names import Name
from lattice.cli.options import MOST_MONTHS, Amount, Command, Settings
from lattice.cli.planner.options import horizons as with_horizons
from lattice.cli.route import asks_for_routes, routes_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from lattice.graph.snapshot import Snapshot
    from lattice.maps.scene import Scene

AUDIENCES: Final = ("employee", "coach", "planner")
LANGUAGES: Final = ("en", "de")


def _made_for(usual: str) -> Callable[[Any], Any]:
    """The options of every map: for whom it is, and in which language; where it goes is seen before it is drawn."""

    def decorate(draw: Any) -> Any:  # noqa: ANN401 - as click has it
        @wraps(draw)
        def function(*words: Any, settings: Settings, **options: Any) -> None:  # noqa: ANN401 - handed on
            _form(settings)
            draw(*words, settings=settings, **options)

        for option in (
            click.option("--page-language", type=click.Choice(LANGUAGES), default="en", show_default=True,
                         help="The language of the page's own words."),
            click.option("--audience", type=click.Choice(AUDIENCES), default=usual, show_default=True,
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
@_made_for("employee")
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


@map.command(cls=Command)
@asks_for_routes
@_made_for("coach")
def route(person: str, audience: str, page_language: str, settings: Settings, **options: Any) -> None:  # noqa: ANN401 - handed on as they are
    """Draw a person's routes to a role.

    The best routes on the lattice, when to learn, wait and move on each, what
    to do first, and how they compare.

    Example: lattice map route maya --to lead-data-engineer -o maya.html
    """
    question = routes_question(person, settings, **options)
    from lattice.maps.route import route_scene

    scene = _of_one(
        settings,
        person,
        lambda graph: route_scene(graph, question(graph), audience=audience, language=page_language),
        audience=audience,
        what="finding routes",
    )
    _write(settings, scene)


@map.command(cls=Command)
@click.argument("person", type=Name("person"))
@click.option(
    "--within", type=Amount(MOST_MONTHS), required=True, metavar="MONTHS", help="At most so many months from now."
)
@limited
@_made_for("employee")
def reach(
    person: str,
    within: float,
    audience: str,
    page_language: str,
    settings: Settings,
    **options: Any,  # noqa: ANN401 - handed on as they are
) -> None:
    """Draw the roles within a person's reach.

    The lattice shaded by months. In the page the months and the money can be
    made less, and a click on a role shows the way there.

    Example: lattice map reach maya --within 48 -o maya.html
    """
    from lattice.maps.reach import reach_scene
    from lattice.routes.ways import find_ways

    scene = _of_one(
        settings,
        person,
        lambda graph: reach_scene(
            graph,
            find_ways(graph, person, within_months=within, as_of=settings.as_of, **options),
            audience=audience,
            language=page_language,
        ),
        audience=audience,
        what="looking around",
    )
    _write(settings, scene)


@map.command(cls=Command)
@with_horizons
@_made_for("planner")
def succession(horizons: tuple[float, ...], audience: str, page_language: str, settings: Settings) -> None:
    """Draw how the critical seats are covered.

    Who stands behind whom, nobody counted twice, beside the count on paper;
    where it is short, whom it hangs on, and what follows when a seat falls
    vacant. It names people and is confidential: for planners alone.

    Example: lattice map succession -o succession.html
    """
    from lattice.cli.ask import ask
    from lattice.maps.succession import succession_scene

    scene, _ = ask(
        settings,
        lambda graph: succession_scene(
            graph, horizons=horizons, audience=audience, language=page_language, as_of=settings.as_of
        ),
        what="counting seats",
    )
    _write(settings, scene)


def _of_one(settings: Settings, person: str, draw: Callable[[Snapshot], Scene], *, audience: str, what: str) -> Scene:
    """A map of one person; only a planner's, which states what data it is from, reads everybody's."""
    from lattice.cli.ask import ask, ask_about

    if audience == "planner":
        return ask(settings, draw, what=what)[0]
    return ask_about(replace(settings, output=None), person, draw, what=what)[0]


def _write(settings: Settings, scene: Scene) -> None:
    """Write a map to the file that was named, else to standard output: a page, or with ``--json`` its data."""
    from lattice.cli.destination import write_whole
    from lattice.cli.output import note, write
    from lattice.maps.page import render
    from lattice.reports.visible import safe_json

    text = render(scene) if _form(settings) == "html" else safe_json(scene.model_dump_json(indent=2)) + "\n"
    if settings.output is None:
        write(text)
        return
    write_whole(settings.output, text.encode("utf-8", "backslashreplace"))
    note(settings, f"wrote {settings.output}")


def _form(settings: Settings) -> str:
    """``html`` or ``json``; a page isn't for a terminal, which would show half a megabyte of its source."""
    from lattice.cli.destination import form_of

    form = form_of(settings.output) if settings.output else settings.format or "html"
    if form not in {"html", "json"}:
        raise click.UsageError("A map is a page: name a file that ends in .html, or in .json for its data.")
    if settings.output is None and form == "html" and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError("a map is a page for a browser: name a file for it, as -o map.html.")
    return form
