"""The reports of what was put on record: nominations, exclusions, frozen coverages."""

from __future__ import annotations

from lattice.reports.document import Heading, Line, Paragraph, Records, Report, line
from lattice.reports.figures import counted, day
from lattice.reports.planner import by_horizon, called
from lattice.reports.titles import Titles
from lattice.succession.recorded import FreezeResult, RecordResult, Word


def record_report(result: RecordResult, titles: Titles) -> Report:
    """What was said, what it replaces, and whether it makes a difference."""
    nominated = result.table == "nominations"
    who, role = called(titles, result.person), titles.role(result.role)
    verb = "nominated for" if nominated else "excluded from"
    if result.now is None:
        head = "Withdrawn" if result.before else "Nothing to withdraw"
        lines = [line(f"{who} {'was' if result.before else 'is not'} {verb} {role}{_said(result.before, titles)}.")]
    else:
        head = "Nominated" if nominated else "Excluded"
        lines = [line(f"{who} is {verb} {role}{_said(result.now, titles)}.")]
        if result.before is not None and result.before != result.now:
            lines.append(line(f"Before: {verb} it{_said(result.before, titles)}."))
        if not result.acts:
            lines.append(_idle(nominated=nominated))
    columns = ("table", "person", "role", "by", "on", "because")
    word = result.now or Word(by=None, on=None)
    row = (result.table, result.person, result.role, word.by, word.on, word.because)
    return Report(
        (Heading(head, level=1), Paragraph(tuple(lines))),
        Records(columns, (row,) if result.now else ()),
        confidential=True,
    )


def _idle(*, nominated: bool) -> Line:
    if nominated:
        return line("A move leads there already, so that they were a candidate before; it is on record who says so.")
    return line(
        "No move leads there and nobody nominates them, so that they weren't a candidate; it acts once they are."
    )


def _said(word: Word | None, titles: Titles) -> str:
    if word is None:
        return ""
    reason = f", because {word.because}" if word.because else ""
    said = " ".join(part for part in (f"by {titles.person(word.by)}" if word.by else "", day(word.on)) if part)
    return f"{reason} ({said})" if said else reason


def freeze_report(result: FreezeResult) -> Report:
    """What was put aside, and everything that is."""
    names = ", ".join(result.kept) or "nothing yet"
    lines = [line(f"Frozen: {names}.")]
    if result.name is not None and result.secured is not None:
        secured = ", ".join(f"{count} {by_horizon(float(key))}" for key, count in result.secured.items())
        seats = counted(result.seats or 0, "critical seat")
        lines.insert(0, line(f"{secured} of {seats} secured, as of {day(result.as_of)}."))
    head = f"Frozen as {result.name}" if result.name is not None else "Frozen coverages"
    return Report(
        (Heading(head, level=1), Paragraph(tuple(lines))),
        Records(("name",), tuple((name,) for name in result.kept)),
        confidential=True,
    )
