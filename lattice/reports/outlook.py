"""The report of the vacancy outlook."""

from __future__ import annotations

from typing import Final

from lattice.reports.document import (
    Block,
    Column,
    Facts,
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
)
from lattice.reports.figures import counted, percent
from lattice.reports.planner import exceptions_told, marked, marked_records
from lattice.reports.titles import Titles
from lattice.succession.outlook import Estimate, OutlookResult, RoleOutlook

_COLUMNS: Final = (
    "role", "title", "seats", "incumbents", "bench", "vacancies", "without", "without_low", "without_high",
    "with", "with_low", "with_high", "saved", "saved_low", "saved_high", "chance",
)  # fmt: skip


def outlook_report(result: OutlookResult, titles: Titles) -> Report:
    """All critical seats together, then role by role, the longest uncovered first."""
    blocks: list[Block] = [
        Heading(f"Vacancies over the next {result.years:g} {'year' if result.years == 1 else 'years'}", level=1),
        Paragraph((*marked(result), *_summary(result))),
    ]
    if result.roles:
        blocks += [Facts(_totals(result)), _table(result, titles), Paragraph((_MEANING, *_basis(result)))]
    blocks += exceptions_told(result, titles)
    return Report(
        tuple(blocks),
        marked_records(result, _COLUMNS, tuple(_record(one, titles) for one in result.roles)),
        tuple("".join(span.text for span in each) for each in _summary(result)),
        (_sheet(result, titles),),
        (("Years", f"{result.years:g}"), ("Runs", str(result.runs)), ("Seed", str(result.seed))),
        confidential=True,
    )


_MEANING: Final = line(
    quiet(
        "Vacant: how often a seat is expected to fall free. Without and with: expected seat-months in which nobody "
        "sits there, when nobody learns anything and when everyone on a bench learns what it asks. Chance: that a "
        "seat stands empty at some time, with development. A seat that is short of successors stays empty: nobody "
        "is hired here."
    )
)


def _summary(result: OutlookResult) -> tuple[Line, ...]:
    if not result.roles:
        return (line("No role is critical and has a seat: there is nothing to foresee."),)
    months = result.seats * result.years * 12
    return (
        line(
            f"Of {counted(round(months), 'seat-month')} of {counted(result.seats, 'critical seat')}, expected without "
            f"anyone in the seat: {result.without.mean:,.1f} without development, {result.with_.mean:,.1f} with it."
        ),
    )


def _totals(result: OutlookResult) -> tuple[tuple[str, str], ...]:
    return (
        ("without development", _told(result.without)),
        ("with development", _told(result.with_)),
        ("saved by it", _told(result.saved)),
    )


def _told(one: Estimate) -> str:
    return f"{one.mean:,.1f} ({one.low:,.1f} to {one.high:,.1f})"


def _basis(result: OutlookResult) -> tuple[Line, ...]:
    rates = result.rates
    known = [
        text
        for count, text in (
            (rates.own, f"{rates.own} by their own risk"),
            (rates.family, f"{rates.family} by their family's rate"),
            (rates.policy, f"{rates.policy} by the policy's {percent(rates.policy_rate)} a year"),
        )
        if count
    ]
    people = counted(result.people, "person", "people")
    return (
        line(
            quiet(
                f"{result.runs:,} runs in opposite pairs, seed {result.seed}; in brackets the interval that holds the "
                f"mean with {percent(result.confidence)} confidence. Leaving of {people}: {', '.join(known) or 'none'}."
            )
        ),
    )


def _table(result: OutlookResult, titles: Titles) -> Table:
    columns = (
        Column("Role", wraps=True),
        Column("Seats", numeric=True),
        Column("Bench", numeric=True),
        Column("Vacant", numeric=True),
        Column("Without", numeric=True),
        Column("With", numeric=True),
        Column("±", numeric=True),
        Column("Chance", numeric=True),
    )
    rows = [
        (
            titles.role(one.role),
            str(one.seats),
            str(one.bench),
            f"{one.vacancies:.1f}",
            f"{one.without.mean:.1f}",
            f"{one.with_.mean:.1f}",
            f"{(one.with_.high - one.with_.mean):.1f}",
            percent(one.chance),
        )
        for one in result.roles
    ]
    return Table(columns, tuple(rows), title="Seat-months without a successor")


def _figures(one: RoleOutlook) -> tuple[float, ...]:
    return tuple(value for each in (one.without, one.with_, one.saved) for value in (each.mean, each.low, each.high))


def _record(one: RoleOutlook, titles: Titles) -> tuple[Plain, ...]:
    return (
        one.role,
        titles.role(one.role),
        one.seats,
        one.incumbents,
        one.bench,
        one.vacancies,
        *_figures(one),
        one.chance,
    )


def _sheet(result: OutlookResult, titles: Titles) -> Sheet:
    ends = ("", ", low", ", high")
    columns = (
        SheetColumn("Role"),
        SheetColumn("Seats", Kind.WHOLE),
        SheetColumn("Held", Kind.WHOLE),
        SheetColumn("Bench", Kind.WHOLE, note="people who become ready at some time"),
        SheetColumn("Vacancies", Kind.NUMBER, note="expected over the years, without development"),
        *(SheetColumn(f"{name}{end}", Kind.NUMBER) for name in ("Without", "With", "Saved") for end in ends),
        SheetColumn("Chance", Kind.PERCENT, note="that a seat stands empty at some time, with development"),
        SheetColumn("Role id"),
    )
    rows = (_sheet_row(one, titles) for one in result.roles)
    return Sheet("Outlook", columns, tuple(rows), "expected seat-months without a successor, a critical role each")


def _sheet_row(one: RoleOutlook, titles: Titles) -> tuple[Plain, ...]:
    figures = _figures(one)
    return (titles.role(one.role), one.seats, one.incumbents, one.bench, one.vacancies, *figures, one.chance, one.role)
