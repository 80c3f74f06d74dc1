"""The report of a bench: who could take over a role, when, what they lack, who else counts on them."""

from __future__ import annotations

from typing import Final

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
    strong,
)
from lattice.reports.figures import counted, day, hours, listed, percent
from lattice.reports.planner import (
    by_horizon,
    called,
    exceptions_told,
    marked,
    marked_records,
    people_told,
    ready_in,
    told_plainly,
)
from lattice.reports.titles import Titles
from lattice.succession.options import horizon_name
from lattice.succession.result import BenchCandidate, BenchResult

_COLUMNS: Final = (
    "role", "person", "name", "holds", "horizon", "months", "dwell_months", "hours", "readiness", "nominated_by",
    "nominated_on", "leaves_on", "missing", "begin_with", "also",
)  # fmt: skip
_MOST: Final = 4


def bench_report(result: BenchResult, titles: Titles, *, full: bool = False) -> Report:
    """The summary first, then a row a candidate, what each lacks and where to begin, and who shares them."""
    title = f"Bench of {titles.role(result.role)}"
    most = max(_MOST, len(result.candidates), *(len(one.missing) for one in result.candidates)) if full else _MOST
    blocks: list[Block] = [Heading(title, level=1), Paragraph((*marked(result), *_summary(result, titles)))]
    if result.candidates:
        blocks += [_people(result, titles), _development(result, titles, most)]
    if result.overlaps:
        blocks.append(_overlaps(result, titles))
    if result.leavers:
        blocks.append(Paragraph(tuple(_leavers(result, titles))))
    blocks += exceptions_told(result, titles, result.idle_nominations)
    return Report(
        tuple(blocks),
        marked_records(result, _COLUMNS, tuple(_record(result, one, titles) for one in result.candidates)),
        () if result.candidates else told_plainly(_summary(result, titles)),
        (_sheet(result, titles),),
        (("Role", f"{titles.role(result.role)} ({result.role})"),),
        confidential=True,
    )


def _summary(result: BenchResult, titles: Titles) -> tuple[Line, ...]:
    ready = ", ".join(f"{result.ready[horizon_name(span)]} {by_horizon(span)}" for span in result.horizons)
    kind = "critical seat" if result.critical else "seat"
    held = people_told(titles, result.incumbents)
    later = sum(one.horizon is None for one in result.candidates)
    rest = f", {counted(later, 'candidate')} later or never" if later else ""
    lines = [line(strong(f"Ready: {ready}"), f"{rest}; {counted(result.seats, kind)}, held by {held}.")]
    if not result.candidates:
        text = "Nobody has a move to this role or is nominated for it. Nominate someone, or add moves."
        lines.append(line(text))
    return tuple(lines)


def _people(result: BenchResult, titles: Titles) -> Table:
    columns = (
        Column("Person", wraps=True),
        Column("Holds", wraps=True),
        Column("Ready in", numeric=True),
        Column("Readiness", numeric=True),
        Column("Nominated by", wraps=True),
    )
    rows = tuple(
        (
            called(titles, one.person),
            titles.role(one.role),
            ready_in(one.months),
            percent(one.readiness),
            _nominated(one, titles),
        )
        for one in result.candidates
    )
    return Table(columns, rows, title="Who could take over")


def _nominated(one: BenchCandidate, titles: Titles) -> str:
    if not one.nominated:
        return ""
    by = titles.person(one.nominated_by) if one.nominated_by else "somebody"
    return f"{by}, {day(one.nominated_on)}" if one.nominated_on else by


def _development(result: BenchResult, titles: Titles, most: int) -> Table:
    columns = (Column("Person", wraps=True), Column("Lacks for day one", wraps=True), Column("Begin with", wraps=True))
    rows = tuple(
        (titles.person(one.person), _lacks(one, titles, most), _begin(one, titles)) for one in result.candidates
    )
    return Table(columns, rows, title="What each lacks, and where to begin")


def _lacks(one: BenchCandidate, titles: Titles, most: int) -> str:
    missing = [f"{titles.skill(each.skill)} {each.have} of {each.need}" for each in one.missing]
    return listed(missing, most=most) or "nothing"


def _begin(one: BenchCandidate, titles: Titles) -> str:
    if one.months is None:
        return f"nothing teaches {listed([titles.skill(skill) for skill in one.untaught], most=2)}"
    if one.best_step is None:
        return "nothing to learn" if not one.dwell_months else f"time in the role: {one.dwell_months:.1f} mo"
    return (
        f"{titles.resource(one.best_step.resource)}, {hours(one.best_step.hours)}, {titles.money(one.best_step.cost)}"
    )


def _overlaps(result: BenchResult, titles: Titles) -> Table:
    columns = (Column("Other critical role", wraps=True), Column("People on both", wraps=True))
    rows = tuple((titles.role(one.role), people_told(titles, one.people)) for one in result.overlaps)
    return Table(columns, rows, title=f"Who else counts on them {by_horizon(result.horizons[-1])}")


def _leavers(result: BenchResult, titles: Titles) -> list[Line]:
    return [
        line(f"Not counted: {called(titles, one.person)} leaves on {day(one.leaves_on)}, before being ready.")
        for one in result.leavers
    ]


def _record(result: BenchResult, one: BenchCandidate, titles: Titles) -> tuple[Plain, ...]:
    return (
        result.role,
        one.person,
        titles.person(one.person),
        one.role,
        one.horizon,
        one.months,
        one.dwell_months,
        one.hours,
        one.readiness,
        one.nominated_by,
        one.nominated_on,
        one.leaves_on,
        " | ".join(f"{each.skill} {each.have}/{each.need}" for each in one.missing),
        one.best_step.resource if one.best_step else None,
        " | ".join(one.also),
    )


def _sheet(result: BenchResult, titles: Titles) -> Sheet:
    columns = (
        SheetColumn("Person"),
        SheetColumn("Holds"),
        SheetColumn("Ready in", Kind.MONTHS, note="blank when nothing teaches what is missing"),
        SheetColumn("Still to stay", Kind.MONTHS, note="in the role held today"),
        SheetColumn("Learning", Kind.HOURS),
        SheetColumn("Readiness", Kind.PERCENT),
        SheetColumn("Nominated by"),
        SheetColumn("Nominated on", Kind.DATE),
        SheetColumn("Leaves on", Kind.DATE),
        SheetColumn("Lacks for day one"),
        SheetColumn("Begin with"),
        SheetColumn("Also counted on by"),
        SheetColumn("Person id"),
    )
    rows = tuple(
        (
            titles.person(one.person),
            titles.role(one.role),
            one.months,
            one.dwell_months,
            one.hours,
            one.readiness,
            titles.person(one.nominated_by) if one.nominated_by else None,
            one.nominated_on,
            one.leaves_on,
            _lacks(one, titles, len(one.missing)),
            titles.resource(one.best_step.resource) if one.best_step else None,
            "; ".join(titles.role(role) for role in one.also),
            one.person,
        )
        for one in result.candidates
    )
    return Sheet("Bench", columns, rows, "a candidate each, the soonest first")
