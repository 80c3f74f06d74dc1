"""Which learning resources are on offer on a date."""

from __future__ import annotations

import datetime

from lattice.domain.resource import Resource
from lattice.graph.resources import ACTIVE


def is_offered(resource: Resource, *, as_of: datetime.date) -> bool:
    """Whether a resource is active and not over on a date; one that starts later counts."""
    active = resource.status is None or resource.status.casefold() == ACTIVE
    return active and (resource.available_to is None or as_of <= resource.available_to)
