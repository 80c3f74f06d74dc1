"""The report of how coverage changed between two days, and the words for what was frozen or recorded."""

from __future__ import annotations

from typing import Final

from lattice.reports.document import (
    Block,
    Column,
    Heading,
    Paragraph,
    Report,
    Sheet,
    SheetColumn,
    Table,
    line,
    quiet,
)
from lattice.reports.figures import counted, day
from lattice.reports.planner import called, exceptions_told, marked, marked_records
from lattice.reports.shifts import COLUMNS, counts_table, shift_blocks, shift_records, shift_sheet
from lattice.reports.titles import Titles
from lattice.succession.comparison import Cause, CompareResult, Side

_WORDS: Final = {
    "left": "left",
    "joined": "joined",
    "moved": "changed role",
    "retires": "day to retire",
    "level_rose": "level rose",
    "level_fell": "level fell",
    "role_added": "became critical",
    "role_dropped": "no longer critical",
    "seats": "seats",
    "move_opened": "move opened",
    "move_closed": "move closed",
    "nominated": "nominated",
    "nomination_withdrawn": "nomination withdrawn",
    "excluded": "excluded",
    "exclusion_withdrawn": "exclusion withdrawn",
}
_DIGITS: Final = 12


def compare_report(result: CompareResult, titles: Titles) -> Report:
    """The two sides, secured seats on both, the roles that differ, and what happened in between."""
    old, new = result.before, result.after
    causes = tuple((_WORDS[one.kind], *_about(one, titles)) for one in result.causes)
    empty = "Nothing that coverage rests on: only time has passed." if result.days > 0 else "Nothing."
    why = f"what happened in {counted(result.days, 'day')}"
    if result.days < 0:
        why = f"what is otherwise, {counted(-result.days, 'day')} earlier"
    blocks: list[Block] = [
        Heading(f"From {old.name} to {new.name}", level=1),
        Paragraph((*marked(result), *(line(quiet(_side(one))) for one in (old, new)))),
        counts_table(old.secured, new.secured, seats=(old.seats, new.seats), names=(old.name, new.name)),
        *shift_blocks(result.roles, result.key_people, titles),
        Table(
            (Column("What"), Column("Who or where", wraps=True), Column("How", wraps=True)),
            causes,
            title=f"Why: {why}",
            empty=empty,
        ),
        *exceptions_told(result, titles),
    ]
    return Report(
        tuple(blocks),
        marked_records(result, COLUMNS, shift_records(result.roles, titles)),
        tuple(": ".join(part for part in row if part) for row in causes),
        (
            shift_sheet(result.roles, titles),
            Sheet(
                "Why",
                tuple(map(SheetColumn, ("What", "Who or where", "How"))),
                causes,
                "what happened to the people, roles and moves that coverage rests on",
            ),
        ),
        (("Before", _side(old)), ("After", _side(new))),
        confidential=True,
    )


def _side(one: Side) -> str:
    return f"{one.name}: as of {day(one.as_of)}, data {one.digest[:_DIGITS]}"


def _about(one: Cause, titles: Titles) -> tuple[str, str]:
    """Who or where, and how."""
    role = titles.role(one.role) if one.role else ""
    if one.person is None:
        if one.from_:
            return f"{titles.role(one.from_)} → {role}", ""
        return role, _change(one.before, one.after, unit=" seats" if one.kind != "seats" else "")
    who = called(titles, one.person)
    if one.skill:
        levels = [titles.level(int(level)) if level else "" for level in (one.before, one.after)]
        return who, f"{titles.skill(one.skill)}: {_change(*levels)}"
    if one.kind in {"left", "joined", "moved"}:
        return who, _change(*(titles.role(name) if name else None for name in (one.before, one.after)))
    if role:
        said = f" (by {titles.person(one.by)})" if one.by else ""
        return who, f"{role}{said}{f': {one.because}' if one.because else ''}"
    return who, _change(one.before, one.after)


def _change(before: str | None, after: str | None, *, unit: str = "") -> str:
    if before and after:
        return f"{before} → {after}"
    return f"{before or after or ''}{unit}"
