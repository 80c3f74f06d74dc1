"""How many leave within a year: published rates of occupations, by the organisation's families of roles."""

from collections.abc import Collection, Mapping
from pathlib import Path

from graph_data.build.framework import rows

EVERYONE = "15-0000"
"""Computer and mathematical occupations: what is taken where a family has no occupation of its own."""

PERCENT = 100


def leaving_policy(matches: Path, separations: Path, families: Collection[str]) -> str:
    """Return the lines of the policy that say how many leave, for the end of the header.

    ``matches`` has a ``family`` and the ``soc`` of the occupation that comes
    nearest, by our judgement; the rate is the occupation's total separations.
    """
    published = {row["soc"]: row for row in rows(separations)}
    matched = {row["family"]: row["soc"] for row in rows(matches)}
    unknown = {*(set(matched) - set(families)), *(soc for soc in matched.values() if soc not in published)}
    if unknown:
        message = f"occupations of unknown families, or unknown occupations: {sorted(unknown)}"
        raise ValueError(message)
    lines = [f"leaving_rate = {_rate(published[EVERYONE])}", "", "[policy.leaving_rates]"]
    lines += [f'"{family}" = {_rate(published[soc])}' for family, soc in sorted(matched.items())]
    return "\n".join([*lines, ""])


def _rate(row: Mapping[str, str]) -> str:
    return f"{float(row['total_separations_rate_pct']) / PERCENT:.3f}"
