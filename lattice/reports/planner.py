"""What every planner's report says of itself: confidential, as of when, from what data, who was left out."""

from __future__ import annotations

import datetime
from typing import Final

from lattice.reports.document import Block, Line, Paragraph, Plain, Records, line, quiet, strong
from lattice.reports.figures import counted, day, listed
from lattice.reports.titles import Titles
from lattice.succession.result import ActedExclusion, IdleNomination, PlannerResult

_MOST: Final = 6
_DIGITS: Final = 12


def by_horizon(span: float) -> str:
    """A horizon in words.

    >>> by_horizon(0), by_horizon(12)
    ('now', 'in 12 months')
    """
    return "in 1 month" if span == 1 else f"in {span:g} months" if span else "now"


def heading_of(span: float) -> str:
    """A horizon as the head of a column."""
    return f"{span:g} mo" if span else "Now"


def ready_in(months: float | None) -> str:
    """Months to ready, for a column.

    >>> ready_in(0), ready_in(7.46), ready_in(None)
    ('now', '7.5 mo', 'never')
    """
    if months is None:
        return "never"
    return f"{months:,.1f} mo" if months else "now"


def marked(result: PlannerResult) -> tuple[Line, ...]:
    """That a result is confidential, as of when and from what data."""
    source = f"As of {day(result.as_of)}, from {result.source.name} ({result.source.digest[:_DIGITS]})."
    return (line(strong("Confidential."), " For those who plan, not for those named."), line(quiet(source)))


def marked_records(result: PlannerResult, columns: tuple[str, ...], rows: tuple[tuple[Plain, ...], ...]) -> Records:
    """Records whose every row says as of when, from what data, and that it is confidential."""
    return records_of(columns, rows, as_of=result.as_of, digest=result.source.digest)


def records_of(
    columns: tuple[str, ...], rows: tuple[tuple[Plain, ...], ...], *, as_of: datetime.date, digest: str
) -> Records:
    """Records of confidential data of a day, as ``marked_records`` marks a planner's result."""
    mark = (as_of, digest, True)
    return Records((*columns, "as_of", "data", "confidential"), tuple((*row, *mark) for row in rows))


def told_plainly(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """Lines as remarks, for a form that has no room for them."""
    return tuple("".join(span.text for span in each) for each in lines)


def called(titles: Titles, person: str) -> str:
    """A person by name, with the id that commands take."""
    name = titles.person(person)
    return person if name == person else f"{name} ({person})"


def people_told(titles: Titles, people: tuple[str, ...], *, most: int = _MOST) -> str:
    """People by name and id, those beyond some counted."""
    return listed([called(titles, person) for person in people], most=most) if people else "nobody"


def exceptions_told(result: PlannerResult, titles: Titles, idle: tuple[IdleNomination, ...] = ()) -> tuple[Block, ...]:
    """Whom a planner's word or a date keeps out, and nominations that change nothing."""
    lines = [_excluded(one, titles) for one in result.exclusions]
    if result.departed:
        who = people_told(titles, result.departed)
        many = counted(len(result.departed), "person", "people")
        lines.append(line(f"{many} on record should have left by now, and nobody counts on them: {who}."))
    for one in idle:
        who, role = called(titles, one.person), titles.role(one.role)
        lines.append(line(f"{who} is nominated for {role} and holds it already: that changes nothing."))
    return (Paragraph(tuple(lines)),) if lines else ()


def _excluded(one: ActedExclusion, titles: Titles) -> Line:
    said = " ".join(part for part in (f"by {titles.person(one.by)}" if one.by else "", day(one.on)) if part)
    who = f"Excluded: {called(titles, one.person)} from {titles.role(one.role)}"
    return line(f"{who}, because {one.because}{f' ({said})' if said else ''}.")
