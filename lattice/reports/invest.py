"""The report of an investment in development."""

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
    Step,
    Steps,
    Table,
    line,
    quiet,
    strong,
)
from lattice.reports.figures import counted, hours, listed, months
from lattice.reports.planner import by_horizon, called, exceptions_told, marked, marked_records
from lattice.reports.titles import Titles
from lattice.succession.investment import Action, InvestResult

_COLUMNS: Final = (
    "role", "title", "person", "name", "cost", "hours", "months", "position", "resource", "resource_title",
    "resource_cost", "resource_hours",
)  # fmt: skip
_MOST: Final = 8


def invest_report(result: InvestResult, titles: Titles) -> Report:
    """What to spend the money on, what it secures, and what every other amount would."""
    told = _Told(result, titles)
    blocks: list[Block] = [
        Heading(f"What {_amount(titles, result.budget)} secures {by_horizon(result.horizon)}", level=1),
        Paragraph((*marked(result), *told.summary())),
    ]
    if result.seats:
        blocks += [told.learning(), *told.ready(), told.curve(), *told.rounds()]
    blocks += exceptions_told(result, titles)
    return Report(
        tuple(blocks),
        marked_records(result, _COLUMNS, tuple(told.records())),
        tuple("".join(span.text for span in each) for each in told.summary()),
        told.sheets(),
        (
            ("Budget", _amount(titles, result.budget)),
            ("Horizon", f"{result.horizon:g} months"),
            ("Proven", _PROVEN if result.optimal else f"no, the time was up; {_bound(result)}"),
        ),
        confidential=True,
    )


_PROVEN: Final = "yes: no more seats can be had for the money"


def _bound(result: InvestResult) -> str:
    return f"no more than {counted(result.bound, 'seat')} can be had for the money"


def _amount(titles: Titles, amount: float) -> str:
    return titles.money(amount) if amount else "no money"


class _Told:
    """An investment in words."""

    def __init__(self, result: InvestResult, titles: Titles) -> None:
        self.result, self.titles = result, titles
        self.learners = [one for one in result.actions if one.learning]

    def summary(self) -> tuple[Line, ...]:
        """What is secured for how much, what would be for nothing, and what one more would cost."""
        result, money = self.result, self.titles.money
        if not result.seats:
            return (line("No role is critical and has a seat: there is nothing to secure."),)
        seats = counted(result.seats, "critical seat")
        gained = result.secured - result.today
        lines = [
            line(
                strong(f"{result.secured} of {seats}"),
                f" secured {by_horizon(result.horizon)} for {_amount(self.titles, result.cost)}: "
                f"{result.today} without any learning, {gained} more by it.",
            )
        ]
        following = result.next_seat
        least = "" if result.optimal else "at most "
        if following is not None:
            beyond = money(following.beyond_budget)
            lines.append(
                line(f"One more would take {least}{money(following.cost)} in all: {beyond} beyond the budget.")
            )
        elif result.optimal or result.secured == result.most:
            lines.append(line("No money secures more: nobody else can be made ready in that time."))
        lines.append(line(quiet(self._proof())))
        return tuple(lines)

    def _proof(self) -> str:
        if self.result.optimal:
            return "Proven: no more seats can be had for the money, and none of these for less."
        return f"Not proven, the time was up: {_bound(self.result)}; the best found secures {self.result.secured}."

    def learning(self) -> Block:
        """Who learns what, for which seat."""
        if not self.learners:
            secured = self.result.optimal or self.result.secured == self.result.bound
            nothing = (
                "Nothing that this money buys secures another seat." if secured else "No learning was found in time."
            )
            return Paragraph((line(nothing),))
        return Steps(tuple(self._step(one) for one in self.learners))

    def _step(self, one: Action) -> Step:
        titles = self.titles
        lead = line(
            strong(called(titles, one.person)),
            f" for {titles.role(one.role)}: {titles.money(one.cost)}, {hours(one.hours)}, "
            f"ready in {months(one.months)}",
        )
        notes = tuple(
            line(f"{titles.resource(each.resource)}, {hours(each.hours)}, {titles.money(each.cost)}")
            for each in one.learning
        )
        return Step(lead, notes)

    def ready(self) -> tuple[Block, ...]:
        """The seats whose successors need no learning."""
        idle = [one for one in self.result.actions if not one.learning]
        if not idle:
            return ()
        names = [
            f"{self.titles.person(one.person)} for {self.titles.role(one.role)}"
            for one in sorted(idle, key=lambda one: (one.role, one.person))
        ]
        return (Paragraph((line("Without any learning: ", "; ".join(names), "."),)),)

    def curve(self) -> Table:
        """The least money for every number of seats."""
        columns = (
            Column("Seats", numeric=True),
            Column("Cost in all", numeric=True),
            Column("The last seat", numeric=True),
            Column(""),
        )
        rows, before = [], None
        for point in self.result.curve:
            extra = "" if before is None else self.titles.money(round(point.cost - before, 4))
            mark = "this budget" if point.seats == self.result.secured else ""
            rows.append((str(point.seats), self.titles.money(point.cost), extra, mark))
            before = point.cost
        least = "the least" if self.result.optimal else "the least found"
        return Table(columns, tuple(rows), title=f"Seats against money: {least} that secures so many")

    def rounds(self) -> tuple[Block, ...]:
        """The resources that have to be given more than once."""
        told = [
            f"{self.titles.resource(one.resource)}: {one.people} people, {one.capacity} at a time"
            for one in self.result.rounds
        ]
        if not told:
            return ()
        return (Paragraph((line(f"To be given more than once: {listed(told, most=_MOST)}."),)),)

    def records(self) -> tuple[tuple[Plain, ...], ...]:
        """A row a resource; one without a resource for who needs none."""
        rows: list[tuple[Plain, ...]] = []
        for one in self.result.actions:
            head = (
                one.role,
                self.titles.role(one.role),
                one.person,
                self.titles.person(one.person),
                one.cost,
                one.hours,
                one.months,
            )
            for position, each in enumerate(one.learning, start=1):
                rows.append(
                    (*head, position, each.resource, self.titles.resource(each.resource), each.cost, each.hours)
                )
            if not one.learning:
                rows.append((*head, None, None, None, None, None))
        return tuple(rows)

    def sheets(self) -> tuple[Sheet, ...]:
        """The actions, and the curve."""
        names = ("Role id", "Role", "Person id", "Person", "Cost", "Hours", "Months", "Order",
                 "Resource id", "Resource", "Its cost", "Its hours")  # fmt: skip
        kinds = {"Cost": Kind.MONEY, "Its cost": Kind.MONEY, "Hours": Kind.HOURS, "Its hours": Kind.HOURS,
                 "Months": Kind.MONTHS, "Order": Kind.WHOLE}  # fmt: skip
        columns = tuple(SheetColumn(name, kinds.get(name, Kind.TEXT)) for name in names)
        curve = tuple((point.seats, point.cost) for point in self.result.curve)
        return (
            Sheet("Actions", columns, self.records(), "who learns what for which seat, a resource each"),
            Sheet(
                "Seats against money",
                (SheetColumn("Seats", Kind.WHOLE), SheetColumn("Cost", Kind.MONEY)),
                curve,
                "the least money that secures so many seats",
            ),
        )
