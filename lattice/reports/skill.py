"""The report of a skill."""

from __future__ import annotations

from lattice.insight.skill import SkillProfile
from lattice.reports.document import Block, Column, Facts, Heading, Paragraph, Records, Report, Table, line
from lattice.reports.titles import Titles
from lattice.reports.visible import visible_lines

_COLUMNS = ("role", "role_title", "level", "level_name", "entry_level", "importance", "essential")


def skill_report(result: SkillProfile, titles: Titles) -> Report:
    """A skill from all sides. The records have a row for each role that asks it."""
    facts = (
        ("id", result.skill),
        ("also called", ", ".join(result.aliases)),
        ("kind", result.kind or ""),
        ("category", result.category or ""),
    )
    about = tuple(line(text) for text in visible_lines(result.description or ""))
    blocks: list[Block] = [Heading(result.name, level=1), Facts(facts)]
    if about:
        blocks.append(Paragraph(about, indent=1))
    blocks += [_roles(result, titles), _resources(result, titles), _people(result, titles)]
    return Report(tuple(blocks), _records(result, titles))


def _roles(result: SkillProfile, titles: Titles) -> Table:
    columns = (Column("Role", wraps=True), Column("Settled"), Column("Day one"), Column("Kind"))
    rows = [
        (
            titles.role(asking.role),
            titles.level(asking.level),
            titles.level(asking.entry_level) if asking.essential else "",
            "essential" if asking.essential else "desirable",
        )
        for asking in result.roles
    ]
    return Table(columns, tuple(rows), title=f"Asked by ({len(rows)})", empty="no role")


def _resources(result: SkillProfile, titles: Titles) -> Table:
    columns = (
        Column("Resource", wraps=True),
        Column("From"),
        Column("To"),
        Column("Hours", numeric=True),
        Column("Cost", numeric=True),
        Column("Offered"),
    )
    rows = [
        (
            titles.resource(teacher.resource),
            titles.level(teacher.from_level),
            titles.level(teacher.to_level),
            f"{teacher.hours:,.0f}",
            titles.money(teacher.cost),
            "yes" if teacher.offered else "no",
        )
        for teacher in result.resources
    ]
    return Table(columns, tuple(rows), title=f"Taught by ({len(rows)})", empty="nothing teaches it")


def _people(result: SkillProfile, titles: Titles) -> Table:
    few = f"fewer than {result.min_group}"
    rows = [
        (titles.level(group.level), few if group.people is None else f"{group.people:,}") for group in result.people
    ]
    return Table((Column("Level"), Column("People", numeric=True)), tuple(rows), title="Who has it")


def _records(result: SkillProfile, titles: Titles) -> Records:
    rows = (
        (
            asking.role,
            titles.role(asking.role),
            asking.level,
            titles.level(asking.level),
            asking.entry_level,
            asking.importance,
            asking.essential,
        )
        for asking in result.roles
    )
    return Records(_COLUMNS, tuple(rows))
