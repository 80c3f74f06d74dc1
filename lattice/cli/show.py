"""``lattice show``: a role, skill, resource or person from all sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lattice.cli.ask import ask, ask_about, names_of
from lattice.cli.names import Name
from lattice.cli.options import Command, Settings
from lattice.cli.output import show as print_result

if TYPE_CHECKING:
    from lattice.reports.document import Report


@click.command(cls=Command)
@click.argument("kind", type=click.Choice(["role", "skill", "person", "resource"]))
@click.argument("name", type=Name())
def show(kind: str, name: str, settings: Settings) -> None:
    """Show a role, skill, resource or person from all sides.

    A role with what it requires, the ways in and out, who is in it. A skill
    with the roles that ask it and what teaches it. A resource with what it
    teaches and whom it serves. A person with all that is on record. NAME is
    an id, a title or an alias.

    Example: lattice show role "Lead data engineer"
    """
    {"role": _role, "skill": _skill, "person": _person, "resource": _resource}[kind](name, settings)


def _role(name: str, settings: Settings) -> None:
    from lattice.insight.role import show_role
    from lattice.reports.role import role_report
    from lattice.reports.titles import Titles

    result, graph = ask(settings, lambda graph: show_role(graph, name, as_of=settings.as_of), what="looking it up")
    print_result(settings, result, lambda: role_report(result, Titles(graph), full=settings.full), graph=graph)


def _skill(name: str, settings: Settings) -> None:
    from lattice.insight.skill import show_skill
    from lattice.reports.skill import skill_report
    from lattice.reports.titles import Titles

    result, graph = ask(settings, lambda graph: show_skill(graph, name, as_of=settings.as_of), what="looking it up")
    print_result(settings, result, lambda: skill_report(result, Titles(graph)), graph=graph)


def _person(name: str, settings: Settings) -> None:
    from lattice.insight.person import show_person
    from lattice.reports.person import person_report
    from lattice.reports.titles import Titles

    result, graph = ask_about(
        settings, name, lambda graph: show_person(graph, name, as_of=settings.as_of), what="looking up"
    )
    mentioned = (result.manager, *(row.by for row in result.nominations))
    unknown = [each for each in mentioned if each and each not in graph.people]

    def report() -> Report:
        return person_report(result, Titles(graph, names_of(settings, unknown)))

    print_result(settings, result, report, graph=graph)


def _resource(name: str, settings: Settings) -> None:
    from lattice.insight.resource import show_resource
    from lattice.reports.resource import resource_report
    from lattice.reports.titles import Titles

    result, graph = ask(settings, lambda graph: show_resource(graph, name, as_of=settings.as_of), what="looking it up")
    print_result(settings, result, lambda: resource_report(result, Titles(graph), full=settings.full), graph=graph)
