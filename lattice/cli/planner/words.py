"""Recording what a planner says of a person and a role, and withdrawing it."""

from __future__ import annotations

import datetime

from lattice.cli.ask import open_existing
from lattice.cli.options import Settings
from lattice.cli.output import show
from lattice.cli.waiting import waiting
from lattice.domain.column import Row
from lattice.succession.recorded import RecordResult, Words, acts_on, find_pair, word_of


def say(
    settings: Settings,
    table: Words,
    person: str,
    role: str,
    *,
    by: str | None,
    because: str | None = None,
    withdraw: bool = False,
) -> None:
    """Put a nomination or an exclusion on record, or take it out, and say what changed."""
    from lattice.reports.recorded import record_report
    from lattice.reports.titles import Titles

    on = settings.as_of or datetime.date.today()  # noqa: DTZ011 - a person's own today is meant
    with open_existing(settings) as store, waiting(settings, "recording"):
        graph = store.snapshot()
        who, what = find_pair(graph, person, role, table=table)
        before = next((row for row in graph.bundle.rows(table) if row[:2] == (who, what)), None)
        now: Row | None = None
        if withdraw:
            before = store.withdraw(table, (who, what))
        else:
            now = (who, what, by, on) if table == "nominations" else (who, what, because, by, on)
            store.record(table, now)
    result = RecordResult(
        table=table,
        person=who,
        role=what,
        now=word_of(table, now),
        before=word_of(table, before),
        acts=acts_on(graph, who, what, table=table),
    )
    show(settings, result, lambda: record_report(result, Titles(graph)), graph=graph)
