"""What differs between two coverages, in words: for what-if and for comparisons in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lattice.reports.document import (
    STATUSES,
    Block,
    Cell,
    Column,
    Kind,
    Line,
    Paragraph,
    Plain,
    Sheet,
    SheetColumn,
    Span,
    Table,
    line,
)
from lattice.reports.planner import by_horizon, people_told
from lattice.reports.titles import Titles
from lattice.succession.shifts import KeyShift, RoleShift

COLUMNS = ("role", "title", "horizon", "seats_before", "seats_after", "secured_before", "secured_after",
           "status_before", "status_after", "gained", "lost")  # fmt: skip
_NOTHING = "-"


def shift_blocks(roles: Sequence[RoleShift], key_people: Sequence[KeyShift], titles: Titles) -> Iterable[Block]:
    """The roles that are covered otherwise, and who became or no longer is a key person."""
    columns = (
        Column("Role", wraps=True),
        Column("Secured", wraps=True),
        Column("Status"),
        Column("Bench", wraps=True),
    )
    rows = tuple(_row(one, titles) for one in roles)
    yield Table(columns, rows, title="Roles covered otherwise", empty="None: every critical role is covered as before.")
    lines = []
    for one in key_people:
        parts = [
            f"{verb} {people_told(titles, people)}"
            for verb, people in (("now also", one.gained), ("no longer", one.lost))
            if people
        ]
        lines.append(line(f"Key people {by_horizon(float(one.horizon))}: {'; '.join(parts)}."))
    if lines:
        yield Paragraph(tuple(lines))


def _row(one: RoleShift, titles: Titles) -> tuple[Cell, ...]:
    keys = list(next(found for found in one.secured if found is not None))
    secured = ", ".join(_arrow(*(None if side is None else str(side[key]) for side in one.secured)) for key in keys)
    bench = "; ".join(
        f"{sign} {', '.join(titles.person(person) for person in people)}"
        for sign, people in (("+", one.gained), ("−", one.lost))
        if people
    )
    return (titles.role(one.role), secured, _status(one), bench)


def _arrow(before: str | None, after: str | None) -> str:
    return f"{before}" if before == after else f"{before or _NOTHING} → {after or _NOTHING}"


def _status(one: RoleShift) -> Line:
    before, after = one.status
    spans = [Span(each, STATUSES[each]) if each else Span("not critical") for each in (before, after)]
    return line(spans[1]) if before == after else line(spans[0], " → ", spans[1])


def shift_records(roles: Sequence[RoleShift], titles: Titles) -> tuple[tuple[Plain, ...], ...]:
    """A row a role and horizon."""
    rows: list[tuple[Plain, ...]] = []
    for one in roles:
        before, after = one.secured
        rows += [
            (
                one.role,
                titles.role(one.role),
                int(key) if key.isdigit() else float(key),
                *one.seats,
                None if before is None else before[key],
                None if after is None else after[key],
                *one.status,
                " | ".join(one.gained),
                " | ".join(one.lost),
            )
            for key in (before or after or {})
        ]
    return tuple(rows)


def shift_sheet(roles: Sequence[RoleShift], titles: Titles) -> Sheet:
    """The same for a workbook."""
    names = ("Role id", "Role", "Horizon", "Seats before", "Seats after", "Secured before", "Secured after",
             "Status before", "Status after", "Bench gained", "Bench lost")  # fmt: skip
    columns = tuple(SheetColumn(name, _kind(name)) for name in names)
    return Sheet("Roles", columns, shift_records(roles, titles), "critical roles that are covered otherwise")


def _kind(name: str) -> Kind:
    if name == "Horizon":
        return Kind.MONTHS
    if name.startswith("Status"):
        return Kind.STATUS
    return Kind.WHOLE if name.startswith(("Seats", "Secured")) else Kind.TEXT


def counts_table(
    before: dict[str, int], after: dict[str, int], *, seats: tuple[int, int], names: tuple[str, str]
) -> Table:
    """Secured seats by horizon, before and after."""
    columns = (
        Column("Secured", wraps=True),
        Column(names[0], numeric=True, wraps=True),
        Column(names[1], numeric=True, wraps=True),
        Column("Change", numeric=True),
    )
    rows = [("critical seats", str(seats[0]), str(seats[1]), _signed(seats[1] - seats[0]))]
    rows += [
        (by_horizon(float(key)), str(before[key]), str(after[key]), _signed(after[key] - before[key]))
        for key in before
        if key in after
    ]
    return Table(columns, tuple(rows))


def _signed(number: int) -> str:
    return f"{number:+d}".replace("-", "−") if number else "0"
