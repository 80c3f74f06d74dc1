"""What learning and practice raise, in words."""

from __future__ import annotations

from collections.abc import Iterable

from lattice.reports.titles import Titles
from lattice.routes.result import Learning, Route


def wanted_skills(route: Route) -> frozenset[str]:
    """The skills that a route lacks somewhere: what else is raised is by the way."""
    return frozenset(gap.skill for stage in route.stages for gap in stage.gap)


def raised(item: Learning, titles: Titles, wanted: frozenset[str]) -> str:
    """What a resource raises: the skills that the route needs, the others counted."""
    needed = [change for change in item.raises if change.skill in wanted] or list(item.raises)
    text = "; ".join(
        f"{titles.skill(change.skill)}: {titles.level(change.from_)} → {titles.level(change.to)}" for change in needed
    )
    others = len(item.raises) - len(needed)
    return f"{text} (and {others} more)" if others else text


def by_level(reached: Iterable[tuple[int, str]], titles: Titles) -> str:
    """Skills in groups, by the level that they come to."""
    groups: dict[int, list[str]] = {}
    for level, skill in reached:
        groups.setdefault(level, []).append(titles.skill(skill))
    # Names of skills have commas of their own.
    return "; ".join(f"{titles.level(level)} in {' · '.join(groups[level])}" for level in sorted(groups))
