"""The report of a person's own record."""

from __future__ import annotations

from lattice.insight.person import PersonProfile
from lattice.reports.document import Block, Column, Facts, Heading, Meter, Records, Report, Table
from lattice.reports.figures import day, months
from lattice.reports.titles import Titles

_COLUMNS = ("skill", "skill_name", "level", "level_name", "evidence", "assessed_on")


def person_report(result: PersonProfile, titles: Titles) -> Report:
    """What is on record about a person. The records have a row for each level."""
    blocks: tuple[Block, ...] = (
        Heading(result.name or result.person, level=1),
        Facts(_facts(result, titles)),
        _levels(result, titles),
        _completions(result, titles),
        _roles(result, titles),
    )
    return Report(blocks, _records(result, titles))


def _facts(result: PersonProfile, titles: Titles) -> tuple[tuple[str, str], ...]:
    since = "since an unknown date"
    if result.in_role_since is not None and result.months_in_role is not None:
        since = f"since {day(result.in_role_since)}, {months(result.months_in_role)}"
    return (
        ("id", result.person),
        ("role", f"{titles.role(result.role)}, {since}"),
        ("learns", f"{result.hours_per_week:g} hours a week"),
        ("budget", "" if result.budget is None else titles.money(result.budget).replace("free", "nothing")),
        ("manager", "" if result.manager is None else titles.person(result.manager)),
        ("location", result.location or ""),
    )


def _levels(result: PersonProfile, titles: Titles) -> Table:
    top = titles.header.levels.maximum
    columns = (Column("Skill", wraps=True), Column("Level"), Column(""), Column("Evidence"), Column("Assessed"))
    rows = [
        (
            titles.skill(held.skill),
            Meter(held.level, held.level, top),
            titles.level(held.level),
            held.evidence or "",
            day(held.assessed_on),
        )
        for held in result.levels
    ]
    return Table(columns, tuple(rows), title="Levels on record", empty="none")


def _completions(result: PersonProfile, titles: Titles) -> Table:
    rows = [(titles.resource(done.resource), day(done.completed_on), done.result or "") for done in result.completions]
    return Table(
        (Column("Resource", wraps=True), Column("On"), Column("Result")),
        tuple(rows),
        title="Completed",
        empty="nothing",
    )


def _roles(result: PersonProfile, titles: Titles) -> Table:
    rows = [(titles.role(wish.role), "wants it", _until(day(wish.by))) for wish in result.aspirations]
    rows += [
        (titles.role(row.role), "nominated", f"by {titles.person(row.by)}" if row.by else day(row.on))
        for row in result.nominations
    ]
    return Table(
        (Column("Role", wraps=True), Column("How"), Column("")), tuple(rows), title="Ahead", empty="nothing on record"
    )


def _until(date: str) -> str:
    return f"by {date}" if date else ""


def _records(result: PersonProfile, titles: Titles) -> Records:
    rows = (
        (
            held.skill,
            titles.skill(held.skill),
            held.level,
            titles.level(held.level),
            held.evidence,
            held.assessed_on,
        )
        for held in result.levels
    )
    return Records(_COLUMNS, tuple(rows))
