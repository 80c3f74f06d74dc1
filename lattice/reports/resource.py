"""The report of a learning resource."""

from __future__ import annotations

from lattice.insight.resource import ResourceProfile
from lattice.reports.document import Block, Column, Facts, Heading, Paragraph, Records, Report, Table, line
from lattice.reports.figures import counted, day, hours, listed
from lattice.reports.titles import Titles
from lattice.reports.visible import visible_lines

_COLUMNS = ("skill", "skill_name", "from_level", "from_name", "to_level", "to_name")
_SHOWN = 12


def resource_report(result: ResourceProfile, titles: Titles, *, full: bool = False) -> Report:
    """A learning resource from all sides. The records have a row for each skill that it teaches."""
    about = tuple(line(text) for text in visible_lines(result.description or ""))
    blocks: list[Block] = [Heading(result.title, level=1), Facts(_facts(result, titles))]
    if about:
        blocks.append(Paragraph(about, indent=1))
    teaches = [
        (titles.skill(taught.skill), titles.level(taught.from_level), titles.level(taught.to_level))
        for taught in result.teaches
    ]
    needs = [(titles.skill(needed.skill), titles.level(needed.level)) for needed in result.prerequisites]
    blocks += [
        Table(
            (Column("Skill", wraps=True), Column("From"), Column("To")),
            tuple(teaches),
            title="Teaches",
            empty="nothing",
        ),
        Table((Column("Skill", wraps=True), Column("Level")), tuple(needs), title="Asks for", empty="nothing"),
        _serves(result, titles, full=full),
    ]
    return Report(tuple(blocks), _records(result, titles))


def _facts(result: ResourceProfile, titles: Titles) -> tuple[tuple[str, str], ...]:
    return (
        ("id", result.resource),
        ("type", result.type),
        ("takes", hours(result.hours)),
        ("costs", titles.money(result.cost)),
        ("offered", "yes" if result.offered else "no"),
        ("from", day(result.available_from)),
        ("until", day(result.available_to)),
        ("provider", result.provider or ""),
        ("formats", ", ".join(result.formats)),
        ("languages", ", ".join(result.languages)),
        ("places", "" if result.capacity is None else str(result.capacity)),
        ("mentor", "" if result.mentor is None else titles.person(result.mentor)),
        ("address", result.url or ""),
    )


def _serves(result: ResourceProfile, titles: Titles, *, full: bool) -> Table:
    shown = result.serves if full else result.serves[:_SHOWN]
    rows = [
        (titles.role(served.role), listed([titles.skill(skill) for skill in served.skills], most=3)) for served in shown
    ]
    rest = len(result.serves) - len(shown)
    title = f"Serves {counted(len(result.serves), 'role')}"
    return Table(
        (Column("Role", wraps=True), Column("In", wraps=True)),
        tuple(rows),
        title=f"{title}, the first {len(shown)}" if rest else title,
        empty="no role asks more than the level where it starts",
    )


def _records(result: ResourceProfile, titles: Titles) -> Records:
    rows = (
        (
            taught.skill,
            titles.skill(taught.skill),
            taught.from_level,
            titles.level(taught.from_level),
            taught.to_level,
            titles.level(taught.to_level),
        )
        for taught in result.teaches
    )
    return Records(_COLUMNS, tuple(rows))
