"""The report of a gap: how ready someone is for a role, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from lattice.reports.document import (
    Block,
    Column,
    Heading,
    Kind,
    Line,
    Meter,
    Paragraph,
    Records,
    Report,
    Sheet,
    SheetColumn,
    Span,
    Style,
    Table,
    line,
    quiet,
    strong,
)
from lattice.reports.figures import counted, percent
from lattice.reports.titles import Titles
from lattice.routes.result import GapLine, GapResult

_BLOCKS = 20


def gap_report(result: GapResult, titles: Titles) -> Report:
    """What one person lacks for a role. The records have a row for each skill of each of the two gaps."""
    blocks: tuple[Block, ...] = (
        Heading(f"{titles.person(result.person)} for {titles.role(result.role)}", level=1),
        Paragraph((_readiness(result), _qualified(result))),
        _table("To enter the role", result.entry, titles, "nothing is missing"),
        _table("To be settled in it", result.settle, titles, "nothing is missing"),
    )
    sheets = (
        _sheet("To enter", result.entry, titles, "essential skills below what day one needs"),
        _sheet("To be settled", result.settle, titles, "all skills below the level of someone settled in the role"),
    )
    return Report(blocks, Records(_COLUMNS, tuple(_rows(result, titles))), sheets=sheets, about=_about(result, titles))


def _about(result: GapResult, titles: Titles) -> tuple[tuple[str, str], ...]:
    return (
        ("Person", f"{titles.person(result.person)} ({result.person})"),
        ("Role", f"{titles.role(result.role)} ({result.role})"),
        ("Readiness", percent(result.readiness)),
        ("Qualified to enter", "yes" if result.qualified else "not yet"),
    )


def _sheet(title: str, gaps: tuple[GapLine, ...], titles: Titles, about: str) -> Sheet:
    columns = (
        SheetColumn("Skill"),
        SheetColumn("Has", Kind.LEVEL),
        SheetColumn("Has, by name"),
        SheetColumn("Needs", Kind.LEVEL),
        SheetColumn("Needs, by name"),
        SheetColumn("Missing", Kind.LEVEL, note="levels to go"),
        SheetColumn("Essential", Kind.FLAG),
        SheetColumn("Importance", Kind.NUMBER, note="how much the skill counts in the readiness, up to 1"),
        SheetColumn("Skill id"),
    )
    rows = (
        (
            titles.skill(gap.skill),
            gap.have,
            titles.level(gap.have),
            gap.need,
            titles.level(gap.need),
            gap.need - gap.have,
            gap.essential,
            gap.importance,
            gap.skill,
        )
        for gap in gaps
    )
    return Sheet(title, columns, tuple(rows), about)


def _readiness(result: GapResult) -> Line:
    filled = int(result.readiness * _BLOCKS)
    bar = (Span("█" * filled, Style.GOOD), Span("░" * (_BLOCKS - filled), Style.QUIET))
    return line("Ready to ", strong(percent(result.readiness)), " ", *bar)


def _qualified(result: GapResult) -> Line:
    if result.qualified:
        return line(Span("Qualified to enter", Style.GOOD), quiet(" from the levels on record"))
    missing = counted(len(result.entry), "essential skill")
    return line(Span("Not qualified to enter yet", Style.POOR), quiet(f": {missing} below what day one needs"))


def _table(title: str, gaps: tuple[GapLine, ...], titles: Titles, empty: str) -> Table:
    top = titles.header.levels.maximum
    columns = (
        Column("Skill", wraps=True),
        Column("Level"),
        Column("Has"),
        Column("Needs"),
        Column("Kind"),
        Column("Weight", numeric=True),
    )
    rows = [
        (
            titles.skill(gap.skill),
            Meter(gap.have, gap.need, top),
            titles.level(gap.have),
            titles.level(gap.need),
            "essential" if gap.essential else "desirable",
            f"{gap.importance:.2f}",
        )
        for gap in gaps
    ]
    return Table(columns, tuple(rows), title=title, empty=empty)


_COLUMNS = (
    "gap",
    "skill",
    "skill_name",
    "have",
    "have_name",
    "need",
    "need_name",
    "essential",
    "importance",
)


def _rows(result: GapResult, titles: Titles) -> Iterable[tuple[str | float | bool, ...]]:
    for name, gaps in (("entry", result.entry), ("settle", result.settle)):
        for gap in gaps:
            yield (
                name,
                gap.skill,
                titles.skill(gap.skill),
                gap.have,
                titles.level(gap.have),
                gap.need,
                titles.level(gap.need),
                gap.essential,
                gap.importance,
            )
