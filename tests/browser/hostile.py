"""A lattice in which every text is hostile: each cell that people write says something that a page must not do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from typing import Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Column, Form, Row, Value
from lattice.domain.policy import Header, Levels, Policy
from lattice.domain.table import TABLES
from tests.unit.reports.sample import DAY, SINCE, row

POISONS: Final = (
    "</script><script>window.hacked = 1</script>",
    '<img src="x" onerror="window.hacked = 2">',
    '" onmouseover="window.hacked = 3" \'><svg onload=window.hacked=4>',
    "<!--<script>",
    "</style></title></template></noscript><iframe srcdoc='<script>top.hacked = 5</script>'>",
    "javascript:window.hacked=6",
    "${data} {role} $1 $& %s {{7*7}} {0}",
    "\u202egnp.exe\u202c \u2066left\u2069 \u200bjoined\ufeff",
    "\x07\x1b[31mred\x1b[0m\x00\x7f\x85\u2028\u2029",
    "__proto__",
    "constructor",
    "&lt;b&gt;bold&lt;/b&gt; &#60;i&#62;",
    '=HYPERLINK("https://example.com/?"&A1)',
    "W" * 10_000,
    "long " * 2_000,
)
"""What the cells say; most would run, ask, steer or break something where a text is taken for more than a text."""

ADDRESSES: Final = (
    "javascript:window.hacked=7",
    "  javascript:window.hacked=8",
    "java\nscript:window.hacked=9",
    "data:text/html,<script>window.hacked=10</script>",
    "file:///etc/passwd",
    'https://example.com/"><script>window.hacked=11</script>',
    "https://user:password@example.com/",
    "//example.com/x",
    "https://example.com/fine?a=b&c=d",
)

HEADER: Final = Header(
    name=POISONS[0],
    licence=POISONS[1],
    attribution=POISONS[2],
    currency="<b>",
    levels=Levels(maximum=3, names=(POISONS[0], POISONS[1], POISONS[3])),
    policy=Policy(dwell_months=6),
)

SIZE: Final = len(POISONS)


def _tables() -> dict[str, list[Row]]:
    """A ladder as long as the list of poisons, everything in every table, and texts of which the id is the least."""
    number = range(SIZE)
    return {
        "roles": [
            row(
                "roles",
                id=f"r{at}",
                title="Role",
                family=f"family {at % 4}",
                grade=at,
                area=f"area {at % 2}",
                description="What it is\nin lines",
                critical=at % 3 == 2,
                seats=1 + at % 2,
                dwell_months=6.0,
                salary=1000.0 * at,
                location="Place",
                aliases=("Alias",),
            )
            for at in number
        ],
        "skills": [
            row("skills", id=f"s{at}", name="Skill", kind="kind", category="Category", description="d", aliases=("a",))
            for at in number
        ],
        "requirements": [
            row("requirements", role=f"r{at}", skill=f"s{(at + more) % SIZE}", level=1 + more, behaviour="Does it.")
            for at in number
            for more in range(3)
        ],
        "resources": [
            row(
                "resources",
                id=f"c{at}",
                title="Course",
                type="course",
                hours=2.0,
                cost=10.0,
                provider="Provider",
                formats=("format",),
                languages=("language",),
                mentor="p0",
                description="d",
            )
            for at in number
        ],
        "teaches": [row("teaches", resource=f"c{at}", skill=f"s{at}", to_level=3) for at in number],
        "prerequisites": [],
        "moves": [
            row("moves", **{"from": f"r{at}"}, to=f"r{(at + more) % SIZE}", months=1.0, success=0.8, observed=3)
            for at in number
            for more in (1, 2)
        ],
        "people": [
            row(
                "people",
                id=f"p{at}",
                role=f"r{at}",
                name="Person",
                in_role_since=SINCE,
                manager="p0",
                location="Place",
                groups=(("team", "Team"),),
            )
            for at in number
        ],
        "levels": [
            row("levels", person=f"p{at}", skill=f"s{at}", level=2, evidence="Evidence", assessed_on=DAY)
            for at in number
        ],
        "completions": [row("completions", person="p0", resource="c1", result="Result")],
        "aspirations": [row("aspirations", person="p0", role="r5")],
        "nominations": [row("nominations", person=f"p{at}", role=f"r{(at + 3) % SIZE}", by="Boss") for at in number],
        "exclusions": [row("exclusions", person="p1", role="r2", because="Because", by="Boss", on=DAY)],
    }


def hostile_bundle() -> Bundle:
    """The lattice with every text, list and id turned hostile; what points to a thing still finds it."""
    ids: dict[Value, str] = {}
    for name in ("roles", "skills", "resources", "people"):
        for at, (cell, *_) in enumerate(_tables()[name]):
            # Names that a script's objects bring along are ids as they stand, one kind of thing each.
            alone = POISONS[at] if POISONS[at] in {"__proto__", "constructor"} else ""
            ids[cell] = alone or f"{cell}{POISONS[at]}"
    return Bundle.assemble(HEADER, {name: list(_poisoned(name, rows, ids)) for name, rows in _tables().items()})


def _poisoned(table: str, rows: Sequence[Row], ids: Mapping[Value, str]) -> Iterator[Row]:
    columns = TABLES[table].columns
    poisons, addresses = cycle(POISONS), cycle(ADDRESSES)
    for cells in rows:
        yield tuple(
            next(addresses) if name == "url" else _hostile(column, cell, ids, poisons)
            for (name, column), cell in zip(columns.items(), cells, strict=True)
        )


def _hostile(column: Column, cell: Value, ids: Mapping[Value, str], poisons: Iterator[str]) -> Value:
    if cell is None or column.choices:
        return cell
    if column.form is Form.IDENTIFIER:
        return ids[cell]
    if column.form is Form.TEXT:
        return f"{cell} {next(poisons)}"
    if column.form is Form.LIST and isinstance(cell, tuple):
        return tuple(f"{text} {next(poisons)}" for text in cell)
    if column.form is Form.GROUPS:
        return ((next(poisons), next(poisons)),)
    return cell
