"""What every map shows of the lattice itself, filtered for its audience: what isn't allowed never enters."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np

from lattice.domain.role import Role as RoleRecord
from lattice.graph.snapshot import Snapshot
from lattice.insight.offer import is_offered
from lattice.maps.audience import Audience, countable
from lattice.maps.layout import Layout, lay_out
from lattice.maps.network import network_of
from lattice.maps.scene import Band, Family, Moves, Requirements, Resource, Role, Skill
from lattice.maps.words import catalogue
from lattice.reports.visible import visible, visible_lines

_LONGEST_ADDRESS: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a map is wanted: for whom, in which language, on which day."""

    audience: Audience
    language: str
    as_of: datetime.date


def base(graph: Snapshot, asked: Asked) -> dict[str, Any]:
    """The fields of a scene that all kinds of map share."""
    layout = lay_out(graph)
    header = graph.header
    levels = header.levels
    return {
        "audience": asked.audience,
        "language": asked.language,
        "texts": dict(catalogue(asked.language)),
        "lattice": visible(header.name),
        "as_of": asked.as_of,
        "digest": graph.bundle.digest if asked.audience == "planner" else None,
        "licence": _said(header.licence),
        "attribution": _said(header.attribution),
        "currency": _said(header.currency),
        "levels": tuple(visible(levels.name(level)) for level in range(levels.maximum + 1)),
        "width": layout.width,
        "height": layout.height,
        "areas": tuple(Band(name=visible(band.name), start=band.start, size=band.size) for band in layout.areas),
        "families": tuple(
            Family(name=visible(band.name), start=band.start, size=band.size, area=area)
            for band, area in zip(layout.families, layout.area, strict=True)
        ),
        "grades": tuple(Band(name=band.name, start=band.start, size=band.size) for band in layout.grades),
        "roles": _roles(graph, layout, asked),
        "skills": tuple(
            Skill(id=skill.id, name=visible(skill.name), aliases=tuple(map(visible, skill.aliases)))
            for skill in graph.bundle.skills
        ),
        "requirements": _requirements(graph),
        "moves": _moves(graph, asked),
        "resources": _resources(graph, asked),
        "network": network_of(graph, layout),
    }


def _said(text: str | None) -> str | None:
    return visible(text) if text else None


def _roles(graph: Snapshot, layout: Layout, asked: Asked) -> tuple[Role, ...]:
    dwell = graph.dwell_months.tolist()
    holders = _holders(graph)
    return tuple(
        Role(
            id=role.id,
            title=visible(role.title),
            family=layout.family[number],
            grade=layout.grade[number],
            x=round(layout.x[number], 1),
            y=round(layout.y[number], 1),
            dwell=dwell[number],
            aliases=tuple(map(visible, role.aliases)),
            description="\n".join(visible_lines(role.description)) if role.description else None,
            salary=role.salary,
            location=_said(role.location),
            **_planning(graph, role, holders.get(role.id, ()), asked),
        )
        for number, role in enumerate(graph.bundle.roles)
    )


def _planning(graph: Snapshot, role: RoleRecord, holders: Sequence[str], asked: Asked) -> dict[str, Any]:
    """What is said of a role to those who plan; an employee's map has none of it."""
    if asked.audience == "employee":
        return {}
    policy = graph.policy
    return {
        "critical": bool(role.critical),
        "seats": policy.seats if role.seats is None else role.seats,
        "people": countable(len(holders), audience=asked.audience, min_group=policy.min_group),
        "holders": tuple(holders) if asked.audience == "planner" else (),
    }


def _holders(graph: Snapshot) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for person in graph.bundle.people:
        found[person.role].append(visible(person.name or person.id))
    return found


def _requirements(graph: Snapshot) -> Requirements:
    asked = graph.requirements
    order = np.lexsort((asked.skill, -asked.level, -asked.importance, ~asked.essential, asked.role))
    return Requirements(
        start=tuple(asked.starts.tolist()),
        skill=tuple(asked.skill[order].tolist()),
        level=tuple(asked.level[order].tolist()),
        entry=tuple(asked.entry[order].tolist()),
        importance=tuple(asked.importance[order].round(4).tolist()),
        essential=tuple(asked.essential[order].astype(int).tolist()),
    )


def _moves(graph: Snapshot, asked: Asked) -> Moves:
    moves = graph.moves
    observed = Counter[tuple[str, str]]()
    for move in graph.bundle.rows("moves"):
        if isinstance(move[5], int):
            observed[str(move[0]), str(move[1])] += move[5]
    ids = graph.role_ids
    counts = [
        countable(observed[ids[source], ids[target]], audience=asked.audience, min_group=graph.policy.min_group)
        if (ids[source], ids[target]) in observed
        else None
        for source, target in zip(moves.source.tolist(), moves.target.tolist(), strict=True)
    ]
    return Moves(
        start=tuple(moves.starts.tolist()),
        target=tuple(moves.target.tolist()),
        ladder=tuple(moves.ladder.astype(int).tolist()),
        months=tuple(moves.months.round(4).tolist()),
        success=tuple(moves.success.round(4).tolist()),
        observed=tuple(-1 if count is None else count for count in counts),
    )


def _resources(graph: Snapshot, asked: Asked) -> tuple[Resource, ...]:
    # A mentor is a person: no map says who it is.
    return tuple(
        Resource(
            id=resource.id,
            title=visible(resource.title),
            type=visible(resource.type),
            hours=ready.hours,
            cost=ready.cost,
            provider=_said(resource.provider),
            url=web_address(resource.url),
            teaches=ready.teaches,
        )
        for resource, ready in zip(graph.bundle.resources, graph.resources, strict=True)
        if is_offered(resource, as_of=asked.as_of)
    )


def web_address(url: str | None) -> str | None:
    """An address that a page may link to: http or https with a host, nothing hidden in it; else None.

    >>> web_address("https://example.org/course"), web_address("javascript:alert(1)")
    ('https://example.org/course', None)
    """
    if url is None or len(url) > _LONGEST_ADDRESS or visible(url) != url or " " in url:
        return None
    try:
        parts = urlsplit(url)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return url if fine else None
