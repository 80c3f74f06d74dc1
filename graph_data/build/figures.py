"""The figures that the bundle's README states, counted from the tables."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import mean, median

from graph_data.build.framework import Framework
from graph_data.build.moves import Move
from graph_data.build.people import Person
from graph_data.build.programme import PROVIDER, UNTAUGHT
from graph_data.build.resource import Resource
from graph_data.build.table import Table


def figures(
    *,
    tables: Sequence[Table],
    framework: Framework,
    moves: Sequence[Move],
    resources: Sequence[Resource],
    people: Sequence[Person],
) -> Mapping[str, str]:
    """Return every placeholder of the README's template with its text."""
    return {
        "tables": "\n".join(f"| `{table.name}.csv` | {len(table.rows):,} |" for table in tables),
        "untaught": _untaught(framework),
        "people": str(len(people)),
        **_move_figures(framework, moves),
        **_resource_figures(resources),
    }


def _move_figures(framework: Framework, moves: Sequence[Move]) -> Mapping[str, str]:
    ways_out = Counter(move.source for move in moves if not move.ladder)
    ways_in = Counter(move.target for move in moves if not move.ladder)
    out = [ways_out[role.id] for role in framework.roles]
    targets = {move.target for move in moves}
    sources = {move.source for move in moves}
    return {
        "ladder": f"{sum(move.ladder for move in moves):,}",
        "lattice": f"{sum(not move.ladder for move in moves):,}",
        "mean_out": f"{mean(out):.1f}",
        "median_out": f"{median(out):g}",
        "most_out": str(max(out)),
        "across_areas": f"{_across_areas(framework, moves):,}",
        "islands": _titles(framework, lambda role: not ways_out[role] and not ways_in[role]),
        "unreached": _titles(framework, lambda role: role not in targets),
        "dead_ends": _titles(framework, lambda role: role not in sources),
    }


def _across_areas(framework: Framework, moves: Sequence[Move]) -> int:
    area = {role.id: role.area for role in framework.roles}
    return sum(area[move.source] != area[move.target] for move in moves)


def _titles(framework: Framework, wanted: Callable[[str], bool]) -> str:
    titles = [role.title for role in framework.roles if wanted(role.id)]
    return ", ".join(sorted(titles)) or "none"


def _resource_figures(resources: Sequence[Resource]) -> Mapping[str, str]:
    own = Counter(item.type for item in resources if item.provider == PROVIDER)
    real = Counter(item.type for item in resources if item.provider != PROVIDER)
    types = "\n".join(f"| {kind} | {own[kind]} | {real[kind]} |" for kind in sorted(own | real))
    return {
        "types": types,
        "own": str(own.total()),
        "real": str(real.total()),
        "retired": str(sum(item.status != "active" for item in resources)),
        "dated": str(sum(bool(item.available_from or item.available_to) for item in resources)),
        "mentored": str(sum(item.mentor is not None for item in resources)),
    }


def _untaught(framework: Framework) -> str:
    names = {skill.id: skill.name for skill in framework.skills}
    steps = sorted((names[skill], level) for skill, level in UNTAUGHT)
    return "\n".join(f"- {name}, level {level}" for name, level in steps)
