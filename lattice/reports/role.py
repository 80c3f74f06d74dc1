"""The report of a role."""

from __future__ import annotations

from lattice.insight.role import RoleProfile, Way
from lattice.reports.document import Block, Column, Facts, Heading, Paragraph, Records, Report, Table, line
from lattice.reports.figures import listed, months, percent
from lattice.reports.titles import Titles
from lattice.reports.visible import visible_lines

_COLUMNS = ("skill", "skill_name", "level", "level_name", "entry_level", "importance", "essential", "resources")
_SHOWN = 12


def role_report(result: RoleProfile, titles: Titles, *, full: bool = False) -> Report:
    """A role from all sides. The records have a row for each requirement."""
    blocks: list[Block] = [Heading(result.title, level=1), Facts(_facts(result, titles))]
    if result.description and full:
        blocks.append(Paragraph(tuple(line(text) for text in visible_lines(result.description)), indent=1))
    blocks += [
        _requirements(result, titles),
        _ways("Ways in", result.ways_in, titles, full=full),
        _ways("Ways out", result.ways_out, titles, full=full),
        Facts(
            (
                ("in the role", _people(result.people, titles, full=full) or "nobody"),
                ("want it", _people(result.aspirants, titles, full=full)),
                ("nominated", _people(result.nominees, titles, full=full)),
            )
        ),
    ]
    return Report(tuple(blocks), _records(result, titles))


def _facts(result: RoleProfile, titles: Titles) -> tuple[tuple[str, str], ...]:
    return (
        ("id", result.role),
        ("also called", ", ".join(result.aliases)),
        ("family", f"{result.family} ({result.area})" if result.area else result.family),
        ("grade", str(result.grade)),
        ("seats", f"{result.seats}, critical" if result.critical else str(result.seats)),
        ("usual stay", months(result.dwell_months)),
        ("salary", "" if result.salary is None else titles.money(result.salary)),
        ("location", result.location or ""),
    )


def _requirements(result: RoleProfile, titles: Titles) -> Table:
    columns = (
        Column("Skill", wraps=True),
        Column("Settled"),
        Column("Day one"),
        Column("Kind"),
        Column("Weight", numeric=True),
        Column("Taught by", numeric=True),
    )
    rows = [
        (
            titles.skill(asked.skill),
            titles.level(asked.level),
            titles.level(asked.entry_level) if asked.essential else "",
            "essential" if asked.essential else "desirable",
            f"{asked.importance:.2f}",
            str(len(asked.resources)) if asked.resources else "nothing",
        )
        for asked in result.requirements
    ]
    return Table(columns, tuple(rows), title="Requires", empty="nothing")


def _ways(title: str, ways: tuple[Way, ...], titles: Titles, *, full: bool) -> Table:
    shown = ways if full else ways[:_SHOWN]
    observed = any(way.observed is not None for way in shown)
    columns = [
        Column("Role", wraps=True),
        Column("Kind"),
        Column("Months", numeric=True),
        Column("Success", numeric=True),
        *((Column("Seen", numeric=True),) if observed else ()),
    ]
    rows = [
        (
            titles.role(way.role),
            way.kind,
            f"{way.months:,.1f}",
            percent(way.success),
            *(("" if way.observed is None else f"{way.observed:,}",) if observed else ()),
        )
        for way in shown
    ]
    more = f", the first {len(shown)}; -v shows all" if len(shown) < len(ways) else ""
    return Table(tuple(columns), tuple(rows), title=f"{title} ({len(ways)}{more})", empty="none")


def _people(people: tuple[str, ...], titles: Titles, *, full: bool) -> str:
    return listed([titles.person(person) for person in people], most=len(people) if full else _SHOWN)


def _records(result: RoleProfile, titles: Titles) -> Records:
    rows = (
        (
            asked.skill,
            titles.skill(asked.skill),
            asked.level,
            titles.level(asked.level),
            asked.entry_level,
            asked.importance,
            asked.essential,
            " | ".join(asked.resources),
        )
        for asked in result.requirements
    )
    return Records(_COLUMNS, tuple(rows))
