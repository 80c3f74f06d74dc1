"""Small lattices for tests of routes: tables in a few words, or cases drawn at random."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from lattice.domain.bundle import Bundle
from lattice.domain.column import Row, Value
from lattice.domain.policy import Header, Levels, Policy
from lattice.graph.snapshot import Snapshot
from lattice.routes.plan import Path
from lattice.routes.question import Constraints, Edge, Question
from lattice.routes.walks import Walks
from lattice.routes.weights import PROFILES, Weights
from tests.oracle.case import Case
from tests.unit.reports.sample import row

DAY: Final = datetime.date(2026, 11, 22)
LISTS: Final = frozenset({"formats", "languages", "aliases"})

Cells = Mapping[str, Value]


def lattice_of(
    *,
    roles: Mapping[str, Cells],
    moves: Iterable[str] | Mapping[str, Cells] = (),
    asks: Mapping[str, Mapping[str, int | Cells]] | None = None,
    resources: Mapping[str, Cells] | None = None,
    has: Mapping[str, int] | None = None,
    person: Cells | None = None,
    skills: Iterable[str] = (),
    maximum: int = 5,
    policy: Policy | None = None,
) -> Snapshot:
    """A lattice around one person, ``p``, who holds the first role unless ``person`` says otherwise.

    ``moves`` reads "a>b"; ``asks`` has a role's levels by skill, or the cells
    of its requirements; a resource's ``teaches`` and ``needs`` are texts such
    as "s:0-2 t:1-3" and "s:1"; ``has`` is the person's record.
    """
    moved = moves if isinstance(moves, Mapping) else {pair: {} for pair in moves}
    named: set[str] = {*skills, *(has or {})}
    tables: dict[str, list[Row]] = {"requirements": [], "resources": [], "teaches": [], "prerequisites": []}
    for role, levels in (asks or {}).items():
        for skill, level in levels.items():
            cells = level if isinstance(level, Mapping) else {"level": level}
            tables["requirements"].append(row("requirements", role=role, skill=skill, **cells))
            named.add(skill)
    for name, cells in (resources or {}).items():
        own = {column: value for column, value in cells.items() if column not in {"teaches", "needs"}}
        tables["resources"].append(
            row("resources", **{"id": name, "title": name, "type": "course", "hours": 0.0, **own})
        )
        for skill, floor, top in _steps(str(cells.get("teaches") or "")):
            tables["teaches"].append(row("teaches", resource=name, skill=skill, from_level=floor, to_level=top))
            named.add(skill)
        for skill, _, level in _steps(str(cells.get("needs") or "")):
            tables["prerequisites"].append(row("prerequisites", resource=name, skill=skill, level=level))
            named.add(skill)
    who: dict[str, Value] = {"id": "p", "name": "Pat", "role": next(iter(roles)), **(person or {})}
    tables |= {
        "roles": [
            row("roles", **{"id": name, "title": name.upper(), "family": "f", "grade": 1, **cells})
            for name, cells in roles.items()
        ],
        "skills": [row("skills", id=name, name=name) for name in sorted(named)],
        "moves": [
            row("moves", **{"from": pair.split(">")[0]}, to=pair.split(">")[1], **c) for pair, c in moved.items()
        ],
        "people": [row("people", **who)],
        "levels": [row("levels", person="p", skill=skill, level=level) for skill, level in (has or {}).items()],
    }
    header = Header(name="made", levels=Levels(maximum=maximum), policy=policy or Policy())
    return Snapshot(Bundle.assemble(header, tables))


def _steps(text: str) -> Iterator[tuple[str, int | None, int]]:
    for part in text.split():
        skill, levels = part.split(":")
        floor, _, top = levels.rpartition("-")
        yield skill, int(floor) if floor else None, int(top)


def snapshot_of(case: Case) -> Snapshot:
    """The snapshot of a case, without the way over files."""
    tables = {
        name: [row(name, **{column: _value(column, cell) for column, cell in cells.items()}) for cells in rows]
        for name, rows in case.tables.items()
    }
    policy = Policy.model_validate(dict(case.policy))
    return Snapshot(Bundle.assemble(Header(name="case", levels=Levels(maximum=case.maximum), policy=policy), tables))


def _value(column: str, cell: Value) -> Value:
    return tuple(str(cell).split("|")) if column in LISTS and cell is not None else cell


def ask(
    graph: Snapshot,
    *,
    weights: Weights = PROFILES["balanced"],
    hours_per_week: float | None = None,
    person: str = "p",
    **limits: Any,  # noqa: ANN401 - whatever Constraints takes
) -> Question:
    """A question about the person, roles in the limits by number."""
    return Question.ask(
        graph,
        person,
        as_of=DAY,
        weights=weights,
        constraints=Constraints(**limits),
        hours_per_week=hours_per_week,
    )


def paths(question: Question, target: int) -> Iterator[Path]:
    """Every path to a target that could be entered stage by stage, found without any bound."""
    walks = Walks(question)
    stack: list[tuple[Edge, ...]] = [()]
    while stack:
        edges = stack.pop()
        here = edges[-1].target if edges else question.role
        if here == target:
            path = path_along(question, edges, walks=walks)
            if path is not None:
                yield path
        elif len(edges) < question.constraints.max_moves:
            passed = {question.role, *(edge.target for edge in edges)}
            stack.extend((*edges, edge) for edge in question.edges(here) if edge.target not in passed)


def path_along(question: Question, edges: Sequence[Edge], *, walks: Walks) -> Path | None:
    """The path along some moves, None when some role of it could never be entered."""
    codes = question.codes
    roles, base, attainable = [question.role], [question.levels], [walks.attainable(question.levels)]
    for number, edge in enumerate(edges):
        if number:
            base.append(base[-1] | codes.practice[roles[-1]])
            attainable.append(walks.attainable(attainable[-1] | base[-1]))
        if codes.entry[edge.target] & ~attainable[-1]:
            return None
        roles.append(edge.target)
    return Path(
        tuple(roles),
        tuple(edge.number for edge in edges),
        tuple(base),
        tuple(attainable),
        sum(edge.months for edge in edges),
        sum(edge.risk for edge in edges),
    )
