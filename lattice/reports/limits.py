"""The limits of a question in words."""

from __future__ import annotations

from collections.abc import Iterable

from lattice.domain.person import Person
from lattice.reports.titles import Titles
from lattice.routes.result import Limits


def limits_told(limits: Limits, titles: Titles) -> tuple[str, ...]:
    """Each limit that was set, a phrase each, in the order of the options."""
    told: list[str] = []
    if limits.deadline is not None:
        told.append(f"within {limits.deadline:,g} months")
    if limits.budget is not None:
        told.append(f"for at most {titles.money(limits.budget)}" if limits.budget else "at no cost")
    if limits.hours_per_week is not None:
        told.append(f"with {limits.hours_per_week:g} h a week to learn")
    told += [f"by way of {titles.role(role)}" for role in limits.via]
    told += [f"not by way of {titles.role(role)}" for role in limits.avoid]
    if limits.kinds:
        told.append(f"{' and '.join(limits.kinds)} moves only")
    if limits.no_pay_cut:
        told.append("no pay cut")
    if limits.resource_types:
        told.append(f"learning of type {' or '.join(limits.resource_types)}")
    if limits.resource_formats:
        told.append(f"learning in the format {' or '.join(limits.resource_formats)}")
    if limits.languages:
        told.append(f"learning in the language {' or '.join(limits.languages)}")
    if limits.include_inactive:
        told.append("resources that aren't offered now included")
    return tuple(told)


def own_budget_told(
    person: str, limit: float | None, costs: Iterable[float], titles: Titles, *, what: str, hint: bool
) -> tuple[str, ...]:
    """That not everything found keeps within the money on record, which is no limit unless one is asked for."""
    dearest = max(costs, default=0.0)
    if limit is not None or not dearest:
        return ()
    own = Person.of_row(titles.snapshot.person_row(person)).budget
    if own is None or dearest <= own:
        return ()
    money = titles.money(own) if own else "no money"
    how = f" (see --budget {int(own) if own == int(own) else own!r})" if hint else ""
    return (f"{titles.person(person)} has {money} on record for learning; not every {what} keeps within it{how}.",)
