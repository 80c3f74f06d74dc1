"""The gap between one person and one role, and how ready the person is."""

from __future__ import annotations

from lattice.graph.names import find_person, find_role
from lattice.graph.snapshot import Snapshot
from lattice.routes.result import GapLine, GapResult


def find_gap(graph: Snapshot, person: str, *, role: str) -> GapResult:
    """Find what a person lacks for a role, to enter it and to be settled in it.

    ``entry`` has the essential skills below the entry level, ``settle`` every
    skill below the level of someone settled, both by falling importance, then
    by id. ``readiness`` is Σ w·min(x, q)/q ÷ Σ w over all requirements, 1 for a
    role that requires nothing; a requirement of level 0 is met.

    Raises ``UnknownName`` or ``AmbiguousName``.

    >>> import lattice
    >>> graph = lattice.snapshot(lattice.read_bundle("graph_data/uk-digital"))
    >>> gap = lattice.find_gap(graph, "maya", role="senior-data-engineer")
    >>> 0 <= gap.readiness <= 1
    True
    """
    return gap_between(graph, find_person(graph, person), graph.roles[find_role(graph, role)])


def gap_between(graph: Snapshot, who: str, number: int) -> GapResult:
    """The gap of a person, by id, for a role, by number: for whoever asks about many."""
    levels = {graph.skills[str(row[1])]: int(str(row[2])) for row in graph.level_rows(who)}
    asked = graph.requirements
    run = asked.of(number)
    met = whole = 0.0
    entry, settle = [], []
    columns = (asked.skill, asked.level, asked.entry, asked.importance, asked.essential)
    for skill, level, day_one, importance, essential in zip(*(column[run].tolist() for column in columns), strict=True):
        have = levels.get(skill, 0)
        whole += importance
        met += importance * (min(have, level) / level if level else 1.0)
        line = {"skill": graph.skill_ids[skill], "have": have, "essential": essential, "importance": importance}
        if essential and have < day_one:
            entry.append(GapLine(need=day_one, **line))
        if have < level:
            settle.append(GapLine(need=level, **line))
    return GapResult(
        person=who,
        role=graph.role_ids[number],
        readiness=met / whole if whole else 1.0,
        qualified=not entry,
        entry=tuple(sorted(entry, key=_weight)),
        settle=tuple(sorted(settle, key=_weight)),
    )


def _weight(line: GapLine) -> tuple[float, str]:
    return -line.importance, line.skill
