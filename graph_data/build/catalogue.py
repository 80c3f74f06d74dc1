"""The whole catalogue of learning: own programme and free courses, mentors, availability."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from graph_data.build.framework import rows
from graph_data.build.people import Person
from graph_data.build.resource import Resource

MOST_PAIRS = 4
"""One person mentors in at most so many resources."""

OUTSIDE_RATE = 45
"""Assumption: pounds an hour for a mentor from outside, where nobody inside can be."""


def catalogue(resources: Iterable[Resource], people: Sequence[Person], availability: Path) -> tuple[Resource, ...]:
    """Return the resources by id, with mentors for mentoring and with availability.

    A mentor has every level that is taught, and is the one with the highest sum
    of levels in those skills who mentors in fewest resources so far, then the
    first by id. Where there is none, the mentor comes from outside and costs.
    """
    changes = {row["resource"]: row for row in rows(availability)}
    ordered = sorted(resources, key=lambda resource: resource.id)
    unknown = set(changes) - {resource.id for resource in ordered}
    if unknown:
        message = f"availability of unknown resources: {sorted(unknown)}"
        raise ValueError(message)
    load: Counter[str] = Counter()
    return tuple(_available(_mentored(resource, people, load), changes.get(resource.id)) for resource in ordered)


def _mentored(resource: Resource, people: Sequence[Person], load: Counter[str]) -> Resource:
    if resource.type != "mentoring":
        return resource
    able = [
        person
        for person in people
        if load[person.id] < MOST_PAIRS and all(person.level(item.skill) >= item.to_level for item in resource.teaches)
    ]
    if not able:
        price = round(OUTSIDE_RATE * resource.hours / 10) * 10
        return replace(resource, cost=price, format="online", capacity=None)
    mentor = min(
        able,
        key=lambda person: (
            -sum(person.level(item.skill) for item in resource.teaches),
            load[person.id],
            person.id,
        ),
    )
    load[mentor.id] += 1
    return replace(resource, mentor=mentor.id)


def _available(resource: Resource, change: Mapping[str, str] | None) -> Resource:
    if change is None:
        return resource
    return replace(
        resource,
        status=change["status"],
        available_from=change["available_from"] or None,
        available_to=change["available_to"] or None,
    )
