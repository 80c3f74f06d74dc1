"""Learning resources, as plain values for searching."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lattice.domain.column import Row, Value
from lattice.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class LearningResource:
    """A resource ready to be searched: ``teaches`` has (skill, from, to), ``needs`` (skill, level), by skill.

    ``needs`` holds all that must be met to start: prerequisites, and the
    from-levels of what it teaches, wherever they are above 0.
    """

    number: int
    hours: float
    cost: float
    type: str
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    active: bool
    available_to: datetime.date | None
    teaches: tuple[tuple[int, int, int], ...]
    needs: tuple[tuple[int, int], ...]


ACTIVE = "active"


def learning_resources(
    rows: Sequence[Row],
    teaches: Sequence[Row],
    prerequisites: Sequence[Row],
    *,
    skills: Mapping[str, int],
    policy: Policy,
) -> tuple[LearningResource, ...]:
    """The resources of a bundle's rows, in order, blanks filled by the policy."""
    taught: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    needed: dict[str, dict[int, int]] = defaultdict(dict)
    for resource, skill, to_level, from_level in teaches:
        number, floor = skills[str(skill)], policy.from_level if from_level is None else _whole(from_level)
        taught[str(resource)].append((number, floor, _whole(to_level)))
        needed[str(resource)][number] = floor
    for resource, skill, level in prerequisites:
        number, asked = skills[str(skill)], needed[str(resource)]
        asked[number] = max(asked.get(number, 0), _whole(level))
    return tuple(
        LearningResource(
            number=number,
            hours=float(str(row[3])),
            cost=policy.cost if row[4] is None else float(str(row[4])),
            type=str(row[2]),
            formats=row[6] if isinstance(row[6], tuple) else (),  # type: ignore[arg-type]
            languages=row[7] if isinstance(row[7], tuple) else (),  # type: ignore[arg-type]
            active=row[13] is None or str(row[13]).casefold() == ACTIVE,
            available_to=row[11] if isinstance(row[11], datetime.date) else None,
            teaches=tuple(sorted(taught[str(row[0])])),
            needs=tuple(sorted((skill, level) for skill, level in needed[str(row[0])].items() if level > 0)),
        )
        for number, row in enumerate(rows)
    )


def _whole(value: Value) -> int:
    return int(str(value))
