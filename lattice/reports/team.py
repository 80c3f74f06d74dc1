"""The report of a team's skills."""

from __future__ import annotations

from typing import Final

from lattice.insight.team import COVERED, GAP, SINGLE, TeamResult, TeamSkill
from lattice.reports.document import (
    Block,
    Column,
    Heading,
    Kind,
    Line,
    Paragraph,
    Plain,
    Report,
    Sheet,
    SheetColumn,
    Table,
    line,
    quiet,
    strong,
)
from lattice.reports.figures import counted, day, listed
from lattice.reports.planner import records_of
from lattice.reports.titles import Titles

_COLUMNS: Final = (
    "skill", "name", "level", "essential", "asked_of", "meeting", "able", "status", "only", "people_at",
)  # fmt: skip
_MOST: Final = 3


def team_report(result: TeamResult, titles: Titles) -> Report:
    """Gaps, single points of failure, and the skills that more than one person has, a row each."""
    who = f"the team of {titles.person(result.manager)}" if result.manager else f"the family {result.family}"
    blocks: list[Block] = [Heading(f"Skills of {who}", level=1), Paragraph(_terms(result))]
    if result.people is None:
        table = Table(
            (Column("Skill", wraps=True), Column("Level asked")),
            tuple((titles.skill(one.skill), titles.level(one.level)) for one in result.skills),
            title="What the roles ask for",
        )
        blocks.append(table)
    elif result.people:
        blocks += [
            _table(result, titles, GAP, "Gaps: nobody has what the roles ask"),
            _table(result, titles, SINGLE, "Single points of failure: one person has it"),
            _table(result, titles, COVERED, "Covered: more than one person has it"),
        ]
    if result.told_apart:
        blocks.append(Paragraph((_not_together(result, titles),)))
    rows = tuple(_record(one, titles) for one in result.skills)
    records = records_of(_COLUMNS, rows, as_of=result.as_of, digest=result.digest)
    about = (("Team", who), ("People", "" if result.people is None else str(result.people)))
    return Report(tuple(blocks), records, (), (_sheet(result, titles),), about, confidential=True)


def _sheet(result: TeamResult, titles: Titles) -> Sheet:
    columns = (
        SheetColumn("Skill"),
        SheetColumn("Level asked", Kind.LEVEL, note="the highest that a role of the team asks of someone settled"),
        SheetColumn("Essential", Kind.FLAG),
        SheetColumn("Asked of", Kind.WHOLE, note="people whose role asks for it"),
        SheetColumn("Meet it", Kind.WHOLE, note="those of them who have what their own role asks"),
        SheetColumn("Able", Kind.WHOLE, note="people of the team who have the level asked, or more"),
        SheetColumn("Status"),
        SheetColumn("Who", note="the only one who is able"),
        SheetColumn("Skill id"),
    )
    rows = (
        (
            titles.skill(one.skill),
            one.level,
            one.essential,
            one.asked_of,
            one.meeting,
            one.able,
            one.status,
            titles.person(one.only) if one.only else None,
            one.skill,
        )
        for one in result.skills
    )
    return Sheet("Team skills", columns, tuple(rows), "a skill each, gaps first")


def _terms(result: TeamResult) -> tuple[Line, ...]:
    source = line(quiet(f"As of {day(result.as_of)}, from {result.lattice} ({result.digest[:12]})."))
    mark = line(strong("Confidential."))
    if result.people is None:
        least = result.min_group
        return (mark, line(f"Fewer than {least} people: nobody is counted or named."), source)
    if not result.people:
        return (mark, line("There is nobody in it."), source)
    gaps, singles = (sum(one.status == status for one in result.skills) for status in (GAP, SINGLE))
    skills = counted(len(result.skills), "skill")
    people = counted(result.people, "person", "people")
    hidden = any(one.meeting is None for one in result.skills)
    few = (quiet(f" -: not told, as it is asked of fewer than {result.min_group}."),) if hidden else ()
    return (
        mark,
        line(f"{people}, {skills} asked for: {gaps} with nobody able, {singles} with one."),
        line(quiet("Asked of: people whose role asks it. Meet it: those of them who have what their role asks."), *few),
        source,
    )


def _table(result: TeamResult, titles: Titles, status: str, title: str) -> Table:
    columns = [
        Column("Skill", wraps=True),
        Column("Level asked", wraps=True),
        Column("Asked of", numeric=True),
        Column("Meet it", numeric=True),
    ]
    columns.append(Column("Who", wraps=True) if status == SINGLE else Column("Able", numeric=True))
    rows = [
        (
            titles.skill(one.skill),
            titles.level(one.level),
            str(one.asked_of),
            "-" if one.meeting is None else str(one.meeting),
            titles.person(one.only) if one.only else str(one.able),
        )
        for one in result.skills
        if one.status == status
    ]
    return Table(tuple(columns), tuple(rows), title=title)


def _not_together(result: TeamResult, titles: Titles) -> Line:
    names = listed([titles.person(one.manager) for one in result.told_apart], most=_MOST)
    return line(
        quiet(
            f"Not for readers of the same report on {names}: the two together tell of fewer than "
            f"{result.min_group} people."
        )
    )


def _record(one: TeamSkill, titles: Titles) -> tuple[Plain, ...]:
    levels = (
        None if one.people_at is None else " | ".join(f"{level}: {count}" for level, count in one.people_at.items())
    )
    return (
        one.skill,
        titles.skill(one.skill),
        one.level,
        one.essential,
        one.asked_of,
        one.meeting,
        one.able,
        one.status,
        one.only,
        levels,
    )
