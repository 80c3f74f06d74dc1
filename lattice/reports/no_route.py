"""Why there is no route, and what one can do about it."""

from __future__ import annotations

import shlex

from lattice.reports.document import Block, Heading, Line, Paragraph, Step, Steps, line, quiet
from lattice.reports.titles import Titles
from lattice.routes.result import NoRoute, RoutesResult


def no_route(result: RoutesResult, titles: Titles) -> list[Block]:
    """The reason in words, the skills in the way, and what to try."""
    found = result.no_route
    if found is None:
        return [
            Heading("No route yet"),
            Paragraph((line("The time was up before a route was found; there may be one."),), indent=1),
            _to_do("give the search more time with --time-limit, or allow fewer moves with --max-moves"),
        ]
    rows: list[Line] = [line(f"{_reason(found, result, titles)}")]
    if found.skills:
        rows.append(line("In the way: ", quiet(", ".join(titles.skill(skill) for skill in found.skills))))
    return [Heading("No route"), Paragraph(tuple(rows), indent=1), _to_do(*_advice(found, result))]


def said_in_a_clause(result: RoutesResult, titles: Titles) -> str:
    """The reason for a sentence that goes on after a colon, without its full stop."""
    found = result.no_route
    if found is None:
        return "the time was up before one was found; there may be one"
    return f"{titles.person(result.person)} holds it already" if found.reason == "already_there" else found.detail


def said_shortly(result: RoutesResult) -> str:
    """The same in one line, for where there is no room for more."""
    if result.no_route is None:
        return "no route was found in the time given; there may be one"
    return f"no route ({result.no_route.reason}): {result.no_route.detail}"


def _reason(found: NoRoute, result: RoutesResult, titles: Titles) -> str:
    if found.reason == "already_there":
        return f"{titles.person(result.person)} holds {titles.role(result.target)} already."
    return f"{found.detail[:1].upper()}{found.detail[1:]}."


def _advice(found: NoRoute, result: RoutesResult) -> list[str]:
    person, target = shlex.quote(result.person), shlex.quote(result.target)
    if found.reason == "already_there":
        return [f"see what lies within reach: lattice reach {person} --within 24"]
    if found.reason == "no_moves":
        return [
            f"see which moves lead there: lattice show role {target}",
            *([f"allow more moves than {result.max_moves} with --max-moves"] if "at most" in found.detail else []),
            f"see what lies within reach: lattice reach {person} --within 36",
        ]
    if found.reason == "no_resource":
        return [
            f"see all that is missing: lattice gap {person} {target}",
            "if it can be learned on the job, get it assessed and put the new level on record",
            "plan some --hours-per-week"
            if "no hours a week" in found.detail
            else "look among what is no longer offered with --include-inactive",
        ]
    return ["ease the options named above, one at a time"]


def _to_do(*advice: str) -> Steps:
    return Steps(tuple(Step(line(text[:1].upper() + text[1:])) for text in advice))
