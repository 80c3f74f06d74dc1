"""A learning resource, and the three tables it is written to."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph_data.build.table import Row, Table

_RESOURCE_COLUMNS = (
    "id",
    "title",
    "type",
    "hours",
    "cost",
    "provider",
    "formats",
    "languages",
    "url",
    "capacity",
    "available_from",
    "available_to",
    "mentor",
    "status",
    "description",
)


@dataclass(frozen=True, kw_only=True)
class Teaching:
    """A resource raises one skill from a level to a higher one."""

    skill: str
    from_level: int
    to_level: int


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Something one learns from: what it teaches, what it takes, where it is found."""

    id: str
    title: str
    type: str
    hours: float
    cost: int
    provider: str
    format: str
    teaches: tuple[Teaching, ...]
    description: str
    prerequisites: tuple[tuple[str, int], ...] = ()
    languages: str = "en"
    url: str | None = None
    capacity: int | None = None
    available_from: str | None = None
    available_to: str | None = None
    mentor: str | None = None
    status: str = "active"


def resource_tables(resources: Iterable[Resource]) -> tuple[Table, Table, Table]:
    """Return the resources, teaches and prerequisites tables, by resource id."""
    ordered = sorted(resources, key=lambda resource: resource.id)
    teaches: list[Row] = [
        {
            "resource": resource.id,
            "skill": teaching.skill,
            "to_level": teaching.to_level,
            "from_level": teaching.from_level,
        }
        for resource in ordered
        for teaching in sorted(resource.teaches, key=lambda teaching: teaching.skill)
    ]
    prerequisites: list[Row] = [
        {"resource": resource.id, "skill": skill, "level": level}
        for resource in ordered
        for skill, level in sorted(resource.prerequisites)
    ]
    return (
        Table(name="resources", columns=_RESOURCE_COLUMNS, rows=[_row(item) for item in ordered]),
        Table(
            name="teaches",
            columns=("resource", "skill", "to_level", "from_level"),
            rows=teaches,
        ),
        Table(name="prerequisites", columns=("resource", "skill", "level"), rows=prerequisites),
    )


def _row(resource: Resource) -> Row:
    return {
        "id": resource.id,
        "title": resource.title,
        "type": resource.type,
        "hours": resource.hours,
        "cost": resource.cost,
        "provider": resource.provider,
        "formats": resource.format,
        "languages": resource.languages,
        "url": resource.url,
        "capacity": resource.capacity,
        "available_from": resource.available_from,
        "available_to": resource.available_to,
        "mentor": resource.mentor,
        "status": resource.status,
        "description": resource.description,
    }
