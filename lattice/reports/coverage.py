"""The report of coverage: what is secured, what only looks so, where it is short, whom it hangs on."""

from __future__ import annotations

from typing import Final

from lattice.reports.document import (
    STATUSES,
    Block,
    Cell,
    Column,
    Heading,
    Kind,
    Line,
    Paragraph,
    Plain,
    Report,
    Sheet,
    SheetColumn,
    Span,
    Table,
    line,
    quiet,
    strong,
)
from lattice.reports.figures import counted, percent
from lattice.reports.planner import (
    by_horizon,
    called,
    exceptions_told,
    heading_of,
    marked,
    marked_records,
    people_told,
    ready_in,
    told_plainly,
)
from lattice.reports.titles import Titles
from lattice.succession.options import horizon_name, middle
from lattice.succession.result import CoverageResult

_ORDER: Final = ("exposed", "thin", "covered")
_COLUMNS: Final = (
    "role", "title", "seats", "held", "status", "horizon", "person", "name", "months", "readiness", "assigned_by",
)  # fmt: skip
_NOBODY: Final = "nobody"


def coverage_report(result: CoverageResult, titles: Titles, *, full: bool = False, hint: bool = True) -> Report:
    """The summary first, then role by role, the shortfalls and the key people; ``full`` names every bench.

    ``hint`` names the command to go on with, for those who have a command line before them.
    """
    told = _Told(result, titles)
    blocks: list[Block] = [
        Heading("How the critical roles are covered", level=1),
        Paragraph((*marked(result), *told.summary())),
    ]
    if result.roles:
        blocks += [told.roles(), Paragraph((_MEANING,))]
        blocks += [told.shortfalls(), told.key_people()]
    blocks += exceptions_told(result, titles, result.idle_nominations)
    if full:
        blocks += told.benches()
    if result.roles and hint:
        blocks.append(Paragraph((told.next_step(),)))
    return Report(
        tuple(blocks),
        marked_records(result, _COLUMNS, told.records()),
        () if result.roles else told_plainly(told.summary()),
        told.sheets(),
        (("Critical seats", str(result.seats)),),
        confidential=True,
    )


_MEANING: Final = line(
    quiet(
        "covered: every seat has a successor and any one of them could drop out; thin: every seat has one and nobody "
        "is to spare; exposed: a seat has none."
    )
)


class _Told:
    """A coverage in words."""

    def __init__(self, result: CoverageResult, titles: Titles) -> None:
        self.result, self.titles = result, titles
        self.span = middle(result.horizons)
        self.key = horizon_name(self.span)
        order = {status: number for number, status in enumerate(_ORDER)}
        self.sorted = sorted(result.roles, key=lambda role: (order[role.status], role.role))

    def summary(self) -> tuple[Line, ...]:
        """What is secured, what is so on paper, and where the difference comes from."""
        result = self.result
        left_out: tuple[Line, ...] = ()
        if result.seatless:
            names = ", ".join(self.titles.role(role) for role in result.seatless)
            left_out = (line(f"Critical, but without a seat to fill: {names}."),)
        if not result.roles:
            text = "No role is critical: there is nothing to cover. Set 'critical' for those whose vacancy hurts."
            return (line(text if not result.seatless else "There is no critical seat to cover."), *left_out)
        rest = [
            f"{result.secured[horizon_name(span)]} {by_horizon(span)}" for span in result.horizons if span != self.span
        ]
        seats, secured = counted(result.seats, "critical seat"), result.secured[self.key]
        verb, whose = ("has", "its") if 1 in {secured, result.seats} else ("have", "their")
        lead = f"{secured} of {seats}"
        also = f" ({', '.join(rest)})" if rest else ""
        own = line(strong(lead), f" {verb} a successor of {whose} own {by_horizon(self.span)}{also}.")
        paper = result.naive[self.key]
        twice = paper - secured
        on_paper = f"On paper it is {paper}"
        if twice:
            on_paper += f": the difference of {twice} is people who stand behind more than one seat."
        elif paper:
            on_paper += ", too: nobody stands behind a seat who is needed for another."
        else:
            on_paper += ", too."
        return (own, line(on_paper), *left_out)

    def roles(self) -> Table:
        """Each critical role: seats, those secured by each horizon, the status, who would take over."""
        columns = (
            Column("Role", wraps=True),
            Column("Seats", numeric=True),
            *(Column(heading_of(span), numeric=True) for span in self.result.horizons),
            Column("Status"),
            Column(f"Successors {by_horizon(self.span)}", wraps=True),
        )
        given: dict[str, list[str]] = {}
        for one in self.result.assignment[self.key]:
            given.setdefault(one.role, []).append(
                f"{self.titles.person(one.person)} {one.months:.1f}"
                if one.months
                else f"{self.titles.person(one.person)} now"
            )
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                self.titles.role(role.role),
                str(role.seats),
                *(str(role.secured[horizon_name(span)]) for span in self.result.horizons),
                line(Span(role.status, STATUSES[role.status])),
                ", ".join(given.get(role.role, [_NOBODY])),
            )
            for role in self.sorted
        )
        return Table(columns, rows, title="Seats with a successor of their own")

    def shortfalls(self) -> Table:
        """The groups of roles that are short of people."""
        columns = (Column("Roles", wraps=True), Column("Seats", numeric=True), Column("All who could", wraps=True))
        rows = tuple(
            (
                "; ".join(self.titles.role(role) for role in group.roles),
                str(group.seats),
                f"{len(group.people)}: {people_told(self.titles, group.people)}" if group.people else _NOBODY,
            )
            for group in self.result.shortfalls[self.key]
        )
        title = f"Short {by_horizon(self.span)}: more seats than people, whoever is given which"
        return Table(columns, rows, title=title, empty="Nowhere: every critical seat can be given someone.")

    def key_people(self) -> Paragraph:
        """Those whose departure costs a seat."""
        people = self.result.key_people[self.key]
        lead = strong(f"Key people {by_horizon(self.span)}: ")
        if not people:
            return Paragraph((line(lead, "nobody. Any one could leave, and as many seats would be secured."),))
        names = people_told(self.titles, people, most=len(people))
        if len(people) == 1:
            return Paragraph((line(lead, f"one, whose leaving costs a seat: {names}."),))
        return Paragraph((line(lead, f"each of these {len(people)} who leaves costs a seat. {names}."),))

    def benches(self) -> list[Block]:
        """Everyone on each bench."""
        columns = (
            Column("Person", wraps=True),
            Column("Ready in", numeric=True),
            Column("Readiness", numeric=True),
        )
        return [
            Table(
                columns,
                tuple(
                    (called(self.titles, one.person), ready_in(one.months), percent(one.readiness))
                    for span in self.result.horizons
                    for one in role.bench[horizon_name(span)]
                ),
                title=f"Bench: {self.titles.role(role.role)}",
                empty=f"{_NOBODY} {by_horizon(self.result.horizons[-1])}",
            )
            for role in self.sorted
        ]

    def next_step(self) -> Line:
        """What to look at next."""
        first = self.sorted[0]
        if first.status == "exposed":
            return line(quiet(f"Next: lattice succession bench {first.role}, and so on for each exposed role."))
        return line(quiet("Next: lattice succession chain ROLE says what else moves when someone takes over."))

    def records(self) -> tuple[tuple[Plain, ...], ...]:
        """A row for each candidate of each role; one for a role without any."""
        assigned: dict[tuple[str, str], float] = {}
        for span in self.result.horizons:
            for given in self.result.assignment[horizon_name(span)]:
                assigned.setdefault((given.role, given.person), span)
        rows: list[tuple[Plain, ...]] = []
        for role in self.result.roles:
            head = (role.role, self.titles.role(role.role), role.seats, len(role.incumbents), role.status)
            bench = [(span, one) for span in self.result.horizons for one in role.bench[horizon_name(span)]]
            rows += [
                (
                    *head,
                    span,
                    one.person,
                    self.titles.person(one.person),
                    one.months,
                    one.readiness,
                    assigned.get((role.role, one.person)),
                )
                for span, one in bench
            ]
            if not bench:
                rows.append((*head, None, None, None, None, None, None))
        return tuple(rows)

    def sheets(self) -> tuple[Sheet, ...]:
        """Horizons, roles, benches, shortfalls, key people and the assignment, a sheet each."""
        return (
            self._horizons_sheet(),
            self._roles_sheet(),
            self._bench_sheet(),
            self._shortfall_sheet(),
            self._key_sheet(),
            self._assignment_sheet(),
        )

    def _horizons_sheet(self) -> Sheet:
        columns = (
            SheetColumn("Horizon", Kind.MONTHS),
            SheetColumn("Seats", Kind.WHOLE),
            SheetColumn("Secured", Kind.WHOLE, note="seats with a successor of their own"),
            SheetColumn("On paper", Kind.WHOLE, note="when one person may stand behind several seats"),
            SheetColumn("Key people", Kind.WHOLE, note="people each of whom costs a seat by leaving"),
        )
        names = [horizon_name(span) for span in self.result.horizons]
        rows = tuple(
            (
                span,
                self.result.seats,
                self.result.secured[name],
                self.result.naive[name],
                len(self.result.key_people[name]),
            )
            for span, name in zip(self.result.horizons, names, strict=True)
        )
        return Sheet("Coverage", columns, rows, "the critical seats by horizon")

    def _roles_sheet(self) -> Sheet:
        columns = (
            SheetColumn("Role"),
            SheetColumn("Status", Kind.STATUS, note=f"{by_horizon(self.span)}"),
            SheetColumn("Seats", Kind.WHOLE),
            SheetColumn("Held", Kind.WHOLE, note="people who hold the role today"),
            *(SheetColumn(f"Secured {by_horizon(span)}", Kind.WHOLE) for span in self.result.horizons),
            SheetColumn("Role id"),
        )
        rows: tuple[tuple[Plain, ...], ...] = tuple(
            (
                self.titles.role(role.role),
                role.status,
                role.seats,
                len(role.incumbents),
                *(role.secured[horizon_name(span)] for span in self.result.horizons),
                role.role,
            )
            for role in self.sorted
        )
        return Sheet("Roles", columns, rows, "a critical role each, the exposed first")

    def _bench_sheet(self) -> Sheet:
        columns = (
            SheetColumn("Role"),
            SheetColumn("Person"),
            SheetColumn("Ready in", Kind.MONTHS),
            SheetColumn("Readiness", Kind.PERCENT, note="of all that the role asks of someone settled"),
            SheetColumn("Role id"),
            SheetColumn("Person id"),
        )
        rows = tuple(
            (
                self.titles.role(role.role),
                self.titles.person(one.person),
                one.months,
                one.readiness,
                role.role,
                one.person,
            )
            for role in self.sorted
            for span in self.result.horizons
            for one in role.bench[horizon_name(span)]
        )
        return Sheet("Benches", columns, rows, "who could take over which role, the soonest first")

    def _shortfall_sheet(self) -> Sheet:
        columns = (
            SheetColumn("Horizon", Kind.MONTHS),
            SheetColumn("Roles"),
            SheetColumn("Seats", Kind.WHOLE),
            SheetColumn("People", Kind.WHOLE),
            SheetColumn("All who could"),
        )
        rows = tuple(
            (
                span,
                "; ".join(self.titles.role(role) for role in group.roles),
                group.seats,
                len(group.people),
                ", ".join(called(self.titles, person) for person in group.people),
            )
            for span in self.result.horizons
            for group in self.result.shortfalls[horizon_name(span)]
        )
        return Sheet("Shortfalls", columns, rows, "roles with more seats than people who could, whoever is given which")

    def _key_sheet(self) -> Sheet:
        columns = (SheetColumn("Horizon", Kind.MONTHS), SheetColumn("Person"), SheetColumn("Person id"))
        rows = tuple(
            (span, self.titles.person(person), person)
            for span in self.result.horizons
            for person in self.result.key_people[horizon_name(span)]
        )
        return Sheet("Key people", columns, rows, "whose leaving costs a secured seat")

    def _assignment_sheet(self) -> Sheet:
        columns = (
            SheetColumn("Horizon", Kind.MONTHS),
            SheetColumn("Role"),
            SheetColumn("Successor"),
            SheetColumn("Ready in", Kind.MONTHS),
            SheetColumn("Role id"),
            SheetColumn("Person id"),
        )
        rows = tuple(
            (span, self.titles.role(one.role), self.titles.person(one.person), one.months, one.role, one.person)
            for span in self.result.horizons
            for one in self.result.assignment[horizon_name(span)]
        )
        return Sheet("Assignment", columns, rows, "distinct successors in the least total months")
